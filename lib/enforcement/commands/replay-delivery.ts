import { eq } from 'drizzle-orm';
import { z } from 'zod';
import { deliveries } from '../../../db/schema';
import { caseChain, entry } from '../../audit/entry';
import { command, done } from '../../kernel/command';
import { refuse } from '../../kernel/refusal';
import { announce, enqueue } from '../../kernel/work';
import { replay, type DeliveryStatus } from '../delivery';
import { subjectOf } from './settle-delivery';

/** Sends what was delivered or given up once more. The receiver sees the same id, so nothing takes effect twice. */
export const replayDelivery = command({
  name: 'delivery.replay',
  input: z.object({ id: z.string(), version: z.coerce.number().int() }),
  async run({ input, now, tx }) {
    const [row] = await tx.select().from(deliveries).where(eq(deliveries.id, input.id)).for('update');
    if (!row) return refuse('not-found');
    if (row.version !== input.version) return refuse('stale');
    const again = replay({ status: row.status as DeliveryStatus, tries: row.tries, nextAt: row.nextAt, leaseUntil: row.leaseUntil, deliveredAt: row.deliveredAt, version: row.version }, now);
    if (again.state === 'locked') return refuse(again.code, again.reason);
    const { status, tries, nextAt, deliveredAt, version } = again.delivery;
    await tx.update(deliveries).set({ status, tries, nextAt, deliveredAt, version }).where(eq(deliveries.id, row.id));
    await enqueue(tx, 'deliver', row.id, { delivery: row.id }, now);
    await announce(tx, 'deliveries', row.id);
    const about = await subjectOf(tx, row);
    return done({ id: row.id, version }, entry(caseChain(about.case), `sent ${about.words} once more`, { refs: { case: about.case, account: row.account, delivery: row.id }, changes: [{ field: 'delivery', was: row.status, now: status }] }));
  },
});
