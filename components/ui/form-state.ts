import type { Result } from '@/lib/kernel/result';

/** What a form's action answers: nothing yet, done with a sentence (and the address that the page opens next, news that is told wherever that leads, and whether the page shows it by itself), or refused (with what is wrong by field). */
export type FormState = Result<{ words: string; opens?: string; news?: string; isShown?: boolean }> | null;

/** The field by which a form says that its page opens the next address itself, from what it has fetched before. */
export const OPENS = 'opens';

/** A server action as the forms take it; works before hydration. */
export type FormAction = (state: FormState, form: FormData) => Promise<FormState>;

/** The message for a field, if the last answer had one. */
export function wrongIn(state: Result<unknown> | null, name: string): string | undefined {
  return state !== null && !state.ok ? state.fields[name] : undefined;
}
