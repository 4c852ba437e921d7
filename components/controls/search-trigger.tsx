'use client';
import { lazy, Suspense, useEffect, useRef, useState } from 'react';
import { Icon } from '../ui/icon';
import { Key } from '../ui/key';
import { NOTHING_YET, pasted, pressed, type Early } from './early-words';

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
  const early = useRef({ ...NOTHING_YET, until: 0 });
  useEffect(() => {
    let nth = 0;
    const click = (event: MouseEvent) => {
      const url = event.target instanceof Element ? event.target.closest<HTMLElement>('[data-opens="search"]')?.dataset['url'] : undefined;
      if (url === undefined) return;
      early.current = { ...NOTHING_YET, until: performance.now() + COMES_WITHIN };
      setOpening({ url, nth: nth += 1 });
    };
    // What is typed at once is meant for the search, and neither for the field that one was in nor for the keys of the page.
    const keep = (event: KeyboardEvent | ClipboardEvent) => {
      const { until } = early.current;
      if (performance.now() > until) return;
      const next = event instanceof ClipboardEvent ? pasted(early.current, event.clipboardData?.getData('text') ?? '') : pressed(early.current, event);
      if (next === null) return;
      event.preventDefault();
      event.stopPropagation();
      early.current = next === 'left' ? { ...NOTHING_YET, until: 0 } : { ...next, until };
      if (next === 'left') setOpening(null);
    };
    document.addEventListener('click', click);
    // On the window, and so before all that the page hears on its document.
    window.addEventListener('keydown', keep, true);
    window.addEventListener('paste', keep, true);
    return () => {
      document.removeEventListener('click', click);
      window.removeEventListener('keydown', keep, true);
      window.removeEventListener('paste', keep, true);
    };
  }, []);
  if (opening === null) return null;
  const { url, nth } = opening;
  const typed = (): Early => {
    early.current.until = 0;
    return early.current;
  };
  return <Suspense><CommandPalette key={nth} url={url} typed={typed} close={() => setOpening((now) => (now?.nth === nth ? null : now))} /></Suspense>;
}

/** A palette that has not come within so long, milliseconds, is not waited for. */
const COMES_WITHIN = 8_000;
