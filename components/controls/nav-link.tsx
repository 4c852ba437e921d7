'use client';
import Link from 'next/link';
import { usePathname } from 'next/navigation';
import type { ReactNode } from 'react';

/** A link that knows whether one is there. */
export function NavLink({ href, label, hotkey, children }: { href: string; label?: string; hotkey?: string; children: ReactNode }) {
  const path = usePathname();
  const here = path === href || path.startsWith(`${href}/`);
  return <Link href={href} aria-label={label} aria-current={here ? 'page' : undefined} data-key={hotkey} data-key-label={label ?? undefined}>{children}</Link>;
}
