import { expect, test } from 'vitest';
import { heard, isNews, knowsFrom, unsettled, type Told } from './heard';

const all = (...told: Told[]) => told.reduce((before, one) => heard(before, one), new Map() as ReturnType<typeof heard>);
const shows = (version: number) => knowsFrom({ a: version });

test('a page settles what it shows: versions that it knows, and what was told without one before it was read', () => {
  const before = all({ id: 'a', version: 3, at: 100 }, { id: 'a', at: 120 });
  expect(unsettled(before, 200, shows(3))).toEqual(new Map());
});

test('what was told without a version while the page was being read stays news', () => {
  const before = all({ id: 'a', version: 3, at: 100 }, { id: 'a', at: 250 });
  expect(unsettled(before, 200, shows(3))).toEqual(new Map([['a', { unversionedAt: 250 }]]));
});

test('a later version stays news, whatever is told without one after it', () => {
  const before = all({ id: 'a', version: 4, at: 100 }, { id: 'a', at: 120 }, { id: 'a', version: 3, at: 130 });
  expect(unsettled(before, 200, shows(3))).toEqual(new Map([['a', { version: 4 }]]));
});

test('a page without versions tells by the time what it shows; what its reader did on it is told a moment late, and what they did elsewhere is not', () => {
  expect(isNews({ id: 'a', version: 7, at: 199 }, 200)).toBe(false);
  expect(isNews({ id: 'a', version: 7, at: 200 }, 200)).toBe(true);
  expect(isNews({ id: 'a', at: 240, here: true }, 200)).toBe(false);
  expect(isNews({ id: 'a', at: 240 }, 200)).toBe(true);
  expect(isNews({ id: 'a', at: 300, here: true }, 200)).toBe(true);
});

test('a page with versions tells by them what it shows, whenever and by whom it is told', () => {
  expect(isNews({ id: 'a', version: 4, at: 100, here: true }, 200, shows(3))).toBe(true);
  expect(isNews({ id: 'a', version: 3, at: 300 }, 200, shows(3))).toBe(false);
  expect(isNews({ id: 'a', at: 100 }, 200, shows(3))).toBe(false);
});

test('a page that shows several things tells each by its own version, and what is told without one by the time', () => {
  const knows = knowsFrom({ appeal: 2, case: 9 });
  // What the reader did just now comes late, and what was kept before the page was read may as well.
  expect(isNews({ id: 'appeal', version: 2, at: 300 }, 200, knows)).toBe(false);
  expect(isNews({ id: 'case', version: 9, at: 300 }, 200, knows)).toBe(false);
  // Another process may tell it by a clock that is behind.
  expect(isNews({ id: 'case', version: 10, at: 100 }, 200, knows)).toBe(true);
  expect(isNews({ id: 'appeal', at: 300 }, 200, knows)).toBe(true);
});
