import { expect, test } from 'vitest';
import { comparedRows } from './compared';

const AT = Date.UTC(2026, 10, 17);
const verdict = (measure: string, unexplained: string | null) => ({ by: 'Ada', at: AT, measure, grounds: ['2.4'], unexplained, why: 'The wallet decides it.' });

test('what the innocent story leaves unexplained stands beside the other’s, also where only one measure asks for it', () => {
  expect(comparedRows(verdict('Closure', 'Two homes.'), verdict('Closure', 'One wallet.')).map(({ title }) => title)).toEqual(['Measure', 'Grounds', 'Left unexplained', 'Why']);
  expect(comparedRows(verdict('Suspension, 30 days', null), verdict('Closure', 'One wallet.'))).toContainEqual({ title: 'Left unexplained', first: 'Not asked by this measure', second: 'One wallet.' });
});

test('where neither measure asks for it, nothing is said of it', () => {
  expect(comparedRows(verdict('Watch', null), verdict('Suspension, 30 days', null)).map(({ title }) => title)).toEqual(['Measure', 'Grounds', 'Why']);
});
