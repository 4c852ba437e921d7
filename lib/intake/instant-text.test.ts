import fc from 'fast-check';
import { expect, test } from 'vitest';
import { rfc3339 } from '../kernel/instant';
import { instantOf } from './instant-text';

test('what is written as an instant is read as the same moment, under any offset', () => {
  const moment = fc.date({ min: new Date('1970-01-01T00:00:00Z'), max: new Date('9999-12-30T00:00:00Z'), noInvalidDate: true }).map((date) => date.getTime());
  fc.assert(fc.property(moment, fc.integer({ min: -1_439, max: 1_439 }), (at, offset) => {
    expect(instantOf(rfc3339(at))).toBe(at);
    const size = Math.abs(offset);
    const clock = `${String(Math.floor(size / 60)).padStart(2, '0')}:${String(size % 60).padStart(2, '0')}`;
    const local = new Date(at + offset * 60_000).toISOString().replace('Z', `${offset < 0 ? '-' : '+'}${clock}`);
    if (local.length === 29) expect(instantOf(local)).toBe(at);
  }));
});

test.each(['2026-13-01T00:00:00Z', '2026-00-01T00:00:00Z', '2026-01-00T00:00:00Z', '2100-02-29T00:00:00Z', '2026-01-01T00:60:00Z', '2016-12-31T23:59:60Z', '2026-01-01T00:00:00+24:00', '2026-01-01 00:00:00Z', '2026-01-01', '1767225600', '', '2026-01-01T00:00:00.Z'])('%s names no moment', (text) => {
  expect(instantOf(text)).toBeNull();
});

test('digits beyond the millisecond are dropped, and small letters are as good', () => {
  expect(instantOf('2026-01-01t00:00:00.1239z')).toBe(Date.UTC(2026, 0, 1, 0, 0, 0, 123));
  expect(instantOf('2000-02-29T23:59:59Z')).toBe(Date.UTC(2000, 1, 29, 23, 59, 59));
});
