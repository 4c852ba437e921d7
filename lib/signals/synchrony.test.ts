import fc from 'fast-check';
import { expect, test } from 'vitest';
import { beyondChance, poissonTail, stepsWith } from './synchrony';

test('the tail of a Poisson', () => {
  expect(poissonTail(0, 3)).toBe(1);
  expect(poissonTail(1, 1)).toBeCloseTo(1 - Math.exp(-1), 12);
  expect(poissonTail(10, 1)).toBeCloseTo(1.1142547833872e-7, 15);
  expect(poissonTail(3, 10)).toBeCloseTo(1 - Math.exp(-10) * (1 + 10 + 50), 12);
  expect(poissonTail(5, 0)).toBe(0);
});

test('the tail falls with the number and rises with the mean', () => {
  fc.assert(fc.property(fc.integer({ min: 0, max: 60 }), fc.double({ min: 0.01, max: 40, noNaN: true }), (n, mean) => {
    expect(poissonTail(n + 1, mean)).toBeLessThanOrEqual(poissonTail(n, mean) + 1e-12);
    expect(poissonTail(n, mean * 1.5)).toBeGreaterThanOrEqual(poissonTail(n, mean) - 1e-12);
  }));
});

test('each act of theirs meets one of ours at most', () => {
  const [step] = stepsWith('o', { bid: [100, 101, 102] }, { bid: [101] });
  expect(step).toMatchObject({ account: 'o', sort: 'bid', together: 1, minutes: [100] });
  expect(stepsWith('o', { bid: [100] }, { session: [100] })).toEqual([]);
});

test('independent acts of the same busy hours are hardly ever beyond chance', () => {
  const minutes = fc.uniqueArray(fc.integer({ min: 0, max: 14 * 120 - 1 }), { minLength: 60, maxLength: 200 }).map((all) => all.map((n) => Math.floor(n / 120) * 1_440 + 540 + (n % 120)).sort((a, b) => a - b));
  let beyond = 0;
  fc.assert(fc.property(minutes, minutes, (own, theirs) => { beyond += beyondChance(stepsWith('o', { bid: own }, { bid: theirs }), 1e-4).length; }), { numRuns: 400, seed: 3 });
  expect(beyond).toBeLessThanOrEqual(1);
});

test('false discoveries are held over everything that was looked at', () => {
  const step = (p: number, account: string) => ({ account, sort: 'bid', together: 12, expected: 1, p, minutes: [] });
  expect(beyondChance([step(9e-5, 'a')], 1e-4)).toHaveLength(1);
  expect(beyondChance([step(9e-5, 'a'), ...Array.from({ length: 9 }, (_, index) => step(0.5, `b${index}`))], 1e-4)).toEqual([]);
});
