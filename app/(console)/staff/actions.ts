'use server';
import { revalidatePath } from 'next/cache';
import type { FormState } from '@/components/ui/form-state';
import type { SecretState } from '@/components/ui/secret-state';
import { act, attempt, inputOf } from '@/lib/kernel/action';
import { granted } from '@/lib/kernel/result';
import { newPassword } from '@/lib/staff/adapters/password';
import { addStaff } from '@/lib/staff/commands/add-staff';
import { changeStaff } from '@/lib/staff/commands/change-staff';

export async function addPerson(_state: SecretState, form: FormData): Promise<SecretState> {
  const { name, email, role, way } = inputOf(form);
  const password = way === 'provider' ? undefined : newPassword();
  const result = await attempt(addStaff, { name: String(name ?? ''), email: String(email ?? ''), role: role as 'moderator', password });
  if (!result.ok) return result;
  revalidatePath('/staff');
  const { name: added, pseudonym } = result.value;
  const words = `${added} is added, known outside as ${pseudonym}. `;
  return granted(password === undefined ? { words: `${words}They sign in through your provider.`, secret: null } : { words: `${words}They sign in with this password:`, secret: password });
}

export async function changePerson(_state: FormState, form: FormData): Promise<FormState> {
  return act(changeStaff, inputOf(form), { refresh: ['/staff'], words: () => 'Done. It holds from their next request on.' });
}

export async function givePassword(_state: SecretState, form: FormData): Promise<SecretState> {
  const password = newPassword();
  const result = await attempt(changeStaff, { id: String(form.get('id') ?? ''), version: String(form.get('version') ?? ''), password });
  if (!result.ok) return result;
  revalidatePath('/staff');
  return granted({ words: 'The old password has ended, and with it every session. The new one:', secret: password });
}
