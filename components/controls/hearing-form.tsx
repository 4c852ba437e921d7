'use client';
import { useRef } from 'react';
import { listWords } from '@/lib/evidence/wording';
import { ENGLISH, ENGLISH_NAMES, LANGUAGES, type Language } from '@/lib/kernel/language';
import { WrittenIn } from '../decision/written-in';
import { HiddenFields, TextField } from '../ui/field';
import { wrongIn, type FormAction } from '../ui/form-state';
import { Key, spokenKeys } from '../ui/key';
import { Answer, Submit, useKeptForm } from './action-form';

/**
 * Grants or refuses an appeal, with reasons that the holder will read. Fields: `outcome` ("grant", "refuse"), `reasons`, `written` (language of the
 * reasons), and the hidden ones. Either is two steps: the first names what follows, and nothing can be taken back after the second.
 */
export function HearingForm({ action, hidden, lifts, renewal = null, waits = null, language = 'en', theirs = null }: { action: FormAction; hidden: Readonly<Record<string, string | number>>; /** In which the holder is told. */ language?: Language; /** In which they wrote, as far as their words tell it. */ theirs?: string | null; /** The measure that a grant lifts, "Closure"; null where it has ended by itself. */ lifts: string | null; /** The decision that goes on with the one appealed against and holds in its place. */ renewal?: string | null; /** The renewal that waits for its second reader. */ waits?: string | null }) {
  const { state, pending, form } = useKeptForm(action);
  return (
    <form {...form} className="col far">
      <HiddenFields values={hidden} />
      <TextField name="reasons" label="Reasons, as the holder will read them" rows={5} className="says" error={wrongIn(state, 'reasons')} hint="Short sentences; what you read, and what it shows." />
      <WrittenIn id="reasons-written" language={language} theirs={theirs} />
      {theirs !== null && theirs !== language && <p className="xs q">The mail goes out in {ENGLISH_NAMES[language]}. Its fixed sentences stand on the holder’s page in {namesOf(LANGUAGES)}; your reasons stand there as you write them, marked with their language. Short, plain sentences are read best.</p>}
      <Answer state={state} />
      <div className="outcomes">
        <Outcome value="grant" open="Grant…" hotkey="e g" question="Grant this appeal?" {...consequencesOf(lifts, renewal, waits)} submit="Grant the appeal" disabled={pending} />
        <Outcome value="refuse" open="Refuse…" hotkey="e r" question="Refuse this appeal?" consequence="The decision stands, and the holder reads your reasons. They can still go to an out-of-court body or to a court." after="The holder is told at once, and cannot appeal again. A measure can still be lifted on its case." submit="Refuse the appeal" disabled={pending} />
      </div>
    </form>
  );
}

/** What follows from a grant. Of a measure that has ended the platform is told nothing. */
function consequencesOf(lifts: string | null, renewal: string | null, waits: string | null): { consequence: string; after: string } {
  const ends = waits === null ? '' : ` ${waits}, a renewal that waits for its second reader, is withdrawn with it.`;
  if (lifts === null) return { consequence: `It says to the holder that they were right. The measure has ended, so nothing is left to put back.${ends}`, after: 'The holder is told at once. It cannot be taken back.' };
  const which = renewal === null ? '' : ` of ${renewal}, which goes on with this decision and holds in its place`;
  return { consequence: `It lifts “${lifts}”${which}, tells the platform to put everything back, and says so to the holder.${ends}`, after: 'The platform and the holder are told at once. It cannot be taken back; the measure would have to be decided anew.' };
}

const namesOf = (languages: readonly Language[]): string => listWords(languages.map((one) => ENGLISH_NAMES[one]), ENGLISH);

/** One of the two, behind a step of its own; one at a time is open. A `details`, so that it opens without a script as well. */
function Outcome({ value, open, hotkey, question, consequence, after, submit, disabled }: { value: 'grant' | 'refuse'; open: string; hotkey: string; question: string; consequence: string; after: string; submit: string; disabled: boolean }) {
  const box = useRef<HTMLDetailsElement>(null);
  function back() {
    if (box.current === null) return;
    box.current.open = false;
    box.current.querySelector('summary')?.focus();
  }
  return (
    <details className="confirm" name="outcome-step" ref={box} data-menu onToggle={({ currentTarget }) => { if (currentTarget.open) currentTarget.scrollIntoView({ block: 'nearest' }); }}>
      <summary className="btn" data-key={hotkey} aria-keyshortcuts={spokenKeys(hotkey)}>{open}<Key keys={hotkey} /></summary>
      <div className="cons col">
        <p className="b">{question}</p>
        <p className="q sm">{consequence}</p>
        <p className="q sm">{after}</p>
        <div className="row"><Submit name="outcome" value={value} disabled={disabled}>{submit}</Submit><button type="button" className="btn bare" onClick={back}>Go back</button></div>
      </div>
    </details>
  );
}
