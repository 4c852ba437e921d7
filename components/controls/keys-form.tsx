'use client';
import { useState, type ChangeEvent, type FocusEvent } from 'react';
import { KEY_PLACES, type KeyPlace } from '@/lib/staff/key-place';
import { keyFor, keyProblems, keysInForce, VERBS, writtenKey, type OwnKeys } from '@/lib/staff/keys';
import { wrongIn, type FormAction } from '../ui/form-state';
import { Signs } from '../ui/key';
import { Notice } from '../ui/notice';
import { plural } from '../ui/words';
import { ActionForm, Answer, Submit, useKeptForm } from './action-form';

const PLACE: Readonly<Record<KeyPlace, string>> = {
  everywhere: 'Everywhere', lists: 'In every list', queue: 'In the queue', tray: 'In the tray', inbox: 'In the inbox', case: 'On a case; measures and grounds in a review too, panels there and on an appeal, measures in the tray and on a ring',
  account: 'On an account', review: 'In a review', appeal: 'On an appeal', ring: 'On a ring', delivery: 'On a delivery', imports: 'In the imports', policy: 'In the policy', audit: 'In the ledger',
};
/** Every place that has verbs of its own, with them. */
const GROUPS = KEY_PLACES.map((place) => ({ place, verbs: VERBS.filter(({ places: [listed] }) => listed === place) })).filter(({ verbs }) => verbs.length > 0);

/** Every verb with the person's own key. Fields `keys.<verb>`, empty for the standard key; they are kept all at once, so that two can change places. */
export function KeysForm({ action, own, letters, without = [] }: { action: FormAction; own: OwnKeys; letters: boolean; /** Standard keys of screens that this person may not see. */ without?: readonly string[] }) {
  const { state, pending, form } = useKeptForm(action);
  // What is wrong with a kept key is not held against another that is being written in its place.
  const [anew, setAnew] = useState<ReadonlySet<string>>(new Set());
  const [problems, inForce] = [keyProblems(own), keysInForce(own)];
  const idle = VERBS.filter(({ id }) => own[id] !== undefined && inForce[id] === undefined);
  function onChange(event: ChangeEvent<HTMLFormElement>) {
    form.onChange(event);
    const { name } = event.target as unknown as HTMLInputElement;
    setAnew((before) => new Set(before).add(name));
  }
  function onBlur({ target: { name, value, defaultValue } }: FocusEvent<HTMLInputElement>) {
    if (value === defaultValue) setAnew((before) => new Set([...before].filter((one) => one !== name)));
  }
  return (
    <div className="col far">
      <p className="sm q">A letter, a sign, two of them one after the other (“g q”), or Ctrl or ⌘ with a sign (“ctrl+;”). What browsers and screen readers need is refused. An empty field is the standard key.{!letters && <b className="b"> Single letters and signs do nothing now: give a verb a key with Ctrl or ⌘ where you want one.</b>}</p>
      {idle.length > 0 && (
        <Notice icon="keyboard" tone="brick">
          {plural(idle.length, 'key of yours presses', 'keys of yours press')} nothing, since {idle.length === 1 ? 'it' : 'each of them'} would mean something else as well. Until you choose another, the standard key is in force and stands on the button.
          <ul className="plain">{idle.map((verb) => <li key={verb.id}><b className="b">{verb.title}</b>: {problems[verb.id] ?? `${writtenKey(keyFor(verb, own))} had changed places with one of these.`} In force: {writtenKey(keyFor(verb, inForce))}.</li>)}</ul>
        </Notice>
      )}
      <form {...form} onChange={onChange} className="col far" aria-label="Your keys">
        {GROUPS.map(({ place, verbs }) => (
          <fieldset key={place}>
            <legend className="lbl">{PLACE[place]}</legend>
            <div className="keygrid">
              {verbs.filter(({ key }) => !without.includes(key)).map((verb) => {
                const [id, name] = [`key-${verb.id}`, `keys.${verb.id}`];
                const wrong = wrongIn(state, name) ?? (state === null && !anew.has(name) ? problems[verb.id] : undefined);
                return verb.fixed
                  ? <p className="keyrow" key={verb.id}><span>{verb.title}<span className="vh">: </span></span><span className="xs qq"><kbd><Signs keys={verb.key} /></kbd> stays</span></p>
                  : (
                    <div className="keyrow" key={verb.id}>
                      <label htmlFor={id}>{verb.title}</label>
                      {/* Made anew when another key was kept: the field then reads as it was taken. */}
                      <input key={own[verb.id] ?? ''} id={id} name={name} className="input" defaultValue={keyFor(verb, own) === verb.key ? '' : writtenKey(keyFor(verb, own))} placeholder={writtenKey(verb.key)} maxLength={40} autoComplete="off" autoCapitalize="none" autoCorrect="off" spellCheck={false} onBlur={onBlur}
                        aria-invalid={wrong !== undefined || undefined} aria-describedby={`${id}-standard${wrong === undefined ? '' : ` ${id}-wrong`}`} />
                      <span id={`${id}-standard`} className="vh">Standard: {writtenKey(verb.key)}</span>
                      {wrong !== undefined && <span className="wrong" id={`${id}-wrong`}>{wrong}</span>}
                    </div>
                  );
              })}
            </div>
          </fieldset>
        ))}
        <Answer state={state} />
        <div><Submit disabled={pending}>Keep these keys</Submit></div>
      </form>
      {Object.keys(own).length > 0 && <ActionForm action={action} submit="Back to the standard keys" tone="plain" icon="rotate-ccw" label="Back to the standard keys" />}
    </div>
  );
}
