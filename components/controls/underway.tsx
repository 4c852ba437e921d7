'use client';
import { useLinkStatus } from 'next/link';

/** Inside a link: that its page has been asked for and is not there yet, where that lasts. */
export function Underway() {
  const { pending } = useLinkStatus();
  return pending ? <span className="underway late">…<span className="vh">opens</span></span> : null;
}
