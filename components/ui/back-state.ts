import type { Result } from '@/lib/kernel/result';

/** How the taking back of each ended. */
export type BackResult = { id: string; done: boolean; words: string };
export type BackState = Result<{ results: readonly BackResult[] }> | null;
/** Takes back each of what field `id` names, several where no script calls it for one at a time. */
export type BackAction = (state: BackState, form: FormData) => Promise<BackState>;
