'use client';
import { useEffect, useOptimistic } from 'react';
import { store } from './store';
import { useLasting } from './use-lasting';

/** Milliseconds for which nothing is said: most pages are there by then. */
const SAYS_AFTER = 300;

const departures = store(0);

/** Says that the router has set out for a page. Within the transition that ends once the page is there (`instrumentation-client.ts`). */
export function setOut(): void {
  departures.set(departures.get() + 1);
}

/** That a page was asked for and is not there yet, where that lasts: a line along the top of the window. Once a page, in the shell. */
export function Underway() {
  // Holds as long as the transition in which it was set.
  const [isUnderway, setUnderway] = useOptimistic(false);
  useEffect(() => departures.listen(() => setUnderway(true)), [setUnderway]);
  const isTold = useLasting(isUnderway, SAYS_AFTER);
  return <p className="underway" role="status">{isTold && <span className="vh">Opening…</span>}</p>;
}
