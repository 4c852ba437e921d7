'use client';
import type { SavedView } from '@/lib/cases/queue-view';
import { HiddenFields, InputField } from '../ui/field';
import { wrongIn, type FormAction } from '../ui/form-state';
import { Icon } from '../ui/icon';
import { Enters } from '../ui/key';
import { Answer, Submit, useKeptForm } from './action-form';
import { ConfirmSubmit } from './confirm-submit';

/** A saved view that one may change: its name, what it shows, who has it. */
export function TendedView({ view, isCurrent, tend, asked, mayShare }: { view: SavedView; isCurrent: boolean; tend: FormAction; asked: readonly (readonly [string, string])[]; mayShare: boolean }) {
  const { state, pending, form } = useKeptForm(tend);
  const hidden: Readonly<Record<string, string | number>> = { id: view.id, version: view.version };
  return (
    // One at a time, so that a key means the view that is open.
    <details className="tended" name="tended-view">
      <summary><Icon name={view.shared ? 'users' : 'user-round'} small /><span className="cut">{view.name}</span>{isCurrent && <span className="qq xs">shown now</span>}<Icon name="chevron-down" small /></summary>
      <form {...form} className="col" aria-label={`The view ${view.name}`}>
        <HiddenFields values={hidden} />
        {asked.map(([name, value], index) => <input key={`${name}${index}`} type="hidden" name={name} value={value} />)}
        <InputField name="name" id={`name-${view.id}`} label="Name" defaultValue={view.name} maxLength={40} error={wrongIn(state, 'name')} />
        <Answer state={state} />
        <div className="row wrap">
          <Submit tone="plain" small disabled={pending} name="do" value="rename">Rename <Enters /></Submit>
          {!isCurrent && <Submit tone="plain" small hotkey="u" goes disabled={pending} name="do" value="show">Let it show this list</Submit>}
          {mayShare && <Submit tone="plain" small hotkey="s" goes disabled={pending} name="do" value={view.shared ? 'unshare' : 'share'}>{view.shared ? (view.yours ? 'Keep to myself' : `Leave to ${view.owner}`) : 'Share with everybody'}</Submit>}
        </div>
      </form>
      <ConfirmSubmit action={tend} hidden={{ ...hidden, do: 'remove' }} hotkey="e v" open={view.shared ? 'Remove for everybody…' : 'Remove…'} question={`Remove “${view.name}”${view.shared ? ' for everybody' : ''}?`} consequence={view.shared ? 'It goes from everybody’s queue.' : 'It goes from your queue.'} undo="Its address still opens the same list, which can be saved anew." submit="Remove it" />
    </details>
  );
}
