import fc from 'fast-check';
import { expect, test } from 'vitest';
import { countedRatio, proposals, weightOf, withRatios } from './counted';
import type { Settled } from './counted';
import { policySchema } from './policy';
import { EXPERT_CASES } from './ratio';
import { STANDARD_POLICY } from './standard';

/** `hits` of `all` cases of an outcome in which D1 found something. */
const cases = (against: boolean, hits: number, all: number, more: Partial<Settled> & { fullness?: number } = {}): Settled[] => Array.from({ length: all }, (_, i) => {
  const { fullness = 1, ...rest } = more;
  return { found: i < hits ? [{ signal: 'D1', fullness }] : [], unread: [], against, propensity: 1, ...rest };
});

test('a sign on 60 of 100 cases against and 6 of 100 others is about ten times likelier', () => {
  const counted = countedRatio('D1', [...cases(true, 60, 100), ...cases(false, 6, 100)])!;
  expect(counted.nats).toBeCloseTo(Math.log(10), 0);
  expect(counted.low).toBeLessThan(Math.log(10));
  expect(counted.high).toBeGreaterThan(Math.log(10));
  expect(counted.against).toMatchObject({ found: 60, cases: 100, worth: expect.closeTo(100) });
});

test('cases in which it abstained say nothing; one outcome alone says nothing', () => {
  const read = [...cases(true, 6, 10), ...cases(false, 1, 10)];
  expect(countedRatio('D1', [...read, ...cases(false, 0, 500, { unread: ['D1'] })])).toEqual(countedRatio('D1', read));
  expect(countedRatio('D1', cases(true, 5, 10))).toBeNull();
  expect(countedRatio('D9', read)).toBeNull();
});

test('the queue is undone: innocents seen only in the sample count for all those like them', () => {
  // Of the innocents looked at because they were flagged half show the sign; of the others, sampled at 1 in 20, one in ten does.
  const queue = [...cases(true, 30, 40), ...cases(false, 20, 40)];
  const sample = cases(false, 2, 20, { propensity: 0.05 });
  const naive = countedRatio('D1', [...queue, ...sample.map((each) => ({ ...each, propensity: 1 }))])!;
  const weighted = countedRatio('D1', [...queue, ...sample])!;
  expect(weighted.nats).toBeGreaterThan(naive.nats);
  // 20 + 2 × 20 of 40 + 20 × 20 innocents: 0.136 against 0.75 of the others.
  expect(weighted.nats).toBeCloseTo(Math.log(0.75 / 0.136), 0);
  // Heavy cases are few cases: the interval is wider than that of as many equal ones.
  expect(weighted.cleared.worth).toBeLessThan(60);
  expect(weightOf({ propensity: 1e-9 })).toBe(50);
});

test('half-full findings are stretched to what a full one would say', () => {
  const of = (fullness: number) => countedRatio('D1', [...cases(true, 60, 100, { fullness }), ...cases(false, 6, 100, { fullness })])!;
  expect(of(0.5).nats).toBeCloseTo(2 * of(1).nats, 1);
  expect(of(0.5).variance).toBeCloseTo(4 * of(1).variance, 1);
});

test('a proposal is drawn to what an expert says, the less the more was counted, and is a row that a policy takes', () => {
  const few = proposals(STANDARD_POLICY, [...cases(true, 1, 3), ...cases(false, 1, 3)], 'a test')[0]!;
  const many = proposals(STANDARD_POLICY, [...cases(true, 100, 1000), ...cases(false, 100, 1000)], 'a test')[0]!;
  expect(few.proposed.nats).toBeGreaterThan(2);
  expect(many.proposed.nats).toBeLessThan(1);
  expect(many.proposed.cases).toBeGreaterThan(few.proposed.cases);
  expect(few.proposed.cases).toBeGreaterThanOrEqual(EXPERT_CASES);
  const draft = withRatios(STANDARD_POLICY, [many]);
  expect(draft.ratios!['D1']).toEqual(many.proposed);
  expect(draft.ratios!['D3']).toEqual(STANDARD_POLICY.ratios!['D3']);
  expect(policySchema.safeParse(draft).success).toBe(true);
  expect(STANDARD_POLICY.ratios!['D1']!.nats).toBe(2.9);
});

test('what was learnt from cases is not told by the same cases again', () => {
  const settled = [...cases(true, 10, 60), ...cases(false, 6, 60)];
  const once = proposals(STANDARD_POLICY, settled, 'a test')[0]!;
  const again = proposals(withRatios(STANDARD_POLICY, [once]), settled, 'a test')[0]!;
  expect(again).toEqual({ ...once, held: once.proposed });
});

test('a sign commoner among the cleared is proposed at nothing, never in favour of an account', () => {
  const unheard = [...cases(true, 5, 200), ...cases(false, 80, 200)].map((each) => ({ ...each, found: each.found.map((one) => ({ ...one, signal: 'Z9' })) }));
  const [proposal] = proposals(STANDARD_POLICY, unheard, 'a test');
  expect(proposal).toMatchObject({ held: null, proposed: { nats: 0 } });
  expect(proposal!.counted.nats).toBeLessThan(0);
});

test('whatever was settled, a proposal lies between nothing, what is held and what was counted, and within its interval', () => {
  const row: fc.Arbitrary<Settled> = fc.record({
    found: fc.uniqueArray(fc.record({ signal: fc.constantFrom('D1', 'G1', 'Z9'), fullness: fc.double({ min: 0, max: 1, noNaN: true }) }), { selector: (each) => each.signal }),
    unread: fc.subarray(['G3']), against: fc.boolean(), propensity: fc.double({ min: 0.01, max: 1, noNaN: true }),
  });
  fc.assert(fc.property(fc.array(row, { maxLength: 60 }), (rows) => {
    for (const { held, counted, proposed } of proposals(STANDARD_POLICY, rows, 'a test')) {
      expect(proposed.nats).toBeGreaterThanOrEqual(0);
      expect(proposed.nats).toBeLessThanOrEqual(Math.max(held?.nats ?? 0, counted.nats, 0) + 0.01);
      expect(proposed.low).toBeLessThanOrEqual(proposed.nats);
      expect(proposed.high).toBeGreaterThanOrEqual(proposed.nats);
    }
  }));
});
