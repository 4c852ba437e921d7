'use client';
import { startTransition, useActionState, type MouseEvent } from 'react';
import { ENGLISH_NAMES, type Language } from '@/lib/kernel/language';
import type { DraftAction } from '../decision/choices';
import { NoticeText } from '../decision/notice-text';
import { Icon } from '../ui/icon';
import { Notice } from '../ui/notice';

/** A button of the decision form that shows the whole notice, as the holder would get it from what is in the form now, with the English beside it. */
export function NoticePreview({ action, language, told }: { action: DraftAction; language: Language; /** The chosen measure is told to the holder. */ told: boolean }) {
  const [state, see, pending] = useActionState(action, null);
  /** Without emptying the form, and without proposing: the form's own sending is for that. Before hydration the button posts by itself. */
  function look(event: MouseEvent<HTMLButtonElement>) {
    const { form } = event.currentTarget;
    event.preventDefault();
    if (form !== null) startTransition(() => see(new FormData(form)));
  }
  return (
    <div className="col">
      <button type="submit" className="btn sml" formAction={see} formNoValidate onClick={look} disabled={pending || !told} data-sending={pending ? '' : undefined}><Icon name="eye" small /> See the notice{language !== 'en' && `, in ${ENGLISH_NAMES[language]}`}</button>
      <div role="status" aria-busy={pending}>
        {state?.ok === false && <Notice icon="triangle-alert" tone="brick">{state.words}</Notice>}
        {state?.ok === true && (
          <>
            {state.value.blanks.length > 0 && <Notice icon="triangle-alert">Still blank: {state.value.blanks.map((name) => name.replaceAll('_', ' ')).join(', ')}.</Notice>}
            {state.value.objections.map(({ found, words }) => <Notice key={found} icon="triangle-alert" tone="brick">It says “{found}”. {words}</Notice>)}
            <NoticeText notice={state.value} />
          </>
        )}
      </div>
    </div>
  );
}
