'use client';
import { useEffect, useOptimistic } from 'react';
import { noteLeaving } from './leaving';
import { store } from './store';
import { useLasting } from './use-lasting';

/** Milliseconds for which nothing is said: most pages are there by then. */
const SAYS_AFTER = 300;

type Departure = { /** The page that is open, with other things on it: sorted, filtered, other days. */ inPlace: boolean };

const departures = store<Departure | null>(null);

/** Says that the router has set out for a page. Within the transition that ends once the page is there (`instrumentation-client.ts`). */
export function setOut(address: string, way: string): void {
  noteLeaving();
  // On the way back the window has the address already.
  departures.set({ inPlace: way !== 'traverse' && new URL(address, location.href).pathname === location.pathname });
}

/** That a page was asked for and is not there yet, where that lasts: a line along the top of the window. Once a page, in the shell. */
export function Underway() {
  // Holds as long as the transition in which it was set.
  const [under, setUnderway] = useOptimistic<Departure | null>(null);
  useEffect(() => departures.listen(() => setUnderway(departures.get())), [setUnderway]);
  const isTold = useLasting(under !== null, SAYS_AFTER);
  return <p className="underway" role="status">{isTold && under !== null && <span className="vh">{under.inPlace ? 'One moment…' : 'Opening…'}</span>}</p>;
}
