import { eq } from 'drizzle-orm';
import { z } from 'zod';
import type { Tx } from '../../../db/client';
import { decisions, deliveries, deliveryTries, notices, orders } from '../../../db/schema';
import { caseChain, entry } from '../../audit/entry';
import { present } from '../../kernel/assert';
import { command, done } from '../../kernel/command';
import { newId } from '../../kernel/ids';
import { refuse } from '../../kernel/refusal';
import { announce, enqueue } from '../../kernel/work';
import { attemptWords, lease, settle, type Attempt, type DeliveryStatus } from '../delivery';

/** Keeps how one attempt to deliver ended, and when the next one is due. */
export const settleDelivery = command({
  name: 'delivery.settle',
  input: z.object({ delivery: z.string(), attempt: z.custom<Attempt>((value) => typeof value === 'object' && value !== null && 'kind' in value), ms: z.number().nonnegative(), random: z.number().min(0).max(1) }),
  async run({ input, now, tx }) {
    const [row] = await tx.select().from(deliveries).where(eq(deliveries.id, input.delivery)).for('update');
    if (!row) return refuse('not-found');
    const leased = lease({ status: row.status as DeliveryStatus, tries: row.tries, nextAt: Math.min(row.nextAt, now), leaseUntil: row.leaseUntil, deliveredAt: row.deliveredAt, version: row.version }, now);
    if (leased.state === 'locked') return refuse(leased.code, leased.reason);
    const settled = settle(leased.delivery, input.attempt, now, input.random);
    if (settled.state === 'locked') return refuse(settled.code, settled.reason);
    const { status, tries, nextAt, deliveredAt, version } = settled.delivery;
    const answer = attemptWords(input.attempt);
    await tx.update(deliveries).set({ status, tries, nextAt, deliveredAt, version, leaseUntil: null, lastAnswer: answer }).where(eq(deliveries.id, row.id));
    await tx.insert(deliveryTries).values({ id: newId('try', now), delivery: row.id, at: now, answer, ms: Math.round(input.ms) });
    if (status === 'waiting') await enqueue(tx, 'deliver', row.id, { delivery: row.id }, nextAt);
    await announce(tx, 'deliveries', row.id);
    const about = await subjectOf(tx, row);
    const says = status === 'delivered' ? `delivered ${about.words} (${answer})` : status === 'failed' ? `gave up delivering ${about.words} after ${tries} tries (${answer})` : `could not deliver ${about.words} yet (${answer})`;
    return done({ status, nextAt }, entry(caseChain(about.case), says, { refs: { case: about.case, account: row.account, delivery: row.id }, changes: status === row.status ? [] : [{ field: 'delivery', was: row.status, now: status }] }));
  },
});

/** What a delivery carries, in words, and the case it belongs to. */
export async function subjectOf(tx: Tx, row: typeof deliveries.$inferSelect): Promise<{ case: string; words: string }> {
  const [found] = row.order !== null
    ? await tx.select({ case: decisions.case, kind: orders.kind }).from(orders).innerJoin(decisions, eq(decisions.id, orders.decision)).where(eq(orders.id, row.order))
    : await tx.select({ case: decisions.case, kind: notices.kind }).from(notices).innerJoin(decisions, eq(decisions.id, notices.decision)).where(eq(notices.id, present(row.notice, 'what is delivered')));
  const { case: caseId, kind } = present(found, `subject of ${row.id}`);
  return { case: caseId, words: row.order !== null ? `the order ${kind}` : 'the notice' };
}
