'use server';
import { revalidatePath } from 'next/cache';
import type { FormState } from '@/components/ui/form-state';
import type { SecretState } from '@/components/ui/secret-state';
import { act, attempt, inputOf } from '@/lib/kernel/action';
import { granted } from '@/lib/kernel/result';
import type { Scope } from '@/lib/staff/actor';
import { addKey } from '@/lib/staff/commands/add-key';
import { revokeKey } from '@/lib/staff/commands/revoke-key';

export async function makeKey(_state: SecretState, form: FormData): Promise<SecretState> {
  const { name, scopes } = inputOf(form);
  const result = await attempt(addKey, { name: String(name ?? ''), scopes: (Array.isArray(scopes) ? scopes : []) as Scope[] });
  if (!result.ok) return result;
  revalidatePath('/keys');
  return granted({ words: `The key ${result.value.name} is made:`, secret: result.value.secret });
}

export async function revoke(_state: FormState, form: FormData): Promise<FormState> {
  return act(revokeKey, inputOf(form), { refresh: ['/keys'], to: () => '/keys' });
}
