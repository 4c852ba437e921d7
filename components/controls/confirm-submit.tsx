'use client';
import { useRef, type ReactNode } from 'react';
import { HiddenFields } from '../ui/field';
import type { FormAction } from '../ui/form-state';
import { signs, spokenKeys } from '../ui/key';
import { Answer, Submit, useKeptForm } from './action-form';

/**
 * An act that cannot be taken back lightly: opening it names the consequence and how to undo it; the second press does it.
 * A `details`, so that it opens without a script as well.
 */
export function ConfirmSubmit({ action, hidden, open, hotkey, question, consequence, undo, submit, tone = 'plain', children }: {
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
  children?: ReactNode;
}) {
  const { state, pending, form } = useKeptForm(action);
  const box = useRef<HTMLDetailsElement>(null);
  function back() {
    if (box.current === null) return;
    box.current.open = false;
    box.current.querySelector('summary')?.focus();
  }
  const toFirst = () => { if (box.current?.open) box.current.querySelector<HTMLElement>('select, textarea, input:not([type="hidden"])')?.focus(); };
  return (
    <details className="confirm" ref={box} data-menu onToggle={hotkey === undefined ? undefined : toFirst}>
      <summary className={tone === 'bare' ? 'btn sml bare' : 'btn sml'} data-key={hotkey} aria-keyshortcuts={hotkey === undefined ? undefined : spokenKeys(hotkey)}>{open}{hotkey !== undefined && <kbd aria-hidden="true">{signs(hotkey)}</kbd>}</summary>
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
