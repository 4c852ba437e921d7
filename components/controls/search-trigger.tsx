'use client';
import dynamic from 'next/dynamic';
import { useState } from 'react';
import { Icon } from '../ui/icon';

// The palette and its library arrive with the first press, not with the page.
const CommandPalette = dynamic(() => import('./command-palette').then((module) => module.CommandPalette), { ssr: false });

export function SearchTrigger({ url }: { url: string }) {
  const [open, setOpen] = useState(false);
  return (
    <>
      <button type="button" className="find" data-key="mod+k" data-key-label="Search" aria-keyshortcuts="Control+K" aria-haspopup="dialog" aria-label="Search: any id, e-mail, IP, device or document number" onClick={() => setOpen(true)}>
        <Icon name="search" small /><span>Any id, e-mail, IP or device</span><span className="grow" /><kbd aria-hidden="true">⌘K</kbd>
      </button>
      {open && <CommandPalette url={url} close={() => setOpen(false)} />}
    </>
  );
}
