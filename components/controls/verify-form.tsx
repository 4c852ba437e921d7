'use client';
import { startTransition, useActionState, type SubmitEvent } from 'react';
import { VerificationResult } from '../audit/verification';
import type { VerifyAction, VerifyState } from '../audit/verify-state';
import { HiddenFields } from '../ui/field';
import { exact } from '../ui/moment';
import { Notice } from '../ui/notice';
import { Panel } from '../ui/panel';
import { Reached, Submit } from './action-form';

/** Walks the ledger, or one chain of it, and shows what was found where the button is. */
export function VerifyForm({ action, chain = null, command }: { action: VerifyAction; chain?: string | null; command: string }) {
  const [state, dispatch, pending] = useActionState<VerifyState, FormData>(action, null);
  function onSubmit(event: SubmitEvent<HTMLFormElement>) {
    event.preventDefault();
    const data = new FormData(event.currentTarget);
    startTransition(() => dispatch(data));
  }
  const form = (label: string) => (
    <form action={dispatch} onSubmit={onSubmit} aria-busy={pending}>
      <HiddenFields values={chain === null ? {} : { chain }} />
      <Submit small={state?.ok === true} hotkey="v" disabled={pending} tone={state?.ok === true ? 'plain' : 'primary'}>{pending ? 'Reading every line…' : label}</Submit>
    </form>
  );
  if (state?.ok === true) {
    const { at, ...found } = state.value;
    return <Reached answer={state}><VerificationResult {...found} verified={exact(at)} command={command} again={form('Again')} /></Reached>;
  }
  return (
    <Panel title="Verify" icon="shield-check">
      <div className="col far">
        <p className="sm q">Reads {chain === null ? 'every line of every chain' : 'every line of this chain'}, and holds it against the line before, the recorded heads and the signed checkpoints. That you verified is itself entered.</p>
        {state !== null && <Notice icon="triangle-alert" tone="brick" role="alert">{state.words}</Notice>}
        {form('Verify')}
      </div>
    </Panel>
  );
}
