'use client';
import Link from 'next/link';
import { useEffect, useRef, useState } from 'react';
import { blastOfAll, type Blast } from '@/lib/evidence/blast';
import type { FormField } from '@/lib/decisions/measure-form';
import { MeasureFields } from '../decision/measure-fields';
import { WAVE_FORM, type WaveAction } from '../decision/wave';
import { HiddenFields, TextField } from '../ui/field';
import { Facts, moneyWords, stakeWords } from '../ui/text';
import { count, plural } from '../ui/words';
import { Submit } from './action-form';
import { RunProgress } from './run-progress';
import { useHydrated } from './use-hydrated';
import { useWaveForm, WaveResults } from './wave-run';

export type WaveFormLine = { account: string; /** In the decision from the start. */ isIn: boolean; decided: boolean; appealed: boolean; blast: Blast };

/** One measure and one reason for the members that are in; what it touches follows the choices. Fields: `leave.<account>` (empty where the member is in), `<measure>.<field>`, `reason`, and the hidden ones. */
export function WaveForm({ lines, measure, hidden, action }: { lines: readonly WaveFormLine[]; measure: { id: string; name: string; fields: readonly FormField[]; tells: boolean }; hidden: Readonly<Record<string, string>>; action: WaveAction }) {
  const { state, results, pending, run, stop, form } = useWaveForm(action);
  const own = useRef<HTMLFormElement>(null);
  const live = useHydrated();
  const [chosen, setChosen] = useState<ReadonlySet<string>>(() => new Set(lines.filter(({ isIn }) => isIn).map(({ account }) => account)));
  // The choices stand in the matrix, outside of this element: they are heard where they bubble to.
  useEffect(() => {
    const read = () => {
      const made = own.current === null ? null : new FormData(own.current);
      if (made !== null) setChosen(new Set(lines.filter(({ account }) => made.get(`leave.${account}`) === '').map(({ account }) => account)));
    };
    const heard = (event: Event) => { if (event.target instanceof HTMLSelectElement && event.target.form === own.current) read(); };
    read();
    document.addEventListener('change', heard);
    return () => document.removeEventListener('change', heard);
  }, [lines]);
  if (state?.ok === true) return <div className="col far"><WaveResults state={state} results={results} /><p><Link className="btn" href={`/reviews/waves/${state.value.wave}`}>Open the wave</Link></p></div>;
  const inIt = lines.filter(({ account }) => chosen.has(account));
  return (
    <form {...form} ref={own} id={WAVE_FORM} className="col far" aria-label={`${measure.name} on the ring`} aria-busy={pending}>
      <HiddenFields values={{ ...hidden, measure: measure.id }} />
      <BlastFacts of={inIt.map(({ blast }) => blast)} decided={inIt.filter(({ decided }) => decided).length} appealed={inIt.filter(({ appealed }) => appealed).length} />
      <MeasureFields measure={measure.id} fields={measure.fields} wrong={() => undefined} />
      <TextField name="reason" label="Why, for all of them" rows={3} required hint="A second reader, and whoever hears an appeal, will read it." />
      <p className="xs q">{measure.tells ? 'Each holder is told in a notice of their own, of their own evidence, and may appeal.' : 'Nobody is told.'} A case is opened where there is none. A second person reads all of them blind; nothing happens before. One reversal undoes it.</p>
      <RunProgress run={run} stop={stop} />
      {!pending && <WaveResults state={state} results={results} />}
      <Submit wide hotkey="mod+enter" disabled={pending || (live && inIt.length === 0)}>Propose for {inIt.length}</Submit>
    </form>
  );
}

/** What the whole wave would touch. */
function BlastFacts({ of, decided, appealed }: { of: readonly Blast[]; decided: number; appealed: number }) {
  const { contracts, stated, clients, pendingUsd } = blastOfAll(of);
  const values = Object.entries(stated).map(([currency, amount]) => moneyWords(Math.round(amount), currency));
  return (
    <div aria-live="polite">
      <p className="lbl mb-1">What this touches</p>
      <Facts facts={[
        { term: 'In the decision', fact: plural(of.length, 'account') },
        { term: 'Live contracts', fact: count(contracts) },
        { term: 'Stated value', fact: values.length === 0 ? 'not told' : values.join(', ') },
        { term: 'Clients waiting', fact: count(clients.length) },
        { term: 'Cleared, not yet paid', fact: stakeWords(pendingUsd) },
        { term: 'Decided on already', fact: count(decided) },
        { term: 'An appeal was granted', fact: count(appealed) },
      ]} />
    </div>
  );
}
