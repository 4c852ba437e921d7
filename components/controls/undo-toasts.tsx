'use client';
import Link from 'next/link';
import { useEffect, useRef, useState, useSyncExternalStore, type RefObject } from 'react';
import type { Instant } from '@/lib/kernel/instant';
import { HiddenFields } from '../ui/field';
import type { FormAction } from '../ui/form-state';
import { Icon } from '../ui/icon';
import { Key, spokenKeys } from '../ui/key';
import { Meter } from '../ui/text';
import { isActing, onActing } from './acting';
import { Answer, Submit, useKeptForm } from './action-form';
import { readOn } from './keep-place';
import { isTyping } from './keys';
import { goesWith, tell, useNews } from './news';
import { isPhone } from './phone';
import { useRunOf } from './run-shown';
import { onServerTime } from './server-time';
import { answeredOf, type Asked } from './withdrawing';
import { Seconds, useLeft } from './withdraw-form';

/** A decision that can still be withdrawn, or a proposal that was just made. `words`: "Dismiss on C-2318, Jonah Pell". */
export type Waiting = { decision: string; words: string; href: string; until: Instant; /** It waits for a second person, and is withdrawn on its case. */ second?: boolean };
export type UndoToastsProps = { waiting: readonly Waiting[]; now: Instant; action: FormAction; /** Says aloud what was decided last; '' once there is nothing to say of it. */ say: (words: string) => void };
type Shown = { toasts: readonly Waiting[]; /** By the server's clock. */ at: Instant; /** What was decided last, and how many seconds it had when that was told. */ newest: { decision: string; seconds: number } | null };

/** Once it has left, a toast stays so long, milliseconds, and longer while somebody is on it. */
const LINGERS = 10_000;
const WINDOW_SECONDS = 20;
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
export function UndoToasts({ waiting, now, action, say }: UndoToastsProps) {
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
  const words = latest === undefined ? '' : latest.second ? `Proposed: ${latest.words}. It waits for a second person.` : `Decided: ${latest.words}. For ${newest?.seconds} seconds it can be withdrawn.`;
  useEffect(() => say(words), [say, words]);
  const each = { now, action, close, asks: noteAsked };
  if (shown.length === 0 && news === null) return null;
  return (
    <section className="undos" aria-label={shown.length > 0 ? 'Just decided' : 'Just done'} ref={box} data-menu-room>
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
    </section>
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

type Each = { now: Instant; action: FormAction; asks: (toast: Waiting, is: boolean, sent: boolean) => void; close: (decision: string) => void; /** Seen once all of them are. */ isOlder: boolean; /** Whether the key takes it back, or leads to the button that does. */ keyed: 'presses' | 'leads' | null };

function JustDecided({ toast, now, action, asks, keyed, isOlder, close }: Each & { toast: Waiting }) {
  const closes = () => close(toast.decision);
  const look = isOlder ? 'undo older' : 'undo';
  if (toast.second) return <Proposed toast={toast} look={look} close={closes} />;
  return <UndoToast toast={toast} look={look} now={now} action={action} asks={(is, sent) => asks(toast, is, sent)} keyed={keyed} close={closes} />;
}

/** Where a proposal has gone, and where it comes back: its case asks why. */
function Proposed({ toast: { words, href }, look, close }: { toast: Waiting; look: string; close: () => void }) {
  return (
    <div className={look}>
      <Icon name="stamp" />
      <span className="grow"><b className="b">{words}</b> <span className="q sm">Proposed. It waits for a second person, under Reviews; until it is read it can be withdrawn on its case.</span></span>
      <Link className="btn sml" href={href}>Its case</Link>
      <Close words={words} close={close} />
    </div>
  );
}

function UndoToast({ toast: { decision, words, href, until }, look, now, action, asks, keyed, close }: { toast: Waiting; look: string; now: Instant; action: FormAction; /** Told whether an answer is waited for or a refusal shown, and whether it is the former. */ asks: (is: boolean, sent: boolean) => void; keyed: Each['keyed']; close: () => void }) {
  const { state, pending, form } = useKeptForm(action);
  useEffect(() => asks(pending || state?.ok === false, pending));
  const run = useRunOf(decision);
  useEffect(() => { if (state?.ok === true) run?.note({ id: decision, done: true, words: state.value.words }); }, [state, run, decision]);
  const box = useRef<HTMLFormElement>(null);
  const left = useLeft(until, now, box, box);
  const gone = left === 0;
  return (
    <form {...form} ref={box} className={look} aria-label={words}>
      <HiddenFields values={{ decisionId: decision, ...(run !== null && { stay: 'yes' }) }} />
      <Icon name={gone ? 'check' : 'clock'} />
      <span className="grow"><b className="b">{words}</b> <span className="q sm">{gone ? 'It stands now. What can still be done is on its case.' : <>Can be withdrawn for <Seconds left={left} /></>}</span></span>
      {gone ? <Link className="btn sml" href={href}>Its case</Link> : <Submit tone="plain" small hotkey={keyed === null ? undefined : 'z'} goes={keyed === 'leads'} disabled={pending}>Withdraw</Submit>}
      <Close words={words} close={close} />
      {!gone && <Meter share={left / WINDOW_SECONDS} />}
      {state?.ok === false && <Answer state={state} />}
    </form>
  );
}

const Close = ({ words, close }: { words: string; close: () => void }) => <button type="button" className="btn sml bare" onClick={close} aria-label={`Close: ${words}`} title="Close"><Icon name="x" small /></button>;

/** On a phone news stands so long, milliseconds. */
const LINGERS_ON_PHONE = 6_000;

/** What an act brought along. It goes by itself once it has been there for a while, and not while somebody is on it; on a phone also with the next act. */
function NewsToast({ words }: { words: string }) {
  const box = useRef<HTMLDivElement>(null);
  useEffect(() => {
    const came = performance.now();
    const over = new AbortController();
    const timer = setInterval(() => { if (box.current?.matches(':hover, :focus-within') !== true) tell(null); }, isPhone() ? LINGERS_ON_PHONE : LINGERS);
    // The title of a page that comes takes the focus by itself: that is nobody's act.
    const look = ({ type, target }: Event) => { if (isPhone() && !(target instanceof Node && box.current?.contains(target)) && (type !== 'focusin' || isTyping(target)) && goesWith(isTyping(target), performance.now() - came)) tell(null); };
    for (const kind of ['pointerdown', 'keydown', 'focusin'] as const) document.addEventListener(kind, look, { capture: true, signal: over.signal });
    return () => {
      clearInterval(timer);
      over.abort();
    };
  }, []);
  return (
    <div ref={box} className="undo news">
      <Icon name="circle-check" />
      <span className="grow" aria-hidden="true" title={words}>{words}</span>
      <button type="button" className="btn sml bare" onClick={({ currentTarget }) => { if (document.activeElement === currentTarget) readOn(); tell(null); }} aria-label={`Close: ${words}`} title="Close"><Icon name="x" small /></button>
    </div>
  );
}
