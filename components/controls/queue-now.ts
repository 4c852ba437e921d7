'use client';
import { useEffect, useMemo, useRef, useState } from 'react';
import type { Instant } from '@/lib/kernel/instant';
import { inHands, type QueueNow, type QueueRow } from '../queue/row';
import { listen } from './live-stream';
import { tellCounts } from './tab-count';

/** What changes together is asked for together, and a busy queue no more often than that, milliseconds. */
const ASKS_AFTER = 300;
const ASKS_EVERY = 3_000;
/** As many rows as are answered at once. */
const MOST_ASKED = 50;

type Known = { head: unknown; now: Pick<QueueNow, 'hands' | 'next'> };

/**
 * Rows in the hands that they are in now: where somebody claims one, or lets it go, the row says so where it stands, and nothing moves. `href`: where
 * that is asked; null where nothing is. `head`: the page that the server read; what it says anew holds from then on.
 */
export function useHands(pages: readonly (readonly QueueRow[])[], { href, since, head, mayClaim }: { href: string | null; since: Instant | undefined; head: unknown; mayClaim: boolean }): readonly (readonly QueueRow[])[] {
  const [known, setKnown] = useState<Known | null>(null);
  const latest = useRef({ since, head, shown: new Set<string>() });
  useEffect(() => { latest.current = { since, head, shown: new Set(pages.flatMap((page) => page.map(({ id }) => id))) }; });

  useEffect(() => {
    if (href === null) return;
    const changed = new Set<string>();
    let timer: ReturnType<typeof setTimeout> | undefined;
    let asked = Number.NEGATIVE_INFINITY;
    let isOver = false;
    let last = 0;
    async function ask() {
      // Nobody looks: it is asked once somebody does.
      if (document.hidden) return;
      clearTimeout(timer);
      timer = undefined;
      asked = performance.now();
      const { head: of, shown } = latest.current;
      const ids = [...changed].filter((id) => shown.has(id)).slice(0, MOST_ASKED);
      for (const id of ids) changed.delete(id);
      for (const id of changed) if (!shown.has(id)) changed.delete(id);
      const answer = await fetch(`${href}?${ids.map((id) => `case=${encodeURIComponent(id)}`).join('&')}`).catch(() => null);
      const now = answer?.ok === true ? await (answer.json() as Promise<QueueNow>).catch(() => null) : null;
      if (isOver) return;
      // What nothing was heard of is asked for with the next change.
      if (now === null) for (const id of ids) changed.add(id);
      else if (changed.size > 0) soon();
      if (now === null || now.at < last) return;
      last = now.at;
      tellCounts(now);
      setKnown((before) => ({ head: of, now: { next: now.next, hands: { ...(before !== null && before.head === of ? before.now.hands : {}), ...now.hands } } }));
    }
    const soon = () => { timer ??= setTimeout(() => void ask(), Math.max(ASKS_AFTER, asked + ASKS_EVERY - performance.now())); };
    const seen = () => { if (!document.hidden && timer !== undefined) void ask(); };
    const stop = listen(['queue'], ({ id = '' }) => {
      for (const one of id === '' ? latest.current.shown : [id]) changed.add(one);
      soon();
    }, latest.current.since);
    document.addEventListener('visibilitychange', seen);
    return () => {
      isOver = true;
      clearTimeout(timer);
      document.removeEventListener('visibilitychange', seen);
      stop();
    };
  }, [href]);

  const now = known !== null && known.head === head ? known.now : null;
  return useMemo(() => (now === null ? pages : pages.map((page) => page.map((row) => inHands(row, now, mayClaim)))), [pages, now, mayClaim]);
}
