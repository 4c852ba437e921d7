import type { Result } from '@/lib/kernel/result';

/** How a wave went on each member: done, or why not. */
export type MemberResult = { account: string; name: string; done: boolean; words: string };
/** `left`: whom a page with a script does one by one, where it asked for the plan. */
export type WaveState = Result<{ /** "Proposed for 3 accounts." */ words: string; wave: string; results: readonly MemberResult[]; left: readonly { account: string; name: string }[] }> | null;
export type WaveAction = (state: WaveState, form: FormData) => Promise<WaveState>;

/** Id of the form that the choices in the matrix belong to. */
export const WAVE_FORM = 'wave';
