'use client';
import type { Language } from '@/lib/kernel/language';
import { WrittenIn } from '../decision/written-in';
import { HiddenFields, TextField } from '../ui/field';
import { wrongIn, type FormAction } from '../ui/form-state';
import { Answer, Submit, useKeptForm } from './action-form';

/** Grants or refuses an appeal, with reasons that the holder will read. Fields: `outcome` ("grant", "refuse"), `reasons`, `written` (language of the reasons), and the hidden ones. */
export function HearingForm({ action, hidden, undoes, language = 'en' }: { action: FormAction; hidden: Readonly<Record<string, string | number>>; /** In which the holder is told. */ language?: Language; /** "Lifts the closure, and tells the platform to put everything back." */ undoes: string }) {
  const { state, pending, form } = useKeptForm(action);
  return (
    <form {...form} className="col far">
      <HiddenFields values={hidden} />
      <TextField name="reasons" label="Reasons, as the holder will read them" rows={5} className="says" error={wrongIn(state, 'reasons')} hint="Short sentences; what you read, and what it shows." />
      <WrittenIn id="reasons-written" language={language} />
      <Answer state={state} />
      <div className="row wrap">
        <Submit name="outcome" value="grant" hotkey="y" goes disabled={pending}>Grant</Submit>
        <Submit name="outcome" value="refuse" hotkey="x" goes tone="plain" disabled={pending}>Refuse</Submit>
      </div>
      <p className="xs q">Granting: {undoes} Refusing: the decision stands, and the holder can still go to an out-of-court body or to a court.</p>
    </form>
  );
}
