'use client';
import { useSyncExternalStore } from 'react';
import { store } from './store';

/** What an act wants told on whatever page comes after it; the frame shows it once (`UndoToasts`). A new object each time that some is told. */
const news = store<{ words: string } | null>(null);
export const { get: latestNews, listen: onNews } = news;

/** Milliseconds between news and other news: a region that is empty for a moment tells even the same words again. */
const APART_MS = 100;

let coming: ReturnType<typeof setTimeout> | undefined;

export function tell(words: string | null): void {
  clearTimeout(coming);
  if (words === null || latestNews() === null) return show(words);
  show(null);
  coming = setTimeout(show, APART_MS, words);
}

const show = (words: string | null): void => news.set(words === null ? null : { words });

export const useNews = () => useSyncExternalStore(onNews, latestNews, () => null);
