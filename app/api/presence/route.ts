import { beAtWork, bePresent } from '@/lib/cases/queries/presence';
import { statusOf } from '@/lib/kernel/refusal';
import { viewer } from '@/lib/staff/adapters/session';

export const dynamic = 'force-dynamic';

/**
 * A case page says every 20 seconds that it is open; answers who else has it open, who holds it, and when its reader was last at work. Body:
 * `{"caseId": "…"}`. Any page says once a minute that somebody is at work on it: `{"working": true}`.
 */
export async function POST(request: Request): Promise<Response> {
  const me = await viewer();
  if (!me) return Response.json({ problem: 'Sign in first.' }, { status: 401 });
  const body: unknown = await request.json().catch(() => null);
  if (typeof body === 'object' && body !== null && 'working' in body && body.working === true) {
    const told = await beAtWork(me, {});
    return told.ok ? Response.json({}) : Response.json({ problem: told.words }, { status: statusOf(told) });
  }
  const caseId = typeof body === 'object' && body !== null && 'caseId' in body && typeof body.caseId === 'string' ? body.caseId : '';
  const result = await bePresent(me, { caseId });
  return result.ok ? Response.json(result.value) : Response.json({ problem: result.words }, { status: statusOf(result) });
}
