import type { Policy } from '../policy/policy';
import { STANDARD_POLICY } from '../policy/standard';
import { standingOf } from '../risk/priority';
import type { Case, Woken } from './case';

/**
 * What stands before all evidence, in the doublings of `standingOf` (which stay within some thousands): a hold past its term, since
 * somebody's pay waits for a person; then an answer, since somebody waits for a reader; then a proposal that came back.
 */
const LEADS: Record<Woken, number> = { 'hold-lapsed': 3_000_000, answer: 2_000_000, returned: 1_000_000, 'reply-lapsed': 0 };

/** Evidence, harm and waiting alone never reach above this, and whatever leads them stands above it: an index on priority finds the leaders. */
export const LED_ABOVE = 0;

/** A case's fixed place in the queue, higher first: kept with the case and indexed. It changes with the case, never with the clock. */
export function priorityOf(c: Pick<Case, 'logOdds' | 'openedAt' | 'wokenBy'>, stakeUsd: number, policy: Policy = STANDARD_POLICY): number {
  const lead = c.wokenBy === null ? 0 : LEADS[c.wokenBy];
  return lead + standingOf({ logOdds: c.logOdds, stakeUsd, openedAt: c.openedAt }, policy);
}

/** What puts a case before its evidence, in words that follow "First because:"; null where evidence, harm and waiting alone do. */
export function leadWords(wokenBy: Woken | null): string | null {
  switch (wokenBy) {
    case 'hold-lapsed':
      return 'a payout hold is past its term and waits to be renewed or released';
    case 'answer':
      return 'the holder has answered';
    case 'returned':
      return 'a second reader differed';
    case 'reply-lapsed':
    case null:
      return null;
  }
}
