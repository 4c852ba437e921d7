'use client';
import { useEffect, useLayoutEffect, useMemo, useRef, useState } from 'react';
import type { MoreRows, QueueRow } from '../queue/row';

export type QueuePages = {
  /** Page after page as they were read; no case stands in two of them. */
  pages: readonly (readonly QueueRow[])[];
  /** Where the list goes on; null at its end. */
  after: string | null;
  state: 'still' | 'reading' | 'failed';
  /** Reads the next page, and answers it; null where there is none, or where it did not come. */
  more: () => Promise<MoreRows | null>;
  /** Once the first page has come anew, the others are read anew too, as many as there were. */
  readAgain: () => void;
  /** As they came, to be remembered. */
  rest: readonly MoreRows[];
};

/** The queue's list from the server's first page on. `href` is the address of more rows, without a place. */
export function useQueuePages(rows: readonly QueueRow[], headAfter: string | null, href: string, remembered: readonly MoreRows[]): QueuePages {
  const [rest, setRest] = useState(remembered);
  const [state, setState] = useState<QueuePages['state']>('still');
  const pages = useMemo(() => apart([rows, ...rest.map((page) => page.rows)]), [rows, rest]);
  const after = rest.length > 0 ? (rest.at(-1)?.after ?? null) : headAfter;
  const inHand = useRef<Promise<MoreRows | null> | null>(null);
  const wantsAgain = useRef(false);

  /** One reading at a time: whoever asks meanwhile waits for the one in hand. */
  function reading(read: () => Promise<MoreRows | null>): Promise<MoreRows | null> {
    setState('reading');
    return (inHand.current ??= read().then((page) => { setState('still'); return page; }, () => { setState('failed'); return null; }).finally(() => { inHand.current = null; }));
  }

  const more = () => (after === null ? Promise.resolve(null) : reading(async () => {
    const page = await pageAfter(href, after);
    setRest((before) => [...before, page]);
    return page;
  }));

  useEffect(() => {
    if (!wantsAgain.current) return;
    wantsAgain.current = false;
    void reading(async () => {
      const fresh: MoreRows[] = [];
      for (let place = headAfter; place !== null && fresh.length < rest.length; place = fresh.at(-1)?.after ?? null) fresh.push(await pageAfter(href, place));
      setRest(fresh);
      return null;
    });
    // Only a first page that came anew says that it is time.
    // oxlint-disable-next-line react-hooks/exhaustive-deps
  }, [rows]);

  return { pages, after, state, more, readAgain: () => { wantsAgain.current = rest.length > 0; }, rest };
}

async function pageAfter(href: string, after: string): Promise<MoreRows> {
  const answer = await fetch(`${href}${href.includes('?') ? '&' : '?'}after=${encodeURIComponent(after)}`);
  if (!answer.ok) throw new Error(`The queue answered ${answer.status}.`);
  return (await answer.json()) as MoreRows;
}

/** A case that moved between two readings stays where it was read first. */
function apart(pages: readonly (readonly QueueRow[])[]): QueueRow[][] {
  const seen = new Set<string>();
  return pages.map((rows) => rows.filter(({ id }) => !seen.has(id) && seen.add(id) !== undefined));
}

/** Where one was in a list: what had been read of it, the current case, how far it was scrolled and which pages were not drawn. */
export type Place = { rest: readonly MoreRows[]; current: string | null; top: number; away: Away };
/** Pages that are not drawn, with their height in pixels and what they looked like then. */
export type Away = ReadonlyMap<number, { height: number; shape: string }>;

// By the key of the history's entry: going back there finds it, coming anew by a link does not. In memory alone, since rows are about people.
const places = new Map<string, { list: string; place: Place }>();
const MOST_PLACES = 12;

/** The key of this entry of the history; null where the browser does not tell. */
function entryKey(): string | null {
  return typeof window === 'undefined' ? null : ((window as { navigation?: { currentEntry?: { key: string } | null } }).navigation?.currentEntry?.key ?? null);
}

/** Where one was in this list when one left it, if one has come back to it. */
export function useRecalled(list: string): Place | null {
  const [found] = useState(() => {
    const kept = places.get(entryKey() ?? '');
    return kept?.list === list ? kept.place : null;
  });
  return found;
}

/** Keeps where one is in this list for the day one comes back: `place` is asked when the list goes away. */
export function useRemembered(list: string, place: () => Place): void {
  const latest = useRef<{ key: string | null; place: () => Place }>({ key: null, place });
  useEffect(() => { latest.current = { key: entryKey(), place }; });
  // While the list is taken away, before the parts of it are: they are asked for what they drew.
  useLayoutEffect(() => () => {
    const { key, place: told } = latest.current;
    if (key === null) return;
    places.delete(key);
    places.set(key, { list, place: told() });
    for (const oldest of places.keys()) if (places.size > MOST_PLACES) places.delete(oldest);
  }, [list]);
}
