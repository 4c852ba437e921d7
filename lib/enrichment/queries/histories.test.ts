import { expect, test } from 'vitest';
import { reading, type Database } from '../../../db/client';
import { eventsOf, longLifeOf, policyFor } from '../../../db/factories';
import { sandbox } from '../../../db/sandbox';
import { receiveEvents } from '../../intake/commands/receive-events';
import { DAY } from '../../kernel/instant';
import { STANDARD_POLICY } from '../../policy/standard';
import { OPERATOR } from '../../staff/actor';
import { historiesOf, workOf } from './histories';

sandbox();

/** A connection that counts what it is asked and what it brings. */
function counting(): { db: Database; cost: { statements: number; rows: number } } {
  const [db, cost] = [reading(), { statements: 0, rows: 0 }];
  const execute = async (...asked: Parameters<Database['execute']>) => {
    const found = await db.execute(...asked);
    cost.statements += 1;
    cost.rows += found.rows.length;
    return found;
  };
  return { db: { execute } as unknown as Database, cost };
}

test('what an account works on is told as by its whole history, and read from the events of that alone', async () => {
  await policyFor();
  const until = Date.UTC(2026, 5, 1);
  const events = [...longLifeOf('busy', { count: 2_000, days: 200, until }), ...eventsOf('idle', { until })];
  for (let from = 0; from < events.length; from += 500) {
    const received = await receiveEvents(OPERATOR, { arrivals: events.slice(from, from + 500).map((raw, index) => ({ index, raw })) });
    if (!received.ok || received.value.rejected.length > 0) throw new Error(JSON.stringify(received));
  }
  for (const asOf of [until, until - 90 * DAY]) {
    const [whole, part] = [counting(), counting()];
    const told = await historiesOf(whole.db, ['busy', 'idle', 'nobody'], asOf, STANDARD_POLICY);
    const work = await workOf(part.db, ['busy', 'idle', 'nobody'], asOf, STANDARD_POLICY);
    const { contracts, earnings, payouts } = told.get('busy')!;
    expect([contracts, earnings, payouts].map((list) => list.length > 5)).toEqual([true, true, true]);
    expect(work).toEqual(new Map([['busy', { contracts, earnings, payouts }]]));
    expect([whole.cost.statements, part.cost.statements]).toEqual([1, 1]);
    expect(part.cost.rows).toBeLessThan(whole.cost.rows / 4);
  }
});
