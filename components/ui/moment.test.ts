import { expect, test } from 'vitest';
import { DAY, HOUR, MINUTE } from '@/lib/kernel/instant';
import { axisMarks, day, days, exact, onDay, relative, span } from './moment';

const now = Date.UTC(2026, 10, 17, 14, 6);

test('moments near now are told by distance and far ones by date', () => {
  expect(relative(now - 20_000, now)).toBe('just now');
  expect(relative(now - 38 * MINUTE, now)).toBe('38 min ago');
  expect(relative(now + 4 * HOUR, now)).toBe('in 4 h');
  expect(relative(now - 3 * DAY, now)).toBe('3 d ago');
  expect(relative(now - 60 * DAY, now)).toBe('18 Sep');
  expect(relative(now - 800 * DAY, now)).toBe('8 Sep 2024');
});

test('a due date says its day and hour', () => {
  expect(onDay(now + 4 * HOUR, now)).toBe('today 18:06');
  expect(onDay(now + DAY, now)).toBe('Wed 14:06');
  expect(onDay(now + 7 * DAY, now)).toBe('24 Nov');
});

test('a day of another year than the present one says its year, by the zone of the reader', () => {
  const eve = Date.UTC(2025, 11, 31, 20);
  expect([day(now, now), day(eve, now), day(eve, now, 'Asia/Tokyo')]).toEqual(['17 Nov', '31 Dec 2025', '1 Jan']);
});

test('the exact moment names its zone', () => {
  expect(exact(now)).toBe('17 Nov 2026, 14:06:00 UTC');
  expect(exact(now, 'Europe/Budapest')).toContain('15:06:00');
});

test('an interval names its month once', () => {
  expect(days(Date.UTC(2026, 8, 9), Date.UTC(2026, 8, 11), now)).toBe('9 to 11 Sep');
  expect(days(Date.UTC(2026, 7, 30), Date.UTC(2026, 8, 2), now)).toBe('30 Aug to 2 Sep');
  expect(days(now, now, now)).toBe('17 Nov');
  expect(days(Date.UTC(2024, 8, 9), Date.UTC(2024, 8, 11), now)).toBe('9 to 11 Sep 2024');
  expect(days(Date.UTC(2025, 8, 9), Date.UTC(2026, 8, 11), now)).toBe('9 Sep 2025 to 11 Sep');
});

test('lengths are coarse', () => {
  expect([10_000, 90_000, 5 * HOUR, 47 * HOUR, 7 * DAY].map(span)).toEqual(['<1 min', '1 min', '5 h', '1 d', '7 d']);
});

test('an axis is marked by months, and where they are too long for it by days and hours; never with more marks than it can show', () => {
  const words = (from: number, to: number, most?: number) => axisMarks(from, to, most).map((mark) => mark.words);
  expect(words(Date.UTC(2026, 5, 1), now)).toEqual(['Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov']);
  expect(words(Date.UTC(2026, 9, 3), Date.UTC(2026, 9, 4))).toEqual(['3 Oct', '06:00', '12:00', '18:00']);
  expect(words(Date.UTC(2026, 9, 3), Date.UTC(2026, 9, 8))).toEqual(['3 Oct', '12:00', '4 Oct', '12:00', '5 Oct', '12:00', '6 Oct', '12:00', '7 Oct', '12:00']);
  expect(words(Date.UTC(2026, 9, 3), Date.UTC(2026, 9, 24))).toEqual(['4 Oct', '6 Oct', '8 Oct', '10 Oct', '12 Oct', '14 Oct', '16 Oct', '18 Oct', '20 Oct', '22 Oct']);
  // Wherever it begins: with months and steps of days it depends on that how many fall within it.
  for (const length of [1, 2, 3, 8.1, 9, 20, 45, 57, 59, 60, 70, 400, 4_000]) for (const most of [5, 12]) for (let end = now; end < now + 62 * DAY; end += 31 * HOUR) {
    const { length: marks } = axisMarks(end - length * DAY, end, most);
    expect(marks, `${length} days to ${new Date(end).toISOString()}`).toBeLessThanOrEqual(most);
    expect(marks, `${length} days to ${new Date(end).toISOString()}`).toBeGreaterThanOrEqual(2);
  }
});
