'use client';
import { startTransition, useEffect, useState, useSyncExternalStore, type ReactNode } from 'react';

const never = () => () => {};
/** Whether what is not seen at first is to be made: with a page that comes from the server from the beginning; where script opens the page, right after what is seen has been painted. */
function useMade(): boolean {
  const hydrates = useSyncExternalStore(never, () => false, () => true);
  const [made, setMade] = useState(hydrates);
  useEffect(() => startTransition(() => setMade(true)), []);
  return made;
}

/**
 * What stands below the first screen, or is `folded` away. With a page that comes from the server it is there from the beginning; where script opens the page it is
 * made right after what is seen has been painted, so that one waits for a third of it. The room below is kept, so that a scroll position can be come back to; for what is
 * folded, or ends a column, none is.
 */
export function Below({ folded = false, children }: { folded?: boolean; children: ReactNode }) {
  return useMade() ? children : folded ? null : <div className="below" />;
}
