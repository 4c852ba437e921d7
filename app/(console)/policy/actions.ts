'use server';
import type { FormState } from '@/components/ui/form-state';
import { cancelBacktest } from '@/lib/insights/commands/cancel-backtest';
import { draftLearnt } from '@/lib/insights/commands/draft-learnt';
import { shadowDraft } from '@/lib/insights/commands/shadow-draft';
import { startBacktest } from '@/lib/insights/commands/start-backtest';
import { act, inputOf } from '@/lib/kernel/action';
import { countersignPolicy } from '@/lib/policy/commands/countersign-policy';
import { editDraft } from '@/lib/policy/commands/edit-draft';
import { proposeDraft } from '@/lib/policy/commands/propose-draft';
import { returnDraft } from '@/lib/policy/commands/return-draft';
import { startDraft } from '@/lib/policy/commands/start-draft';
import { updateDraft } from '@/lib/policy/commands/update-draft';
import { withdrawDraft } from '@/lib/policy/commands/withdraw-draft';
import { plural } from '@/components/ui/words';

const pathsOf = (form: FormData): string[] => ['/policy', `/policy/drafts/${form.get('draft')}`];

export async function start(_state: FormState, form: FormData): Promise<FormState> {
  return act(startDraft, inputOf(form), { refresh: ['/policy'], to: ({ draft }) => `/policy/drafts/${draft}` });
}

export async function edit(_state: FormState, form: FormData): Promise<FormState> {
  const words = ({ changes }: { changes: number }) => (changes === 0 ? 'Kept.' : `Kept, with ${plural(changes, 'change')}.`);
  // Kept from beside the histogram, where the form may be folded.
  return act(editDraft, inputOf(form), { refresh: pathsOf(form), words, news: (value) => (form.get('from') === 'handles' ? words(value) : null) });
}

export async function update(_state: FormState, form: FormData): Promise<FormState> {
  return act(updateDraft, inputOf(form), { refresh: pathsOf(form), words: () => 'It is up to date.' });
}

export async function propose(_state: FormState, form: FormData): Promise<FormState> {
  return act(proposeDraft, inputOf(form), { refresh: pathsOf(form), words: () => 'Proposed. Another admin countersigns.' });
}

export async function giveBack(_state: FormState, form: FormData): Promise<FormState> {
  return act(returnDraft, inputOf(form), { refresh: pathsOf(form), words: () => 'It is being written again.' });
}

export async function countersign(_state: FormState, form: FormData): Promise<FormState> {
  return act(countersignPolicy, inputOf(form), { refresh: pathsOf(form), to: ({ policy }) => `/policy/versions/${policy}` });
}

export async function withdraw(_state: FormState, form: FormData): Promise<FormState> {
  return act(withdrawDraft, inputOf(form), { refresh: pathsOf(form), to: () => '/policy' });
}

export async function tryOut(_state: FormState, form: FormData): Promise<FormState> {
  return act(startBacktest, inputOf(form), { refresh: pathsOf(form), words: () => 'It runs; the numbers here follow it.' });
}

export async function stopTrying(_state: FormState, form: FormData): Promise<FormState> {
  return act(cancelBacktest, inputOf(form), { refresh: pathsOf(form), words: () => 'Stopped.' });
}

export async function shadow(_state: FormState, form: FormData): Promise<FormState> {
  return act(shadowDraft, inputOf(form), { refresh: pathsOf(form), words: ({ accounts }) => (form.get('run') === 'on' ? 'It runs beside the policy in force; the comparison fills as the worker goes.' : `Ended, compared on ${plural(accounts, 'account')}.`) });
}

export async function learn(_state: FormState, form: FormData): Promise<FormState> {
  return act(draftLearnt, inputOf(form), { refresh: ['/policy'], to: ({ draft }) => `/policy/drafts/${draft}` });
}
