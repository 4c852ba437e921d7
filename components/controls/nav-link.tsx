'use client';
import Link from 'next/link';
import { usePathname } from 'next/navigation';
import { useState, type ReactNode } from 'react';

/**
 * A link that knows whether one is there. What its page needs is asked for before it is pressed only once the pointer or the focus is on it: a dozen
 * of them stand on every page, and to ask for them all costs the server as much as to make the page.
 */
export function NavLink({ href, label, hotkey, children }: { href: string; label?: string; hotkey?: string; children: ReactNode }) {
  const path = usePathname();
  const [isNear, setNear] = useState(false);
  const near = () => setNear(true);
  const here = path === href || path.startsWith(`${href}/`);
  return <Link href={href} prefetch={isNear ? null : false} onPointerEnter={near} onFocus={near} aria-label={label} aria-current={here ? 'page' : undefined} data-key={hotkey} data-key-label={label ?? undefined}>{children}</Link>;
}
