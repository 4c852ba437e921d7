import type { ReactNode } from 'react';
import { Door } from '@/components/shell/door';

/** What stands there while the first screen is made: whoever has just signed in is led on from here by script, and sees that it is on its way. */
export default function StartLayout({ children }: { children: ReactNode }) {
  return <Door named title="Signed in" lead={<span role="status">Opening your first screen…</span>}>{children}</Door>;
}
