import { expect, test } from 'vitest';
import { demotionOf, reportCards, skewOf, wilson } from './report-card';
import type { Watched } from './report-card';
import { STANDARD_POLICY } from './standard';

const row = (found: string[], settled: Watched['settled'] = null, region: string | null = 'north'): Watched => ({ region, found, settled });
const times = (count: number, one: Watched): Watched[] => Array.from({ length: count }, () => one);
const against = (overturned: boolean | null = null) => ({ against: true, overturned });
const cleared = { against: false, overturned: null };

test.each([[0, 0, 0, 1], [0, 10, 0, 0.278], [10, 10, 0.722, 1], [5, 10, 0.237, 0.763], [1, 100, 0.0018, 0.0545]])('Wilson: %d of %d lies between %f and %f', (count, of, low, high) => {
  expect(wilson(count, of).low).toBeCloseTo(low, 2);
  expect(wilson(count, of).high).toBeCloseTo(high, 2);
});

test('a card counts accounts, settled cases and appeals of its own signal only', () => {
  const [d1, g1] = reportCards([row(['D1', 'G1'], against(true)), row(['D1'], against(false)), row(['D1'], against()), row(['D1'], cleared), row(['D1']), row([], against(true))]);
  expect(d1).toMatchObject({ signal: 'D1', fired: 5, against: { count: 3, of: 4 }, overturned: { count: 1, of: 2 }, skew: null });
  expect(g1).toMatchObject({ signal: 'G1', fired: 1, against: { count: 1, of: 1 } });
});

test('skew compares declared regions among accounts that nothing was settled against', () => {
  const even = ['north', 'south', 'west'].flatMap((region) => [...times(10, row(['D1'], null, region)), ...times(90, row([], null, region))]);
  expect(reportCards(even)[0]!.skew).toMatchObject({ ratio: expect.closeTo(1, 1) });
  const guilty = times(80, row(['D1'], against(), 'south'));
  expect(reportCards([...even, ...guilty])[0]!.skew!.ratio).toBeLessThan(1.3);
  const tilted = [...even, ...times(60, row(['D1'], null, 'south')), ...times(40, row([], null, 'south'))];
  const skew = reportCards(tilted)[0]!.skew!;
  expect(skew).toMatchObject({ region: 'south', accounts: 200 });
  expect(skew.low).toBeGreaterThan(2);
  expect(skewOf(times(500, row(['D1'])), () => true)).toBeNull();
});

const demoted = (rows: Watched[]) => demotionOf(reportCards(rows)[0]!, STANDARD_POLICY);

test('a signal goes to shadow only for what is sure', () => {
  expect(demoted(times(5, row(['D1'], cleared)))).toEqual([]);
  expect(demoted([...times(15, row(['D1'], against(false))), ...times(15, row(['D1'], cleared))])).toEqual([]);
  expect(demoted(times(30, row(['D1'], cleared)))).toEqual([expect.stringContaining('11% of its settled cases ended against the account; the limit is 25%')]);
  expect(demoted([...times(12, row(['D1'], against(true))), ...times(8, row(['D1'], against(false)))])).toEqual([expect.stringContaining('appealed decisions were overturned')]);
  expect(demoted([...times(40, row(['D1'], null, 'south')), ...times(40, row([], null, 'south')), ...times(5, row(['D1'])), ...times(195, row([]))])).toEqual([expect.stringContaining('on one declared region')]);
});

test('a policy without limits demotes nothing', () => {
  expect(demotionOf(reportCards(times(90, row(['D1'], cleared)))[0]!, {})).toEqual([]);
});
