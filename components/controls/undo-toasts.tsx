'use client';
import Link from 'next/link';
import { useEffect, useRef, useState } from 'react';
import type { Instant } from '@/lib/kernel/instant';
import { HiddenFields } from '../ui/field';
import type { FormAction } from '../ui/form-state';
import { Icon } from '../ui/icon';
import { Meter } from '../ui/text';
import { Answer, Submit, useKeptForm } from './action-form';

/** A decision that can still be withdrawn. `words`: "Dismiss on C-2318, Jonah Pell". */
export type Waiting = { decision: string; words: string; href: string; until: Instant };
/** `ends`: by this page's own clock, milliseconds. */
type Toast = Waiting & { ends: number };

/** Once it has left, a toast stays so long, milliseconds, and longer while somebody is on it. */
const LINGERS = 10_000;
const WINDOW_SECONDS = 20;

/**
 * What was just decided and can still be withdrawn, wherever one has gone since. The newest has the key. It is told once and politely; the
 * seconds are for the eye. A form, so that it works before any script; the case's own page has the same button.
 */
export function UndoToasts({ waiting, now, action }: { waiting: readonly Waiting[]; now: Instant; action: FormAction }) {
  const [toasts, setToasts] = useState<readonly Toast[]>(() => waiting.map((one) => ({ ...one, ends: Number.POSITIVE_INFINITY })));
  const [closed, setClosed] = useState<ReadonlySet<string>>(new Set());
  const [clock, setClock] = useState<number | null>(null);
  const box = useRef<HTMLElement>(null);
  const told = useRef(new Set<string>());

  useEffect(() => {
    const here = performance.now();
    setToasts((before) => {
      // What the server no longer offers was withdrawn or overtaken; what has left by our own clock lingers to say so.
      const kept = before.filter(({ decision, ends }) => ends <= here || waiting.some((one) => one.decision === decision));
      const known = kept.filter(({ ends }) => Number.isFinite(ends));
      const fresh = waiting.filter(({ decision }) => !known.some((one) => one.decision === decision)).map((one) => ({ ...one, ends: here + one.until - now }));
      return [...fresh, ...known];
    });
    setClock(here);
    const news = waiting.filter(({ decision }) => !told.current.has(decision));
    for (const { decision } of news) told.current.add(decision);
    // The form that was sent is gone, and the focus with it: the page's title is where reading goes on.
    const title = document.querySelector('h1');
    if (news.length > 0 && title !== null && document.activeElement === document.body) {
      title.tabIndex = -1;
      title.focus({ preventScroll: true });
    }
  }, [waiting, now]);

  useEffect(() => {
    if (toasts.length === 0) return;
    const timer = setInterval(() => {
      const here = performance.now();
      setClock(here);
      const busy = box.current?.matches(':hover, :focus-within') === true;
      if (!busy) setToasts((before) => (before.some(({ ends }) => here >= ends + LINGERS) ? before.filter(({ ends }) => here < ends + LINGERS) : before));
    }, 500);
    return () => clearInterval(timer);
  }, [toasts]);

  const shown = toasts.filter(({ decision }) => !closed.has(decision));
  const first = shown.find(({ ends }) => clock === null || clock < ends);
  return (
    <>
      <p className="vh" role="status">{first === undefined ? '' : `Decided: ${first.words}. It leaves in ${WINDOW_SECONDS} seconds; the key Z withdraws it.`}</p>
      {shown.length > 0 && (
        <section className="undos" aria-label="Just decided" ref={box}>
          {shown.map((one) => <UndoToast key={one.decision} toast={one} left={clock === null ? null : one.ends - clock} action={action} hotkey={one === first ? 'z' : undefined} close={() => setClosed((before) => new Set(before).add(one.decision))} />)}
        </section>
      )}
    </>
  );
}

function UndoToast({ toast: { decision, words, href }, left, action, hotkey, close }: { toast: Toast; /** Milliseconds; null before any script has run. */ left: number | null; action: FormAction; hotkey?: string; close: () => void }) {
  const { state, pending, form } = useKeptForm(action);
  const gone = left !== null && left <= 0;
  const seconds = left === null || !Number.isFinite(left) ? WINDOW_SECONDS : Math.max(0, Math.ceil(left / 1_000));
  return (
    <form {...form} className="undo" aria-label={words}>
      <HiddenFields values={{ decisionId: decision }} />
      <Icon name={gone ? 'send' : 'clock'} />
      <span className="grow"><b className="b">{words}</b><br /><span className="q sm">{gone ? <>The platform has been told. <Link href={href}>Lift it on its case</Link></> : <>Leaves in <span aria-hidden="true">{seconds} s</span><span className="vh">less than {WINDOW_SECONDS} seconds</span></>}</span></span>
      {!gone && <Submit tone="plain" small hotkey={hotkey} disabled={pending}>Withdraw</Submit>}
      <button type="button" className="btn sml bare" onClick={close} aria-label={`Close: ${words}`} title="Close"><Icon name="x" small /></button>
      {!gone && <Meter share={Math.min(1, seconds / WINDOW_SECONDS)} />}
      {state?.ok === false && <Answer state={state} />}
    </form>
  );
}
