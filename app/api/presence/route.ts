import { bePresent } from '@/lib/cases/queries/presence';
import { statusOf } from '@/lib/kernel/refusal';
import { viewer } from '@/lib/staff/adapters/session';

export const dynamic = 'force-dynamic';

/** A case page says every 20 seconds that it is open; answers who else has it open and who holds it. Body: `{"caseId": "…"}`. */
export async function POST(request: Request): Promise<Response> {
  const me = await viewer();
  if (!me) return Response.json({ problem: 'Sign in first.' }, { status: 401 });
  const body: unknown = await request.json().catch(() => null);
  const caseId = typeof body === 'object' && body !== null && 'caseId' in body && typeof body.caseId === 'string' ? body.caseId : '';
  const result = await bePresent(me, { caseId });
  return result.ok ? Response.json(result.value) : Response.json({ problem: result.words }, { status: statusOf(result) });
}
