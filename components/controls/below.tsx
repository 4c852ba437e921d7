'use client';
import { startTransition, useEffect, useState, useSyncExternalStore, type ReactNode } from 'react';

const never = () => () => {};
/** Where a drawing surely has little room, and where much (ui.css, evidence.css); in between it goes by what stands beside it. */
const NARROW = '(max-width: 760px)';
const WIDE = '(min-width: 900px)';

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

/** Two drawings of one thing, for much room and for little: the sheet shows one of them, and where script opens the page and the window tells which, that one is made first. */
export function Fitted({ wide, slim }: { wide: ReactNode; slim: ReactNode }) {
  const made = useMade();
  const [first] = useState(() => (made ? null : window.matchMedia(NARROW).matches ? 'slim' : window.matchMedia(WIDE).matches ? 'wide' : 'both'));
  return <><div className="wide">{(made || first !== 'slim') && wide}</div><div className="slim">{(made || first !== 'wide') && slim}</div></>;
}
