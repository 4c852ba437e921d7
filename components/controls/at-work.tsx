'use client';
import { useEffect } from 'react';

/** A hand on any page of the console counts as work, wherever its other pages are open. */
export const WORK = ['keydown', 'pointerdown', 'scroll'] as const;
const CHANNEL = 'countersign-work';
const SAYS_EVERY = 5_000;

/** Tells the console's other pages in this browser that somebody is at work here. Once a page, in the shell. */
export function AtWork() {
  useEffect(() => {
    const channel = new BroadcastChannel(CHANNEL);
    let said = Number.NEGATIVE_INFINITY;
    const say = () => {
      if (performance.now() - said < SAYS_EVERY) return;
      said = performance.now();
      channel.postMessage('');
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
