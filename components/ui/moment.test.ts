import { expect, test } from 'vitest';
import { DAY, HOUR, MINUTE } from '@/lib/kernel/instant';
import { days, exact, monthStarts, onDay, relative, span } from './moment';

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

test('the exact moment names its zone', () => {
  expect(exact(now)).toBe('17 Nov 2026, 14:06:00 UTC');
  expect(exact(now, 'Europe/Budapest')).toContain('15:06:00');
});

test('an interval names its month once', () => {
  expect(days(Date.UTC(2026, 8, 9), Date.UTC(2026, 8, 11))).toBe('9 to 11 Sep');
  expect(days(Date.UTC(2026, 7, 30), Date.UTC(2026, 8, 2))).toBe('30 Aug to 2 Sep');
  expect(days(now, now)).toBe('17 Nov');
});

test('lengths are coarse', () => {
  expect([10_000, 90_000, 5 * HOUR, 47 * HOUR, 7 * DAY].map(span)).toEqual(['<1 min', '1 min', '5 h', '1 d', '7 d']);
});

test('an axis never has more months than it can show', () => {
  expect(monthStarts(Date.UTC(2026, 5, 1), now)).toHaveLength(6);
  expect(monthStarts(Date.UTC(2016, 0, 1), now, 12).length).toBeLessThanOrEqual(12);
});
