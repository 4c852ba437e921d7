'use client';
import { lazy, Suspense, useEffect, useRef, useState, useSyncExternalStore, type RefObject } from 'react';
import type { Instant } from '@/lib/kernel/instant';
import type { FormAction } from '../ui/form-state';
import { Key, spokenKeys } from '../ui/key';
import { isActing, onActing } from './acting';
import type { Waiting } from './just-decided';
import { readOn } from './keep-place';
import { tell, useNews } from './news';
import { onServerTime } from './server-time';
import { answeredOf, type Asked } from './withdrawing';

// What stands on the line arrives with the first thing that does, not with every page.
const JustDecided = lazy(() => import('./just-decided').then((module) => ({ default: module.JustDecided })));
const NewsToast = lazy(() => import('./just-decided').then((module) => ({ default: module.NewsToast })));

type Shown = { toasts: readonly Waiting[]; /** By the server's clock. */ at: Instant; /** What was decided last, and how many seconds it had when that was told. */ newest: { decision: string; seconds: number } | null };

/** Once it has left, a toast stays so long, milliseconds, and longer while somebody is on it. */
const LINGERS = 10_000;
const FINDS_FOR = 4_000;

/** By decision, what was asked to be withdrawn. Kept here, since what leads to the case begins the page anew. */
const asked = new Map<string, Asked>();
/** What was told as decided, the newest last, for the same reason: what was told is not told again, and what has come back to the line was not decided just now. */
const told = new Map<string, number>();

/**
 * What was just decided and can still be withdrawn, or proposed, wherever one has gone since: one line at the foot of the page, for which the page
 * makes room, and a list of the others over it when that is asked for. The newest has the key, which takes back what was decided last and nothing
 * else: where an older one has come to the line, or an answer is waited for, it leads to the button. A proposal has none: the key would lead elsewhere. What it takes back leads to its case, but from the list of the run that it is of (`useShowsRun`). It is told once and politely; the seconds are for the eye. A form, so that it works before any script; the case's own page has the same button.
 */
export function UndoToasts({ waiting, now, action }: { waiting: readonly Waiting[]; now: Instant; action: FormAction }) {
  const [{ toasts, at, newest }, setShown] = useState<Shown>({ toasts: waiting, at: now, newest: null });
  const [closed, setClosed] = useState<ReadonlySet<string>>(new Set());
  const box = useRef<HTMLElement>(null);
  const lost = useRef(Number.NEGATIVE_INFINITY);
  // A form that waits for its answer, or shows a refusal, stays for it, whatever the page learns meanwhile.
  const asking = useRef(new Set<string>());

  useEffect(() => {
    return onServerTime(now, (at) => {
      const here = performance.now();
      const isBusy = (box.current?.querySelector('.undo:is(:hover, :focus-within), details[open]') ?? null) !== null;
      const news = waiting.filter(({ decision }) => !told.has(decision));
      for (const { decision, until } of news.toReversed()) told.set(decision, Math.round((until - now) / 1_000));
      const last = [...told].at(-1);
      const newest = last === undefined ? null : { decision: last[0], seconds: last[1] };
      setShown((before) => {
        const next = after(before.toasts, waiting, at, isBusy, asking.current);
        return next.length === 0 && before.toasts.length === 0 ? before : { toasts: next, at, newest };
      });
      for (const [decision, isWithdrawn] of answeredOf(asked, new Set([...asking.current, ...waiting.map((one) => one.decision)]), now)) {
        if (isWithdrawn) tell(`Withdrawn: ${asked.get(decision)?.words}.`);
        asked.delete(decision);
        // The toast goes, and with it the button that the focus was on.
        lost.current = here + FINDS_FOR;
      }
      // The next page may come in parts: its title is looked for until it stays.
      if (here < lost.current && document.activeElement === document.body) readOn();
    });
  }, [waiting, now]);

  function close(decision: string) {
    // With the button that closed it.
    if (box.current?.contains(document.activeElement) === true) lost.current = performance.now() + FINDS_FOR;
    setClosed((before) => new Set(before).add(decision));
  }

  /** Whether an answer is waited for or a refusal shown, and whether it is the former. */
  function noteAsked({ decision, words, until }: Waiting, is: boolean, sent: boolean) {
    if (is) asking.current.add(decision);
    else asking.current.delete(decision);
    if (sent) asked.set(decision, { words, until, since: now });
    else if (is) asked.delete(decision);
  }

  const news = useNews();
  const shown = toasts.filter(({ decision }) => !closed.has(decision));
  const counts = ({ until }: Waiting) => at < until;
  // Closing one says nothing of those before it, which were told.
  const latest = toasts.find((one) => one.decision === newest?.decision && counts(one));
  // An answer is waited for, or what has come with it is not on the line yet: what has left the line by the clock was told.
  const isWaiting = useSyncExternalStore(onActing, isActing, () => false) || waiting.some(({ decision }) => !told.has(decision));
  useRoom(box, shown.length > 0 || news !== null);
  const each = { now, action, close, asks: noteAsked };
  return (
    <>
      <p className="vh" role="status">{latest === undefined ? '' : latest.second ? `Proposed: ${latest.words}. It waits for a second person.` : `Decided: ${latest.words}. For ${newest?.seconds} seconds it can be withdrawn.`}</p>
      <p className="vh" role="status">{news?.words ?? ''}</p>
      {(shown.length > 0 || news !== null) && (
        <section className="undos" aria-label={shown.length > 0 ? 'Just decided' : 'Just done'} ref={box} data-menu-room>
          <Suspense>
            {/* One list: whichever is on the line, its form stays the same. */}
            {shown.flatMap((one, index) => [
              <JustDecided key={one.decision} toast={one} {...each} isOlder={index > 0} keyed={index > 0 ? null : one.decision === newest?.decision && !isWaiting ? 'presses' : 'leads'} />,
              ...(index > 0 || shown.length === 1 ? [] : [
                <details key="more" data-menu>
                  <summary className="btn sml" data-key="g z" data-key-label="Everything just decided" aria-keyshortcuts={spokenKeys('g z')}>{moreWords(shown.slice(1), counts)} <Key keys="g z" /></summary>
                </details>,
              ]),
            ])}
            {news !== null && <NewsToast key="news" words={news.words} />}
          </Suspense>
        </section>
      )}
    </>
  );
}

/** The page makes room for as much of its foot as the line takes, which on a narrow screen is more than one row. */
function useRoom(box: RefObject<HTMLElement | null>, isThere: boolean): void {
  useEffect(() => {
    const line = box.current;
    if (!isThere || line === null) return;
    const { style } = document.documentElement;
    const watch = new ResizeObserver(() => style.setProperty('--undos', `${line.offsetHeight}px`));
    watch.observe(line);
    return () => {
      watch.disconnect();
      style.removeProperty('--undos');
    };
  }, [box, isThere]);
}

/** "3 more, 2 can be withdrawn": what does not fit on the line. */
function moreWords(others: readonly Waiting[], counts: (one: Waiting) => boolean): string {
  const open = others.filter((one) => !one.second && counts(one)).length;
  return open === 0 ? `${others.length} more` : `${others.length} more, ${open} can be withdrawn`;
}

/** What is shown next: what came new, what still waits, and what has left by the clock, which lingers to say so. */
function after(before: readonly Waiting[], waiting: readonly Waiting[], at: Instant, isBusy: boolean, asking: ReadonlySet<string>): readonly Waiting[] {
  // What waits for others of its run waits longer than was told at first.
  const known = before.map((one) => waiting.find(({ decision }) => decision === one.decision) ?? one);
  const fresh = waiting.filter((one) => !known.includes(one));
  // What the server no longer offers before its time was withdrawn or overtaken.
  const kept = known.filter((one) => one.until <= at || asking.has(one.decision) || waiting.includes(one));
  return [...fresh, ...kept].filter(({ until }) => isBusy || at < until + LINGERS);
}
