'use server';
import type { FormState } from '@/components/ui/form-state';
import { giveBackAppeal } from '@/lib/appeals/commands/give-back-appeal';
import { grantAppeal } from '@/lib/appeals/commands/grant-appeal';
import { refuseAppeal } from '@/lib/appeals/commands/refuse-appeal';
import { takeAppeal } from '@/lib/appeals/commands/take-appeal';
import { act } from '@/lib/kernel/action';
import { languageNamed } from '@/lib/kernel/language';
import { refuse } from '@/lib/kernel/refusal';

const pageOf = ({ id }: { id: string }): string => `/appeals/${id}`;

/** Takes an appeal to hear it; the form for its outcome opens on its page. */
export async function takeIt(_state: FormState, form: FormData): Promise<FormState> {
  return act(takeAppeal, { id: String(form.get('appealId') ?? '') }, { refresh: ['/appeals'], to: pageOf });
}

/** Gives an appeal back, for somebody else to hear. */
export async function giveItBack(_state: FormState, form: FormData): Promise<FormState> {
  return act(giveBackAppeal, { id: String(form.get('appealId') ?? '') }, { refresh: ['/appeals'], to: pageOf });
}

/** Grants or refuses, with reasons that the holder reads. */
export async function decideIt(_state: FormState, form: FormData): Promise<FormState> {
  const input = { id: String(form.get('appealId') ?? ''), version: String(form.get('version') ?? ''), reasons: String(form.get('reasons') ?? ''), written: languageNamed(form.get('written')) ?? 'en' };
  const then = { refresh: ['/appeals'], to: pageOf };
  switch (form.get('outcome')) {
    case 'grant': return act(grantAppeal, { ...input, ends: String(form.get('ends') ?? '') }, then);
    case 'refuse': return act(refuseAppeal, input, then);
    default: return refuse('invalid', 'Grant it or refuse it.');
  }
}
