/**
 * What a settled case says of its account: the one place that tells. Outcomes are measures by their id, and these words beside them. `lifted` is stored
 * nowhere: it is what the case of a measure came to once people ended that measure before its time (`cameTo`).
 */
export const LIFTED = 'lifted';

/** Outcomes that say nothing of who works on the account: it is watched on, the evidence went away by itself, or whoever decided took it back. */
const UNDECIDED: ReadonlySet<string> = new Set(['watch', 'fell-below', LIFTED]);
/** Outcomes in the account's favour. */
export const CLEARED: readonly string[] = ['dismiss', 'appeal-granted'];

export type Label = 'against' | 'cleared';

/** As far as people could tell; null where it says nothing. */
export function labelOf(outcome: string | null): Label | null {
  if (outcome === null || UNDECIDED.has(outcome)) return null;
  return CLEARED.includes(outcome) ? 'cleared' : 'against';
}
