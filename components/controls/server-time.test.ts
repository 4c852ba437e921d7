import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { onServerTime } from './server-time';

beforeEach(() => { vi.useFakeTimers(); });
afterEach(() => { vi.useRealTimers(); });

test('the server’s clock goes on by the page’s own from when the page was made, and a page that was kept for a while does not set it back', () => {
  const made = 1_000_000;
  const heard: number[] = [];
  const leave = onServerTime(made, (at) => heard.push(at));
  vi.advanceTimersByTime(1_000);
  leave();
  vi.advanceTimersByTime(59_000);
  expect(heard).toEqual([made, made + 500, made + 1_000]);

  const again: number[] = [];
  onServerTime(made, (at) => again.push(at))();
  const later = onServerTime(made, (at) => again.push(at));
  vi.advanceTimersByTime(0);
  later();
  expect(again).toEqual([made + 60_000]);

  const ahead = onServerTime(made + 90_000, (at) => again.push(at));
  vi.advanceTimersByTime(0);
  ahead();
  expect(again.at(-1)).toBe(made + 90_000);

  // One that was made since, and fetched long before it is seen, is nothing to go by.
  vi.advanceTimersByTime(30_000);
  const kept = onServerTime(made + 91_000, (at) => again.push(at), { mayBeKept: true });
  vi.advanceTimersByTime(0);
  kept();
  expect(again.at(-1)).toBe(made + 120_000);

  // What another server made tells its clock, also where that is behind.
  vi.advanceTimersByTime(30_000);
  const behind = onServerTime(made + 100_000, (at) => again.push(at));
  vi.advanceTimersByTime(0);
  behind();
  expect(again.at(-1)).toBe(made + 100_000);
});
