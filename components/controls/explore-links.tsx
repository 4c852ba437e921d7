'use client';
import { lazy, Suspense, useEffect, useRef, useState, type ReactNode } from 'react';
import type { ExplorerProps } from './link-explorer';

const LinkExplorer = lazy(() => import('./link-explorer').then((module) => ({ default: module.LinkExplorer })));

/** The drawing of the page until somebody walks into it; only then is what that takes loaded. */
export function ExploreLinks({ children, ...explorer }: Omit<ExplorerProps, 'onClose'> & { children: ReactNode }) {
  const [open, setOpen] = useState(false);
  const way = useRef<HTMLButtonElement>(null);
  const wasOpen = useRef(false);
  useEffect(() => {
    if (!open && wasOpen.current) way.current?.focus();
    wasOpen.current = open;
  }, [open]);
  if (open) return <Suspense fallback={<p className="sm q" role="status">Drawing the links</p>}><LinkExplorer {...explorer} onClose={() => setOpen(false)} /></Suspense>;
  return (
    <>
      {children}
      <p className="explore"><button ref={way} type="button" className="btn sml" onClick={() => setOpen(true)}>Walk the links</button></p>
    </>
  );
}
