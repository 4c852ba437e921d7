import { expect, test } from 'vitest';
import { daysOnBoth, inWords, momentOnBoth } from './both-clocks';
import { shortDay, shortMoment, span } from './panels/labels';

const NIGHT = Date.UTC(2026, 9, 19, 22, 30);
const NOON = Date.UTC(2026, 9, 19, 12);
const by = (zone: string | null, now = NOON) => ({ zone, now });

test('a moment stands on both clocks, with its day where the declared one has another', () => {
  expect(shortMoment(NOON, by('Europe/London'))).toBe('19 Oct, 12:00 UTC (13:00 Europe/London)');
  expect(shortMoment(NIGHT, by('Asia/Tokyo'))).toBe('19 Oct, 22:30 UTC (20 Oct, 07:30 Asia/Tokyo)');
  expect(shortMoment(NOON, by(null))).toBe('19 Oct, 12:00 UTC');
});

test('the declared clock is not said twice where both read the same', () => {
  for (const zone of ['UTC', 'Etc/UTC', 'Europe/London']) expect(shortMoment(Date.UTC(2026, 11, 1, 9), by(zone))).toBe('1 Dec, 09:00 UTC');
});

test('a day is said twice only where the declared clock has another', () => {
  expect(shortDay(NOON, by('Asia/Tokyo'))).toBe('19 Oct');
  expect(shortDay(NIGHT, by('Asia/Tokyo'))).toBe('19 Oct UTC (20 Oct, Asia/Tokyo)');
  expect(shortDay(NIGHT, by(null))).toBe('19 Oct');
});

test('a stretch of days is one thing with two readings', () => {
  expect(span(NOON, NIGHT, by('Asia/Tokyo'))).toBe('19 Oct UTC (19 Oct to 20 Oct, Asia/Tokyo)');
  expect(span(NOON, NOON + 3 * 86_400_000, by('Asia/Tokyo'))).toBe('19 Oct to 22 Oct');
  expect(inWords(daysOnBoth('Pacific/Auckland', (zone) => zone))).toBe('UTC UTC (Pacific/Auckland, Pacific/Auckland)');
});

test('on the night when the clocks go back, both hours that read the same are told apart by UTC', () => {
  const written = (at: number) => inWords(momentOnBoth(at, 'Europe/London', () => '25 Oct', (when, zone) => new Intl.DateTimeFormat('en-GB', { timeZone: zone, hour: '2-digit', minute: '2-digit', hourCycle: 'h23' }).format(when)));
  expect([Date.UTC(2026, 9, 25, 0, 30), Date.UTC(2026, 9, 25, 1, 30)].map(written)).toEqual(['25 Oct, 00:30 UTC (01:30 Europe/London)', '25 Oct, 01:30 UTC']);
});

test('a day of another year than the present one says its year, by the clock that it is told by; of several days of one year the last says it', () => {
  const [past, later] = [Date.UTC(2024, 7, 6, 12), Date.UTC(2024, 7, 8, 12)];
  expect([shortDay(past, by(null)), shortMoment(past, by('Europe/London'))]).toEqual(['6 Aug 2024', '6 Aug 2024, 12:00 UTC (13:00 Europe/London)']);
  expect([span(past, later, by(null)), span(past, past, by(null)), span(past, NOON, by(null)), span(NOON - 365 * 86_400_000, NOON, by(null))]).toEqual(['6 Aug to 8 Aug 2024', '6 Aug 2024', '6 Aug 2024 to 19 Oct', '19 Oct 2025 to 19 Oct']);
  const eve = Date.UTC(2025, 11, 31, 20);
  expect(shortDay(eve, by('Asia/Tokyo'))).toBe('31 Dec 2025 UTC (1 Jan, Asia/Tokyo)');
  expect(shortDay(eve, by('Asia/Tokyo', eve))).toBe('31 Dec UTC (1 Jan, Asia/Tokyo)');
});
