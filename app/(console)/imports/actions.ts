'use server';
import { OPENS, type FormState } from '@/components/ui/form-state';
import { discardImport } from '@/lib/intake/commands/discard-import';
import { runImport } from '@/lib/intake/commands/run-import';
import { act, inputOf } from '@/lib/kernel/action';

export async function run(_state: FormState, form: FormData): Promise<FormState> {
  return act(runImport, inputOf(form), { refresh: ['/imports', `/imports/${form.get('id')}`], words: () => 'It runs; the numbers here follow it.' });
}

export async function discard(_state: FormState, form: FormData): Promise<FormState> {
  const to = () => '/imports';
  return act(discardImport, inputOf(form), form.has(OPENS) ? { opens: to, news: ({ fileName }: { fileName: string }) => `Thrown away: ${fileName}.` } : { refresh: ['/imports'], to });
}
