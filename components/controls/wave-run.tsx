'use client';
import { useRouter } from 'next/navigation';
import { startTransition, useActionState, useCallback, useEffect, useRef, useState, type ReactNode, type SubmitEvent } from 'react';
import type { MemberResult, WaveAction, WaveState } from '../decision/wave';
import { HiddenFields } from '../ui/field';
import { Icon, type IconName } from '../ui/icon';
import { Notice } from '../ui/notice';
import { Panel } from '../ui/panel';
import { Submit, useReached } from './action-form';

type Going = { results: readonly MemberResult[]; total: number | null };

/**
 * Asks on whom it is done, then for one after the other, so that progress is seen and nothing waits for all of them; a run that broke off is
 * begun again. What was typed stays. Before hydration the form posts by itself, and all of it comes at once.
 */
export function useWaveForm(action: WaveAction) {
  const [plain, dispatch] = useActionState(action, null);
  const [state, setState] = useState<WaveState>(null);
  const [going, setGoing] = useState<Going | null>(null);
  const isStopped = useRef(false);
  useEffect(() => () => { isStopped.current = true; }, []);

  const run = useCallback((data: FormData) => {
    isStopped.current = false;
    setGoing({ results: [], total: null });
    startTransition(async () => {
      const ask = (more: Readonly<Record<string, string>>) => {
        const form = new FormData();
        for (const [name, value] of data) form.append(name, value);
        for (const [name, value] of Object.entries(more)) form.set(name, value);
        return action(null, form).catch((): WaveState => ({ ok: false, code: 'unreachable', words: 'No answer came. Look at the page before you try again; what is done already counts as done.', fields: {} }));
      };
      const begun = await ask({ plan: 'yes' });
      const results: MemberResult[] = [];
      if (begun?.ok === true) {
        const { left, wave } = begun.value;
        for (const { account, name } of left) {
          if (isStopped.current) break;
          startTransition(() => setGoing({ results: [...results], total: left.length }));
          const came = await ask({ only: account, name });
          results.push(...(came?.ok === true ? came.value.results : [{ account, name, done: false, words: came?.words ?? 'No answer came.' }]));
        }
        const over = await ask({ over: `${results.filter(({ done }) => done).length} ${left.length}` });
        startTransition(() => { setState(over?.ok === true ? { ...over, value: { ...over.value, wave, results } } : over); setGoing(null); });
      } else startTransition(() => { setState(begun); setGoing(null); });
    });
  }, [action]);

  function onSubmit(event: SubmitEvent<HTMLFormElement>) {
    event.preventDefault();
    run(new FormData(event.currentTarget));
  }
  return { state: state ?? plain, pending: going !== null, going, run, stop: () => { isStopped.current = true; }, form: { action: dispatch, onSubmit } };
}

/** How far a run is, and a way to stop it between two accounts. */
export function WaveProgress({ going, stop }: { going: Going | null; stop: () => void }) {
  if (going === null) return null;
  const { results, total } = going;
  return (
    <div className="row wrap">
      <label className="row sm">{total === null ? 'Beginning' : `${results.length} of ${total}`} <progress max={total ?? 1} value={total === null ? undefined : results.length} /></label>
      {total !== null && <button type="button" className="btn sml" onClick={stop}>Stop after this one</button>}
    </div>
  );
}

/** What came of it, member by member; the focus goes to it, since it takes the form's place. */
export function WaveResults({ state }: { state: WaveState }) {
  const box = useReached(state, state !== null);
  if (state === null) return null;
  return <div ref={box} tabIndex={-1} className="reached"><Came state={state} /></div>;
}

function Came({ state }: { state: Exclude<WaveState, null> }) {
  if (!state.ok) return <Notice icon={state.code === 'stale' || state.code === 'taken' ? 'refresh-cw' : 'triangle-alert'} tone="brick" role="alert">{[state.words, ...Object.values(state.fields).filter((words) => words !== state.words)].join(' ')}</Notice>;
  const { words, results } = state.value;
  return (
    <div className="col">
      <p className="b" role="status">{words}</p>
      <ul className="plain sm">{results.map(({ account, name, done, words: came }) => <li key={account}><Icon name={done ? 'circle-check' : 'circle-dashed'} small /> {name}: {came}</li>)}</ul>
    </div>
  );
}

/** One act on the members of a wave: to go on, to undo. It stays, with what came of it, when nothing is left to do; before that it is not there. `begins`: the address asks that it goes on by itself once the page is there, and no longer does once it has. */
export function WaveRun({ action, wave, left, title, icon, submit, tone = 'plain', foot, begins = false, children }: { action: WaveAction; wave: string; /** Members it can still act on. */ left: number; title: string; icon: IconName; submit: string; tone?: 'primary' | 'plain'; foot?: string; begins?: boolean; children?: ReactNode }) {
  const { state, pending, going, run, stop, form } = useWaveForm(action);
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
    run(data);
  }, [begins, left, pending, router, run, state, wave]);
  if (left === 0 && state === null && !pending) return null;
  return (
    <Panel title={title} icon={icon} acts foot={left === 0 ? undefined : foot}>
      <form {...form} className="col" aria-label={title} aria-busy={pending}>
        <HiddenFields values={{ wave }} />
        <WaveProgress going={going} stop={stop} />
        {!pending && <WaveResults state={state} />}
        {left > 0 && <>{children}<div><Submit tone={tone} disabled={pending}>{submit}</Submit></div></>}
      </form>
    </Panel>
  );
}
