import fc from 'fast-check';
import { expect, test } from 'vitest';
import { HOUR } from '../kernel/instant';
import { onDay } from './history.fixture';
import { distinctDays } from './window';

const rows = (...instants: number[]) => instants.sort((a, b) => a - b).map((at) => ({ at }));

test('one sitting is one day at every hour of the clock, also around midnight', () => {
  for (let hour = 0; hour < 24; hour += 0.5) expect(distinctDays(rows(onDay(3, hour), onDay(3, hour + 0.25), onDay(3, hour + 3)))).toBe(1);
});

test('morning and evening are one day; the same hour of the next day, or any hour of the one after, is another', () => {
  expect(distinctDays([])).toBe(0);
  expect(distinctDays(rows(onDay(3, 8), onDay(3, 20)))).toBe(1);
  expect(distinctDays(rows(onDay(3, 8), onDay(4, 8), onDay(5, 22)))).toBe(3);
});

test('moved by any hours they are as many; one more row never makes them fewer, and the same again none more', () => {
  const instants = fc.array(fc.integer({ min: 0, max: 20 * 24 }), { minLength: 1, maxLength: 40 }).map((hours) => hours.map((hour) => onDay(0, hour)));
  fc.assert(fc.property(instants, fc.integer({ min: -14, max: 14 }), fc.integer({ min: 0, max: 20 * 24 }), (all, moved, more) => {
    const days = distinctDays(rows(...all));
    expect(distinctDays(rows(...all.map((at) => at + moved * HOUR)))).toBe(days);
    expect(distinctDays(rows(...all, onDay(0, more)))).toBeGreaterThanOrEqual(days);
    expect(distinctDays(rows(...all, ...all))).toBe(days);
  }));
});
