import { expect, test } from 'vitest';
import { growthOf } from './rings';

const at = (day: number) => Date.UTC(2026, 10, day, 23);
const one = (account: string, joined: number, left: number | null = null) => ({ account, joinedAt: at(joined), leftAt: left === null ? null : at(left) });
const LISBON = 'Europe/Lisbon';
const DELHI = 'Asia/Kolkata';
const names = new Map([['a', { name: 'Ana', zone: LISBON }], ['b', { name: 'Bea', zone: LISBON }], ['c', { name: 'Cyd', zone: DELHI }], ['d', { name: null, zone: null }]]);

test('how a ring grew stands by the clock that everybody of a step declares, and by none where two are declared', () => {
  const steps = growthOf([one('a', 4), one('b', 4), one('c', 11), one('a', 18, 20), one('c', 25), one('b', 25)], names, { formedAt: at(4), endedAt: at(27) });
  expect(steps).toEqual([
    { at: at(4), words: 'Ana and Bea form the ring', there: LISBON },
    { at: at(11), words: 'Cyd joins', there: DELHI },
    { at: at(18), words: 'Ana joins', there: LISBON },
    { at: at(20), words: 'Ana leaves', there: LISBON },
    { at: at(25), words: 'Bea and Cyd join', there: null },
    { at: at(27), words: 'The ring came apart', there: null },
  ]);
});

test('who leaves and joins in one moment has stayed, and is not told', () => {
  const steps = growthOf([one('a', 4), one('c', 4, 11), one('c', 11), one('d', 11)], names, { formedAt: at(4), endedAt: null });
  expect(steps.map(({ words }) => words)).toEqual(['Ana and Cyd form the ring', 'd joins']);
});
