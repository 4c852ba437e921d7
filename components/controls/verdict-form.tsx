'use client';
import { useEffect, useRef, useState } from 'react';
import { GROUND_KEYS } from '@/lib/staff/key-place';
import { refusedOf, type GroundChoice, type MeasureChoice } from '../decision/choices';
import { MeasureFields } from '../decision/measure-fields';
import { HiddenFields, Pick, TextField, Wrong } from '../ui/field';
import { wrongIn, type FormAction } from '../ui/form-state';
import { Icon } from '../ui/icon';
import { Key } from '../ui/key';
import { Answer, Submit, useKeptForm } from './action-form';
import { useOpening } from './opening';

/**
 * The second person's own verdict, before the first is seen. Fields: `measure`, `<measure>.<field>`, `ground`, `reason`, and the
 * hidden ones. Nothing here says what was proposed: every measure open to this case is offered in the same way.
 */
export function VerdictForm({ action, measures, grounds, hidden, id, many = false }: { action: FormAction; measures: readonly MeasureChoice[]; grounds: readonly GroundChoice[]; hidden: Readonly<Record<string, string | number>>; /** For fields that stand elsewhere on the page. */ id?: string; /** One verdict for several accounts. */ many?: boolean }) {
  const { state, pending, form } = useKeptForm(action, { opens: many });
  useOpening(state, null);
  const [measure, setMeasure] = useState<string | null>(null);
  const [first] = useState(() => refusedOf(measures, [state]));
  const picked = measures.find(({ id }) => id === measure);
  const locks = [...new Set(measures.flatMap(({ state: gate, reason }) => (gate === 'locked' && reason !== null ? reason : [])))];
  const lockId = (reason: string) => `f-verdict-lock-${locks.indexOf(reason)}`;
  const box = useRef<HTMLFieldSetElement>(null);
  // Chosen before any script had run: the browser keeps the tick, and no change is heard of it.
  useEffect(() => setMeasure((heard) => heard ?? box.current?.querySelector<HTMLInputElement>('input[name="measure"]:checked')?.value ?? null), []);
  return (
    <form {...form} id={id}>
      <HiddenFields values={hidden} />
      <fieldset ref={box} aria-describedby={wrongIn(state, 'measure') === undefined ? undefined : 'f-verdict-measure-error'}>
        <legend className="lbl">What should be done</legend>
        <div className="ms">
          {measures.map(({ id, name, hotkey, state: gate, reason }) => (
            <label key={id}><input className="vh" type="radio" name="measure" value={id} disabled={gate === 'locked'} defaultChecked={first === id} aria-describedby={gate === 'locked' && reason !== null ? lockId(reason) : undefined} onChange={() => setMeasure(id)} data-key={gate === 'locked' ? undefined : hotkey} data-key-label={name} aria-keyshortcuts={gate === 'locked' ? undefined : hotkey} /><Icon name="check" small /><span>{name}</span>{gate !== 'locked' && <kbd aria-hidden="true">{hotkey}</kbd>}</label>
          ))}
        </div>
        {locks.map((reason) => <p key={reason} id={lockId(reason)} className="xs q mt-1.5"><Icon name="lock" small /> {measures.filter((one) => one.state === 'locked' && one.reason === reason).map(({ name }) => name).join(', ')}: {reason}</p>)}
        <Wrong id="f-verdict-measure-error" words={wrongIn(state, 'measure')} />
      </fieldset>
      {picked !== undefined && picked.fields.length > 0 && <div className="col mt-2"><MeasureFields measure={picked.id} fields={picked.fields} wrong={(name) => wrongIn(state, `${picked.id}.${name}`)} /></div>}
      <fieldset aria-describedby={wrongIn(state, 'ground') === undefined ? undefined : 'f-verdict-ground-error'}>
        <legend className="lbl">On which ground</legend>
        <p className="xs q mb-1">It holds on the grounds that both of you name. Name each that carries it{many ? ' on any of them' : ''}.</p>
        {grounds.map((ground, index) => <Pick key={ground.number} type="checkbox" name="ground" value={ground.number} data-key={GROUND_KEYS[index]} data-key-label={`Ground ${ground.number}`}><span title={ground.text}><span className="id">{ground.number}</span> {ground.title} <Key keys={GROUND_KEYS[index] ?? ''} /></span></Pick>)}
        <Wrong id="f-verdict-ground-error" words={wrongIn(state, 'ground')} />
      </fieldset>
      <noscript>{measures.filter(({ fields }) => fields.length > 0).map(({ id, name, fields }) => <fieldset key={id}><legend className="lbl">For {name.toLowerCase()}</legend><MeasureFields measure={id} fields={fields} wrong={(name) => wrongIn(state, `${id}.${name}`)} /></fieldset>)}</noscript>
      <TextField name="reason" id="f-verdict-reason" label="What decided it for you" keyName="To “What decided it for you”" hotkey="f" rows={3} className="says" error={wrongIn(state, 'reason')} />
      <Answer state={state} reaches="refused" />
      <div className="mt-3"><Submit wide hotkey="mod+enter" disabled={pending || (state?.ok === true && state.value.opens !== undefined)}>Commit my verdict</Submit></div>
      <p className="xs q mt-1.5 text-center">Cannot be changed afterwards. You can still talk.</p>
    </form>
  );
}
