'use client';
import { startTransition, useActionState, useEffect, useRef, type ReactNode, type SubmitEvent } from 'react';
import { HiddenFields } from '../ui/field';
import type { IconName } from '../ui/icon';
import { Notice } from '../ui/notice';
import type { SecretAction, SecretState } from '../ui/secret-state';
import { Submit } from './action-form';
import { CopyButton } from './copy-button';
import { useSending } from './sending';

/** A form whose answer holds a password, key or secret: shown this once, to be copied, and gone with the page. */
export function SecretForm({ action, hidden = {}, submit, tone, icon, label, secretLabel, children }: {
  action: SecretAction;
  hidden?: Readonly<Record<string, string | number>>;
  submit: ReactNode;
  tone?: 'primary' | 'plain' | 'bare';
  icon?: IconName;
  label: string;
  /** What the secret is called: "password". */
  secretLabel: string;
  children?: ReactNode;
}) {
  const [state, dispatch, pending] = useActionState<SecretState, FormData>(action, null);
  const form = useRef<HTMLFormElement>(null);
  const noteSent = useSending(pending);
  // What was added is no draft of the next.
  useEffect(() => { if (state?.ok === true) form.current?.reset(); }, [state]);
  function onSubmit(event: SubmitEvent<HTMLFormElement>) {
    event.preventDefault();
    noteSent(event);
    const data = new FormData(event.currentTarget, event.nativeEvent.submitter);
    startTransition(() => dispatch(data));
  }
  return (
    <form ref={form} action={dispatch} onSubmit={onSubmit} className="col far" aria-label={label} aria-busy={pending}>
      <HiddenFields values={hidden} />
      {children}
      {state !== null && !state.ok && <Notice icon="triangle-alert" tone="brick" role="alert">{[state.words, ...Object.values(state.fields)].filter((words, index, all) => all.indexOf(words) === index).join(' ')}</Notice>}
      {state?.ok === true && (
        <Notice icon="circle-check" role="status">
          {state.value.words}
          {state.value.secret !== null && <><br /><code className="id secret">{state.value.secret}</code> <CopyButton text={state.value.secret} label={secretLabel} /><br /><span className="xs q">Shown this once. Copy it now; nobody can read it again.</span></>}
        </Notice>
      )}
      <div><Submit tone={tone} icon={icon} disabled={pending}>{submit}</Submit></div>
    </form>
  );
}
