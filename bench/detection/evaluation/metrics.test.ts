import { describe, expect, test } from 'vitest';
import { STANDARD_POLICY } from '../../../lib/policy/standard';
import { UNREMARKABLE } from '../../../lib/risk/circumstances';
import { assess } from '../../../lib/risk/scorecard';
import { FAMILIES } from '../../../lib/signals/signal';
import { Random } from '../random';
import { calibrationOf } from './calibration';
import { budgetOf, evaluationOf, falseActsOf, rowsOf, sharesOf, type Row } from './evaluate';
import { bootstrap, quantile, upperBound, wilson } from './intervals';
import { pooledOf } from './pooled';
import { averagePrecision, chosen, precisionAt, recallAt } from './ranking';
import { isUneven, regionOf, regionRatios } from './regions';
import { ringsOf } from './rings';

// Every expected value here was worked out by hand, or stands in a textbook.

const ranked = (text: string) => [...text].map((letter, index) => ({ score: -index, abuser: letter === 'A' }));

describe('ranking', () => {
  test('precision and recall among the first', () => {
    expect(precisionAt(ranked('AAIAIIII'), 4)).toBe(0.75);
    expect(recallAt(ranked('AAIAIIIA'), 4)).toBe(0.75);
    expect(precisionAt(ranked('AI'), 3)).toBeNull();
    expect(recallAt(ranked('IIII'), 2)).toBeNull();
  });

  test('equal scores come in any order: what is expected of them counts', () => {
    const tied = [{ score: 2, abuser: true }, ...[true, false, false, false].map((abuser) => ({ score: 1, abuser }))];
    // One for sure, and one of four places of which one in four is an abuser's.
    expect(precisionAt(tied, 2)).toBe((1 + 1 / 4) / 2);
    expect(chosen(tied, 3)).toEqual([1, 0.5, 0.5, 0.5, 0.5]);
    expect(chosen(tied, 1)).toEqual([1, 0, 0, 0, 0]);
  });

  test('average precision', () => {
    expect(averagePrecision(ranked('AIAI'))).toBeCloseTo((1 + 2 / 3) / 2, 12);
    expect(averagePrecision([1, 1, 1, 1].map((score, index) => ({ score, abuser: index === 0 })))).toBe(0.25);
    expect(averagePrecision(ranked('II'))).toBeNull();
  });
});

describe('intervals', () => {
  test('the upper bound of none in n is the rule of three, exactly', () => {
    expect(upperBound(0, 2000)).toBeCloseTo(1 - 0.05 ** (1 / 2000), 10);
    expect(upperBound(0, 2000)).toBeCloseTo(0.001497, 6);
    expect(upperBound(1, 10)).toBeCloseTo(0.3942, 4);
    expect(upperBound(700, 3000)).toBeCloseTo(0.2464, 3);
    expect(upperBound(3, 3)).toBe(1);
    expect(upperBound(0, 0)).toBe(1);
  });

  test("Wilson's interval", () => {
    const [low, high] = wilson(1, 10);
    expect(low).toBeCloseTo(0.0179, 4);
    expect(high).toBeCloseTo(0.4042, 4);
    expect(wilson(0, 0)).toEqual([0, 1]);
  });

  test('quantiles lie between neighbours, and infinity is a value', () => {
    expect(quantile([4, 1, 3, 2], 0.5)).toBe(2.5);
    expect(quantile([1, 2, 3], 0.25)).toBe(1.5);
    expect(quantile([1, 2, Infinity], 0.5)).toBe(2);
    expect(quantile([1, Infinity, Infinity], 0.5)).toBe(Infinity);
  });

  test('the bootstrap draws whole units, and the same again for the same seed', () => {
    const units = Array.from({ length: 200 }, (_, index) => [index % 2, index % 2]);
    const mean = (rows: readonly number[]) => ({ mean: rows.reduce((sum, row) => sum + row, 0) / rows.length, none: null });
    const found = bootstrap(units, mean, new Random('b'), 400);
    // Standard error of a mean of 200 coins: 0.0354; of 400 it would be 0.025.
    expect(found.mean?.[0]).toBeCloseTo(0.5 - 1.96 * 0.0354, 1);
    expect((found.mean?.[1] ?? 0) - (found.mean?.[0] ?? 0)).toBeGreaterThan(0.115);
    expect(found.none).toBeUndefined();
    expect(bootstrap(units, mean, new Random('b'), 400)).toEqual(found);
  });
});

describe('calibration', () => {
  test('the error is what was said less what came, bin by bin', () => {
    const said = [...Array.from({ length: 8 }, (_, index) => ({ probability: 0.25, abuser: index < 4 })), { probability: 0.95, abuser: true }, { probability: 0.95, abuser: true }];
    // Eight in one bin: 0.25 said, 0.5 came. Two in another: 0.95 said, all came.
    const { ece, brier } = calibrationOf(said);
    expect(ece).toBeCloseTo((8 * 0.25 + 2 * 0.05) / 10, 12);
    expect(brier).toBeCloseTo((4 * 0.75 ** 2 + 4 * 0.25 ** 2 + 2 * 0.05 ** 2) / 10, 12);
  });

  test('by equal mass nobody hides in a bin that holds nearly all', () => {
    // Among 20 said to be 0.01 or 0.09 one is an abuser, as said on the whole; by width all are in one bin. By mass: five bins of two of each sort.
    const said = [...Array.from({ length: 10 }, (_, index) => ({ probability: 0.01, abuser: index === 9 })), ...Array.from({ length: 10 }, () => ({ probability: 0.09, abuser: false }))];
    for (const rows of [said, said.toReversed()]) {
      expect(calibrationOf(rows).ece).toBeCloseTo(0, 12);
      expect(calibrationOf(rows).eceByMass).toBeCloseTo((5 * (0.2 - 0.02) + 5 * 0.18) / 20, 12);
    }
    // Bins of three tenths of an account. One holds two tenths of the second and one of the third, whose errors are of opposite signs: 0.08 and 0.01.
    expect(calibrationOf([0.2, 0.4, 0.9].map((probability) => ({ probability, abuser: probability === 0.9 }))).eceByMass).toBeCloseTo((0.2 + 0.4 + 0.1 - 2 * 0.01) / 3, 12);
    expect(calibrationOf([]).eceByMass).toBe(0);
  });

  test('a slope of one where odds are right, of a half where they were doubled', () => {
    const at = (probability: number, said: number) => Array.from({ length: 1000 }, (_, index) => ({ probability: said, abuser: index < probability * 1000 }));
    const squared = (p: number) => { const odds = (p / (1 - p)) ** 2; return odds / (1 + odds); };
    const right = calibrationOf([0.1, 0.3, 0.5, 0.8].flatMap((p) => at(p, p)));
    expect(right.slope).toBeCloseTo(1, 4);
    expect(right.intercept).toBeCloseTo(0, 4);
    expect(calibrationOf([0.1, 0.3, 0.5, 0.8].flatMap((p) => at(p, squared(p)))).slope).toBeCloseTo(0.5, 4);
    expect(calibrationOf([{ probability: 0.2, abuser: false }]).slope).toBeNull();
  });
});

test('a ring is found where half of it stands under one id, and is as pure as that id', () => {
  const row = (account: string, ring: string | null, found: string | null) => ({ account, ring, found });
  const rows = [
    row('a', 'one', 'x'), row('b', 'one', 'x'), row('c', 'one', null), row('d', 'one', 'y'),
    row('e', 'two', 'y'), row('f', 'two', null), row('g', 'two', null),
    row('h', 'pair', 'x'), row('i', 'pair', 'x'),
    row('j', null, 'z'), row('k', null, 'z'), row('l', null, 'z'), row('m', null, null),
  ];
  // "one" has two of four under x, which holds two strangers; "two" has one of three; a pair is no ring; z is nobody's.
  expect(ringsOf(rows, [])).toEqual({ rings: 2, found: 1, recall: 0.5, medianPurity: 0.5, meanPurity: 0.5, traceable: 1, strays: 1 });
  // Two of four under each: the purer counts, in whatever order the accounts come.
  const tied = [row('a', 'one', 'x'), row('b', 'one', 'x'), row('c', 'one', 'y'), row('d', 'one', 'y'), row('e', null, 'x'), row('f', null, 'x')];
  for (const order of [tied, tied.toReversed()]) expect(ringsOf(order, [])).toMatchObject({ found: 1, medianPurity: 1 });
  expect(ringsOf([], [])).toEqual({ rings: 0, found: 0, recall: null, medianPurity: null, meanPurity: null, traceable: 0, strays: 0 });
});

test('a ring can be traced where three of it and half at least hang together by what they share among themselves', () => {
  const rows = [...'abcdef'].map((account) => ({ account, ring: 'six', found: null })).concat([...'ghi'].map((account) => ({ account, ring: 'three', found: null })), [...'xy'].map((account) => ({ account, ring: 'pair', found: null })));
  const traceable = (...pairs: string[]) => ringsOf(rows, pairs.map((pair): [string, string] => [pair[0]!, pair[1]!])).traceable;
  expect(traceable('ab', 'bc')).toBe(1);
  expect(traceable('ab', 'cd', 'ef')).toBe(0);
  expect(traceable('gh')).toBe(0);
  expect(traceable('gh', 'hi', 'ab', 'ac')).toBe(2);
  // Who hang together by somebody else's account are not traced among themselves; two are no ring.
  expect(traceable('gx', 'xh', 'xi', 'xy')).toBe(0);
});

test('the rate of one region over that of the others, uneven only where the whole interval is', () => {
  const rows = (region: string, flagged: number, of: number) => Array.from({ length: of }, (_, index) => ({ region, flagged: index < flagged }));
  const [north, south] = regionRatios([...rows('north', 19, 999), ...rows('south', 9, 999)]);
  expect(north?.ratio).toBeCloseTo(19.5 / 9.5, 10);
  const half = 2.773 * Math.sqrt(1 / 19.5 + 1 / 9.5 - 2 / 1000);
  expect(north?.interval[1]).toBeCloseTo((19.5 / 9.5) * Math.exp(half), 10);
  expect(north && isUneven(north)).toBe(false);
  expect(south?.ratio).toBeCloseTo(9.5 / 19.5, 10);
  const skewed = regionRatios([...rows('north', 60, 1000), ...rows('south', 10, 1000)]);
  expect(skewed.map(isUneven)).toEqual([true, true]);
  expect(regionRatios(rows('north', 0, 10))).toEqual([{ region: 'north', accounts: 10, flagged: 0, ratio: null, interval: [0, Infinity] }]);
  expect([regionOf('KE'), regionOf('CN'), regionOf(null), regionOf('XX')]).toEqual(['Africa and Middle East', 'East Asia', 'elsewhere', 'elsewhere']);
});

const person = (account: string, given: Partial<Row> = {}): Row => ({
  account, archetype: 'I1', abuser: false, trueRing: null, region: 'north', score: -5, points: 0, probability: 0.005, ring: null, everReview: false, everAct: false, early: false, daysToReview: Infinity, earnedToReview: Infinity, ...given,
});

/** Four hundred accounts: a ring of three of which two lead, one low and slow in the middle, one innocent in act. */
const population: Row[] = [
  person('a', { archetype: 'A4', abuser: true, trueRing: 'r', ring: 'x', score: 5, points: 9, everReview: true, everAct: true, probability: 0.95, daysToReview: 4, earnedToReview: 300 }),
  person('b', { archetype: 'A4', abuser: true, trueRing: 'r', ring: 'x', score: 4, everReview: true, probability: 0.7, daysToReview: 8, earnedToReview: 900 }),
  person('c', { archetype: 'A4', abuser: true, trueRing: 'r', score: -4, everReview: true, daysToReview: 20, earnedToReview: 5000 }),
  person('d', { archetype: 'A8', abuser: true, score: -4.5 }),
  person('e', { archetype: 'I13', score: 4.5, everReview: true, everAct: true, points: 9, probability: 0.93 }),
  ...Array.from({ length: 395 }, (_, index) => person(`i${index}`)),
];

describe('the evaluation of a world', () => {
  const evaluation = evaluationOf(population, { assessments: [], policy: null, shared: [], prevalences: [0.005], seed: 's', rounds: 50 });

  test('takes the budget from the accounts and ranks by both scores', () => {
    expect(budgetOf(400)).toBe(2);
    expect(evaluation).toMatchObject({ accounts: 400, abusers: 4, budget: 2, product: { precisionAtBudget: 0.5, recallAtBudget: 0.25 }, points: { precisionAtBudget: 0.5 } });
    expect(evaluation.product.precisionAt50).toBe(4 / 50);
    expect(evaluation.product.averagePrecision).toBeCloseTo((1 + 2 / 3 + 3 / 4 + 4 / 5) / 4, 12);
    expect(evaluation.intervals.recallAtBudget?.[0]).toBeLessThanOrEqual(0.25);
  });

  test('names recall by scheme and false acts by story', () => {
    expect(evaluation.recallByArchetype.map(({ archetype, hits, accounts }) => [archetype, hits, accounts])).toEqual([['A4', 1, 3], ['A8', 0, 1]]);
    expect(evaluation.reviewedByArchetype.map(({ hits }) => hits)).toEqual([3, 0]);
    expect(evaluation.falseActs.map(({ archetype, acts, accounts }) => [archetype, acts, accounts])).toEqual([['I1', 0, 395], ['I13', 1, 1]]);
    expect(evaluation.falseActs[0]?.upper).toBeCloseTo(1 - 0.05 ** (1 / 395), 8);
    expect(evaluation.rings).toMatchObject({ rings: 1, found: 1, medianPurity: 1 });
  });

  test('says how far rings found, slope, days and what each family is worth might move, accounts of one ring drawn together', () => {
    const intervals = evaluation.intervals;
    // There is one ring, and it is found in every draw that has it.
    expect(intervals.ringRecall).toEqual([1, 1]);
    expect(intervals.calibrationSlope?.[0]).toBeLessThan(evaluation.calibration.slope!);
    expect(intervals.calibrationSlope?.[1]).toBeGreaterThan(evaluation.calibration.slope!);
    // Half of those found and not found come and go by themselves: the median is a day of theirs, or never.
    expect(intervals.medianActiveDays?.[0]).toBeLessThanOrEqual(14);
    expect(intervals.medianActiveDays?.[1]).toBe(Infinity);
    const nothing = population.map(({ account }) => assess({ account, asOf: 0, findings: [], abstained: [], circumstances: UNREMARKABLE, kinds: new Map(), policy: STANDARD_POLICY, rarityVersion: null }));
    const { withoutFamily, product } = evaluationOf(population, { assessments: nothing, policy: STANDARD_POLICY, shared: [], prevalences: [], seed: 's', rounds: 50 });
    expect(withoutFamily.map(({ family }) => family)).toEqual(FAMILIES);
    for (const { lost, recallAtBudget, interval } of withoutFamily) {
      // Nothing is left of any score: the budget is drawn by lot.
      expect(recallAtBudget).toBeCloseTo(2 / 400, 12);
      expect(lost).toBeCloseTo(product.recallAtBudget! - 2 / 400, 12);
      expect(interval![0]).toBeLessThanOrEqual(lost!);
      expect(interval![1]).toBeGreaterThanOrEqual(lost!);
    }
  });

  test('counts days and money to the first review, never found as never', () => {
    expect(evaluation.toReview).toEqual({ medianActiveDays: 14, medianEarnedUsd: 2950, reviewed: 3, early: 0 });
  });

  test('who was in review before the handover was not detected in no days: left out of the medians, counted beside', () => {
    const early = person('f', { archetype: 'A8', abuser: true, everReview: true, early: true, daysToReview: 0, earnedToReview: 0 });
    expect(evaluationOf([...population, early], { assessments: [], policy: null, shared: [], prevalences: [], seed: 's', rounds: 1 }).toReview).toEqual({ medianActiveDays: 14, medianEarnedUsd: 2950, reviewed: 3, early: 1 });
  });

  test('an innocent counts as acted upon and flagged though the band fell again', () => {
    const [acted, reviewed] = [person('a', { everReview: true, everAct: true }), person('b', { everReview: true })];
    expect(falseActsOf([acted, reviewed, person('c')])).toMatchObject([{ archetype: 'I1', accounts: 3, acts: 1, reviews: 1 }]);
    expect(evaluationOf([acted, reviewed, person('c')], { assessments: [], policy: null, shared: [], prevalences: [], seed: 's', rounds: 1 }).regions).toMatchObject([{ region: 'north', accounts: 3, flagged: 2 }]);
  });

  test('rows say when an account was first in review and in act, whatever its band at the end', () => {
    const [day, at] = [86_400_000, 30 * 86_400_000];
    const truth = (account: string, handoverAt: number | null) => ({ account, archetype: 'A1', abuser: true, ring: null, handoverAt });
    const lived = { country: null, registeredAt: 0, activeDays: [10, 20, 30, 31, 32], earned: [{ at, usd: 50 }], points: 0 };
    const world = { folder: '', events: 0, truth: new Map([['late', truth('late', at)], ['early', truth('early', at)], ['never', truth('never', at)]]), lived: new Map(['late', 'early', 'never'].map((account) => [account, lived])) };
    const assessment = assess({ account: 'a', asOf: at, findings: [], abstained: [], circumstances: UNREMARKABLE, kinds: new Map(), policy: STANDARD_POLICY, rarityVersion: null });
    const rows = rowsOf(world, new Map([
      ['late', { assessment, firstReviewAt: at + day, firstActAt: at + 2 * day }], ['early', { assessment, firstReviewAt: at - day, firstActAt: null }], ['never', { assessment, firstReviewAt: null, firstActAt: null }],
    ]));
    expect(rows).toMatchObject([
      { account: 'late', everReview: true, everAct: true, early: false, daysToReview: 2, earnedToReview: 50 },
      { account: 'early', everReview: true, everAct: false, early: true },
      { account: 'never', everReview: false, everAct: false, early: false, daysToReview: Infinity },
    ]);
  });

  test('repeats the ranking with fewer abusers, the scores left as they were', () => {
    const [thin] = evaluation.prevalences;
    // Two are wanted beside 396 others; whichever they are, they stand among the first five.
    expect(thin).toMatchObject({ prevalence: 0.005, abusers: 2 });
    expect(thin?.precisionAt50).toBeCloseTo(2 / 50, 12);
    expect(thin?.averagePrecision).toBeGreaterThan(0.3);
    expect(thin?.recallAtBudget).toBeLessThanOrEqual(1);
  });

  test('several worlds are pooled by account', () => {
    const pooled = pooledOf([{ evaluation, rows: population }, { evaluation, rows: population }]);
    expect(pooled.recallByArchetype.map(({ archetype, share, accounts }) => [archetype, share, accounts])).toEqual([['A4', 1 / 3, 6], ['A8', 0, 2]]);
    expect(pooled.worst?.archetype).toBe('A8');
    expect(pooled.rings).toEqual({ rings: 2, found: 2, recall: 1, traceable: 2 });
    expect(pooled.falseActs.find((one) => one.archetype === 'I13')).toMatchObject({ acts: 2, accounts: 2 });
  });

  test('archetypes come in the order of their numbers', () => {
    const rows = ['A10', 'A2', 'A1'].map((archetype, index) => person(String(index), { archetype, abuser: true }));
    expect(sharesOf(rows, () => 1, true).map((one) => one.archetype)).toEqual(['A1', 'A2', 'A10']);
  });
});
