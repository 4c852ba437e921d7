import type { Instant } from '../kernel/instant';
import { ruleFor, type Policy, type SignalState } from '../policy/policy';
import type { Band } from '../risk/assessment';
import { shareOf, type Interval } from './interval';
import { skewsOf, type ByRegion, type Skew } from './region';

/** What one signal did over the days that the policy names. */
export type ReportCard = {
  signal: string;
  state: SignalState;
  /** From when on its cases and findings are counted: the policy's days, or since it was last switched on. */
  since: Instant;
  /** Accounts on which it fired lately, by the band they stand in. */
  fired: Readonly<Partial<Record<Band, number>>>;
  /** Of those, accounts on which it did not stand alone. */
  together: number;
  /** Settled cases on which it was found: decided against the account, undone on appeal, settled in its favour. */
  against: number;
  overturned: number;
  cleared: number;
  /** Settled cases whose measure staff lifted before its end: nothing that is kept says whether it was wrong, so they are on neither side. Absent from counts made before they were told apart. */
  lifted?: number;
  regions: ByRegion;
  /** In shadow: where the accounts on which it fired would stand if it counted, by band now and then. */
  would: Readonly<Record<string, number>> | null;
};

export const firedOn = (card: Pick<ReportCard, 'fired'>): number => Object.values(card.fired).reduce((sum, accounts) => sum + (accounts ?? 0), 0);

/** Of the cases that people settled, those they settled against the account, appeals counted. */
export function againstShare({ against, overturned, cleared }: ReportCard): Interval | null {
  return shareOf(against, against + overturned + cleared);
}

/** Of the cases settled against the account, those that an appeal undid: the share that the policy's limit looks at. */
export function overturnedShare({ against, overturned }: ReportCard): Interval | null {
  return shareOf(overturned, against + overturned);
}

/** Of all cases that were ever settled against the account, those whose measure staff lifted by themselves; null also where nobody has told them apart yet. */
export function liftedShare({ against, overturned, lifted }: ReportCard): Interval | null {
  return lifted === undefined ? null : shareOf(lifted, against + overturned + lifted);
}

/** What of a card its regions are compared by. */
type Compared = Pick<ReportCard, 'fired' | 'regions'>;

/** How often it fires in each region against all others; in none where it fired on too few accounts to be compared (`whyUncompared`). */
export function skewsIn(card: Compared, { leastSettled: least }: Policy['reports']): Skew[] {
  return firedOn(card) < least ? [] : skewsOf(card.regions, least);
}

/**
 * The region in which it surely fires most often against all others: the one whose interval begins highest. The largest ratio is often that of a
 * small region, and would hide a large one that is past the limit.
 */
export function worstSkew(card: Compared, limits: Policy['reports']): Skew | null {
  return skewsIn(card, limits).sort((a, b) => b.ratio.low - a.ratio.low)[0] ?? null;
}

export type Demotion = { signal: string; why: string };

/**
 * Whether a signal that counts is past the policy's limits, and why, in words. What people undid is taken as it is once there are enough
 * cases; a skew has to hold over its whole interval, which is wide because the largest of many ratios is often large by chance.
 */
export function demotionOf(card: ReportCard, limits: Policy['reports']): Demotion | null {
  if (card.state !== 'on') return null;
  const overturned = overturnedShare(card);
  const cases = card.against + card.overturned;
  if (overturned !== null && cases >= limits.leastSettled && overturned.value > limits.overturnedAbove) {
    return { signal: card.signal, why: `${card.overturned} of ${cases} cases undone on appeal` };
  }
  const skew = worstSkew(card, limits);
  if (skew !== null && skew.ratio.low > limits.skewAbove) return { signal: card.signal, why: `fires ${skew.ratio.value.toFixed(1)} times as often in ${skew.region} as elsewhere` };
  return null;
}

/** Why a signal that looks past a limit still counts, in words; null where it is within them, counts no more, or goes (`demotionOf`). */
export function whyItStays(card: ReportCard, limits: Policy['reports']): string | null {
  if (card.state !== 'on' || demotionOf(card, limits) !== null) return null;
  const [overturned, skew] = [overturnedShare(card), worstSkew(card, limits)];
  const cases = card.against + card.overturned;
  if (overturned !== null && overturned.value > limits.overturnedAbove) return `too few cases: ${cases} of ${limits.leastSettled}`;
  if (skew === null || skew.ratio.value <= limits.skewAbove) return null;
  return `not sure: ${skew.ratio.low.toFixed(1)}× to ${skew.ratio.high.toFixed(1)}×`;
}

/** Why a signal is not compared by region, in words; null where it is. */
export function whyUncompared(card: Compared, limits: Policy['reports']): string | null {
  if (skewsIn(card, limits).length > 0) return null;
  const fired = firedOn(card);
  return fired < limits.leastSettled ? `too few accounts: ${fired} of ${limits.leastSettled}` : 'too few accounts by region';
}

/** When a signal was last switched on, having been off or in shadow before; null where it counts since the first version. */
export function onSince(versions: readonly { at: Instant; policy: Policy }[], signal: string): Instant | null {
  let since: Instant | null = null;
  const ordered = [...versions].sort((a, b) => a.policy.version - b.policy.version);
  ordered.forEach(({ at, policy }, index) => {
    const before = ordered[index - 1];
    if (before !== undefined && ruleFor(policy, signal).state === 'on' && ruleFor(before.policy, signal).state !== 'on') since = at;
  });
  return since;
}
