'use client';
import { useActionState, useCallback, useState, type SubmitEvent } from 'react';
import type { BackAction, BackResult } from '../ui/back-state';
import { plural } from '../ui/words';
import { Submit } from './action-form';
import { keepPlace } from './keep-place';
import { NO_ANSWER, useOneByOne } from './one-by-one';
import { RunProgress } from './run-progress';

/** Takes back what a run has done, one after the other: `came` is what came of each by its id, `note` adds what was taken back by itself. Once it is through, `over` is told. */
export function useTakeBack(action: BackAction, over: () => Promise<void>) {
  const [state, dispatch] = useActionState(action, null);
  const { run, isGoing, begin, stop } = useOneByOne<BackResult>();
  // What came of those that were tried before: of several tries the last one counts.
  const [earlier, setEarlier] = useState<readonly BackResult[]>([]);
  const results = [...earlier, ...(run?.results ?? (state?.ok === true ? state.value.results : []))];
  const note = useCallback((result: BackResult) => setEarlier((before) => [...before, result]), []);
  function onSubmit(event: SubmitEvent<HTMLFormElement>) {
    event.preventDefault();
    keepPlace(event);
    const ids = new FormData(event.currentTarget).getAll('id').filter((value) => typeof value === 'string');
    setEarlier(results);
    begin({
      on: async () => ids,
      step: async (id) => {
        const form = new FormData();
        form.set('id', id);
        const answer = await action(null, form).catch(() => null);
        return answer?.ok === true ? answer.value.results : [{ id, done: false, words: answer?.words ?? NO_ANSWER }];
      },
      over: async () => over(),
    });
  }
  return { came: new Map(results.map((one) => [one.id, one])), note, run, isGoing, stop, form: { action: dispatch, onSubmit } };
}

/** The one button that takes all of it back; `ids`: what can still be. Without a script it is a form like any other. */
export function TakeBack({ of: { run, isGoing, stop, came, form }, ids, verb, past }: { of: ReturnType<typeof useTakeBack>; ids: readonly string[]; /** "Let all go": with their number behind it. */ verb: string; /** "let go" */ past: string }) {
  const done = [...came.values()].filter((one) => one.done).length;
  return (
    <>
      <span className="sm" role="status">{came.size > 0 && !isGoing ? `${done} ${past}${done < came.size ? `, ${plural(came.size - done, 'was', 'were')} not` : ''}.` : ''}</span>
      {ids.length > 0 && !isGoing && (
        <form {...form} aria-label={verb}>
          {ids.map((id) => <input key={id} type="hidden" name="id" value={id} />)}
          <Submit tone="plain" small icon="rotate-ccw" hotkey="q">{verb} ({ids.length})</Submit>
        </form>
      )}
      <RunProgress run={run} stop={stop} />
    </>
  );
}
