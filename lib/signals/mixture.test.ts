import { expect, test } from 'vitest';
import { fits, gatheringOf, settled, twoHabits } from './mixture';
import { hoursApart } from './rhythm';

/** One device's activity: so much at each of these hours. */
const row = (hours: readonly number[], weight = 10) => Float64Array.from({ length: 24 }, (_, hour) => (hours.includes(hour) ? weight / hours.length : 0));
const day = [8, 9, 10, 11, 12];
const night = [20, 21, 22, 23, 0];

test('two shifts on two devices are two habits, with their middles, shares and devices', () => {
  const { habits, gain } = twoHabits([row(day), row(night)], 20);
  expect(gain).toBeGreaterThan(10);
  const [one, two] = habits[0].centre < habits[1].centre ? habits : [habits[1], habits[0]];
  expect(one.centre).toBeCloseTo(10.5, 0);
  expect(hoursApart(two.centre, 22.5)).toBeLessThan(0.5);
  expect(one.share).toBeCloseTo(0.5, 1);
  expect(one.devices[0]).toBeGreaterThan(0.95);
});

test('one habit on one device, on two devices alike, or spread over the day gains nothing by a second', () => {
  const bell = Float64Array.from({ length: 24 }, (_, hour) => 2 * Math.exp(2 * Math.cos(((hour - 13) / 12) * Math.PI)));
  const total = bell.reduce((sum, each) => sum + each, 0);
  expect(twoHabits([bell], total).gain).toBeLessThan(0);
  expect(twoHabits([bell, bell.map((each) => each / 2)], 1.5 * total).gain).toBeLessThan(0);
  expect(twoHabits([row(Array.from({ length: 24 }, (_, hour) => hour))], 10).gain).toBeLessThan(0);
});

test('turning the clock turns the middles and leaves the rest', () => {
  const turned = (by: number) => twoHabits([row(day.map((hour) => (hour + by) % 24)), row(night.map((hour) => (hour + by) % 24))], 20);
  const still = turned(0);
  for (const by of [1, 7, 13]) {
    expect(turned(by).gain).toBeCloseTo(still.gain, 3);
    expect(hoursApart(turned(by).habits[0].centre, still.habits[0].centre + by)).toBeLessThan(0.01);
  }
});

test('rounds without data, and a table of nothing, stay finite', () => {
  const { habits } = twoHabits([row(day), row(night)], 20);
  for (const habit of settled([new Float64Array(24), new Float64Array(24)], 1, habits, 5)) for (const value of [habit.centre, habit.kappa, habit.share, ...habit.devices]) expect(value).toBeTypeOf('number');
  expect(gatheringOf([new Float64Array(24)]).length).toBe(0);
  expect(gatheringOf([row([5])])).toEqual({ centre: expect.closeTo(5.5), length: expect.closeTo(1) });
});

test('a device’s day fits the habit whose hours and device it shares', () => {
  const { habits } = twoHabits([row(day), row(night)], 20);
  const [first, second] = fits(habits, 0, row([9, 10], 1));
  expect(first > second).toBe(habits[0].devices[0]! > 0.5);
});
