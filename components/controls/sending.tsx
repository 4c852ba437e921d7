'use client';
import { useEffect, useRef, useSyncExternalStore, type SubmitEvent } from 'react';
import { store } from './store';
import { useLasting } from './use-lasting';

/** Milliseconds for which nothing is said: most answers are there by then. The sheet has the same for the button (`.btn[data-sending]`). */
const SAYS_AFTER = 400;

const sending = store(0);

/**
 * While an act waits for its answer, the button that sent it says so in its own place, and a reader is told (`Sending`), where it lasts.
 * What it returns is called with the sending.
 */
export function useSending(waits: boolean): (event: SubmitEvent<HTMLFormElement>) => void {
  const sent = useRef<HTMLElement | null>(null);
  useEffect(() => {
    if (!waits) return;
    const button = sent.current;
    button?.setAttribute('data-sending', '');
    sending.set(sending.get() + 1);
    return () => {
      button?.removeAttribute('data-sending');
      sending.set(sending.get() - 1);
    };
  }, [waits]);
  return ({ currentTarget, nativeEvent: { submitter } }) => { sent.current = submitter ?? currentTarget.querySelector<HTMLElement>('[type="submit"]'); };
}

/** Tells a reader that an act of the page is on its way. Once a page, in the shell. */
export function Sending() {
  const isSending = useSyncExternalStore(sending.listen, () => sending.get() > 0, () => false);
  const isTold = useLasting(isSending, SAYS_AFTER);
  return <span className="vh" role="status">{isTold ? 'Sending…' : ''}</span>;
}
