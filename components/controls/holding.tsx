'use client';
import { useRouter } from 'next/navigation';
import { useEffect, useRef, useState, useTransition, type ReactNode } from 'react';
import { queueAddress } from '@/lib/cases/queue-address';
import { Key, spokenKeys } from '../ui/key';
import { Notice } from '../ui/notice';
import { forgetClaim, settleClaim, type Claiming } from './claiming';
import { useClaimed, useClaiming } from './opening';

/** Milliseconds for which what became of a claim stays told, once the page knows the hold; after which a page that does not come to know it is asked for again; and after which a region that is new tells it. */
const TOLD_FOR = 2_000;
const ASKED_AFTER = 10_000;
const COMES_AFTER = 100;

/** What a screen reader is told; the others are told by their notices. */
const TOLD: Readonly<Record<Claiming['state'], string>> = { sent: 'Claiming this case. What you choose and write meanwhile is kept.', held: 'It is yours now.', other: '', refused: '', unanswered: '' };

/** What the page knows of the hold; instead, while the case is being claimed from the list that led here, that it is (`sent`), and that it was (`held`) up to where the page knows it. */
export function Holding({ path, isFree, sent, held, children }: { path: string; /** What the page knows is that nobody holds it. */ isFree: boolean; sent: ReactNode; held: ReactNode; children: ReactNode }) {
  const claiming = useClaiming(path);
  if (claiming?.state === 'sent') return sent;
  return claiming?.state === 'held' && isFree ? held : children;
}

/**
 * The form that decides, from the moment in which the case is claimed: what is chosen and written in it before the answer stays, since it is the same form
 * afterwards. Whatever becomes of the claim, it stays until the page knows that the case is the reader's, or is left, also where the page has no form any
 * more. Otherwise `instead`: why nothing can be decided.
 */
export function Deciding({ path, isOpen, instead, children }: { path: string; /** The page knows that it can be decided. */ isOpen: boolean; instead: ReactNode; children: ReactNode }) {
  const claiming = useClaiming(path);
  const [kept, keep] = useState<ReactNode>(null);
  const ahead = isOpen ? null : claiming !== null && children ? children : kept;
  if (ahead !== kept) keep(ahead);
  return isOpen ? children : (ahead ?? instead);
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
  const isUnknown = useAskedAgain(isHeld && isFree, path);
  useEffect(() => {
    if (!isHeld || isFree) return;
    const timer = setTimeout(() => settleClaim(path), TOLD_FOR);
    return () => {
      clearTimeout(timer);
      // What the page knew and knows no longer is over: the case was let go, decided or lost.
      settleClaim(path);
    };
  }, [isHeld, isFree, path]);
  return (
    <>
      <span className="vh" role="status">{isThere && claiming !== null ? TOLD[claiming.state] : ''}</span>
      {claiming?.state === 'unanswered' && !isMine && <Unanswered />}
      {claiming?.state === 'refused' && !isMine && <Notice icon="triangle-alert" tone="brick" role="alert">{claiming.words}</Notice>}
      {claiming?.state === 'other' && !isMine && <Instead {...claiming} />}
      {isUnknown && <Notice icon="refresh-cw" role="status">The case is yours, and this page has not come to show it yet. It is being asked for again; what you wrote stays.</Notice>}
    </>
  );
}

/** Which case was claimed, and the way to it: the page stays under the hands that are on it. */
function Instead({ opens, words }: { opens: string; words: string }) {
  const open = useClaimed();
  return (
    <Notice icon="arrow-right" role="alert">
      Somebody else was faster, or another case was drawn by chance. {words} instead.<br />
      <button type="button" className="btn sml mt-2" data-key="e o" data-key-label="Open the case that is yours" aria-keyshortcuts={spokenKeys('e o')} onClick={() => open(opens)}>Open it <Key keys="e o" /></button>
    </Notice>
  );
}

/** Where a hold is not shown by the page in time, the page is asked for again; what that one knows holds. Answers whether one waits for it. */
function useAskedAgain(isMissed: boolean, path: string): boolean {
  const router = useRouter();
  const [isComing, come] = useTransition();
  const [isOverdue, setOverdue] = useState(false);
  useEffect(() => {
    if (!isMissed) return;
    const timer = setTimeout(() => {
      setOverdue(true);
      come(() => router.refresh());
    }, ASKED_AFTER);
    return () => {
      clearTimeout(timer);
      setOverdue(false);
    };
  }, [isMissed, router]);
  // Begun after the answer: where it still knows of no hold, there is none any more.
  const wasComing = useRef(false);
  useEffect(() => {
    if (wasComing.current && !isComing && isMissed) settleClaim(path);
    wasComing.current = isComing;
  }, [isComing, isMissed, path]);
  return isMissed && isOverdue;
}
