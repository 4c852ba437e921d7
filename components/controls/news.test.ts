import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { goesWith, latestNews, onNews, tell } from './news';

beforeEach(() => { vi.useFakeTimers(); });
afterEach(() => {
  tell(null);
  vi.useRealTimers();
});

/** The words that stood there, one after the other. */
function heard(): { words: (string | null)[]; off: () => void } {
  const words: (string | null)[] = [];
  return { words, off: onNews(() => { words.push(latestNews()?.words ?? null); }) };
}

test('the same news twice stands there twice, with nothing between, so that it is told twice', () => {
  const { words, off } = heard();
  tell('Two cases came along.');
  const first = latestNews();
  tell('Two cases came along.');
  vi.runAllTimers();
  expect(words).toEqual(['Two cases came along.', null, 'Two cases came along.']);
  expect(latestNews()).not.toBe(first);
  off();
});

test('what comes while the region is empty is the latest, and closing it leaves nothing that comes later', () => {
  const { words, off } = heard();
  for (const one of ['One.', 'Two.', 'Three.']) tell(one);
  vi.runAllTimers();
  expect(words).toEqual(['One.', null, 'Three.']);
  tell('Four.');
  tell(null);
  vi.runAllTimers();
  expect(latestNews()).toBeNull();
  off();
});

test('news that stands over the page goes at once from what is written there, and from any other act once it could be read', () => {
  expect([goesWith(true, 0), goesWith(false, 500), goesWith(false, 4_000)]).toEqual([true, false, true]);
});
