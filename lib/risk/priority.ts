import { HOUR } from '../kernel/instant';
import type { Instant } from '../kernel/instant';
import { probabilityOf } from '../policy/policy';
import type { Policy } from '../policy/policy';
import type { Strength } from '../signals/signal';
import type { Band } from './assessment';

/**
 * The order of the queue: evidence × harm × waiting (product.md section 3).
 * Waiting doubles a case every so many hours, so the order of two cases never depends on when it is asked:
 * `standingOf` is kept with the case and indexed, and nothing need be recomputed while cases wait.
 */

/** 0.5 where no money is at stake, 1 from the policy's full stake on; logarithmic, since the first thousand matters most. */
export function harmOf(moneyAtStakeUsd: number, policy: Policy): number {
  const unit = 100;
  const usd = Math.max(0, Number.isFinite(moneyAtStakeUsd) ? moneyAtStakeUsd : 0);
  return 0.5 + 0.5 * Math.min(1, Math.log1p(usd / unit) / Math.log1p(policy.queue.stakeFullUsd / unit));
}

export type Weighing = { logOdds: number; stakeUsd: number };

/** Fixed place in the queue, in doublings: higher first. It changes only with odds and stake, never with the clock. */
export function standingOf(weighing: Weighing & { openedAt: Instant }, policy: Policy): number {
  return Math.log2(evidenceTimesHarm(weighing, policy)) - weighing.openedAt / (policy.queue.waitingDoublesHours * HOUR);
}

export type Priority = {
  /** Evidence × harm × waiting; compare only within one instant. */
  value: number;
  evidence: number;
  harm: number;
  waiting: number;
  /** "strong evidence, $4,200 at stake, waiting 9 h": follows "First because:". */
  words: string;
};

export function priorityOf(given: Weighing & { waitingMs: number; band: Band; strength?: Strength | null }, policy: Policy): Priority {
  const evidence = probabilityOf(policy, given.logOdds);
  const harm = harmOf(given.stakeUsd, policy);
  const waiting = 2 ** (Math.max(0, given.waitingMs) / (policy.queue.waitingDoublesHours * HOUR));
  const because = [
    given.strength && given.strength !== 'none' ? `${given.strength} evidence` : `band ${given.band}`,
    ...(given.stakeUsd > 0 ? [`${dollars(given.stakeUsd)} at stake`] : []),
    `waiting ${lasting(given.waitingMs)}`,
  ];
  return { value: evidence * harm * waiting, evidence, harm, waiting, words: because.join(', ') };
}

function evidenceTimesHarm({ logOdds, stakeUsd }: Weighing, policy: Policy): number {
  return probabilityOf(policy, logOdds) * harmOf(stakeUsd, policy);
}

/** "$4,200"; whole dollars, thousands set apart. */
export function dollars(usd: number): string {
  return `$${String(Math.round(usd)).replace(/\B(?=(\d{3})+$)/g, ',')}`;
}

/** "9 h", "2 d", "under 1 h". */
function lasting(ms: number): string {
  const hours = Math.floor(Math.max(0, ms) / HOUR);
  return hours < 1 ? 'under 1 h' : hours < 48 ? `${hours} h` : `${Math.floor(hours / 24)} d`;
}
