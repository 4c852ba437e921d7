'use client';
import { useEffect, type ReactNode } from 'react';
import { queueAddress } from '@/lib/cases/queue';
import { Notice } from '../ui/notice';
import { forgetClaim, settleClaim } from './claiming';
import { useClaiming } from './opening';

/** Milliseconds for which what became of a claim stays told: once the page knows the hold, and where it does not come to know it. */
const TOLD_FOR = 2_000;
const WAITED_FOR = 10_000;

/** What the page knows of the hold; `instead` while the case is being claimed from the list that led here, up to where the page knows it. */
export function Holding({ path, isFree, instead, children }: { path: string; /** What the page knows is that nobody holds it. */ isFree: boolean; instead: ReactNode; children: ReactNode }) {
  const claiming = useClaiming(path);
  return claiming?.state === 'sent' || (claiming?.state === 'held' && isFree) ? instead : children;
}

/** A claim that got no answer. The way out is read anew from the server, and drops what still waits for its network. */
export function Unanswered() {
  return <Notice icon="triangle-alert" tone="brick" role="alert">No answer came to the claim, and nothing here says whether it arrived. Where it did, a case is yours: look under <a href={queueAddress({ view: 'mine' })}>Mine</a> before you claim again.</Notice>;
}

/** What became of the claim with which the page was opened. */
export function ClaimTold({ path, isFree, isMine }: { path: string; /** What the page knows is that nobody holds it. */ isFree: boolean; /** Or that the reader does. */ isMine: boolean }) {
  const claiming = useClaiming(path);
  useEffect(() => () => forgetClaim(path), [path]);
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
      <span className="vh" role="status">{claiming?.state === 'sent' ? 'Claiming this case.' : claiming?.state === 'held' ? 'It is yours now.' : ''}</span>
      {claiming?.state === 'unanswered' && !isMine && <Unanswered />}
      {claiming?.state === 'refused' && <Notice icon="triangle-alert" tone="brick" role="alert">{claiming.words}</Notice>}
      {claiming?.state === 'other' && <Notice icon="arrow-right" role="status">This case was claimed for you, not the one that was shown for a moment: somebody was faster there, or this one was drawn by chance.</Notice>}
    </>
  );
}
