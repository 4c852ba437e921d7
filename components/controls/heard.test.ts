import { expect, test } from 'vitest';
import { heard, isNews, unsettled, type Told } from './heard';

const all = (...told: Told[]) => told.reduce((before, one) => heard(before, one), new Map() as ReturnType<typeof heard>);
const shows = (version: number) => (_: string, told: number) => told <= version;

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
