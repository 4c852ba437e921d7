'use client';
import Link from 'next/link';
import { useEffect, useRef, useState } from 'react';
import type { Instant } from '@/lib/kernel/instant';
import { HiddenFields } from '../ui/field';
import type { FormAction } from '../ui/form-state';
import { Icon } from '../ui/icon';
import { Key, spokenKeys } from '../ui/key';
import { Meter } from '../ui/text';
import { Answer, Submit, useKeptForm } from './action-form';
import { readOn } from './keep-place';
import { tell, useNews } from './news';
import { answeredOf, type Asked } from './withdrawing';

/** A decision that can still be withdrawn, or a proposal that was just made. `words`: "Dismiss on C-2318, Jonah Pell". */
export type Waiting = { decision: string; words: string; href: string; until: Instant; /** It waits for a second person, and is withdrawn on its case. */ second?: boolean };
/** `ends`: by this page's own clock, milliseconds; null until a script has read it. */
type Toast = Waiting & { ends: number | null };
type Shown = { toasts: readonly Toast[]; at: number | null };

/** Once it has left, a toast stays so long, milliseconds, and longer while somebody is on it. */
const LINGERS = 10_000;
const WINDOW_SECONDS = 20;
const FINDS_FOR = 4_000;

/** By decision, what was asked to be withdrawn. Kept here, since what leads to the case begins the page anew. */
const asked = new Map<string, Asked>();

/**
 * What was just decided and can still be withdrawn, or proposed, wherever one has gone since: one line at the foot of the page, for which the page
 * makes room, and a list of the others over it when that is asked for. The newest has the key. It is told once and politely; the
 * seconds are for the eye. A form, so that it works before any script; the case's own page has the same button.
 */
export function UndoToasts({ waiting, now, action }: { waiting: readonly Waiting[]; now: Instant; action: FormAction }) {
  const [{ toasts, at }, setShown] = useState<Shown>(() => ({ toasts: waiting.map((one) => ({ ...one, ends: null })), at: null }));
  const [closed, setClosed] = useState<ReadonlySet<string>>(new Set());
  const box = useRef<HTMLElement>(null);
  const told = useRef(new Set<string>());
  const lost = useRef(Number.NEGATIVE_INFINITY);
  // A form that waits for its answer, or shows a refusal, stays for it, whatever the page learns meanwhile.
  const asking = useRef(new Set<string>());

  useEffect(() => {
    const came = performance.now();
    const tick = () => {
      const here = performance.now();
      const isBusy = (box.current?.querySelector(':is(.undo, details[open]):is(:hover, :focus-within)') ?? null) !== null;
      setShown((before) => {
        const next = after(before.toasts, waiting, came - now, here, isBusy, asking.current);
        return next.length === 0 && before.toasts.length === 0 ? before : { toasts: next, at: here };
      });
      const news = waiting.filter(({ decision }) => !told.current.has(decision));
      for (const { decision } of news) told.current.add(decision);
      if (news.length > 0) lost.current = here + FINDS_FOR;
      for (const [decision, isWithdrawn] of answeredOf(asked, new Set([...asking.current, ...waiting.map((one) => one.decision)]), now)) {
        if (isWithdrawn) tell(`Withdrawn: ${asked.get(decision)?.words}.`);
        asked.delete(decision);
        // The toast goes, and with it the button that the focus was on.
        lost.current = here + FINDS_FOR;
      }
      // The next page may come in parts: its title is looked for until it stays.
      if (here < lost.current && document.activeElement === document.body) readOn();
    };
    const first = setTimeout(tick, 0);
    const timer = setInterval(tick, 500);
    return () => {
      clearTimeout(first);
      clearInterval(timer);
    };
  }, [waiting, now]);

  function close(decision: string) {
    // With the button that closed it.
    if (box.current?.contains(document.activeElement) === true) lost.current = performance.now() + FINDS_FOR;
    setClosed((before) => new Set(before).add(decision));
  }

  /** Whether an answer is waited for or a refusal shown, and whether it is the former. */
  function noteAsked({ decision, words, until }: Toast, is: boolean, sent: boolean) {
    if (is) asking.current.add(decision);
    else asking.current.delete(decision);
    if (sent) asked.set(decision, { words, until, since: now });
    else if (is) asked.delete(decision);
  }

  const news = useNews();
  const shown = toasts.filter(({ decision }) => !closed.has(decision));
  const counts = ({ ends }: Toast) => at === null || ends === null || at < ends;
  const first = shown.find((one) => !one.second && counts(one));
  // Closing one says nothing of those before it, which were told.
  const latest = toasts.find(counts);
  // What a key can take back is what is seen; the others open over it.
  const led = first ?? shown[0];
  const others = shown.filter((one) => one !== led);
  const each = { at, action, close, asks: noteAsked, firstOf: first?.decision };
  return (
    <>
      <p className="vh" role="status">{latest === undefined ? '' : latest.second ? `Proposed: ${latest.words}. It waits for a second person.` : `Decided: ${latest.words}. For ${WINDOW_SECONDS} seconds it can be withdrawn.`}</p>
      <p className="vh" role="status">{news?.words ?? ''}</p>
      {(shown.length > 0 || news !== null) && (
        <section className="undos" aria-label={shown.length > 0 ? 'Just decided' : 'Just done'} ref={box}>
          {led !== undefined && <JustDecided key={led.decision} toast={led} {...each} />}
          {others.length > 0 && (
            <details data-menu>
              <summary className="btn sml" data-key="g z" data-key-label="Everything just decided" aria-keyshortcuts={spokenKeys('g z')}>{moreWords(others, counts)} <Key keys="g z" /></summary>
              <div>{others.map((one) => <JustDecided key={one.decision} toast={one} {...each} />)}</div>
            </details>
          )}
          {news !== null && <NewsToast words={news.words} />}
        </section>
      )}
    </>
  );
}

/** "3 more, 2 can be withdrawn": what does not fit on the line. */
function moreWords(others: readonly Toast[], counts: (one: Toast) => boolean): string {
  const open = others.filter((one) => !one.second && counts(one)).length;
  return open === 0 ? `${others.length} more` : `${others.length} more, ${open} can be withdrawn`;
}

/** What is shown next: what came new, what still waits, and what has left by our own clock, which lingers to say so. `offset`: from the server's clock to the page's. */
function after(before: readonly Toast[], waiting: readonly Waiting[], offset: number, here: number, isBusy: boolean, asking: ReadonlySet<string>): readonly Toast[] {
  // What waits for others of its run waits longer than was told at first.
  const known = before.filter(({ ends }) => ends !== null).map((one) => { const told = waiting.find(({ decision }) => decision === one.decision); return told === undefined ? one : { ...one, ends: told.until + offset }; });
  const fresh = waiting.filter(({ decision }) => !known.some((one) => one.decision === decision)).map((one) => ({ ...one, ends: one.until + offset }));
  // What the server no longer offers before its time was withdrawn or overtaken.
  const kept = known.filter(({ decision, ends }) => (ends ?? 0) <= here || asking.has(decision) || waiting.some((one) => one.decision === decision));
  return [...fresh, ...kept].filter(({ ends }) => isBusy || here < (ends ?? 0) + LINGERS);
}

type Each = { at: number | null; action: FormAction; asks: (toast: Toast, is: boolean, sent: boolean) => void; /** Which of them the key takes back. */ firstOf: string | undefined; close: (decision: string) => void };

function JustDecided({ toast, at, action, asks, firstOf, close }: Each & { toast: Toast }) {
  const closes = () => close(toast.decision);
  if (toast.second) return <Proposed toast={toast} close={closes} />;
  return <UndoToast toast={toast} left={at === null || toast.ends === null ? null : toast.ends - at} action={action} asks={(is, sent) => asks(toast, is, sent)} hotkey={toast.decision === firstOf ? 'z' : undefined} close={closes} />;
}

/** Where a proposal has gone, and how it comes back. */
function Proposed({ toast: { words, href }, close }: { toast: Toast; close: () => void }) {
  return (
    <div className="undo">
      <Icon name="stamp" />
      <span className="grow"><b className="b">{words}</b> <span className="q sm">Proposed. It waits for a second person, under <Link href="/reviews">Reviews</Link>; until it is read it can be withdrawn <Link href={href}>on its case</Link>.</span></span>
      <button type="button" className="btn sml bare" onClick={close} aria-label={`Close: ${words}`} title="Close"><Icon name="x" small /></button>
    </div>
  );
}

function UndoToast({ toast: { decision, words, href }, left, action, asks, hotkey, close }: { toast: Toast; /** Milliseconds; null before any script has run. */ left: number | null; action: FormAction; /** Told whether an answer is waited for or a refusal shown, and whether it is the former. */ asks: (is: boolean, sent: boolean) => void; hotkey?: string; close: () => void }) {
  const { state, pending, form } = useKeptForm(action);
  useEffect(() => asks(pending || state?.ok === false, pending));
  const gone = left !== null && left <= 0;
  const seconds = left === null ? WINDOW_SECONDS : Math.max(0, Math.ceil(left / 1_000));
  return (
    <form {...form} className="undo" aria-label={words}>
      <HiddenFields values={{ decisionId: decision }} />
      <Icon name={gone ? 'check' : 'clock'} />
      <span className="grow"><b className="b">{words}</b> <span className="q sm">{gone ? <>It stands now. What can still be done is <Link href={href}>on its case</Link>.</> : <>Can be withdrawn for <span aria-hidden="true">{seconds} s</span><span className="vh">less than {WINDOW_SECONDS} seconds</span></>}</span></span>
      {!gone && <Submit tone="plain" small hotkey={hotkey} disabled={pending}>Withdraw</Submit>}
      <button type="button" className="btn sml bare" onClick={close} aria-label={`Close: ${words}`} title="Close"><Icon name="x" small /></button>
      {!gone && <Meter share={Math.min(1, seconds / WINDOW_SECONDS)} />}
      {state?.ok === false && <Answer state={state} />}
    </form>
  );
}

/** What an act brought along. It goes by itself once it has been there for a while, and not while somebody is on it. */
function NewsToast({ words }: { words: string }) {
  const box = useRef<HTMLDivElement>(null);
  useEffect(() => {
    const timer = setInterval(() => { if (box.current?.matches(':hover, :focus-within') !== true) tell(null); }, LINGERS);
    return () => clearInterval(timer);
  }, []);
  return (
    <div ref={box} className="undo">
      <Icon name="circle-check" />
      <span className="grow" aria-hidden="true" title={words}>{words}</span>
      <button type="button" className="btn sml bare" onClick={({ currentTarget }) => { if (document.activeElement === currentTarget) readOn(); tell(null); }} aria-label={`Close: ${words}`} title="Close"><Icon name="x" small /></button>
    </div>
  );
}
