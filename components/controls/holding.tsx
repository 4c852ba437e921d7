'use client';
import { useEffect, useState, type ReactNode } from 'react';
import { queueAddress } from '@/lib/cases/queue-address';
import { Notice } from '../ui/notice';
import { forgetClaim, settleClaim, type Claiming } from './claiming';
import { useClaiming } from './opening';

/** Milliseconds for which what became of a claim stays told: once the page knows the hold, and where it does not come to know it; and after which a region that is new tells it. */
const TOLD_FOR = 2_000;
const WAITED_FOR = 10_000;
const COMES_AFTER = 100;

/** What a screen reader is told; the others are told by their notices. */
const TOLD: Readonly<Record<Claiming['state'], string>> = { sent: 'Claiming this case. What you choose and write meanwhile is kept.', held: 'It is yours now.', other: 'Another case than the one that was shown for a moment is yours now.', refused: '', unanswered: '' };

/** What the page knows of the hold; instead, while the case is being claimed from the list that led here, that it is (`sent`), and that it was (`held`) up to where the page knows it. */
export function Holding({ path, isFree, sent, held, children }: { path: string; /** What the page knows is that nobody holds it. */ isFree: boolean; sent: ReactNode; held: ReactNode; children: ReactNode }) {
  const claiming = useClaiming(path);
  if (claiming?.state === 'sent') return sent;
  return claiming?.state === 'held' && isFree ? held : children;
}

/**
 * The form that decides, from the moment in which the case is claimed: what is chosen and written in it before the answer stays, since it is the same form
 * afterwards. Where the claim was refused, what was written stays as well. Otherwise `instead`: why nothing can be decided.
 */
export function Deciding({ path, isOpen, instead, children }: { path: string; /** The page knows that it can be decided. */ isOpen: boolean; instead: ReactNode; children: ReactNode }) {
  const claiming = useClaiming(path);
  return (isOpen || claiming !== null) && children ? children : instead;
}

/** A claim that got no answer. The way out is read anew from the server, and drops what still waits for its network. */
export function Unanswered() {
  return <Notice icon="triangle-alert" tone="brick" role="alert">No answer came to the claim, and nothing here says whether it arrived. Where it did, a case is yours: look under <a href={queueAddress({ view: 'mine' })}>Mine</a> before you claim again.</Notice>;
}

/** What became of the claim with which the page was opened. */
export function ClaimTold({ path, isFree, isMine }: { path: string; /** What the page knows is that nobody holds it. */ isFree: boolean; /** Or that the reader does. */ isMine: boolean }) {
  const claiming = useClaiming(path);
  useEffect(() => () => forgetClaim(path), [path]);
  // What stands in a region from its beginning is not told: it comes a moment after it.
  const [isThere, setThere] = useState(false);
  useEffect(() => {
    const timer = setTimeout(setThere, COMES_AFTER, true);
    return () => clearTimeout(timer);
  }, []);
  const isHeld = claiming?.state === 'held';
  useEffect(() => {
    if (!isHeld) return;
    const timer = setTimeout(() => settleClaim(path), isFree ? WAITED_FOR : TOLD_FOR);
    return () => {
      clearTimeout(timer);
      // What the page knew and knows no longer is over: the case was let go, decided or lost.
      if (!isFree) settleClaim(path);
    };
  }, [isHeld, isFree, path]);
  return (
    <>
      <span className="vh" role="status">{isThere && claiming !== null ? TOLD[claiming.state] : ''}</span>
      {claiming?.state === 'unanswered' && !isMine && <Unanswered />}
      {claiming?.state === 'refused' && <Notice icon="triangle-alert" tone="brick" role="alert">{claiming.words}</Notice>}
      {claiming?.state === 'other' && <Notice icon="arrow-right">This case was claimed for you, not the one that was shown for a moment: somebody was faster there, or this one was drawn by chance.</Notice>}
    </>
  );
}
