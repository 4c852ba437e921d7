'use client';
import dynamic from 'next/dynamic';
import { useEffect, useState } from 'react';
import { Icon } from '../ui/icon';

// The palette arrives with the first press, not with the page.
const CommandPalette = dynamic(() => import('./command-palette').then((module) => module.CommandPalette), { ssr: false });

/** Opens the search; `Search` in the shell hears it. */
export function SearchTrigger({ url }: { url: string }) {
  return (
    <button type="button" className="find" data-opens="search" data-url={url} data-key="mod+k" data-key-label="Search" aria-keyshortcuts="Control+K" aria-haspopup="dialog" aria-label="Search: any id, e-mail, IP, device or document number">
      <Icon name="search" small /><span>Any id, e-mail, IP or device</span><span className="grow" /><kbd aria-hidden="true">⌘K</kbd>
    </button>
  );
}

/** The search itself. Once a page, in the shell: a page that arrives in parts must not take away what is being typed. */
export function Search() {
  const [url, setUrl] = useState<string | null>(null);
  useEffect(() => {
    const click = (event: MouseEvent) => {
      const trigger = event.target instanceof Element ? event.target.closest<HTMLElement>('[data-opens="search"]') : null;
      if (trigger !== null) setUrl(trigger.dataset.url ?? null);
    };
    document.addEventListener('click', click);
    return () => document.removeEventListener('click', click);
  }, []);
  return url === null ? null : <CommandPalette url={url} close={() => setUrl(null)} />;
}
