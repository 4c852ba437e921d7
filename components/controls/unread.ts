'use client';
import { useSyncExternalStore } from 'react';
import { listen } from './live-stream';

// One count a page, however many parts show it: the rail, the menu of the phone, the status.
let unread: number | null = null;
const shown = new Set<() => void>();
let stop: (() => void) | null = null;
let clock: ReturnType<typeof setInterval> | undefined;
let asked = 0;

/** What is due becomes so by the clock, and nobody tells of it. */
const ASK_AGAIN_MS = 60_000;

async function ask() {
  asked += 1;
  const mine = asked;
  try {
    const answer = await fetch('/api/inbox', { cache: 'no-store' });
    if (answer.status !== 200 || mine !== asked) return;
    unread = ((await answer.json()) as { unread: number }).unread;
    for (const show of shown) show();
  } catch {
    // Asked again when the stream comes back.
  }
}

function subscribe(show: () => void): () => void {
  shown.add(show);
  if (stop === null) {
    // A proposal that waits is a line of those who may read it, and no longer once somebody has.
    stop = listen(['inbox', 'reviews'], () => void ask(), undefined, () => void ask());
    clock = setInterval(() => { if (document.visibilityState === 'visible') void ask(); }, ASK_AGAIN_MS);
  }
  return () => {
    shown.delete(show);
    if (shown.size > 0) return;
    stop?.();
    stop = null;
    clearInterval(clock);
    unread = null;
  };
}

/** How many lines of their inbox the person has not read, now; `first` is what the page came with. */
export function useUnread(first: number): number {
  return useSyncExternalStore(subscribe, () => unread, () => null) ?? first;
}
