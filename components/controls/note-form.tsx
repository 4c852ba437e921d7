'use client';
import { useEffect, useRef } from 'react';
import { HiddenFields } from '../ui/field';
import { wrongIn, type FormAction } from '../ui/form-state';
import { Answer, Submit, useKeptForm } from './action-form';

/** A note on the case; field `text`. Empties itself once it is kept. */
export function NoteForm({ action, hidden }: { action: FormAction; hidden: Readonly<Record<string, string | number>> }) {
  const { state, pending, form } = useKeptForm(action);
  const field = useRef<HTMLTextAreaElement>(null);
  useEffect(() => {
    if (state?.ok === true && field.current !== null) field.current.value = '';
  }, [state]);
  const wrong = wrongIn(state, 'text');
  return (
    <form {...form} className="col">
      <HiddenFields values={hidden} />
      <label className="vh" htmlFor="note">Write a note</label>
      <textarea id="note" ref={field} name="text" rows={2} className="input" placeholder="Write a note, @ to mention" data-key="m" data-key-label="Write a note" aria-invalid={wrong !== undefined || undefined} aria-describedby={wrong === undefined ? undefined : 'note-wrong'} />
      {wrong !== undefined && <span className="tb2 sm" id="note-wrong">{wrong}</span>}
      {state?.ok === false && <Answer state={state} />}
      <div className="row sp"><span className="xs qq" role="status">{state?.ok === true ? state.value.words : ''}</span><Submit tone="plain" small disabled={pending}>Keep the note</Submit></div>
    </form>
  );
}
