'use client';
import { lazy, Suspense, useEffect, useRef, useState } from 'react';
import { Icon } from '../ui/icon';
import { Key } from '../ui/key';

// The palette arrives with the first press, not with the page.
const CommandPalette = lazy(() => import('./command-palette').then((module) => ({ default: module.CommandPalette })));

/** Opens the search; `Search` in the frame hears it. */
export function SearchTrigger({ url }: { url: string }) {
  return (
    <button type="button" className="find" data-opens="search" data-url={url} data-key="mod+k" data-key-label="Search" aria-keyshortcuts="Control+K" aria-haspopup="dialog" aria-label="Search: any id, e-mail, IP, device or document number">
      <Icon name="search" small /><span>Any id, e-mail, IP or device</span><span className="grow" /><Key keys="mod+k" />
    </button>
  );
}

/**
 * The search itself. Once a page, in the frame: a page that arrives in parts must not take away what is being typed. Each opening is one of its
 * own, since a dialog says only some time after it closed that it did, and may have been asked for again by then.
 */
export function Search() {
  const [opening, setOpening] = useState<{ url: string; nth: number } | null>(null);
  const early = useRef<Early | null>(null);
  useEffect(() => {
    let nth = 0;
    const click = (event: MouseEvent) => {
      const url = event.target instanceof Element ? event.target.closest<HTMLElement>('[data-opens="search"]')?.dataset['url'] : undefined;
      if (url === undefined) return;
      early.current = { words: '', until: performance.now() + COMES_WITHIN };
      setOpening({ url, nth: nth += 1 });
    };
    // What is typed at once is meant for the search, and neither for the field that one was in nor for the keys of the page.
    const keep = (event: KeyboardEvent | ClipboardEvent) => {
      if (early.current === null || performance.now() > early.current.until) return;
      const words = event instanceof ClipboardEvent ? early.current.words + (event.clipboardData?.getData('text') ?? '') : typedOn(early.current.words, event);
      if (words === null) return;
      early.current.words = words;
      event.preventDefault();
      event.stopPropagation();
    };
    document.addEventListener('click', click);
    document.addEventListener('keydown', keep, true);
    document.addEventListener('paste', keep, true);
    return () => {
      document.removeEventListener('click', click);
      document.removeEventListener('keydown', keep, true);
      document.removeEventListener('paste', keep, true);
    };
  }, []);
  if (opening === null) return null;
  const { url, nth } = opening;
  const typed = () => {
    const { words } = early.current ?? { words: '' };
    early.current = null;
    return words;
  };
  return <Suspense><CommandPalette key={nth} url={url} typed={typed} close={() => setOpening((now) => (now?.nth === nth ? null : now))} /></Suspense>;
}

/** What was typed before the palette had come. */
type Early = { words: string; /** By this page's clock: what has not come by then is not waited for. */ until: number };

/** Milliseconds. */
const COMES_WITHIN = 8_000;

/** The words with one more key; null for a key that writes nothing. */
function typedOn(words: string, { key, ctrlKey, metaKey, altKey }: KeyboardEvent): string | null {
  if (ctrlKey || metaKey || altKey) return null;
  return key === 'Backspace' ? words.slice(0, -1) : key.length === 1 ? words + key : null;
}
