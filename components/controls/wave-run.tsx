'use client';
import { useRouter } from 'next/navigation';
import { useActionState, useCallback, useEffect, useRef, useState, type ReactNode, type SubmitEvent } from 'react';
import type { MemberResult, WaveAction, WaveState } from '../decision/wave';
import { HiddenFields } from '../ui/field';
import { Icon, type IconName } from '../ui/icon';
import { Notice } from '../ui/notice';
import { Panel } from '../ui/panel';
import { Reached, Submit } from './action-form';
import { NO_ANSWER, useOneByOne } from './one-by-one';
import { RunProgress } from './run-progress';

/** Asks on whom it is done, then for one after the other; a run that broke off is begun again. What was typed stays. Before hydration the form posts by itself, and all of it comes at once. Not `useRunForm`: here the server says on whom it goes, the address may begin it without a form, and the last answer speaks of the whole wave. */
export function useWaveForm(action: WaveAction) {
  const [plain, dispatch] = useActionState(action, null);
  const [state, setState] = useState<WaveState>(null);
  const { run, isGoing, begin, stop } = useOneByOne<MemberResult>();

  const send = useCallback((data: FormData) => {
    const ask = (more: Readonly<Record<string, string>>) => {
      const form = new FormData();
      for (const [name, value] of data) form.append(name, value);
      for (const [name, value] of Object.entries(more)) form.set(name, value);
      return action(null, form).catch((): WaveState => ({ ok: false, code: 'unreachable', words: NO_ANSWER, fields: {} }));
    };
    begin({
      on: async () => {
        const begun = await ask({ plan: 'yes' });
        if (begun?.ok === true) return begun.value.left;
        setState(begun);
        return null;
      },
      step: async ({ account, name }) => {
        const came = await ask({ only: account, name });
        return came?.ok === true ? came.value.results : [{ account, name, done: false, words: came?.words ?? NO_ANSWER }];
      },
      over: async (results, of) => setState(await ask({ over: `${results.filter(({ done }) => done).length} ${of}` })),
    });
  }, [action, begin]);

  function onSubmit(event: SubmitEvent<HTMLFormElement>) {
    event.preventDefault();
    send(new FormData(event.currentTarget));
  }
  const results = run?.results ?? (plain?.ok === true ? plain.value.results : []);
  return { state: state ?? plain, results, pending: isGoing, run, send, stop, form: { action: dispatch, onSubmit } };
}

/** What came of it, member by member; the focus goes to it, since it takes the form's place. */
export function WaveResults({ state, results }: { state: WaveState; results: readonly MemberResult[] }) {
  if (state === null) return null;
  return <Reached answer={state}><Came state={state} results={results} /></Reached>;
}

function Came({ state, results }: { state: Exclude<WaveState, null>; results: readonly MemberResult[] }) {
  return (
    <div className="col">
      {state.ok ? <p className="b">{state.value.words}</p> : <Notice icon={state.code === 'stale' || state.code === 'taken' ? 'refresh-cw' : 'triangle-alert'} tone="brick">{[state.words, ...Object.values(state.fields).filter((words) => words !== state.words)].join(' ')}</Notice>}
      {results.length > 0 && <ul className="plain sm">{results.map(({ account, name, done, words }) => <li key={account}><Icon name={done ? 'circle-check' : 'circle-dashed'} small /> {name}: {words}</li>)}</ul>}
    </div>
  );
}

/** One act on the members of a wave: to go on, to undo. It stays, with what came of it, when nothing is left to do; before that it is not there. `begins`: the address asks that it goes on by itself once the page is there, and no longer does once it has. */
export function WaveRun({ action, wave, left, title, past = title, icon, submit, tone = 'plain', foot, begins = false, children }: { action: WaveAction; wave: string; /** Members it can still act on. */ left: number; title: string; /** In its place, once nothing is left. */ past?: string; icon: IconName; submit: string; tone?: 'primary' | 'plain'; foot?: string; begins?: boolean; children?: ReactNode }) {
  const { state, results, pending, run, send, stop, form } = useWaveForm(action);
  const hasBegun = useRef(false);
  const router = useRouter();
  useEffect(() => {
    if (!begins || pending) return;
    // Neither a reload nor a copied link begins it again.
    if (left === 0 || state !== null) return router.replace(window.location.pathname, { scroll: false });
    if (hasBegun.current) return;
    hasBegun.current = true;
    const data = new FormData();
    data.set('wave', wave);
    send(data);
  }, [begins, left, pending, router, send, state, wave]);
  if (left === 0 && state === null && !pending) return null;
  const heading = left === 0 && !pending ? past : title;
  return (
    <Panel title={heading} icon={icon} acts foot={left === 0 ? undefined : foot}>
      <form {...form} className="col" aria-label={heading} aria-busy={pending}>
        <HiddenFields values={{ wave }} />
        <RunProgress run={run} stop={stop} />
        {!pending && <WaveResults state={state} results={results} />}
        {left > 0 && <>{children}<div><Submit tone={tone} disabled={pending}>{submit}</Submit></div></>}
      </form>
    </Panel>
  );
}
