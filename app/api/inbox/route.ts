import { unreadCount } from '@/lib/insights/queries/inbox';
import { statusOf } from '@/lib/kernel/refusal';
import { isUnreachable } from '@/lib/kernel/unreachable';
import { viewer } from '@/lib/staff/adapters/session';

export const dynamic = 'force-dynamic';

/** How many lines of their inbox the person has not read, at most 100: `{"unread": 3}`. What the lines say is asked by the page alone. */
export async function GET(): Promise<Response> {
  try {
    const me = await viewer();
    if (!me) return Response.json({ problem: 'Sign in first.' }, { status: 401 });
    const found = await unreadCount(me, {});
    return found.ok ? Response.json(found.value, { headers: { 'cache-control': 'no-store' } }) : Response.json({ problem: found.words }, { status: statusOf(found) });
  } catch (error) {
    if (!isUnreachable(error)) throw error;
    // Nothing can be told now; the page that asks goes on showing what it knows.
    return new Response(null, { status: 204 });
  }
}
