'use server';
import { OPENS, type FormState } from '@/components/ui/form-state';
import { changeView } from '@/lib/cases/commands/change-view';
import { claimCase } from '@/lib/cases/commands/claim-case';
import { claimNext } from '@/lib/cases/commands/claim-next-case';
import { removeView } from '@/lib/cases/commands/remove-view';
import { saveView } from '@/lib/cases/commands/save-view';
import { setLayout } from '@/lib/cases/commands/set-layout';
import { shareView } from '@/lib/cases/commands/share-view';
import { CHOSEN_COLUMNS } from '@/lib/cases/queue-columns';
import { act, inputOf } from '@/lib/kernel/action';
import { togetherNews } from '../together-news';
import { refuse } from '@/lib/kernel/refusal';

export async function claim(_state: FormState, form: FormData): Promise<FormState> {
  const { [OPENS]: _, ...input } = inputOf(form);
  return act(claimCase, input, thenTo(form));
}

export async function claimBest(_state: FormState, form: FormData): Promise<FormState> {
  return act(claimNext, {}, thenTo(form));
}

/** To the case, by the page itself where it can; what was claimed along with it is told there. */
function thenTo(form: FormData) {
  const to = ({ caseId }: { caseId: string }) => `/cases/${caseId}`;
  return form.has(OPENS) ? { opens: to, words: ({ name }: { name: string }) => `${name} is yours`, news: togetherNews } : { refresh: ['/queue'], to };
}

export async function keepView(_state: FormState, form: FormData): Promise<FormState> {
  return act(saveView, inputOf(form), { refresh: ['/queue'], words: () => 'Saved: it stands among the views.' });
}

/** One form a view; its buttons say what is done. */
export async function tendView(_state: FormState, form: FormData): Promise<FormState> {
  const { do: what, asked, ...input } = inputOf(form);
  switch (what) {
    case 'rename': return act(changeView, input, { refresh: ['/queue'], words: () => 'Renamed.' });
    case 'show': return act(changeView, { ...input, asked }, { refresh: ['/queue'], words: () => 'It shows this list from now on.' });
    case 'share': return act(shareView, { ...input, shared: true }, { refresh: ['/queue'], words: () => 'Everybody has it on their queue now.' });
    case 'unshare': return act(shareView, { ...input, shared: false }, { refresh: ['/queue'], words: () => 'Its owner alone has it now.' });
    case 'remove': return act(removeView, input, { refresh: ['/queue'], words: () => 'Removed.' });
    default: return refuse('invalid', 'Say what is to be done with the view.');
  }
}

/** The form names what is shown; what is kept is what is not. */
export async function layOut(_state: FormState, form: FormData): Promise<FormState> {
  const { columns: _, ...input } = inputOf(form);
  const shown = form.getAll('columns[]');
  return act(setLayout, { ...input, hidden: CHOSEN_COLUMNS.filter((column) => !shown.includes(column)) });
}
