'use client';
import { KEY_PLACES, keyFor, VERBS, writtenKey, type KeyPlace, type OwnKeys } from '@/lib/staff/keys';
import { wrongIn, type FormAction } from '../ui/form-state';
import { Signs } from '../ui/key';
import { ActionForm, Answer, Submit, useKeptForm } from './action-form';

const PLACE: Readonly<Record<KeyPlace, string>> = { everywhere: 'Everywhere', queue: 'In the queue and other lists', inbox: 'In the inbox', case: 'On a case', audit: 'In the ledger' };

/** Every verb with the person's own key. Fields `keys.<verb>`, empty for the standard key; they are kept all at once, so that two can change places. */
export function KeysForm({ action, own, letters, without = [] }: { action: FormAction; own: OwnKeys; letters: boolean; /** Standard keys of screens that this person may not see. */ without?: readonly string[] }) {
  const { state, pending, form } = useKeptForm(action);
  return (
    <div className="col far">
      <p className="sm q">A letter, a sign, two of them one after the other (“g q”), or Ctrl or ⌘ with a letter (“ctrl+e”). What browsers and screen readers need is refused. An empty field is the standard key.{!letters && <b className="b"> Single letters and signs do nothing now: give a verb a key with Ctrl or ⌘ where you want one.</b>}</p>
      <form {...form} className="col far" aria-label="Your keys">
        {KEY_PLACES.map((place) => (
          <fieldset key={place}>
            <legend className="lbl">{PLACE[place]}</legend>
            <div className="keygrid">
              {VERBS.filter((verb) => verb.place === place && !without.includes(verb.key)).map((verb) => {
                const wrong = wrongIn(state, `keys.${verb.id}`);
                const id = `key-${verb.id}`;
                return verb.fixed
                  ? <p className="keyrow" key={verb.id}><span>{verb.title}<span className="vh">: </span></span><span className="xs qq"><kbd><Signs keys={verb.key} /></kbd> stays</span></p>
                  : (
                    <div className="keyrow" key={verb.id}>
                      <label htmlFor={id}>{verb.title}</label>
                      {/* Made anew when another key was kept: the field then reads as it was taken. */}
                      <input key={own[verb.id] ?? ''} id={id} name={`keys.${verb.id}`} className="input" defaultValue={keyFor(verb, own) === verb.key ? '' : writtenKey(keyFor(verb, own))} placeholder={writtenKey(verb.key)} maxLength={40} autoComplete="off" autoCapitalize="none" autoCorrect="off" spellCheck={false}
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
