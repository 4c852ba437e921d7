import { expect, test } from 'vitest';
import { heard, unsettled, type Told } from './heard';

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
