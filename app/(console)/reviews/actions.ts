'use server';
import type { FormState } from '@/components/ui/form-state';
import { countersignDecision } from '@/lib/decisions/commands/countersign-decision';
import { asInForm, fieldsSent } from '@/lib/decisions/measure-form';
import { act } from '@/lib/kernel/action';
import { refuse } from '@/lib/kernel/refusal';

/** Commits the second person's own verdict; both verdicts open on the same page. */
export async function commitVerdict(_state: FormState, form: FormData): Promise<FormState> {
  const measure = String(form.get('measure') ?? '');
  if (measure === '') return refuse('invalid', 'Choose a measure.', { measure: 'Choose a measure.' });
  const state = await act(
    countersignDecision,
    { decisionId: String(form.get('decisionId') ?? ''), version: String(form.get('version') ?? ''), measure, fields: fieldsSent(form, measure), grounds: form.getAll('ground').map(String), words: String(form.get('reason') ?? '') },
    { refresh: ['/reviews', '/queue'], to: ({ decision }) => `/reviews/${decision}` },
  );
  return state && asInForm(state, measure);
}
