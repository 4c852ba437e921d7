'use client';
import { startTransition, useActionState, useEffect, useMemo, useRef, useState, type ChangeEvent, type MouseEvent, type ReactNode, type RefObject, type SubmitEvent } from 'react';
import { INVALID } from '@/lib/kernel/invalid';
import type { Result } from '@/lib/kernel/result';
import { Notice } from '../ui/notice';
import { HiddenFields } from '../ui/field';
import { OPENS, type FormAction, type FormState } from '../ui/form-state';
import { Icon, type IconName } from '../ui/icon';
import { Signs, spokenKeys } from '../ui/key';
import { LinkedWords } from '../ui/linked-words';
import { beginActing } from './acting';
import { keepPlace } from './keep-place';
import { forgetWriting, isTyping } from './keys';
import { tell } from './news';
import { useSending } from './sending';

/** Milliseconds for which an answer is waited for in silence. */
export const ANSWERS_WITHIN = 15_000;

/**
 * Sends without emptying what was typed: a refusal must never cost the text. Before hydration the form posts by itself. `opens`: the page
 * itself goes where the answer says (`useOpening`).
 */
export function useKeptForm(action: FormAction, { opens = false }: { opens?: boolean } = {}) {
  const [state, dispatch, pending] = useActionState<FormState, FormData>(action, null);
  const sent = useRef<HTMLFormElement | null>(null);
  const words = useRef<FormData | null>(null);
  const [left, onChange] = useStillWrong(state, pending, sent);
  useEffect(() => {
    if (pending) return beginActing();
  }, [pending]);
  const noteSent = useSending(pending || (state?.ok === true && state.value.opens !== undefined));
  const news = state?.ok === true ? state.value.news : undefined;
  useEffect(() => { if (news !== undefined) tell(news); }, [state, news]);
  useEffect(() => { if (state?.ok === true) forgetWriting(sent.current, words.current); }, [state]);
  function onSubmit(event: SubmitEvent<HTMLFormElement>) {
    event.preventDefault();
    // What stands elsewhere than its form is no button that waits: a second press would send what the first has made old.
    if (pending) return;
    noteSent(event);
    sent.current = event.currentTarget;
    const data = new FormData(event.currentTarget, event.nativeEvent.submitter);
    words.current = data;
    if (opens) data.set(OPENS, 'page');
    keepPlace(event);
    startTransition(() => dispatch(data));
  }
  return { state: left, pending, form: { action: dispatch, onSubmit, onChange, 'aria-busy': pending } };
}

/** What of the answer to the form that was sent still holds, and what hears its changes. A refusal takes whoever sent it to the first of its fields. */
export function useStillWrong<State extends Result<unknown> | null>(state: State, pending: boolean, sent: RefObject<HTMLFormElement | null>): [State | null, (event: ChangeEvent<HTMLFormElement>) => void] {
  const [mended, setMended] = useState<{ of: State | null; names: readonly string[] }>({ of: null, names: [] });
  const left = useMemo(() => (pending ? null : stillWrong(state, mended.of === state ? mended.names : [])), [state, pending, mended]);
  useEffect(() => { if (state?.ok === false && sent.current !== null) goToWrong(sent.current, state.fields); }, [state, sent]);
  function onChange({ target }: ChangeEvent<HTMLFormElement>) {
    const { name } = target as unknown as HTMLInputElement;
    if (state?.ok === false && state.fields[name] !== undefined) setMended((before) => ({ of: state, names: [...(before.of === state ? before.names : []), name] }));
  }
  return [left, onChange];
}

/** Of a refusal, nothing of a field that was changed since it came. */
function stillWrong<State extends Result<unknown> | null>(state: State, mended: readonly string[]): State | null {
  if (state === null || state.ok || mended.length === 0) return state;
  const fields = Object.fromEntries(Object.entries(state.fields).filter(([name]) => !mended.includes(name)));
  return Object.keys(fields).length === 0 ? null : { ...state, fields };
}

/** Takes whoever sent a form to the first of its fields that the refusal names, with the page; where it names none that is there, what was answered is gone to (`Reached`). */
function goToWrong(form: HTMLFormElement, fields: Readonly<Record<string, string>>): void {
  const first = firstWrong(form, fields);
  if (first === undefined || isElsewhere(form)) return;
  first.focus({ preventScroll: true });
  // In the middle: bars stand over both ends of what is seen.
  first.scrollIntoView({ block: 'center' });
}

/** Whether an answer has been waited for longer than one should in silence. */
export function useOverdue(pending: boolean): boolean {
  const [isOverdue, setOverdue] = useState(false);
  useEffect(() => {
    if (!pending) return;
    const timer = setTimeout(() => setOverdue(true), ANSWERS_WITHIN);
    return () => {
      clearTimeout(timer);
      setOverdue(false);
    };
  }, [pending]);
  return pending && isOverdue;
}

const firstWrong = (form: HTMLFormElement, fields: Readonly<Record<string, string>>): HTMLElement | undefined =>
  [...form.elements].find((field): field is HTMLElement => field instanceof HTMLElement && Object.hasOwn(fields, (field as HTMLInputElement).name) && !field.matches(':disabled, [type="hidden"]') && field.checkVisibility());

/** Whether somebody is in a field of another form, or in a dialog that this is not in. */
function isElsewhere(box: HTMLElement): boolean {
  const at = document.activeElement;
  const dialog = document.querySelector('dialog[open]');
  return (dialog !== null && !dialog.contains(box)) || (isTyping(at) && (at as HTMLInputElement).form !== box.closest('form'));
}

/**
 * Brings what was answered to where the person is: the focus goes to it, and the page with it where it lies outside of what is seen. Read there, it
 * is not told besides. Whoever writes elsewhere by then is left there, and told.
 */
export function Reached({ answer, children }: { answer: { ok: boolean; fields?: Readonly<Record<string, string>> }; children: ReactNode }) {
  const box = useRef<HTMLDivElement>(null);
  const [missed, setMissed] = useState<unknown>(null);
  useEffect(() => {
    if (box.current === null) return;
    if (isElsewhere(box.current)) return setMissed(answer);
    const form = box.current.closest('form');
    // There the focus goes, and the words are read with the field.
    if (form !== null && answer.fields !== undefined && firstWrong(form, answer.fields) !== undefined) return;
    box.current.focus({ preventScroll: true });
    box.current.scrollIntoView({ block: 'nearest' });
  }, [answer]);
  const isMissed = missed === answer;
  // What is told has to come as such: a role that is given to what stands there already says nothing.
  return <div key={isMissed ? 'told' : 'read'} ref={box} tabIndex={-1} className="reached" role={isMissed ? roleOf(answer) : undefined}>{children}</div>;
}

const roleOf = ({ ok }: { ok: boolean }): 'status' | 'alert' => (ok ? 'status' : 'alert');

/** What the action answered, where the form is. `reaches`: it takes the focus; a refusal alone, where the form is longer than what is seen of it and goes once it is done. */
export function Answer({ state, reaches }: { state: FormState; reaches?: 'refused' | 'always' }) {
  if (state === null) return null;
  return (state.ok ? reaches === 'always' : reaches) ? <Reached answer={state}><Told state={state} isRead /></Reached> : <Told state={state} />;
}

/** `isRead`: the focus is on it, or its own box tells it (`Reached`). */
export function Told({ state, isRead = false }: { state: Exclude<FormState, null>; isRead?: boolean }) {
  const role = isRead ? 'note' : roleOf(state);
  if (!state.ok && state.code === 'invalid' && Object.keys(state.fields).length > 0) {
    // Not said twice: where the fields say it themselves, this is left out (`.told`). Where they do not, it says what they would.
    const words = state.words === INVALID ? Object.values(state.fields).join(' ') : state.words;
    return <div className="told"><Notice icon="triangle-alert" tone="brick" role={role}>{words}</Notice></div>;
  }
  if (state.ok && state.value.isShown) return <p className="vh" role={role}>{state.value.words}</p>;
  return state.ok
    ? <Notice icon="circle-check" role={role}><LinkedWords words={state.value.words} /></Notice>
    : <Notice icon={state.code === 'stale' || state.code === 'taken' ? 'refresh-cw' : 'triangle-alert'} tone="brick" role={role}><LinkedWords words={state.words} /></Notice>;
}

/** Of a button that waits, or cannot be pressed yet: it keeps the focus, and a press on it does nothing. */
export const unpressed = (is: boolean) => (is ? { 'aria-disabled': true, onClick: (event: MouseEvent) => event.preventDefault() } : {});

export function Submit({ children, tone = 'primary', icon, hotkey, goes = false, wide = false, small = false, disabled = false, name, value, says }: {
  children: ReactNode;
  tone?: 'primary' | 'plain' | 'bare';
  icon?: IconName;
  hotkey?: string;
  /** Its key only leads to it: what it sends is not sent by a lone letter. */
  goes?: boolean;
  wide?: boolean;
  small?: boolean;
  disabled?: boolean;
  name?: string;
  value?: string;
  /** Id of the words that say more of it. */
  says?: string;
}) {
  const look = `btn${tone === 'primary' ? ' pri' : tone === 'bare' ? ' bare' : ''}${wide ? ' w' : ''}${small ? ' sml' : ''}`;
  return (
    <button type="submit" className={look} {...unpressed(disabled)} name={name} value={value} aria-describedby={says} data-key={hotkey} data-goes={goes ? '' : undefined} aria-keyshortcuts={hotkey === undefined ? undefined : spokenKeys(hotkey)}>
      {icon !== undefined && <Icon name={icon} small={small} />}
      {children}
      {hotkey !== undefined && <kbd aria-hidden="true"><Signs keys={hotkey} /></kbd>}
    </button>
  );
}

/** Any small form around a server action: fields come as children, the answer stands under them. */
export function ActionForm({ action, hidden = {}, submit, tone, icon, hotkey, wide, children, className = 'col far', label }: {
  action: FormAction;
  /** Sent along: ids, version, idempotency key. */
  hidden?: Readonly<Record<string, string | number>>;
  submit: ReactNode;
  tone?: 'primary' | 'plain' | 'bare';
  icon?: IconName;
  hotkey?: string;
  wide?: boolean;
  children?: ReactNode;
  className?: string;
  label?: string;
}) {
  const { state, pending, form } = useKeptForm(action);
  return (
    <form {...form} className={className} aria-label={label}>
      <HiddenFields values={hidden} />
      {children}
      <Answer state={state} />
      <div><Submit tone={tone} icon={icon} hotkey={hotkey} wide={wide} disabled={pending}>{submit}</Submit></div>
    </form>
  );
}
