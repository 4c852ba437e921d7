'use client';
import { useState, type ChangeEvent, type ReactNode, type SubmitEvent } from 'react';
import type { Language } from '@/lib/kernel/language';
import { GROUND_KEYS } from '@/lib/staff/key-place';
import { LATEST, refusedOf, type DraftAction, type GroundChoice, type MeasureChoice } from '../decision/choices';
import { MeasureFields } from '../decision/measure-fields';
import { WrittenIn } from '../decision/written-in';
import { HiddenFields, Pick, TextField, Wrong } from '../ui/field';
import { wrongIn, type FormAction } from '../ui/form-state';
import { Icon } from '../ui/icon';
import { Key } from '../ui/key';
import { blanksIn, plural } from '../ui/words';
import { Answer, Submit, useKeptForm } from './action-form';
import { Below } from './below';
import { NoticeDraft } from './notice-draft';
import { NoticePreview, useNoticePreview } from './notice-preview';
import { useClaiming, useOpening } from './opening';
import { seenPanels } from './seen';
import { useHydrated } from './use-hydrated';

export type DecisionFormProps = {
  action: FormAction;
  /** The page's address, which a claim may have opened before it was answered; and whether the page knows that the case is the reader's. */
  path?: string;
  isHeld?: boolean;
  measures: readonly MeasureChoice[];
  grounds: readonly GroundChoice[];
  /** caseId, version, requestId (idempotency key). */
  hidden: Readonly<Record<string, string | number>>;
  /** Why a second person countersigns whatever binds here: "In a ring, so a second person countersigns." */
  second?: string | null;
  chosen?: string;
  /** Shows the notice before it is proposed; `language`: in which the holder is told. */
  preview?: DraftAction;
  language?: Language;
  /** Offers to go on to the next best case afterwards, field `then`; true where that is chosen already. */
  next?: boolean;
  /** The address to which that most likely leads. */
  ahead?: string | null;
  /** What is to be known before it is sent, beside the button that sends it. */
  beside?: ReactNode;
};

/**
 * Decides a measure, or proposes it to a second person. Fields: `measure`, `<measure>.<field>`, `<measure>.notice`, `ground` (several), `reason`, `written`, `panels` (ids of the
 * panels opened, with commas), and the hidden ones. Works before hydration: what belongs to a measure shows by its radio alone.
 */
export function DecisionForm({ action, path = '', isHeld = true, measures, grounds, hidden, second = null, chosen, preview, language = 'en', next, ahead = null, beside }: DecisionFormProps) {
  const { state, pending, form } = useKeptForm(action, { opens: true });
  const [goesOn, setGoesOn] = useState(next === true);
  useOpening(state, goesOn ? ahead : null, { claims: true });
  const seen = useNoticePreview(preview);
  // What was refused of a measure stands in its box, which is closed where nothing is chosen.
  const [first] = useState(() => chosen ?? refusedOf(measures, [state, seen.state]));
  const [measure, setMeasure] = useState(first);
  const [blanks, setBlanks] = useState<Readonly<Record<string, number>>>(() => Object.fromEntries(measures.map(({ id, draft }) => [id, draft === null ? 0 : blanksIn(draft).length])));
  const live = useHydrated();
  const picked = measures.find(({ id }) => id === measure);
  const left = picked === undefined ? 0 : (blanks[picked.id] ?? 0);
  const { ahead: early, isWaiting, onSubmit } = useAheadOfClaim(path, isHeld, form.onSubmit);
  const wrong = (name: string) => wrongIn(state, name) ?? wrongIn(seen.state, name);
  function onChange(event: ChangeEvent<HTMLFormElement>) {
    form.onChange(event);
    seen.onChange(event);
  }

  return (
    <form {...form} className="mayform" data-result={LATEST} onSubmit={onSubmit} onChange={onChange} onSubmitCapture={(event) => notePanels(event.currentTarget)}>
      <HiddenFields values={hidden} />
      <input type="hidden" name="panels" />
      <fieldset aria-describedby={wrong('measure') === undefined ? undefined : 'f-measure-error'}>
        <legend className="lbl">What should be done</legend>
        <div className="meas">
          {measures.map((choice) => (
            <Measure key={choice.id} choice={choice} isFirst={first === choice.id} choose={() => setMeasure(choice.id)} wrong={(name) => wrong(`${choice.id}.${name}`)} onBlanks={(count) => setBlanks((before) => ({ ...before, [choice.id]: count }))} />
          ))}
        </div>
        <Wrong id="f-measure-error" words={wrong('measure')} />
      </fieldset>
      {second !== null && <p className="xs q py-1.5"><Icon name="stamp" small /> {second}</p>}
      {grounds.length > 0 && <Grounds grounds={grounds} picked={picked} wrong={wrongIn(state, 'ground')} />}
      <div className="mb-2"><TextField name="reason" label="For colleagues: why" keyName="To “For colleagues: why”" hotkey="f" rows={2} error={wrongIn(state, 'reason')} /></div>
      {preview !== undefined && (
        <div className="col mb-2">
          <WrittenIn id="f-written" language={language} />
          {/* Before any script has run it is not known what is chosen: then the server says so. */}
          <NoticePreview preview={seen} language={language} told={!live || (picked !== undefined && picked.draft !== null)} />
        </div>
      )}
      <div className="sendbar">
        <Answer state={state} reaches="refused" />
        {beside}
        <Submit wide hotkey="mod+enter" disabled={pending || (early !== null && !isWaiting) || (state?.ok === true && state.value.opens !== undefined) || (live && left > 0)}>{actOf(picked)}</Submit>
        {next !== undefined && <label className="row xs q mt-1"><input type="checkbox" name="then" value="next" defaultChecked={next} onChange={(event) => setGoesOn(event.target.checked)} data-key="n" data-key-label="Then the next case" aria-keyshortcuts="n" />Then open the next best case <kbd aria-hidden="true">n</kbd></label>}
        <p className="xs q mt-1 text-center" role="status">{early === null ? standing(picked, left) : AHEAD[early]}</p>
      </div>
    </form>
  );
}

type Ahead = 'coming' | 'pressed' | 'unread' | 'other' | 'unanswered' | 'not';

const STAYS = 'What you wrote stays here, and can be copied, until you leave the page.';
/** What is told beneath a decision that is written before the case is one's own: nothing of it is ever sent by itself. */
const AHEAD: Readonly<Record<Ahead, string>> = {
  coming: 'You can choose and write already. It can be sent as soon as the case is yours.',
  pressed: 'Not yours yet: it can be sent as soon as the case is yours. Nothing is lost.',
  unread: 'Not yet: it can be sent as soon as this page shows the case as it is now. Nothing is lost.',
  other: `Another case is yours, so this cannot be sent. ${STAYS}`,
  unanswered: `Nobody can tell yet whether the case is yours, so this cannot be sent. ${STAYS}`,
  not: `The case is not yours, so this cannot be sent. ${STAYS}`,
};

/** The form before the page knows that the case is the reader's (`ahead`, else null): it can be filled, and what sends it says that it is too early, and keeps everything. */
function useAheadOfClaim(path: string, isHeld: boolean, send: (event: SubmitEvent<HTMLFormElement>) => void) {
  const state = useClaiming(path)?.state;
  const [isPressed, setPressed] = useState(false);
  const ahead: Ahead | null = isHeld ? null : state === 'sent' || state === 'held' ? (!isPressed ? 'coming' : state === 'sent' ? 'pressed' : 'unread') : state === 'other' || state === 'unanswered' ? state : 'not';
  function onSubmit(event: SubmitEvent<HTMLFormElement>) {
    if (isHeld) return send(event);
    event.preventDefault();
    setPressed(true);
  }
  return { ahead, isWaiting: state === 'sent' || state === 'held', onSubmit };
}

/** What the button does, once it is known which measure it does it for. */
function actOf(picked: MeasureChoice | undefined): string {
  if (picked === undefined) return 'Decide or propose';
  return picked.state === 'countersigned' ? 'Propose' : 'Decide';
}

function standing(picked: MeasureChoice | undefined, left: number): string {
  if (picked === undefined) return 'Choose one measure.';
  if (left > 0) return `Fill ${plural(left, 'blank')} of the notice first.`;
  const who = picked.state === 'countersigned' ? 'A second person countersigns; nothing happens before. ' : '';
  return `${who}The evidence is sealed at that click. ${picked.undo}`;
}

function Measure({ choice, isFirst, choose, wrong, onBlanks }: { choice: MeasureChoice; /** Chosen from the start. */ isFirst: boolean; choose: () => void; wrong: (name: string) => string | undefined; onBlanks: (left: number) => void }) {
  const { id, name, hotkey, says, state, reason, fields, draft } = choice;
  const locked = state === 'locked';
  return (
    <div className={locked ? 'm1 no' : 'm1'}>
      <label data-key-closed={locked ? hotkey : undefined}>
        {/* Uncontrolled: choosing must work before any script has run. What it is at first stays, so that a choice is told from it (`isAnythingTyped`). */}
        <input type="radio" name="measure" value={id} disabled={locked} defaultChecked={isFirst} onChange={choose} data-key={locked ? undefined : hotkey} data-key-label={name} aria-describedby={`m-${id}`} />
        <span className="mn">{name} {state === 'countersigned' && <><Icon name="stamp" small /><span className="vh">, countersigned by a second person</span></>}{locked && <><Icon name="lock" small /><span className="vh">, locked</span></>}</span>
        <kbd aria-hidden="true" data-of={hotkey}>{hotkey}</kbd>
        <span className="md" id={`m-${id}`}>{locked && reason !== null ? reason : says}</span>
      </label>
      {!locked && (fields.length > 0 || draft !== null || reason !== null) && (
        <Below folded>
          <div className="of">
            {reason !== null && <p className="xs q"><Icon name="stamp" small /> {reason}</p>}
            <MeasureFields measure={id} fields={fields} wrong={wrong} />
            {draft !== null && <NoticeDraft name={`${id}.notice`} draft={draft} wrong={wrong('notice')} onBlanks={onBlanks} />}
          </div>
        </Below>
      )}
    </div>
  );
}

function Grounds({ grounds, picked, wrong }: { grounds: readonly GroundChoice[]; picked: MeasureChoice | undefined; wrong: string | undefined }) {
  const carries = (number: string) => picked === undefined || picked.grounds === null || picked.grounds.includes(number);
  return (
    <fieldset className="gr" aria-describedby={wrong === undefined ? undefined : 'f-ground-error'}>
      <legend className="lbl">Grounds{picked !== undefined && !picked.needsGround && ` (${picked.name} names none)`}</legend>
      {grounds.map((ground, index) => (
        <Pick key={ground.number} type="checkbox" name="ground" value={ground.number} defaultChecked={ground.suggested} disabled={!carries(ground.number)} data-key={GROUND_KEYS[index]} data-key-label={`Ground ${ground.number}`} says={carries(ground.number) ? undefined : `Does not carry ${picked?.name.toLowerCase() ?? 'this'}`}>
          <span className="row sp" title={ground.text}><span><span className="id">{ground.number}</span> {ground.title}</span><Key keys={GROUND_KEYS[index] ?? ''} /></span>
        </Pick>
      ))}
      <Wrong id="f-ground-error" words={wrong} />
    </fieldset>
  );
}

/** Which panels were seen on the page, for the sealed packet. */
function notePanels(form: HTMLFormElement): void {
  const field = form.elements.namedItem('panels');
  if (field instanceof HTMLInputElement) field.value = [...seenPanels].join(',');
}
