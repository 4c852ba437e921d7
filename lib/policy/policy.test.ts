import { expect, test } from 'vitest';
import { calibrated, capOf, groundOf, policySchema, priorOf, probabilityOf, ratesAt, ratioOf, ruleFor, startingOdds, storyShareOf, usdOf, type Policy } from './policy';
import { STANDARD_POLICY as P } from './standard';

const at = (day: string) => Date.parse(`${day}T00:00:00Z`);

test('the standard policy is a policy', () => {
  expect(policySchema.parse(P)).toEqual(P);
});

test('a policy whose bands do not rise, or whose rows repeat the name by which a difference knows them, is refused', () => {
  expect(policySchema.safeParse({ ...P, bands: { watch: 1, review: 0, act: 2 } }).success).toBe(false);
  expect(policySchema.safeParse({ ...P, grounds: [...P.grounds, P.grounds[0]] }).success).toBe(false);
  expect(policySchema.safeParse({ ...P, pairs: [...P.pairs, { ...P.pairs[0], llr: 9 }] }).error?.issues).toMatchObject([{ path: ['pairs'], message: 'names of pairs must differ' }]);
  expect(policySchema.safeParse({ ...P, rates: [...P.rates, { ...P.rates[0], usd: { EUR: 9 } }] }).error?.issues).toMatchObject([{ path: ['rates'], message: 'dates of rates must differ' }]);
  expect(policySchema.safeParse({ ...P, counters: { ...P.counters, kinds: { praise: 1 } } }).success).toBe(false);
});

test('an appeal window shorter than the six months of the law cannot be published', () => {
  expect(policySchema.safeParse({ ...P, limits: { ...P.limits, appealWindowMonths: 5 } }).success).toBe(false);
});

test('money is compared in dollars by the table of its day', () => {
  const two: Policy = { ...P, rates: [{ date: '2026-07-01', usd: { EUR: 1.2 } }, { date: '2026-01-01', usd: { EUR: 1.1 } }] };
  expect(usdOf(two, { amount: 100, currency: 'EUR' }, at('2026-06-30'))).toBeCloseTo(110);
  expect(usdOf(two, { amount: 100, currency: 'EUR' }, at('2026-07-01'))).toBeCloseTo(120);
  expect(usdOf(two, { amount: 100, currency: 'EUR' }, at('2020-01-01'))).toBeCloseTo(110);
  expect(ratesAt(two, at('2027-01-01'))?.date).toBe('2026-07-01');
});

test('an unknown currency has no dollars; dollars are dollars without a table', () => {
  expect(usdOf(P, { amount: 5, currency: 'XXX' }, at('2026-05-01'))).toBeNull();
  expect(usdOf(P, { amount: 5, currency: 'constructor' }, at('2026-05-01'))).toBeNull();
  expect(usdOf(P, { amount: 5, currency: 'USD' }, at('2026-05-01'))).toBe(5);
});

test('a signal that the version does not name weighs what it says itself', () => {
  expect(ruleFor(P, 'Z9')).toEqual({ state: 'on', factor: 1 });
  expect(ruleFor({ ...P, unlisted: 'shadow' }, 'Z9').state).toBe('shadow');
  expect(ruleFor(P, 'G6').factor).toBe(0);
});

test('weak families are capped lower until a strong finding stands among them', () => {
  expect(capOf(P, 'geography', false)).toBe(1.5);
  expect(capOf(P, 'geography', true)).toBe(3);
  expect(capOf(P, 'device', false)).toBe(3);
});

test('the prior follows the declared field of work and nothing else', () => {
  expect(priorOf(P, null)).toBeCloseTo(Math.log(1 / 199));
  expect(priorOf(P, ' Web3 ')).toBeCloseTo(Math.log(1 / 99));
  expect(priorOf(P, 'toString')).toBe(priorOf(P, null));
  expect(probabilityOf(P, priorOf(P, null))).toBeCloseTo(0.005);
});

test('where an account stands before any evidence is told by the calibration, as where bands begin is', () => {
  expect(startingOdds(P)).toBeCloseTo(priorOf(P, null), 9);
  const steep = { ...P, calibration: { a: 1.6, b: 2.28, source: 'a test', cases: 0 } };
  expect(startingOdds(steep)).toBeCloseTo(1.6 * priorOf(P, null) + 2.28, 9);
  expect(startingOdds(steep, 'blockchain')).toBeGreaterThan(startingOdds(steep));
});

test('a ground is found by its clause number', () => {
  expect(groundOf(P, '2.4')?.title).toBe('No lending or sale of accounts');
  expect(groundOf(P, '99')).toBeNull();
});

test('a ratio lies within its interval, and a calibration that falls is refused', () => {
  const ratio = { nats: 1, low: 0.5, high: 1.5, cases: 20, source: 'a test' };
  const made = (change: Partial<Policy>) => policySchema.safeParse({ ...P, ...change }).success;
  expect(made({ ratios: { G1: ratio } })).toBe(true);
  expect(made({ ratios: { G1: { ...ratio, nats: 2 } } })).toBe(false);
  expect(made({ calibration: { ...P.calibration, steps: [[-3, 0.1], [0, 0.4]] } })).toBe(true);
  expect(made({ calibration: { ...P.calibration, steps: [[-3, 0.4], [0, 0.1]] } })).toBe(false);
  expect(made({ calibration: { ...P.calibration, steps: [[0, 0.1], [0, 0.4]] } })).toBe(false);
});

test('versions without a table or stories still speak', () => {
  const { ratios: _ratios, stories: _stories, ...old } = P;
  expect(policySchema.parse(old)).toEqual(old);
  expect(ratioOf(old, 'G1')).toBeNull();
  expect(storyShareOf(old, 'mover')).toBe(storyShareOf(P, 'nobody'));
  expect(ratioOf(P, 'toString')).toBeNull();
});

test('a calibration by steps is straight between them and level beyond', () => {
  const curve = { a: 1, b: 0, steps: [[-2, 0.1], [0, 0.3], [1, 0.8]] as [number, number][] };
  expect([-9, -2, -1, 0, 0.5, 1, 9].map((at) => calibrated(curve, at))).toEqual([0.1, 0.1, expect.closeTo(0.2), 0.3, expect.closeTo(0.55), 0.8, 0.8]);
});
