'use server';
import { revalidatePath } from 'next/cache';
import type { FormState } from '@/components/ui/form-state';
import { withdrawDecision } from '@/lib/decisions/commands/withdraw-decision';
import { act, inputOf } from '@/lib/kernel/action';

/** Takes a decision of one's own back before it leaves, and leads to its case. */
export async function withdraw(_: FormState, form: FormData): Promise<FormState> {
  const state = await act(withdrawDecision, inputOf(form), { refresh: ['/queue'], to: ({ caseId }) => `/cases/${caseId}` });
  // Too late: what is shown of the decision is too.
  revalidatePath('/queue');
  return state;
}
