'use client';
import { lazy, Suspense, useEffect, useState } from 'react';
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
  useEffect(() => {
    let nth = 0;
    const click = (event: MouseEvent) => {
      const url = event.target instanceof Element ? event.target.closest<HTMLElement>('[data-opens="search"]')?.dataset['url'] : undefined;
      if (url !== undefined) setOpening({ url, nth: nth += 1 });
    };
    document.addEventListener('click', click);
    return () => document.removeEventListener('click', click);
  }, []);
  if (opening === null) return null;
  const { url, nth } = opening;
  return <Suspense><CommandPalette key={nth} url={url} close={() => setOpening((now) => (now?.nth === nth ? null : now))} /></Suspense>;
}
