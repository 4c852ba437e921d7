import { refuse } from '@/lib/kernel/refusal';
import { assessmentOf } from '@/lib/risk/queries/assessments';
import { answerBearer } from '../../../bearer';
import { problem } from '../../../problem';

export const dynamic = 'force-dynamic';

/** Where an account stands: the same object as its line in the assessment export. */
export async function GET(request: Request): Promise<Response> {
  return answerBearer(request, 'ask.assessments', async (bearer) => {
    const account = accountIn(request.url);
    const found = account === null ? refuse('unreadable', 'The account in the address is not well encoded.') : await assessmentOf(bearer, { account });
    return found.ok ? Response.json(found.value) : problem(found);
  });
}

/** Read from the address itself: platforms choose their own ids, which may hold "/" or "%" and come percent-encoded. */
function accountIn(url: string): string | null {
  try {
    return decodeURIComponent(/\/accounts\/([^/]+)\/assessment\/?$/.exec(new URL(url).pathname)?.[1] ?? '');
  } catch {
    return null;
  }
}
