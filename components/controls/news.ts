'use client';
import { useSyncExternalStore } from 'react';

export type News = { words: string } | null;

/** What an act wants told on whatever page comes after it; the frame shows it once (`UndoToasts`). */
let news: News = null;
const listeners = new Set<() => void>();

/** Milliseconds between news and other news: a region that is empty for a moment tells even the same words again. */
const APART_MS = 100;

let coming: ReturnType<typeof setTimeout> | undefined;

export function tell(words: string | null): void {
  clearTimeout(coming);
  if (words === null || news === null) return show(words);
  show(null);
  coming = setTimeout(show, APART_MS, words);
}

function show(words: string | null): void {
  news = words === null ? null : { words };
  for (const listener of listeners) listener();
}

export const latestNews = (): News => news;

export function onNews(listener: () => void): () => void {
  listeners.add(listener);
  return () => { listeners.delete(listener); };
}

/** The latest news, a new object each time that some is told. */
export const useNews = (): News => useSyncExternalStore(onNews, latestNews, () => null);
