'use client';
import { lazy, Suspense, useEffect, useRef, useState, type ReactNode } from 'react';
import type { ExplorerProps, Left } from './link-explorer';

const LinkExplorer = lazy(() => import('./link-explorer').then((module) => ({ default: module.LinkExplorer })));

/** The drawing of the page until somebody walks into it; only then is what that takes loaded. What was grown there stands again when it is opened again, as long as the page is there. */
export function ExploreLinks({ children, walks = false, ...explorer }: Omit<ExplorerProps, 'left' | 'onClose'> & { /** Somebody walks in it from the beginning. */ walks?: boolean; children: ReactNode }) {
  const [open, setOpen] = useState(walks);
  const [left, setLeft] = useState<Left | null>(null);
  const way = useRef<HTMLButtonElement>(null);
  const wasOpen = useRef(false);
  useEffect(() => {
    if (!open && wasOpen.current) way.current?.focus();
    wasOpen.current = open;
  }, [open]);
  if (open) return <Suspense fallback={<p className="sm q" role="status">Drawing the links</p>}><LinkExplorer {...explorer} left={left} onClose={(now) => { setLeft(now); setOpen(false); }} /></Suspense>;
  return (
    <>
      {children}
      <p className="explore"><button ref={way} type="button" className="btn sml" onClick={() => setOpen(true)}>Walk the links</button></p>
    </>
  );
}
