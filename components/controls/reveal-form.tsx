'use client';
import { useEffect, useState } from 'react';
import { HiddenFields, InputField } from '../ui/field';
import { wrongIn, type FormAction } from '../ui/form-state';
import { Icon } from '../ui/icon';
import { Key, spokenKeys } from '../ui/key';
import { Answer, Submit, useKeptForm } from './action-form';
import { Asking } from './asking';

/** Asks for a purpose and shows the field for some minutes; after that the page has forgotten it. Works without a script, where a reload forgets. */
export function RevealForm({ action, hidden, label, minutes, hotkey }: { /** Opens it, at its field. */ hotkey?: string; action: FormAction; hidden: Readonly<Record<string, string>>; label: string; minutes: number }) {
  const { state, pending, form } = useKeptForm(action);
  const [forgotten, setForgotten] = useState<unknown>(null);
  useEffect(() => {
    if (state?.ok !== true) return;
    const timer = setTimeout(() => setForgotten(state), minutes * 60_000);
    return () => clearTimeout(timer);
  }, [state, minutes]);
  return (
    <Asking summary={<summary className="btn sml bare" data-key={hotkey} aria-keyshortcuts={hotkey === undefined ? undefined : spokenKeys(hotkey)}><Icon name="eye" small /> Reveal<span className="vh"> {label}</span>{hotkey !== undefined && <Key keys={hotkey} />}</summary>}>
      <form {...form} className="cons col" aria-label={`Reveal ${label}`}>
        <HiddenFields values={hidden} />
        <InputField name="purpose" id={`purpose-${hidden['field']}`} label="What do you need it for?" error={wrongIn(state, 'purpose')} autoComplete="off" />
        {state !== forgotten && <Answer state={state} />}
        <div><Submit small disabled={pending}>Reveal {label}</Submit></div>
      </form>
    </Asking>
  );
}
