'use client';
import type { ReactNode } from 'react';
import { enter } from './keys';

/** What asks for something once it is opened, however that was: the focus goes to the first field of it. A `details`, so that it opens without a script as well. */
export function Asking({ summary, children }: { summary: ReactNode; children: ReactNode }) {
  return <details className="confirm" onToggle={({ currentTarget }) => { if (currentTarget.open) enter(currentTarget); }}>{summary}{children}</details>;
}
