import { useCallback, useEffect, useRef, useState } from 'react';
import { acts } from './acting';

/** What came of each so far, and of how many: null until it is known on whom it goes, and where that was refused. */
export type Run<Came> = { results: readonly Came[]; total: number | null; isOver: boolean };

export type Steps<Item, Came> = {
  /** On whom; null where that is refused: then nothing else is asked. */
  on: () => Promise<readonly Item[] | null>;
  step: (item: Item) => Promise<readonly Came[]>;
  /** It is through, or was stopped: `of` is on how many it would have gone. */
  over: (results: readonly Came[], of: number) => Promise<void>;
};

/** Where nobody can tell here whether it was done. */
export const NO_ANSWER = 'No answer came. Look before you try again; what is done already counts as done.';

/** One after the other, until all are through or it is stopped between two. */
export async function goThrough<Item, Came>({ on, step, over }: Steps<Item, Came>, show: (run: Run<Came>) => void, isStopped: () => boolean): Promise<void> {
  show({ results: [], total: null, isOver: false });
  const items = await on();
  const results: Came[] = [];
  const total = items?.length ?? null;
  for (const item of items ?? []) {
    if (isStopped()) break;
    show({ results: [...results], total, isOver: false });
    results.push(...await step(item));
  }
  show({ results: [...results], total, isOver: false });
  if (total !== null) await over(results, total);
  show({ results, total, isOver: true });
}

/** How many of them are told as done: a long run speaks at each tenth of its way, a short one at each step. */
export const toldOf = (done: number, total: number): number => Math.ceil(Math.floor((done * 10) / total) * total / 10);

/**
 * The same act on one after the other, so that progress is seen and nothing waits for all of them. The page does not refresh itself meanwhile. It stops
 * where that is asked for or the page is left; what was not begun then is begun another time.
 */
export function useOneByOne<Came>() {
  const [run, setRun] = useState<Run<Came> | null>(null);
  const isStopped = useRef(false);
  useEffect(() => {
    isStopped.current = false;
    return () => { isStopped.current = true; };
  }, []);
  const begin = useCallback(<Item>(steps: Steps<Item, Came>) => {
    isStopped.current = false;
    void acts(goThrough(steps, setRun, () => isStopped.current));
  }, []);
  return { run, isGoing: run !== null && !run.isOver, begin, stop: () => { isStopped.current = true; }, forget: () => setRun(null) };
}
