import { fileAppeal } from '@/lib/appeals/commands/file-appeal';
import { rfc3339 } from '@/lib/kernel/instant';
import { answerBearer } from '../bearer';
import { readObject } from '../body';
import { problem } from '../problem';

export const dynamic = 'force-dynamic';

/** Files an appeal that a holder wrote on the platform's own pages. */
export async function POST(request: Request): Promise<Response> {
  return answerBearer(request, 'appeal.file', async (bearer) => {
    const body = await readObject(request);
    if (!body.ok) return problem(body);
    // The command parses what it is given.
    const filed = await fileAppeal(bearer, body.value as Parameters<typeof fileAppeal>[1]);
    if (!filed.ok) return problem(filed);
    const { id, status, filedAt, dueAt } = filed.value;
    return Response.json({ id, status, filedAt: rfc3339(filedAt), dueAt: rfc3339(dueAt) }, { status: 201 });
  });
}
