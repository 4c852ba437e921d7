'use client';
import { useEffect, useRef } from 'react';
import type { Offered } from '@/lib/staff/queries/colleagues';
import { HiddenFields } from '../ui/field';
import { wrongIn, type FormAction } from '../ui/form-state';
import { Signs } from '../ui/key';
import { Answer, Submit, useKeptForm } from './action-form';
import { MentionField } from './mention-field';

/** A note on the case; field `text`. Empties itself once it is kept, and says whom it reached. `colleagues`: who is offered behind an @, asked when the first is typed. */
export function NoteForm({ action, hidden, colleagues }: { action: FormAction; hidden: Readonly<Record<string, string | number>>; colleagues: () => Promise<readonly Offered[]> }) {
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
      <MentionField field={field} colleagues={colleagues} id="note" name="text" rows={2} className="input" placeholder="Write a note, @ to mention" data-key="m" data-key-label="Write a note" aria-invalid={wrong !== undefined || undefined} aria-describedby={wrong === undefined ? undefined : 'note-wrong'} />
      {wrong !== undefined && <span className="tb2 sm" id="note-wrong">{wrong}</span>}
      {state?.ok === false && <Answer state={state} />}
      <div className="row sp"><span className="xs q" role="status">{state?.ok === true ? state.value.words : ''}</span><Submit tone="plain" small disabled={pending}>Keep the note <kbd aria-hidden="true" data-of="mod+enter"><Signs keys="mod+enter" /></kbd></Submit></div>
    </form>
  );
}
