'use server';
import { revalidatePath } from 'next/cache';
import type { FormState } from '@/components/ui/form-state';
import { withdrawDecision } from '@/lib/decisions/commands/withdraw-decision';
import { act, inputOf } from '@/lib/kernel/action';
import { withdrawnWords } from './withdrawn-words';

/** Takes a decision of one's own back before it leaves, or before it is read, and leads to its case; with `stay` one stays where one is. */
export async function withdraw(_: FormState, form: FormData): Promise<FormState> {
  const stays = form.get('stay') === 'yes';
  const state = await act(withdrawDecision, inputOf(form), {
    refresh: ['/queue', '/reviews'], words: withdrawnWords,
    ...(stays ? {} : { to: ({ caseId }: { caseId: string }) => `/cases/${caseId}` }),
  });
  // Too late: what is shown of the decision is too.
  if (state?.ok === false) revalidatePath('/queue');
  return state;
}
