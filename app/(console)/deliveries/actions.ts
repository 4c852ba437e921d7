'use server';
import { revalidatePath } from 'next/cache';
import type { FormState } from '@/components/ui/form-state';
import type { SecretState } from '@/components/ui/secret-state';
import { openMailbox } from '@/lib/enforcement/commands/open-mailbox';
import { replayDelivery } from '@/lib/enforcement/commands/replay-delivery';
import { rotateWebhook } from '@/lib/enforcement/commands/rotate-webhook';
import { setWebhook } from '@/lib/enforcement/commands/set-webhook';
import { setPlatformPages } from '@/lib/evidence/commands/set-platform-pages';
import { act, attempt, inputOf } from '@/lib/kernel/action';
import { granted } from '@/lib/kernel/result';

export async function sendAgain(_state: FormState, form: FormData): Promise<FormState> {
  return act(replayDelivery, inputOf(form), { refresh: ['/deliveries', `/deliveries/${form.get('id')}`], words: () => 'It is sent once more, under the same id.' });
}

/** In a demonstration: to the holder's page, as they would come to it from their mail. Field: `notice`. */
export async function openHolderPage(_state: FormState, form: FormData): Promise<FormState> {
  return act(openMailbox, inputOf(form), { to: ({ path }) => path });
}

export async function sayWhereOrdersGo(_state: SecretState, form: FormData): Promise<SecretState> {
  const result = await attempt(setWebhook, { url: String(form.get('url') ?? '') });
  if (!result.ok) return result;
  revalidatePath('/deliveries');
  return granted({ words: result.value.secret === null ? 'Orders go there from now on; the secret stays.' : 'Orders go there from now on. The receiver checks them with this secret:', secret: result.value.secret });
}

export async function sayWherePagesAre(_state: FormState, form: FormData): Promise<FormState> {
  return act(setPlatformPages, inputOf(form), { refresh: ['/deliveries'], words: () => 'Ids lead there from now on.' });
}

export async function renewSecret(_state: SecretState, form: FormData): Promise<SecretState> {
  const result = await attempt(rotateWebhook, { id: String(form.get('id') ?? '') });
  if (!result.ok) return result;
  revalidatePath('/deliveries');
  return granted({ words: 'Every order is signed with the new secret and the one before it:', secret: result.value.secret });
}
