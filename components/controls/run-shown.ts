'use client';
import { useEffect, useSyncExternalStore } from 'react';
import type { BackResult } from '../ui/back-state';
import { store } from './store';

/** A run whose outcome stands on the page, case by case. `ids`: its decisions that stand; `note`: told of one that was taken back elsewhere. */
type RunShown = { ids: readonly string[]; note: (result: BackResult) => void };

const shown = store<RunShown | null>(null);

/** Says that this page shows the run: whoever withdraws one of it at the foot of the page stays here, where all of it can be. */
export function useShowsRun(ids: readonly string[], note: RunShown['note']): void {
  const named = ids.join(' ');
  useEffect(() => {
    if (named === '') return;
    shown.set({ ids: named.split(' '), note });
    return () => shown.set(null);
  }, [named, note]);
}

/** The run on the page that this decision is of; null where there is none. */
export function useRunOf(decision: string): RunShown | null {
  return useSyncExternalStore(shown.listen, () => { const run = shown.get(); return run?.ids.includes(decision) === true ? run : null; }, () => null);
}
