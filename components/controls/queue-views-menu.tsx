'use client';
import { useEffect, useRef } from 'react';
import type { SavedView } from '@/lib/cases/queue-view';
import { HiddenFields, InputField } from '../ui/field';
import { wrongIn, type FormAction } from '../ui/form-state';
import { Icon } from '../ui/icon';
import { Signs } from '../ui/key';
import { Answer, Submit, useKeptForm } from './action-form';
import { ConfirmSubmit } from './confirm-submit';

type Fields = Readonly<Record<string, string | number>>;

/** Saves the list as it is shown, and tends the views that one may change. `asked`: the list in hidden fields. */
export function QueueViewsMenu({ save, tend, asked, views, current, mayShare }: {
  /** Fields `name` and those of `asked`. */
  save: FormAction;
  /** Fields `id`, `version`, `name`, those of `asked`, and `do`: rename, show, share, unshare, remove. */
  tend: FormAction;
  asked: readonly (readonly [string, string])[];
  /** Those that this person may change. */
  views: readonly SavedView[];
  /** The saved view that is shown now. */
  current: string | null;
  mayShare: boolean;
}) {
  const { state, pending, form } = useKeptForm(save);
  const naming = useRef<HTMLFormElement>(null);
  useEffect(() => {
    if (state?.ok !== true) return;
    // The next name begins empty.
    naming.current?.reset();
    // The view that was just saved is the last, past the edge where there are many.
    document.querySelector('.views [aria-current]')?.scrollIntoView({ block: 'nearest' });
  }, [state]);
  return (
    <details className="save" data-menu>
      <summary className="btn sml bare" data-key="v" data-key-label="Save and tend views" aria-keyshortcuts="v" aria-label="Save and tend views" title="Save and tend views"><Icon name="plus" /></summary>
      <div>
        <form {...form} ref={naming} className="col" aria-label="Save a view">
          {asked.map(([name, value], index) => <input key={`${name}${index}`} type="hidden" name={name} value={value} />)}
          <InputField name="name" id="view-name" label="Save what is shown as a view" hint="Its filters and its order, under a name of yours." maxLength={40} error={wrongIn(state, 'name')} />
          <Answer state={state} reaches="always" />
          <div><Submit small disabled={pending}>Save the view <Enters /></Submit></div>
        </form>
        {views.length > 0 && <p className="lbl">Views that you may change</p>}
        {views.map((view) => <Tended key={view.id} view={view} isCurrent={view.id === current} tend={tend} asked={asked} mayShare={mayShare} />)}
      </div>
    </details>
  );
}

/** What Enter in the field above does, by the browser's own habit. */
const Enters = () => <kbd aria-hidden="true" data-of="enter"><Signs keys="enter" /></kbd>;

function Tended({ view, isCurrent, tend, asked, mayShare }: { view: SavedView; isCurrent: boolean; tend: FormAction; asked: readonly (readonly [string, string])[]; mayShare: boolean }) {
  const { state, pending, form } = useKeptForm(tend);
  const hidden: Fields = { id: view.id, version: view.version };
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
