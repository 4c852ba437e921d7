'use client';
import { lazy, Suspense, useEffect, useRef } from 'react';
import type { SavedView } from '@/lib/cases/queue-view';
import { InputField } from '../ui/field';
import { wrongIn, type FormAction } from '../ui/form-state';
import { Icon } from '../ui/icon';
import { Enters } from '../ui/key';
import { Answer, Submit, useKeptForm } from './action-form';

// Only whoever has views to tend needs what tends them.
const TendedView = lazy(() => import('./tended-view').then((module) => ({ default: module.TendedView })));

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
        {views.length > 0 && (
          <Suspense>
            <p className="lbl">Views that you may change</p>
            {views.map((view) => <TendedView key={view.id} view={view} isCurrent={view.id === current} tend={tend} asked={asked} mayShare={mayShare} />)}
          </Suspense>
        )}
      </div>
    </details>
  );
}
