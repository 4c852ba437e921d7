'use client';
import { startTransition, useActionState, useRef, type MouseEvent } from 'react';
import { ENGLISH_NAMES, type Language } from '@/lib/kernel/language';
import type { DraftAction, DraftState } from '../decision/choices';
import { NoticeText } from '../decision/notice-text';
import { Icon } from '../ui/icon';
import { Notice } from '../ui/notice';
import { unpressed, useStillWrong } from './action-form';

type Preview = { state: DraftState; pending: boolean; see: (form: FormData) => void; look: (event: MouseEvent<HTMLButtonElement>) => void };

/** The notice from what is in the form now. What keeps it from being written is for the form to tell, at the fields that it names; `onChange` hears when they change. */
export function useNoticePreview(action: DraftAction = unasked): Preview & { onChange: ReturnType<typeof useStillWrong>[1] } {
  const [answer, see, pending] = useActionState(action, null);
  const sent = useRef<HTMLFormElement | null>(null);
  const [state, onChange] = useStillWrong(answer, pending, sent);
  /** Without emptying the form, and without proposing: the form's own sending is for that. Before hydration the button posts by itself. */
  function look(event: MouseEvent<HTMLButtonElement>) {
    const { form } = event.currentTarget;
    event.preventDefault();
    sent.current = form;
    if (form !== null) startTransition(() => see(new FormData(form)));
  }
  return { state, pending, see, look, onChange };
}

const unasked: DraftAction = async (state) => state;

/** A button of the decision form that shows the whole notice, as the holder would get it from what is in the form now, with the English beside it. */
export function NoticePreview({ preview: { state, pending, see, look }, language, told }: { preview: Preview; language: Language; /** The chosen measure is told to the holder. */ told: boolean }) {
  return (
    <div className="col">
      <button type="submit" className="btn sml" formAction={see} formNoValidate onClick={look} {...unpressed(pending || !told)} data-sending={pending ? '' : undefined}><Icon name="eye" small /> See the notice{language !== 'en' && `, in ${ENGLISH_NAMES[language]}`}</button>
      <div role="status" aria-busy={pending}>
        {state?.ok === false && Object.keys(state.fields).length === 0 && <Notice icon="triangle-alert" tone="brick">{state.words}</Notice>}
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
