import fc from 'fast-check';
import { expect, test } from 'vitest';
import { canonicalZone, isTimeZone, localDay, localHour, offsetAt } from './time-zone';

test('names of the time-zone database are zones, other texts are not', () => {
  expect(['Europe/London', 'Asia/Kolkata', 'America/Argentina/Buenos_Aires', 'UTC', 'EST5EDT', 'Etc/GMT+5'].map(isTimeZone)).toEqual(Array.from({ length: 6 }, () => true));
  expect(['Mars/Olympus', '', '+01:00', '-03', 'Europe/London; DROP', 'Europe', 'PST', 'IST', 'Etc/Unknown'].map(isTimeZone)).toEqual(Array.from({ length: 9 }, () => false));
});

test('aliases of a zone share one name', () => {
  expect(canonicalZone('Asia/Kolkata')).toBe(canonicalZone('Asia/Calcutta'));
  expect(canonicalZone('Mars/Olympus')).toBeNull();
});

test('offsets follow daylight saving to the minute', () => {
  const change = Date.UTC(2026, 2, 29, 1);
  expect(offsetAt('Europe/London', change - 1)).toBe(0);
  expect(offsetAt('Europe/London', change)).toBe(60);
  expect(offsetAt('America/New_York', Date.UTC(2026, 10, 1, 5, 59, 59))).toBe(-240);
  expect(offsetAt('America/New_York', Date.UTC(2026, 10, 1, 6))).toBe(-300);
  expect(offsetAt('Asia/Kathmandu', change)).toBe(345);
  expect(offsetAt('Australia/Lord_Howe', Date.UTC(2026, 0, 1))).toBe(660);
});

test('an unknown zone is an error, never a silent zero', () => {
  expect(() => offsetAt('Mars/Olympus', 0)).toThrow('unknown time zone Mars/Olympus');
});

test('the local hour and day wrap around midnight', () => {
  const at = Date.UTC(2026, 6, 1, 23, 30);
  expect(localHour('Asia/Tokyo', at)).toBe(8.5);
  expect(localHour('America/Los_Angeles', at)).toBe(16.5);
  expect(localDay('Asia/Tokyo', at) - localDay('America/Los_Angeles', at)).toBe(1);
});

test('the remembered offset is the one the time-zone database gives', () => {
  const format = (zone: string, at: number) => Number(new Intl.DateTimeFormat('en-US', { timeZone: zone, hourCycle: 'h23', hour: 'numeric' }).format(at));
  fc.assert(
    fc.property(fc.constantFrom('Europe/Paris', 'America/Sao_Paulo', 'Asia/Tehran', 'Pacific/Chatham', 'Africa/Casablanca'), fc.integer({ min: Date.UTC(2015, 0), max: Date.UTC(2027, 0) }), (zone, at) => {
      expect(Math.floor(localHour(zone, at))).toBe(format(zone, at));
      expect(localHour(zone, at)).toBeLessThan(24);
      expect(Math.abs(offsetAt(zone, at))).toBeLessThanOrEqual(14 * 60);
    }),
    { numRuns: 200 },
  );
});
