'use client';
import { useRef, useState, type ReactNode } from 'react';
import { HiddenFields } from '../ui/field';
import type { FormAction, FormState } from '../ui/form-state';
import { Key, spokenKeys } from '../ui/key';
import { Answer, Reached, Submit, Told, useKeptForm } from './action-form';
import { useOpening } from './opening';

/**
 * An act that cannot be taken back lightly: opening it names the consequence and how to undo it; the second press does it.
 * A `details`, so that it opens without a script as well. Where the act is no longer open it is not there, unless it has just been done:
 * then what came of it stays, until the act is open once more.
 */
export function ConfirmSubmit({ action, hidden, open, hotkey, question, consequence, undo, submit, tone = 'plain', isOpen = true, opens = false, children }: {
  action: FormAction;
  hidden: Readonly<Record<string, string | number>>;
  /** On the closed button: "Revoke". */
  open: ReactNode;
  /** Opens it, at its first field. */
  hotkey?: string;
  /** "Close Jonah Pell’s account?" */
  question: string;
  consequence: ReactNode;
  undo: ReactNode;
  /** On the button that does it: "Revoke the key". */
  submit: ReactNode;
  tone?: 'plain' | 'bare';
  isOpen?: boolean;
  /** What it is about goes: the page itself goes where the answer says. */
  opens?: boolean;
  children?: ReactNode;
}) {
  const { state: latest, pending, form } = useKeptForm(action, { opens });
  useOpening(latest, null);
  const [wasOpen, setWasOpen] = useState(isOpen);
  const [past, setPast] = useState<FormState>(null);
  if (wasOpen !== isOpen) {
    setWasOpen(isOpen);
    if (isOpen) setPast(latest);
  }
  const state = latest === past ? null : latest;
  const box = useRef<HTMLDetailsElement>(null);
  function back() {
    if (box.current === null) return;
    box.current.open = false;
    box.current.querySelector('summary')?.focus();
  }
  if (!isOpen) return state?.ok === true ? <Reached answer={state}><Told state={state} isRead /></Reached> : null;
  return (
    <details className="confirm" ref={box} data-menu>
      <summary className={tone === 'bare' ? 'btn sml bare' : 'btn sml'} data-key={hotkey} aria-keyshortcuts={hotkey === undefined ? undefined : spokenKeys(hotkey)}>{open}{hotkey !== undefined && <Key keys={hotkey} />}</summary>
      <form {...form} className="cons col">
        <HiddenFields values={hidden} />
        <p className="b">{question}</p>
        <p className="q sm">{consequence}</p>
        <p className="q sm">{undo}</p>
        {children}
        <Answer state={state} />
        <div className="row"><Submit small disabled={pending}>{submit}</Submit><button type="button" className="btn sml bare" onClick={back}>Go back</button></div>
      </form>
    </details>
  );
}
