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

/** Once it could be read, milliseconds. */
const READ_WITHIN = 3_000;

/** Whether news, which on a phone stands over the page, goes with what somebody does there: at once where they write, and otherwise once it could be read. */
export const goesWith = (writes: boolean, shownFor: number): boolean => writes || shownFor >= READ_WITHIN;

const show = (words: string | null): void => news.set(words === null ? null : { words });

export const useNews = () => useSyncExternalStore(onNews, latestNews, () => null);
