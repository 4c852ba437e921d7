import { expect, test } from 'vitest';
import { goThrough, toldOf, type Run, type Steps } from './one-by-one';

/** What was shown of a run over three, and whether it was told to be over: with how many, of how many. */
async function through(change: Partial<Steps<string, string>> = {}, stopAfter = 9) {
  const shown: Run<string>[] = [];
  const over: [number, number][] = [];
  const steps = { on: async () => ['a', 'b', 'c'], step: async (item: string) => [item.toUpperCase()], over: async (results: readonly string[], of: number) => { over.push([results.length, of]); }, ...change };
  await goThrough(steps, (run) => shown.push(run), () => (shown.at(-1)?.results.length ?? 0) >= stopAfter);
  return { shown, over };
}

test('what came of each is shown as it comes, and the end only once it is entered', async () => {
  const { shown, over } = await through();
  expect(shown.map(({ results, total, isOver }) => [results.join(''), total, isOver])).toEqual([['', null, false], ['', 3, false], ['A', 3, false], ['AB', 3, false], ['ABC', 3, false], ['ABC', 3, true]]);
  expect(over).toEqual([[3, 3]]);
});

test('it stops between two, and what is done is told with what was not begun', async () => {
  const { shown, over } = await through({}, 1);
  expect(shown.at(-1)).toEqual({ results: ['A', 'B'], total: 3, isOver: true });
  expect(over).toEqual([[2, 3]]);
});

test('where it is refused on whom, nothing is done and nothing is entered as through', async () => {
  const { shown, over } = await through({ on: async () => null });
  expect(shown.at(-1)).toEqual({ results: [], total: null, isOver: true });
  expect(over).toEqual([]);
});

test('every tenth of the way is told, and every step of a short one', () => {
  const told = (total: number) => [...new Set(Array.from({ length: total + 1 }, (_, done) => toldOf(done, total)))];
  expect(told(3)).toEqual([0, 1, 2, 3]);
  expect(told(10)).toEqual([0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10]);
  expect(told(30)).toEqual([0, 3, 6, 9, 12, 15, 18, 21, 24, 27, 30]);
  expect(told(23)).toEqual([0, 3, 5, 7, 10, 12, 14, 17, 19, 21, 23]);
});
