import type { QueueNow } from '@/components/queue/row';
import { QUEUE_VIEWS } from '@/lib/cases/queue';
import { MOST_HOLDS, queueHolds } from '@/lib/cases/queries/queue-holds';
import { COUNTED_TO, queueTabs } from '@/lib/cases/queries/queue-tabs';
import { statusOf } from '@/lib/kernel/refusal';
import { viewer } from '@/lib/staff/adapters/session';
import { may } from '@/lib/staff/permissions';
import { handsOf } from '../rows';

export const dynamic = 'force-dynamic';

/** What is so now of rows that were read before (`case`, several), and how many stand under each view. */
export async function GET(request: Request): Promise<Response> {
  const me = await viewer();
  if (!me) return Response.json({ problem: 'Sign in first.' }, { status: 401 });
  const ids = new URL(request.url).searchParams.getAll('case').slice(0, MOST_HOLDS);
  const [held, tabs] = await Promise.all([queueHolds(me, { cases: ids }), queueTabs(me, {})]);
  const refused = [held, tabs].find((one) => !one.ok);
  if (!held.ok || !tabs.ok) return Response.json({ problem: refused?.ok === false ? refused.words : '' }, { status: refused?.ok === false ? statusOf(refused) : 500 });
  const reader = { id: me.id, mayClaim: may(me, 'case.claim') };
  const answer: QueueNow = {
    at: held.value.now, next: held.value.next,
    hands: Object.fromEntries(held.value.holds.map(({ id, ...hold }) => [id, handsOf(hold, reader)])),
    counts: Object.fromEntries(QUEUE_VIEWS.map((view) => [view, { count: tabs.value[view], more: tabs.value[view] >= COUNTED_TO }])),
  };
  return Response.json(answer, { headers: { 'cache-control': 'no-store' } });
}
