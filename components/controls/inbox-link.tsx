'use client';
import { useEffect, useRef, useState, type ReactNode } from 'react';
import { plural } from '../ui/words';
import { NavLink } from './nav-link';
import { useUnread } from './unread';

/** The inbox among the screens; its count is kept current without loading anything anew. */
export function InboxLink({ href, label, hotkey, first, rail = false, children }: { href: string; label: string; hotkey?: string; first: number; /** As a sign in the rail, where the name is for screen readers. */ rail?: boolean; children: ReactNode }) {
  const unread = useUnread(first);
  return (
    <NavLink href={href} label={rail ? (unread > 0 ? `${label}, ${shown(unread)} unread` : label) : undefined} hotkey={hotkey}>
      {children}
      {unread > 0 && <em aria-hidden={rail || undefined}>{shown(unread)}</em>}
    </NavLink>
  );
}

/** Says that something came, without taking anybody away from what they do. */
export function InboxStatus({ first }: { first: number }) {
  const unread = useUnread(first);
  const before = useRef(unread);
  const [words, say] = useState('');
  useEffect(() => {
    if (unread !== before.current) say(unread > before.current ? `Inbox: ${plural(unread, 'line')} unread` : '');
    before.current = unread;
  }, [unread]);
  return <span className="vh" role="status">{words}</span>;
}

const shown = (count: number): string => (count > 99 ? '99+' : String(count));
