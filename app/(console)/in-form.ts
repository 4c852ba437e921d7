import type { BackResult, BackState } from '@/components/ui/back-state';
import { refuse } from '@/lib/kernel/refusal';
import { granted, type Result } from '@/lib/kernel/result';

/** Every value that a form sends under a name, without the empty ones. */
export const textsIn = (form: FormData, name: string): string[] => form.getAll(name).filter((value) => typeof value === 'string').filter((value) => value !== '');

/** Takes back each of the form's `id`, by itself; answers what became of each. `words`: of what was taken back. */
export async function takeBackEach<Value>(form: FormData, most: number, one: (id: string) => Promise<Result<Value>>, words: (value: Value) => string): Promise<BackState> {
  const ids = [...new Set(textsIn(form, 'id'))].slice(0, most);
  if (ids.length === 0) return refuse('invalid', 'Nothing is left to be taken back.');
  const results: BackResult[] = [];
  for (const id of ids) {
    const result = await one(id);
    results.push(result.ok ? { id, done: true, words: words(result.value) } : { id, done: false, words: result.words });
  }
  return granted({ results });
}
