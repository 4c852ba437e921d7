'use server';
import { revalidatePath } from 'next/cache';
import { redirect } from 'next/navigation';
import type { FormState } from '@/components/ui/form-state';
import { startFor } from '@/app/start';
import { act, inputOf, signedIn } from '@/lib/kernel/action';
import { changeSettings } from '@/lib/staff/commands/change-settings';
import { mapKeys } from '@/lib/staff/commands/map-keys';
import { takeTour as go } from '@/lib/staff/commands/take-tour';

// Settings show on every page: what was kept of any of them is made anew.

export async function changeMine(_state: FormState, form: FormData): Promise<FormState> {
  const answer = await act(changeSettings, inputOf(form), { words: () => 'Kept. It holds wherever you sign in.' });
  if (answer?.ok) revalidatePath('/', 'layout');
  return answer;
}

export async function keepKeys(_state: FormState, form: FormData): Promise<FormState> {
  const answer = await act(mapKeys, inputOf(form), { words: ({ changed }) => (changed === 1 ? 'Kept. One key has changed.' : `Kept. ${changed} keys have changed.`) });
  if (answer?.ok) revalidatePath('/', 'layout');
  return answer;
}

/** Beginning leads to where one's work begins: there is the first step. */
export async function takeTour(_state: FormState, form: FormData): Promise<FormState> {
  const answer = await act(go, inputOf(form), { words: () => 'Kept.' });
  if (!answer?.ok) return answer;
  revalidatePath('/', 'layout');
  if (form.get('state') === 'running') redirect(startFor((await signedIn()).role));
  return answer;
}
