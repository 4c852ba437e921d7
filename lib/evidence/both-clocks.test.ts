import { expect, test } from 'vitest';
import { daysOnBoth, inWords, momentOnBoth } from './both-clocks';
import { shortDay, shortMoment, span } from './panels/labels';

const NIGHT = Date.UTC(2026, 9, 19, 22, 30);
const NOON = Date.UTC(2026, 9, 19, 12);

test('a moment stands on both clocks, with its day where the declared one has another', () => {
  expect(shortMoment(NOON, 'Europe/London')).toBe('19 Oct, 12:00 UTC (13:00 Europe/London)');
  expect(shortMoment(NIGHT, 'Asia/Tokyo')).toBe('19 Oct, 22:30 UTC (20 Oct, 07:30 Asia/Tokyo)');
  expect(shortMoment(NOON, null)).toBe('19 Oct, 12:00 UTC');
});

test('the declared clock is not said twice where both read the same', () => {
  for (const zone of ['UTC', 'Etc/UTC', 'Europe/London']) expect(shortMoment(Date.UTC(2026, 11, 1, 9), zone)).toBe('1 Dec, 09:00 UTC');
});

test('a day is said twice only where the declared clock has another', () => {
  expect(shortDay(NOON, 'Asia/Tokyo')).toBe('19 Oct');
  expect(shortDay(NIGHT, 'Asia/Tokyo')).toBe('19 Oct UTC (20 Oct, Asia/Tokyo)');
  expect(shortDay(NIGHT, null)).toBe('19 Oct');
});

test('a stretch of days is one thing with two readings', () => {
  expect(span(NOON, NIGHT, 'Asia/Tokyo')).toBe('19 Oct UTC (19 Oct to 20 Oct, Asia/Tokyo)');
  expect(span(NOON, NOON + 3 * 86_400_000, 'Asia/Tokyo')).toBe('19 Oct to 22 Oct');
  expect(inWords(daysOnBoth('Pacific/Auckland', (zone) => zone))).toBe('UTC UTC (Pacific/Auckland, Pacific/Auckland)');
});

test('on the night when the clocks go back, both hours that read the same are told apart by UTC', () => {
  const written = (at: number) => inWords(momentOnBoth(at, 'Europe/London', () => '25 Oct', (when, zone) => new Intl.DateTimeFormat('en-GB', { timeZone: zone, hour: '2-digit', minute: '2-digit', hourCycle: 'h23' }).format(when)));
  expect([Date.UTC(2026, 9, 25, 0, 30), Date.UTC(2026, 9, 25, 1, 30)].map(written)).toEqual(['25 Oct, 00:30 UTC (01:30 Europe/London)', '25 Oct, 01:30 UTC']);
});
