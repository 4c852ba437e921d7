'use client';
import { useLayoutEffect, useRef, type ReactNode } from 'react';
import { HiddenFields } from '../ui/field';
import type { FormAction, FormState } from '../ui/form-state';
import { Notice } from '../ui/notice';
import { Answer, Submit, useKeptForm } from './action-form';

/**
 * A long form of many fields: what is wrong is listed under it, each line leading to its field, and the fields are marked. Works before
 * hydration: the list comes with the page, and its links need no script. A field's id is `f-` and its name with dashes.
 */
export function PartForm({ action, id, hidden, submit, label, children }: { /** Of the form, for a button that stands elsewhere. */ id?: string; action: FormAction; hidden: Readonly<Record<string, string | number>>; submit: ReactNode; label: string; children: ReactNode }) {
  const { state, pending, form } = useKeptForm(action);
  const box = useRef<HTMLFormElement>(null);
  const wrong = wrongs(state);
  // Before what was refused is gone to: in a folded part nothing can be.
  useLayoutEffect(() => {
    const names = new Set(wrongs(state).map(([name]) => name));
    for (const field of box.current?.querySelectorAll<HTMLInputElement>('[name]') ?? []) {
      if (names.has(field.name)) field.setAttribute('aria-invalid', 'true');
      else field.removeAttribute('aria-invalid');
    }
    // What sends it may stand elsewhere, and the part be folded.
    const part = box.current?.closest('details');
    if (state?.ok === false && part != null) part.open = true;
  }, [state]);
  return (
    <form {...form} id={id} ref={box} className="col far" aria-label={label}>
      <HiddenFields values={hidden} />
      {children}
      {wrong.length === 0 ? <Answer state={state} reaches="refused" /> : (
        <Notice icon="triangle-alert" tone="brick" role="alert">
          Nothing was kept. {wrong.length === 1 ? 'One field needs' : `${wrong.length} fields need`} another look:
          <ul className="wrongs">{wrong.map(([name, words]) => <li key={name}><a href={`#f-${name.replaceAll('.', '-')}`}>{words}</a></li>)}</ul>
        </Notice>
      )}
      <div><Submit tone="plain" disabled={pending}>{submit}</Submit></div>
    </form>
  );
}

function wrongs(state: FormState): [string, string][] {
  return state === null || state.ok ? [] : Object.entries(state.fields);
}
