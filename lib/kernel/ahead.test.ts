import { expect, test } from 'vitest';
import { ahead, pagesAhead } from './ahead';

const numbers = (upTo: number, log: string[] = []) => async (last: number | null): Promise<readonly number[]> => {
  const from = (last ?? 0) + 1;
  log.push(`asked from ${from}`);
  await Promise.resolve();
  return Array.from({ length: Math.max(0, Math.min(3, upTo - from + 1)) }, (_, nth) => from + nth);
};

test.each([0, 1, 2, 3, 4, 6, 7])('every row of %i comes once, in order', async (upTo) => {
  const all: number[] = [];
  await pagesAhead(3, numbers(upTo), async (page) => { all.push(...page); });
  expect(all).toEqual(Array.from({ length: upTo }, (_, nth) => nth + 1));
});

test('the next is asked for before work on the one before it begins, and no further', async () => {
  const log: string[] = [];
  await pagesAhead(3, numbers(7, log), async (page) => { log.push(`got ${page.join()}`); });
  expect(log).toEqual(['asked from 1', 'asked from 4', 'got 1,2,3', 'asked from 7', 'got 4,5,6', 'got 7']);
});

const later = (ms: number) => new Promise<void>((resolve) => { setTimeout(resolve, ms); });

test('what cannot be fetched is heard in its turn', async () => {
  const got: number[] = [];
  await expect(ahead(async (before: number | null) => { if (before !== null) throw new Error('gone'); return 1; }, async (one) => { got.push(one); })).rejects.toThrow('gone');
  expect(got).toEqual([1]);
});

test('where work fails, what is under way is waited for; if that failed as well, it is told', async () => {
  let ended = false;
  const slow = (before: number | null) => (before === null ? Promise.resolve(1) : later(5).then(() => { ended = true; return 2; }));
  await expect(ahead(slow, async () => { throw new Error('no use'); })).rejects.toThrow('no use');
  expect(ended).toBe(true);
  const broken = (before: number | null) => (before === null ? Promise.resolve(1) : later(5).then(() => { throw new Error('timed out'); }));
  await expect(ahead<number>(broken, async () => { throw new Error('current transaction is aborted'); })).rejects.toThrow('timed out');
});
