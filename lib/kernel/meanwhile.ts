import { setImmediate } from 'node:timers/promises';

/**
 * Works through `items`, one a turn, for as long as `asked` is under way: the work is done while that waits for something, and what is left by then
 * is not. Where the work fails, that is told once `asked` has come to its end.
 */
export async function meanwhile<Answer, Item>(asked: Promise<Answer>, items: Iterable<Item>, work: (item: Item) => void): Promise<Answer> {
  let isUnderWay = true;
  const ended = asked.then(() => {}, () => {}).finally(() => { isUnderWay = false; });
  try {
    for (const item of items) {
      if (!isUnderWay) break;
      work(item);
      await setImmediate();
    }
  } finally {
    await ended;
  }
  return asked;
}
