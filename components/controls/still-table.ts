'use client';
import { constructTable, type CoreFeatures, type RowData, type Table, type TableFeatures, type TableOptions } from '@tanstack/react-table';
import { useState } from 'react';

type Bindings = NonNullable<CoreFeatures['coreReactivityFeature']>;

const unheard = (): never => { throw new Error('A table whose state is React’s tells nobody of changes.'); };

/**
 * What TanStack Table keeps its state in, for a table whose whole state is handed to it with every render: nothing in it changes by itself, so there is
 * nobody to tell. `useTable` would send every browser a store with its graph, and what subscribes to it.
 */
export const still: Bindings = {
  createOptionsStore: false, wrapExternalAtoms: false,
  createReadonlyAtom: (get) => ({ get, subscribe: unheard }),
  createWritableAtom<T>(first: T) {
    let now = first;
    return { get: () => now, set(next: T | ((before: T) => T)) { now = next instanceof Function ? next(now) : next; }, subscribe: unheard };
  },
  untrack: (read) => read(), batch: (write) => write(), schedule: (then) => queueMicrotask(then), addSubscription: unheard,
};

/** The table of these options, of whose features `still` is one; the same table at every render. */
export function useStillTable<Features extends TableFeatures, Data extends RowData>(options: TableOptions<Features, Data>): Table<Features, Data> {
  const [table] = useState(() => constructTable(options));
  table.setOptions((before) => ({ ...before, ...options }));
  return table;
}
