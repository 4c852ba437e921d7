import { expect, test } from 'vitest';
import { pagesAhead } from './pages-ahead';

const numbers = (upTo: number, log: string[] = []) => async (last: number | null): Promise<readonly number[]> => {
  const from = (last ?? 0) + 1;
  log.push(`asked from ${from}`);
  await Promise.resolve();
  return Array.from({ length: Math.max(0, Math.min(3, upTo - from + 1)) }, (_, nth) => from + nth);
};

async function read(pages: AsyncIterable<readonly number[]>, log: string[] = []): Promise<number[]> {
  const all: number[] = [];
  for await (const page of pages) {
    log.push(`got ${page.join()}`);
    all.push(...page);
  }
  return all;
}

test.each([0, 1, 2, 3, 4, 6, 7])('every row of %i comes once', async (upTo) => {
  expect(await read(pagesAhead(3, numbers(upTo)))).toEqual(Array.from({ length: upTo }, (_, nth) => nth + 1));
});

test('a page is asked for before the one before it is worked on', async () => {
  const log: string[] = [];
  await read(pagesAhead(3, numbers(4, log)), log);
  expect(log).toEqual(['asked from 1', 'asked from 4', 'got 1,2,3', 'got 4']);
});

test('a page that cannot be read is heard in its turn, and whoever stops early waits for what is under way', async () => {
  const broken = async (last: number | null) => { if (last !== null) throw new Error('gone'); return [1, 2, 3]; };
  const got: number[] = [];
  await expect(async () => { for await (const page of pagesAhead(3, broken)) got.push(...page); }).rejects.toThrow('gone');
  expect(got).toEqual([1, 2, 3]);

  let ended = false;
  const slow = async (last: number | null) => { if (last !== null) { await new Promise((resolve) => { setTimeout(resolve, 5); }); ended = true; } return [1, 2, 3]; };
  for await (const page of pagesAhead(3, slow)) if (page.length > 0) break;
  expect(ended).toBe(true);
});
