import { useRouter } from 'next/navigation';
import { startTransition, useActionState, useState, type SubmitEvent } from 'react';
import type { Result } from '@/lib/kernel/result';
import { keepPlace } from './keep-place';
import { NO_ANSWER, useOneByOne } from './one-by-one';

type Came<One> = Result<{ results: readonly One[] }> | null;

/**
 * The form that begins a run on several cases. Each case in field `case` is sent by itself, and the list stays as it was when the run began;
 * without script, or with no case chosen, the form is sent as it is and answers for all of them. `missed`: what came of a case that got no
 * answer, or was refused as a whole. `end` asks for the page anew, as after the run.
 */
export function useRunForm<Line, One>({ lines, action, missed, over }: { lines: readonly Line[]; action: (state: Came<One>, form: FormData) => Promise<Came<One>>; missed: (caseId: string, words: string) => One; /** A run is over. */ over: () => Promise<void> }) {
  // The action itself, as no function around it would be: React sends the form without script only to what is an action of the server. That an answer is no promise, the compiler cannot see while `One` is open.
  const [state, dispatch] = useActionState<Came<One>, FormData>(action as (before: Awaited<Came<One>>, form: FormData) => Promise<Came<One>>, null);
  const { run, isGoing, begin, stop, forget } = useOneByOne<One>();
  const [before, setBefore] = useState<readonly Line[]>([]);
  const router = useRouter();

  async function end() {
    // Where it gets no answer, the next page reads anew what this one would have had drawn.
    await over().catch(() => undefined);
    router.refresh();
  }

  function onSubmit(event: SubmitEvent<HTMLFormElement>) {
    event.preventDefault();
    const form = new FormData(event.currentTarget);
    const cases = form.getAll('case').filter((value) => typeof value === 'string');
    if (cases.length === 0) return startTransition(() => dispatch(form));
    keepPlace(event);
    setBefore(lines);
    begin({
      on: async () => cases,
      step: async (caseId) => {
        form.set('case', caseId);
        const answer = await action(null, form).catch(() => null);
        return answer?.ok === true ? answer.value.results : [missed(caseId, answer?.words ?? NO_ANSWER)];
      },
      over: end,
    });
  }

  const results = run?.results ?? (state?.ok === true ? state.value.results : []);
  return {
    /** Why nothing was begun. */
    refused: state?.ok === false ? state.words : null,
    results, run, isGoing, stop, forget, end,
    isBegun: results.length > 0 || run !== null,
    notBegun: run === null ? 0 : Math.max(0, (run.total ?? 0) - results.length),
    /** What is done leaves the list of what may be done; a run is told of as it began. */
    shown: run === null ? lines : before,
    form: { action: dispatch, onSubmit },
  };
}
