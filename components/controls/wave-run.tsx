'use client';
import { startTransition, useActionState, type ReactNode, type SubmitEvent } from 'react';
import type { WaveAction, WaveState } from '../decision/wave';
import { HiddenFields } from '../ui/field';
import { Icon, type IconName } from '../ui/icon';
import { Notice } from '../ui/notice';
import { Panel } from '../ui/panel';
import { Submit, useReached } from './action-form';

/** Sends without emptying what was typed; before hydration the form posts by itself. */
export function useWaveForm(action: WaveAction) {
  const [state, dispatch, pending] = useActionState(action, null);
  function onSubmit(event: SubmitEvent<HTMLFormElement>) {
    event.preventDefault();
    const data = new FormData(event.currentTarget);
    startTransition(() => dispatch(data));
  }
  return { state, pending, form: { action: dispatch, onSubmit } };
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

/** One act on the members of a wave: to go on, to undo. It stays, with what came of it, when nothing is left to do; before that it is not there. */
export function WaveRun({ action, wave, left, title, icon, submit, tone = 'plain', foot, children }: { action: WaveAction; wave: string; /** Members it can still act on. */ left: number; title: string; icon: IconName; submit: string; tone?: 'primary' | 'plain'; foot?: string; children?: ReactNode }) {
  const { state, pending, form } = useWaveForm(action);
  if (left === 0 && state === null) return null;
  return (
    <Panel title={title} icon={icon} acts foot={left === 0 ? undefined : foot}>
      <form {...form} className="col" aria-label={title} aria-busy={pending}>
        <HiddenFields values={{ wave }} />
        <WaveResults state={state} />
        {left > 0 && <>{children}<div><Submit tone={tone} disabled={pending}>{submit}</Submit></div></>}
      </form>
    </Panel>
  );
}
