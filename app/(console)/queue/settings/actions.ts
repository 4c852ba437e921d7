'use server';
import type { FormState } from '@/components/ui/form-state';
import { changeQueue } from '@/lib/cases/commands/change-queue';
import { act } from '@/lib/kernel/action';

/** What was tried out is sent as it was tried. */
export async function setQueue(_state: FormState, form: FormData): Promise<FormState> {
  let settings: unknown = null;
  try {
    settings = JSON.parse(String(form.get('settings') ?? ''));
  } catch { /* The command says what is wrong with nothing. */ }
  return act(changeQueue, { version: form.get('version'), settings }, { refresh: ['/queue'], to: () => '/queue/settings' });
}
