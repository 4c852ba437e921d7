'use client';
import { useSyncExternalStore } from 'react';
import type { Instant } from '@/lib/kernel/instant';
import type { QueueNow, TabCount as Counted } from '../queue/row';
import { count } from '../ui/words';
import { store } from './store';

const latest = store<Pick<QueueNow, 'at' | 'counts'> | null>(null);

/** How many stand under each view now, for the tabs that say so. */
export const tellCounts = ({ at, counts }: Pick<QueueNow, 'at' | 'counts'>): void => latest.set({ at, counts });

/** How many stand under a view: as the page was read, or as it was told since. A ring counts with all its cases, and stands as one row. */
export function TabCount({ first, at, view, of = 'case' }: { first: Counted; /** When the page was read, by the server's clock. */ at?: Instant; /** Under which it is told. */ view?: string; of?: 'case' | 'ring' }) {
  const told = useSyncExternalStore(latest.listen, latest.get, () => null);
  const now = told !== null && view !== undefined && told.at > (at ?? Number.POSITIVE_INFINITY) ? (told.counts[view] ?? first) : first;
  const words = `${of}${now.count === 1 && !now.more ? '' : 's'}`;
  return <span title={`${count(now.count)}${now.more ? ' or more' : ''} ${words}${of === 'case' ? '; those of one ring stand as one row' : ''}`}>{count(now.count)}{now.more && '+'}<span className="vh"> {words}</span></span>;
}
