import { expect, test } from 'vitest';
import { HOUR, MINUTE } from '../kernel/instant';
import { anActivity, aHistory, aStretch, daysFrom, onDay, workdays } from './history.fixture';
import { awayInterval, countsOf, hoursApart, humanMoments, intervalOf, medianOf, momentsIn, presenceOf, troughOf } from './rhythm';

const utc = () => 'Etc/UTC';
const dayWith = (hours: number[]) => Uint8Array.from({ length: 24 }, (_, hour) => (hours.includes(hour) ? 1 : 0));

test('hours are measured the short way round the clock', () => {
  expect([hoursApart(23, 1), hoursApart(1, 23), hoursApart(3.5, 15.5), hoursApart(-1, 1)]).toEqual([2, 2, 12, 2]);
});

test('each hour of a day counts once, however busy', () => {
  const activities = Array.from({ length: 50 }, (_, minute) => anActivity(onDay(0, 9) + minute * MINUTE));
  const presence = presenceOf(humanMoments(aHistory({ activities }), onDay(0), onDay(1)), utc);
  expect(Array.from(countsOf(presence))).toEqual(Array.from(dayWith([9])));
});

test('a session is worked through only where its last input is near', () => {
  const hours = (minutes: number) => Array.from(countsOf(presenceOf(humanMoments(aHistory({ stretches: [aStretch({ at: onDay(0, 9), minutes })] }), onDay(0), onDay(2)), utc)));
  expect(hours(180)).toEqual(Array.from(dayWith([9, 10, 11, 12])));
  expect(hours(600)).toEqual(Array.from(dayWith([9, 19])));
});

test('days are the local days of the claimed zone, its half hours included', () => {
  const presence = presenceOf([onDay(0, 20), onDay(1, 1)], () => 'Asia/Kolkata');
  expect(presence.map((day) => day.indexOf(1))).toEqual([1]);
  expect(Array.from(presence[0]!).flatMap((flag, hour) => (flag ? [hour] : []))).toEqual([1, 6]);
});

test('the day the clocks change keeps its local hours, and a leap day is a day', () => {
  const change = Date.UTC(2026, 2, 29);
  const presence = presenceOf([change, change + HOUR, change + 2 * HOUR], () => 'Europe/London');
  expect(Array.from(countsOf(presence)).flatMap((count, hour) => (count ? [hour] : []))).toEqual([0, 2, 3]);
  expect(presenceOf([Date.UTC(2028, 1, 28, 12), Date.UTC(2028, 1, 29, 12), Date.UTC(2028, 2, 1, 12)], utc)).toHaveLength(3);
});

test('of equally quiet hours those nearest to the night are taken', () => {
  expect(troughOf(dayWith([18, 19, 20, 21, 22])).away).toBe(0.5);
  expect(troughOf(dayWith([0, 2, 4, 6, 20, 22])).centre).toBe(10);
  expect(troughOf(new Uint8Array(24))).toMatchObject({ away: 0.5, depth: 0.25 });
});

test('steady days give a narrow interval, and the same one every time', () => {
  const presence = presenceOf(humanMoments(aHistory({ stretches: workdays({ days: daysFrom(0, 20), hours: [0, 2, 4, 6, 20, 22] }) }), onDay(-1), onDay(30)), utc);
  const interval = awayInterval(presence);
  expect(interval.high - interval.low).toBeLessThanOrEqual(1);
  expect(awayInterval(presence)).toEqual(interval);
});

test('an unknown zone leaves the moments out', () => {
  expect(presenceOf([onDay(0)], () => 'Mars/Olympus')).toEqual([]);
});

test('a stretch shows every hour up to a last input that is near, and its two ends where it is far', () => {
  const hours = (minutes: number) => momentsIn(aStretch({ at: onDay(0, 9), minutes })).map((at) => (at - onDay(0)) / HOUR);
  expect([hours(0), hours(90), hours(600)]).toEqual([[9], [9, 10, 10.5], [9, 19]]);
  expect(momentsIn({ ...aStretch({ at: onDay(0, 9) }), lastInputAt: null })).toEqual([onDay(0, 9)]);
});

test('an interval holds its statistic, is narrow where days are alike, and comes from the data alone', () => {
  const values = Array.from({ length: 25 }, (_, index) => index);
  const median = (list: readonly number[]) => intervalOf(list.length, list, (drawn) => medianOf(drawn.map((index) => list[index]!)), 200);
  const wide = median(values);
  expect(wide.low).toBeLessThan(12);
  expect(wide.high).toBeGreaterThan(12);
  expect(median(values.map(() => 7))).toEqual({ low: 7, high: 7 });
  expect(median(values)).toEqual(wide);
});

test('the median is the middle value and leaves its list alone', () => {
  const list = [3, 1, 2];
  expect([medianOf(list), medianOf([4, 1, 3, 2]), medianOf([])]).toEqual([2, 2, Number.NaN]);
  expect(list).toEqual([3, 1, 2]);
});
