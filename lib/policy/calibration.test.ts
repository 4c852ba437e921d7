import fc from 'fast-check';
import { expect, test } from 'vitest';
import { brierOf, canFit, eceOf, fitCalibration, isotonicOf, plattOf, reliabilityOf, slopeOf } from './calibration';
import type { Judged } from './calibration';
import { calibrated, policySchema } from './policy';
import { STANDARD_POLICY } from './standard';

const sigmoid = (x: number) => 1 / (1 + Math.exp(-x));
/** `each` cases at every step of odds, of which the share that a curve says went against the account. */
const drawn = (curve: (x: number) => number, each = 100, weight = 1): Judged[] => [-6, -5, -4, -3, -2, -1, 0, 1, 2, 3, 4].flatMap((logOdds) =>
  Array.from({ length: each }, (_, i) => ({ logOdds, against: i + 0.5 < each * curve(logOdds), weight })));
const foretold = (cases: readonly Judged[], by: (logOdds: number) => number) => cases.map(({ logOdds, ...rest }) => ({ ...rest, probability: by(logOdds) }));

test('odds that are twice too sure are halved by the line', () => {
  const { a, b } = plattOf(drawn((x) => sigmoid(x / 2), 400));
  expect(a).toBeCloseTo(0.5, 1);
  expect(Math.abs(b)).toBeLessThan(0.1);
});

test('few cases hardly move the line, and one kind of outcome alone moves nothing', () => {
  const few = plattOf(drawn((x) => sigmoid(x / 2), 1));
  expect(few.a).toBeGreaterThan(0.5);
  expect(fitCalibration(drawn(() => 1, 5), 'a test')).toMatchObject({ a: 1, b: 0, source: 'identity: too few decided cases (a test)', cases: 55 });
  const of = (against: number, others: number): Judged[] => Array.from({ length: against + others }, (_, i) => ({ logOdds: 0, against: i < against, weight: 1 }));
  expect([of(0, 0), of(900, 0), of(4, 900), of(5, 5)].map(canFit)).toEqual([false, false, false, true]);
  for (const cases of [of(0, 0), of(1, 0), of(4, 4)]) expect(fitCalibration(cases, 'a test')).toMatchObject({ a: 1, b: 0, cases: cases.length });
});

test('the method follows the cases there are, and the artefact is one that a policy takes', () => {
  const of = (each: number) => fitCalibration(drawn((x) => sigmoid(x - 1), each), 'a test');
  expect(of(1).source).toMatch(/^identity/);
  expect(of(4).source).toMatch(/^Platt/);
  expect(of(100).source).toMatch(/^isotonic/);
  for (const each of [1, 4, 100]) expect(policySchema.safeParse({ ...STANDARD_POLICY, calibration: of(each) }).error).toBeUndefined();
});

test('what the queue looks at ten times as often counts a tenth', () => {
  const bottom = drawn(() => 0.1, 10).filter((each) => each.logOdds < 0);
  const seenOften = Array.from({ length: 10 }, () => drawn(() => 0.1, 10).filter((each) => each.logOdds >= 0).map((each) => ({ ...each, weight: 0.1 }))).flat();
  const weighted = fitCalibration([...bottom, ...seenOften], 'a test');
  const even = fitCalibration(drawn(() => 0.1, 10), 'a test');
  for (const x of [-5, 0, 3]) expect(calibrated(weighted, x)).toBeCloseTo(calibrated(even, x), 1);
});

const cases: fc.Arbitrary<Judged[]> = fc.array(fc.record({ logOdds: fc.double({ min: -8, max: 8, noNaN: true }), against: fc.boolean(), weight: fc.double({ min: 0.1, max: 20, noNaN: true }) }), { minLength: 4, maxLength: 80 });

test('whatever the cases, steps rise and stay off 0 and 1, and their order does not matter', () => {
  fc.assert(fc.property(cases, (list) => {
    const steps = isotonicOf(list);
    for (const [i, [x, y]] of steps.entries()) {
      expect(y).toBeGreaterThan(0);
      expect(y).toBeLessThan(1);
      if (i > 0) { expect(x).toBeGreaterThan(steps[i - 1]![0]); expect(y).toBeGreaterThanOrEqual(steps[i - 1]![1]); }
    }
    expect(isotonicOf([...list].reverse()).map(([x, y]) => [x.toFixed(9), y.toFixed(9)])).toEqual(steps.map(([x, y]) => [x.toFixed(9), y.toFixed(9)]));
    const line = plattOf(list);
    expect(line.a).toBeGreaterThan(0);
    expect(Number.isFinite(line.b)).toBe(true);
  }));
});

test('higher odds never get a lower probability, by any fit', () => {
  fc.assert(fc.property(cases, fc.double({ min: -9, max: 9, noNaN: true }), fc.double({ min: 0, max: 4, noNaN: true }), (list, x, more) => {
    for (const curve of [{ ...plattOf(list) }, { ...plattOf(list), steps: isotonicOf(list) }]) {
      if ('steps' in curve && curve.steps.length < 2) continue;
      expect(calibrated(curve, x + more)).toBeGreaterThanOrEqual(calibrated(curve, x) - 1e-12);
    }
  }));
});

test('a fit that is right has no calibration error, a slope of 1, and a lower Brier score than the odds it mended', () => {
  const world = drawn((x) => sigmoid(x / 2), 200);
  const raw = foretold(world, sigmoid);
  const fit = fitCalibration(world, 'a test');
  const mended = foretold(world, (x) => calibrated(fit, x));
  expect(eceOf(mended)).toBeLessThan(0.02);
  expect(eceOf(raw)).toBeGreaterThan(0.1);
  expect(slopeOf(mended).slope).toBeCloseTo(1, 1);
  expect(slopeOf(raw).slope).toBeCloseTo(0.5, 1);
  expect(brierOf(mended)).toBeLessThan(brierOf(raw));
  expect(brierOf(foretold(world, () => 0.5))).toBeCloseTo(0.25);
});

test('bins hold about equal weight, equal probabilities together, and their foretold share rises', () => {
  const bins = reliabilityOf(foretold(drawn(sigmoid, 100), sigmoid), 5);
  expect(bins).toHaveLength(5);
  for (const [i, bin] of bins.entries()) { expect(Math.abs(bin.weight - 220)).toBeLessThanOrEqual(100); if (i > 0) expect(bin.foretold).toBeGreaterThanOrEqual(bins[i - 1]!.foretold); }
  expect(eceOf([])).toBe(0);
});
