'use client';
import { useEffect } from 'react';

/** A hand on any page of the console counts as work, wherever its other pages are open. */
export const WORK = ['keydown', 'pointerdown', 'scroll'] as const;
const CHANNEL = 'countersign-work';
const SAYS_EVERY = 5_000;
/** A page that is worked on for longer says so to the server, for the person's pages in other browsers. */
const TELLS_EVERY = 60_000;

/** Tells the console's other pages that somebody is at work here: those in this browser at once, those in others by the server. Once a page, in the shell. */
export function AtWork() {
  useEffect(() => {
    const channel = new BroadcastChannel(CHANNEL);
    let said = Number.NEGATIVE_INFINITY;
    let told = performance.now();
    const say = () => {
      const now = performance.now();
      if (now - said < SAYS_EVERY) return;
      said = now;
      channel.postMessage('');
      if (now - told < TELLS_EVERY) return;
      told = now;
      // Where the server is away, the next minute tells it.
      fetch('/api/presence', { method: 'POST', headers: { 'content-type': 'application/json' }, body: JSON.stringify({ working: true }) }).catch(() => undefined);
    };
    for (const name of WORK) window.addEventListener(name, say, { passive: true });
    return () => {
      for (const name of WORK) window.removeEventListener(name, say);
      channel.close();
    };
  }, []);
  return null;
}

/** Hears of work, here and on the other pages, until the answer is called. */
export function onWork(hear: () => void): () => void {
  const channel = new BroadcastChannel(CHANNEL);
  channel.addEventListener('message', hear);
  for (const name of WORK) window.addEventListener(name, hear, { passive: true });
  return () => {
    for (const name of WORK) window.removeEventListener(name, hear);
    channel.close();
  };
}
