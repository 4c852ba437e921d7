'use client';
import { usePathname } from 'next/navigation';
import { useEffect, useRef, type ReactNode } from 'react';
import { arriveAt } from './arriving';

/** The one title of a page, where reading begins for whoever comes to it (`arriveAt`). */
export function PageTitle({ className, children }: { className?: string; children: ReactNode }) {
  const path = usePathname();
  const title = useRef<HTMLHeadingElement>(null);
  useEffect(() => { if (title.current !== null) arriveAt(title.current, path); }, [path]);
  return <h1 ref={title} className={className}>{children}</h1>;
}
