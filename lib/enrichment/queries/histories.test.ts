import fc from 'fast-check';
import { expect, test } from 'vitest';
import { reading, type Database } from '../../../db/client';
import { arrange, eventsOf, longLifeOf, policyFor } from '../../../db/factories';
import { sandbox } from '../../../db/sandbox';
import { receiveEvents } from '../../intake/commands/receive-events';
import { DAY } from '../../kernel/instant';
import { STANDARD_POLICY } from '../../policy/standard';
import { OPERATOR } from '../../staff/actor';
import { tellHistories } from '../commands/tell-histories';
import { historiesOf, historyFor, workOf } from './histories';

sandbox();

const must = (received: Awaited<ReturnType<typeof receiveEvents>>): void => { if (!received.ok || received.value.rejected.length > 0) throw new Error(JSON.stringify(received)); };

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
    must(await receiveEvents(OPERATOR, { arrivals: events.slice(from, from + 500).map((raw, index) => ({ index, raw })) }));
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

test('however its events come and whenever somebody looks, a reader is told what the whole says, and what was told before is not read again', async () => {
  await policyFor();
  const now = Date.UTC(2026, 5, 1);
  let serial = 0;
  await fc.assert(fc.asyncProperty(fc.integer({ min: 1, max: 1e6 }), fc.array(fc.record({ share: fc.double({ min: 0.05, max: 0.6, noNaN: true }), late: fc.boolean(), learnt: fc.boolean(), ahead: fc.integer({ min: -20, max: 40 }) }), { minLength: 2, maxLength: 6 }), async (seed, visits) => {
    const account = `read_${serial += 1}`;
    const rest = longLifeOf(account, { count: 80, days: 60, handoverAgo: 20, seed, until: now });
    for (const { share, late, learnt, ahead } of visits) {
      const size = Math.max(1, Math.floor(rest.length * share));
      const portion = late ? rest.splice(-size) : rest.splice(0, size);
      if (portion.length > 0) must(await receiveEvents(OPERATOR, { arrivals: portion.map((raw, index) => ({ index, raw })) }));
      const asOf = now + (ahead - 20) * DAY;
      if (learnt) await arrange((tx) => tellHistories(tx, [account], asOf, STANDARD_POLICY));
      const whole = (await historiesOf(reading(), [account], asOf, STANDARD_POLICY)).get(account) ?? null;
      for (const visit of ['first', 'second']) expect(await historyFor(reading(), account, asOf, STANDARD_POLICY), visit).toEqual(whole);
    }
  }), { numRuns: 12 });

  const events = longLifeOf('grows', { count: 600, days: 100, until: now });
  const read = async (from: number, to: number) => {
    must(await receiveEvents(OPERATOR, { arrivals: events.slice(from, to).map((raw, index) => ({ index, raw })) }));
    const asOf = Date.parse(events[to - 1]!.at);
    await arrange((tx) => tellHistories(tx, ['grows'], asOf, STANDARD_POLICY));
    const { db, cost } = counting();
    expect(await historyFor(db, 'grows', asOf, STANDARD_POLICY)).toEqual((await historiesOf(reading(), ['grows'], asOf, STANDARD_POLICY)).get('grows'));
    return cost.rows;
  };
  expect(await read(0, 500)).toBeGreaterThanOrEqual(500);
  expect(await read(500, 510)).toBeLessThan(120);
});

test('a reader who looks back is told of nothing later, though as many events are known as then', async () => {
  await policyFor();
  const start = Date.UTC(2026, 5, 1);
  const referral = (day: number) => ({ id: `back ${day}`, type: 'referral.made', at: new Date(start + day * DAY).toISOString(), account: 'looks_back', data: { to: `account_${day}` } });
  const keep = async (...days: number[]) => must(await receiveEvents(OPERATOR, { arrivals: days.map((day, index) => ({ index, raw: referral(day) })) }));
  const told = async (day: number) => (await historyFor(reading(), 'looks_back', start + day * DAY, STANDARD_POLICY))?.referrals.map(({ to }) => to);
  await keep(0, 10);
  expect(await told(11)).toEqual(['account_0', 'account_10']);
  // So late that it is not looked for among what is new.
  await keep(1);
  expect(await told(5)).toEqual(['account_0', 'account_1']);
  expect(await told(11)).toEqual(['account_0', 'account_1', 'account_10']);
});
