'use server';
import type { FormState } from '@/components/ui/form-state';
import { runImport } from '@/lib/intake/commands/run-import';
import { act, inputOf } from '@/lib/kernel/action';

export async function run(_state: FormState, form: FormData): Promise<FormState> {
  return act(runImport, inputOf(form), { refresh: ['/imports', `/imports/${form.get('id')}`], words: () => 'It runs; the numbers here follow it.' });
}
