/** Outcomes that say nothing of who works on the account: it is watched on, or the evidence went away by itself. */
const UNDECIDED: ReadonlySet<string> = new Set(['watch', 'fell-below']);
/** Outcomes in the account's favour. */
export const CLEARED: readonly string[] = ['dismiss', 'appeal-granted'];

export type Label = 'against' | 'cleared';

/** What a settled case says of its account, as far as people could tell; null where it says nothing. */
export function labelOf(outcome: string | null): Label | null {
  if (outcome === null || UNDECIDED.has(outcome)) return null;
  return CLEARED.includes(outcome) ? 'cleared' : 'against';
}
