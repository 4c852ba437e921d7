'use client';
import dynamic from 'next/dynamic';
import { useState, type ReactNode } from 'react';
import type { ExplorerProps } from './link-explorer';

const LinkExplorer = dynamic(() => import('./link-explorer').then((module) => module.LinkExplorer), { loading: () => <p className="sm q" role="status">Drawing the links</p> });

/** The drawing of the page until somebody walks into it; only then is what that takes loaded. */
export function ExploreLinks({ children, ...explorer }: Omit<ExplorerProps, 'onClose'> & { children: ReactNode }) {
  const [open, setOpen] = useState(false);
  if (open) return <LinkExplorer {...explorer} onClose={() => setOpen(false)} />;
  return (
    <>
      {children}
      <p className="explore"><button type="button" className="btn sml" onClick={() => setOpen(true)}>Walk the links</button></p>
    </>
  );
}
