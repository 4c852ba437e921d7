import type { Instant } from '../kernel/instant';

/** The ways a member of staff can have had a hand in a case. Looking at it is not one of them; revealing a masked field is. */
export const TOUCHES = ['claimed', 'noted', 'asked', 'proposed', 'countersigned', 'returned', 'revealed', 'lifted', 'uncovered', 'heard'] as const;
export type TouchKind = (typeof TOUCHES)[number];

/** One person's hand in one case. `returned`: committed a reading that differed, and has seen the proposal since. `heard`: took an appeal there to hear it. */
export type Touch = { readonly staff: string; readonly how: TouchKind; readonly at: Instant };

/** What a person did on a case, each kind once, in the order of `TOUCHES`. */
export function touchesOf(staff: string, touches: readonly Touch[]): readonly TouchKind[] {
  const kinds = new Set(touches.filter((touch) => touch.staff === staff).map((touch) => touch.how));
  return TOUCHES.filter((kind) => kinds.has(kind));
}

const WORDS: Record<TouchKind, string> = {
  claimed: 'held it',
  noted: 'wrote a note on it',
  asked: 'asked the holder',
  proposed: 'proposed a measure',
  countersigned: 'countersigned a decision',
  returned: 'read a proposal and differed',
  revealed: 'revealed a masked field',
  lifted: 'lifted a measure',
  uncovered: 'opened a proposal that was covered',
  heard: 'took its appeal to hear it',
};

/** "held it, wrote a note on it and asked the holder" */
export function touchWords(kinds: readonly TouchKind[]): string {
  const words = kinds.map((kind) => WORDS[kind]);
  const last = words.at(-1) ?? '';
  return words.length < 2 ? last : `${words.slice(0, -1).join(', ')} and ${last}`;
}
