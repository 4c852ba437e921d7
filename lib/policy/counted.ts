import type { Policy, Ratio } from './policy';
import { ratioOf } from './policy';
import { EXPERT_CASES, Z90, shrunk, varianceOf, within } from './ratio';
import { STANDARD_RATIOS } from './standard-ratios';

/** A settled case, as learning reads it. */
export type Settled = {
  /** Signals that found something, with how full each finding was: its weight against the signal's fullest, 0 to 1. */
  found: readonly { signal: string; fullness: number }[];
  /** Signals that abstained or were switched off: of them the case says nothing. */
  unread: readonly string[];
  /** Settled against the account, and not overturned since. */
  against: boolean;
  /** Chance that a person came to look at it, 0 to 1: 1 for the head of the queue, the sampling rate for the random arm. */
  propensity: number;
};

/** The rarest case counts no more than this many of the commonest: a single surprise must not carry a weight. Beyond it what is learnt leans towards the queue (decision 0085). */
const WEIGHT_AT_MOST = 50;

/** One over the chance of being looked at: the queue shows its own head, and would otherwise confirm itself. */
export function weightOf(settled: Pick<Settled, 'propensity'>): number {
  return Math.min(WEIGHT_AT_MOST, 1 / Math.max(1e-6, Math.min(1, settled.propensity)));
}

/** What settled cases say of a signal by themselves, with a 90% interval; before anything that was held. */
export type Counted = { nats: number; low: number; high: number; variance: number; against: Seen; cleared: Seen };
/** `found` of `cases` as counted, and the number of equally weighted cases that they are worth. */
export type Seen = { found: number; cases: number; worth: number };

/** ln of how often the signal finds something in cases settled against the account, over how often in the others; at its fullest. */
export function countedRatio(signal: string, cases: readonly Settled[]): Counted | null {
  const read = cases.filter((each) => !each.unread.includes(signal));
  const hits = read.flatMap((each) => each.found.filter((one) => one.signal === signal).map((one) => ({ fullness: one.fullness, weight: weightOf(each) })));
  if (hits.length === 0) return null;
  const [against, cleared] = [share(signal, read.filter((each) => each.against)), share(signal, read.filter((each) => !each.against))];
  if (against.cases === 0 || cleared.cases === 0) return null;
  // A finding that is half full says half: the ratio of the usual finding is stretched to the fullest one.
  const usual = Math.max(0.3, hits.reduce((sum, each) => sum + Math.min(1, each.fullness) * each.weight, 0) / hits.reduce((sum, each) => sum + each.weight, 0));
  const nats = Math.log(against.rate / cleared.rate) / usual;
  const variance = (against.spread + cleared.spread) / usual ** 2;
  const half = Z90 * Math.sqrt(variance);
  return { nats: within(nats), low: within(nats - half), high: within(nats + half), variance, against: seen(against), cleared: seen(cleared) };
}

type Share = Seen & { rate: number; spread: number };

function share(signal: string, cases: readonly Settled[]): Share {
  let [sum, squares, hits, found] = [0, 0, 0, 0];
  for (const each of cases) {
    const weight = weightOf(each);
    const hit = each.found.some((one) => one.signal === signal);
    sum += weight;
    squares += weight ** 2;
    if (hit) { hits += weight; found += 1; }
  }
  // Kish: so many equal cases would be as sure. Half a case more on either side, so that nothing is never and nothing is always.
  const worth = squares === 0 ? 0 : sum ** 2 / squares;
  const rate = (sum === 0 ? 0.5 : (hits / sum) * worth + 0.5) / (sum === 0 ? 1 : worth + 1);
  return { found, cases: cases.length, worth, rate, spread: (1 - rate) / ((worth + 1) * rate) };
}

function seen({ found, cases, worth }: Share): Seen {
  return { found, cases, worth };
}

export type Proposal = { signal: string; held: Ratio | null; counted: Counted; proposed: Ratio };

/**
 * New rows for the published table from settled cases, drawn towards what an expert says (towards a ratio of 1 where none does), and
 * not towards the ratio in force: that may have been learnt from these same cases, which would then count again with every draft.
 * Never applied by themselves: a person puts them into a draft. Largest change of what is held first.
 */
export function proposals(policy: Policy, cases: readonly Settled[], source: string): Proposal[] {
  const signals = [...new Set(cases.flatMap((each) => each.found.map((one) => one.signal)))].sort();
  return signals.flatMap((signal): Proposal[] => {
    const counted = countedRatio(signal, cases);
    if (counted === null) return [];
    const held = ratioOf(policy, signal);
    const drawn = shrunk(counted, expertRatioOf(signal));
    const half = Z90 * Math.sqrt(varianceOf(drawn.cases));
    // A finding never speaks for an account: at the least it says nothing.
    const nats = within(Math.max(0, drawn.nats));
    const proposed = { nats, low: within(Math.min(nats, drawn.nats - half)), high: within(Math.max(nats, drawn.nats + half)), cases: Math.round(drawn.cases), source };
    return [{ signal, held, counted, proposed }];
  }).sort((a, b) => change(b) - change(a) || (a.signal < b.signal ? -1 : 1));
}

/** A row that nobody has counted here. */
function expertRatioOf(signal: string): Ratio | null {
  return Object.hasOwn(STANDARD_RATIOS, signal) ? (STANDARD_RATIOS[signal] ?? null) : null;
}

function change({ held, proposed }: Proposal): number {
  return Math.abs(proposed.nats - (held?.nats ?? 0));
}

/** The policy with these rows in its table; the version stays the caller's business. */
export function withRatios(policy: Policy, accepted: readonly Pick<Proposal, 'signal' | 'proposed'>[]): Policy {
  return { ...policy, ratios: { ...policy.ratios, ...Object.fromEntries(accepted.map(({ signal, proposed }) => [signal, proposed])) } };
}

/** Cases below which nothing learnt should be put into a draft: no more than an expert's word is worth. */
export const LEARN_FROM = EXPERT_CASES;
