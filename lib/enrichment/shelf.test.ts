import fc from 'fast-check';
import { expect, test } from 'vitest';
import { DAY, HOUR, rfc3339, type Instant } from '../kernel/instant';
import { Chronicle, rowOf } from './chronicle';
import type { Tables } from './chronicle';
import { Shelf, type Arrived, type Since } from './shelf';

const START = Date.UTC(2026, 8, 1);
const TABLES: Tables = { usd: ({ amount }) => amount, spotOf: () => null };

/** What is stored of one account: rows become visible in the order of their commits, which is not that of their receipt. */
class Store {
  rows: Arrived[] = [];
  since = ({ receivedAt, at }: Since): Arrived[] => this.rows.filter((row) => row.receivedAt >= receivedAt && row.at >= at);
}

function fromNothing(rows: readonly Arrived[], asOf: Instant) {
  const chronicle = new Chronicle('trent', TABLES);
  expect(chronicle.take(rows)).toBe(true);
  return chronicle.upTo(asOf);
}

/** As a pass asks: what is new first, everything where that does not add up. Counts the rows that were brought. */
function ask(shelf: Shelf, store: Store): { chronicle: Chronicle; brought: number } {
  const fresh = store.since(shelf.since('trent'));
  const told = shelf.told('trent', fresh, store.rows.length);
  if (told) return { chronicle: told, brought: fresh.length };
  const again = shelf.told('trent', store.since(shelf.since('trent')), store.rows.length);
  if (!again) throw new Error('All rows add up.');
  return { chronicle: again, brought: fresh.length + store.rows.length };
}

let serial = 0;
function row(type: string, at: Instant, receivedAt: Instant, data: Record<string, unknown> = {}): Arrived {
  serial += 1;
  return { ...rowOf({ id: `e${String(serial).padStart(5, '0')}`, type, at, session: 's1', data }, null), receivedAt };
}

test('an account that was told before is told what is new alone', () => {
  const [shelf, store] = [new Shelf(TABLES, 100), new Store()];
  store.rows = Array.from({ length: 20 }, (_, hour) => row('session.seen', START + hour * HOUR, START + hour * HOUR, { ip: 'd1' }));
  expect(ask(shelf, store).brought).toBe(20);
  // What was received at the latest instant is asked for again: more of that instant may have been committed since.
  expect(ask(shelf, store).brought).toBe(1);
  store.rows.push(row('session.seen', START + 30 * HOUR, START + 30 * HOUR, { ip: 'd2' }));
  const { chronicle, brought } = ask(shelf, store);
  expect(brought).toBe(2);
  expect(chronicle.upTo(START + 40 * HOUR)).toEqual(fromNothing(store.rows, START + 40 * HOUR));
});

test('what was committed after something that was received later is noticed by the count', () => {
  const [shelf, store] = [new Shelf(TABLES, 100), new Store()];
  store.rows = [row('profile.changed', START, START + 9 * HOUR, { headline: 'a' })];
  ask(shelf, store);
  store.rows.push(row('profile.changed', START + HOUR, START + 8 * HOUR, { headline: 'b' }));
  expect(ask(shelf, store).chronicle.upTo(START + 9 * HOUR).profiles).toHaveLength(2);
});

test('what is told days late is missing in the count, and is not lost', () => {
  const [shelf, store] = [new Shelf(TABLES, 100), new Store()];
  store.rows = [row('referral.made', START + 9 * DAY, START + 9 * DAY, { to: 'peggy' })];
  ask(shelf, store);
  store.rows.push(row('referral.made', START, START + 10 * DAY, { to: 'oscar' }));
  expect(ask(shelf, store).chronicle.upTo(START + 10 * DAY).referrals.map(({ to }) => to)).toEqual(['oscar', 'peggy']);
});

test('the shelf holds no more events than it may; who was asked for last stays', () => {
  const shelf = new Shelf(TABLES, 5);
  for (const account of ['a', 'b', 'c']) shelf.told(account, [row('review.left', START, START, { client: 'k', rating: 5 }), row('review.left', START, START, { client: 'k', rating: 4 })], 2);
  expect(['a', 'b', 'c'].map((account) => shelf.since(account).receivedAt)).toEqual([-Infinity, START, START]);
  shelf.told('b', [], 2);
  shelf.told('d', [row('review.left', START, START, { client: 'k', rating: 5 })], 1);
  shelf.told('e', [row('review.left', START, START, { client: 'k', rating: 5 })], 1);
  expect(['b', 'c', 'd', 'e'].map((account) => shelf.since(account).receivedAt)).toEqual([START, -Infinity, START, START]);
});

test('what is kept beside an account’s events counts, also of one that was forgotten', () => {
  const shelf = new Shelf(TABLES, 9, 2);
  const told = (account: string) => shelf.told(account, [row('review.left', START, START, { client: 'k', rating: 5 })], 1);
  for (const account of ['a', 'b', 'c', 'd']) told(account);
  expect(['a', 'b', 'c', 'd'].map((account) => shelf.since(account).receivedAt)).toEqual([-Infinity, START, START, START]);
  shelf.forget('c');
  shelf.forget('c');
  told('e');
  expect(['b', 'd', 'e'].map((account) => shelf.since(account).receivedAt)).toEqual([START, START, START]);
});

const hour = fc.integer({ min: 0, max: 8 }).map((steps) => START + steps * 15 * HOUR);
const data = fc.oneof(
  hour.chain((ended) => fc.record({ ip: fc.constantFrom('d1', 'd2'), endedAt: fc.constant(rfc3339(ended)), rttMs: fc.nat(200), device: fc.constantFrom(undefined, { token: 't1' }, { token: 't2' }) })).map((told) => ['session.seen', told] as const),
  fc.record({ name: fc.constantFrom('Trent', 'T. Rent'), kind: fc.constantFrom('individual', 'agency') }, { requiredKeys: [] }).map((told) => ['account.changed', told] as const),
  hour.chain((end) => fc.record({ kind: fc.constantFrom('travel', 'vpn'), from: fc.constant(rfc3339(START)), to: fc.constantFrom(undefined, rfc3339(end)) })).map((told) => ['declaration.made', told] as const),
  fc.record({ contract: fc.constantFrom('c1', 'c2'), client: fc.constantFrom('k1', 'k2') }).map((told) => ['contract.started', told] as const),
  fc.record({ contract: fc.constantFrom('c1', 'c2'), reason: fc.constantFrom('x', 'y') }).map((told) => ['contract.ended', told] as const),
  hour.chain((to) => fc.record({ contract: fc.constantFrom('c1', 'c2'), from: fc.constant(rfc3339(START)), to: fc.constant(rfc3339(to)), source: fc.constant('tracker') })).map((told) => ['time.logged', told] as const),
  fc.constant(['account.registered', {}] as const),
);
const events = fc.array(fc.tuple(hour, data, hour), { minLength: 1, maxLength: 30 })
  .map((drawn) => drawn.map(([at, [type, told], receivedAt], index): Arrived => ({ ...rowOf({ id: `e${index}`, type, at, session: index % 3 ? 's1' : 's2', data: told }, null), receivedAt })));

test('told in any portions and any order of commits, and after any losses, a history is the one told from nothing', () => {
  const runs = events.chain((all) => fc.tuple(fc.shuffledSubarray(all, { minLength: all.length }), fc.array(fc.tuple(fc.integer({ min: 1, max: 8 }), fc.boolean()), { minLength: 1, maxLength: 12 })));
  fc.assert(fc.property(runs, ([order, portions]) => {
    const [shelf, store] = [new Shelf(TABLES, 1_000), new Store()];
    for (const [size, lost] of [...portions, [order.length, false] as const]) {
      store.rows.push(...order.slice(store.rows.length, store.rows.length + size));
      if (lost) shelf.forget('trent');
      const asOf = Math.max(...store.rows.map((each) => each.at));
      expect(ask(shelf, store).chronicle.upTo(asOf)).toEqual(fromNothing(store.rows, asOf));
    }
  }), { numRuns: 300 });
});
