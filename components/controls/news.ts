'use client';
import { useSyncExternalStore } from 'react';

/** What an act wants told on whatever page comes after it; the frame shows it once (`UndoToasts`). */
let news: { words: string } | null = null;
const listeners = new Set<() => void>();

export function tell(words: string | null): void {
  news = words === null ? null : { words };
  for (const listener of listeners) listener();
}

function subscribe(listener: () => void): () => void {
  listeners.add(listener);
  return () => { listeners.delete(listener); };
}

/** The latest news, a new object each time that some is told. */
export const useNews = (): { words: string } | null => useSyncExternalStore(subscribe, () => news, () => null);
