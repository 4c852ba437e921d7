'use client';
import Link from 'next/link';
import { useEffect, useRef } from 'react';
import type { Instant } from '@/lib/kernel/instant';
import { HiddenFields } from '../ui/field';
import type { FormAction } from '../ui/form-state';
import { Icon } from '../ui/icon';
import { Meter } from '../ui/text';
import { Answer, Submit, useKeptForm } from './action-form';
import { readOn } from './keep-place';
import { isTyping } from './keys';
import { goesWith, tell } from './news';
import { isPhone } from './phone';
import { useRunOf } from './run-shown';
import { Seconds, useLeft } from './withdraw-form';

/** A decision that can still be withdrawn, or a proposal that was just made. `words`: "Dismiss on C-2318, Jonah Pell". */
export type Waiting = { decision: string; words: string; href: string; until: Instant; /** It waits for a second person, and is withdrawn on its case. */ second?: boolean };

/** The time in which a decision can be withdrawn, seconds. */
const WINDOW_SECONDS = 20;

type Each = { now: Instant; action: FormAction; asks: (toast: Waiting, is: boolean, sent: boolean) => void; close: (decision: string) => void; /** Seen once all of them are. */ isOlder: boolean; /** Whether the key takes it back, or leads to the button that does. */ keyed: 'presses' | 'leads' | null };

/** One line of what was just decided (undo-toasts.tsx). */
export function JustDecided({ toast, now, action, asks, keyed, isOlder, close }: Each & { toast: Waiting }) {
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

/** News stands so long, milliseconds. */
const LINGERS = 10_000;
const LINGERS_ON_PHONE = 6_000;

/** What an act brought along. It goes by itself once it has been there for a while, and not while somebody is on it; on a phone also with the next act. */
export function NewsToast({ words }: { words: string }) {
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
