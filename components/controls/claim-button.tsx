'use client';
import { HiddenFields } from '../ui/field';
import type { FormAction } from '../ui/form-state';
import { useState, type ReactNode, type SubmitEvent } from 'react';
import { Notice } from '../ui/notice';
import { Answer, Submit, useKeptForm, useOverdue } from './action-form';
import { useDoubt } from './doubt';
import { Unanswered } from './holding';
import { keepPlace } from './keep-place';
import { useAhead, useOpening, useUnanswered } from './opening';

/** One act on one case with one button: claim, let go, take the next best. `opens`: its page opens the case by itself. */
export function ClaimButton({ action, hidden, hotkey = 'c', tone = 'primary', wide = false, small = false, opens = false, drops = false, says, children = 'Claim' }: {
  action: FormAction;
  hidden: Readonly<Record<string, string | number>>;
  hotkey?: string;
  tone?: 'primary' | 'plain' | 'bare';
  wide?: boolean;
  small?: boolean;
  opens?: boolean;
  /** The page has its forms no more afterwards. */
  drops?: boolean;
  /** Id of the words that say more of it. */
  says?: string;
  children?: ReactNode;
}) {
  const { state, pending, form } = useKeptForm(action, { opens });
  useOpening(state, null, { claims: true });
  const isOverdue = useOverdue(pending);
  const { asking, dialog } = useDoubt(children);
  const isOpening = state?.ok === true && state.value.opens !== undefined;
  return (
    <form {...form} onSubmit={drops ? asking(form.onSubmit) : form.onSubmit} className="claim">
      <HiddenFields values={hidden} />
      <Submit hotkey={hotkey} tone={tone} wide={wide} small={small} disabled={pending || isOpening} says={says}>{children}</Submit>
      {isOverdue ? <Overdue /> : !isOpening && <Answer state={state} />}
      {drops && dialog}
    </form>
  );
}

/** An act that got no answer is not sent again: the page read anew shows whether it arrived, and drops it where it still waits. */
function Overdue() {
  return <Notice icon="triangle-alert" tone="brick" role="alert">No answer has come. Whether it arrived shows once the page is read again; what you wrote here and did not send is lost then.<br /><button type="button" className="btn sml mt-2" onClick={() => window.location.reload()}>Read the page again</button></Notice>;
}

/** Takes the next best case and opens it; `ahead` is the address that this will most likely be, and is opened at once. */
export function NextButton({ action, ahead, says, children }: { action: FormAction; ahead: string | null; /** Id of the words that say what comes with it. */ says?: string; children: ReactNode }) {
  const { state, pending, form } = useKeptForm(action, { opens: true });
  useOpening(state, null, { claims: true });
  const goAhead = useAhead(action, ahead);
  const [hasGone, setHasGone] = useState(false);
  const isOverdue = useOverdue(pending);
  const isUnanswered = useUnanswered();
  function onSubmit(event: SubmitEvent<HTMLFormElement>) {
    if (goAhead === null) return form.onSubmit(event);
    event.preventDefault();
    keepPlace(event);
    if (goAhead()) setHasGone(true);
  }
  return (
    <form {...form} onSubmit={onSubmit} className="claim">
      {/* Once claimed, its page is on the way: a second press would claim a second case. */}
      <Submit hotkey="n" wide disabled={pending || (hasGone && !isUnanswered) || state?.ok === true} says={says}>{children}</Submit>
      {isOverdue || isUnanswered ? <Unanswered /> : state?.ok === false && <Answer state={state} />}
    </form>
  );
}
