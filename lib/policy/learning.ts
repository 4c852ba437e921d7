/**
 * What settled cases say of the signals: how much likelier a signal fires where a person decided against the account than where a person
 * cleared it. Cases that the queue chose by their evidence count once; those drawn by chance stand for all the accounts that were not
 * drawn (inverse of the chance they had), since labels from the queue alone only confirm what the queue believes.
 */
export type Labelled = {
  against: boolean;
  /** The chance that the draw had of this account; null where the queue chose the case. */
  drawnWith: number | null;
  /** What fired, with the nats that each finding had before the policy's factor. */
  nats: ReadonlyMap<string, number>;
};

export type Learnt = {
  signal: string;
  /** Labelled cases on which it fired, against the account and in its favour. */
  against: number;
  cleared: number;
  /** Log-likelihood ratio, shrunk towards nothing, with its 95% interval; nats. */
  llr: number;
  low: number;
  high: number;
  /** What its findings weigh on average before the policy's factor; nats. */
  usual: number;
};

/** Weight of the belief that a signal says nothing, in cases (domain.md section 3.1: shrink every ratio to 1). */
const PSEUDO = 20;
const Z95 = 1.959964;

/** How much each labelled case counts. The cases drawn share the population between them, whatever their number. */
export function weightsOf(labelled: readonly Labelled[]): number[] {
  const drawn = labelled.filter((one) => one.drawnWith !== null).length;
  return labelled.map(({ drawnWith }) => (drawnWith === null ? 1 : Math.max(1, 1 / (drawnWith * drawn))));
}

export function learn(labelled: readonly Labelled[], signals: readonly string[]): Learnt[] {
  const weights = weightsOf(labelled);
  const total = { against: sums(labelled, weights, (one) => one.against), cleared: sums(labelled, weights, (one) => !one.against) };
  return signals.map((signal) => {
    const fired = { against: sums(labelled, weights, (one) => one.against && one.nats.has(signal)), cleared: sums(labelled, weights, (one) => !one.against && one.nats.has(signal)) };
    const all = total.against.weight + total.cleared.weight;
    const pooled = all === 0 ? 0 : (fired.against.weight + fired.cleared.weight) / all;
    const [p, n] = shrunk(fired.against.weight, total.against, pooled);
    const [q, m] = shrunk(fired.cleared.weight, total.cleared, pooled);
    const nats = labelled.flatMap((one) => one.nats.get(signal) ?? []);
    const counts = { against: fired.against.count, cleared: fired.cleared.count };
    const usual = nats.length === 0 ? 0 : nats.reduce((sum, each) => sum + each, 0) / nats.length;
    if (p === 0 || q === 0) return { signal, ...counts, llr: 0, low: -Infinity, high: Infinity, usual };
    const llr = Math.log(p / q);
    const spread = Z95 * Math.sqrt((1 - p) / (n * p) + (1 - q) / (m * q));
    return { signal, ...counts, llr, low: llr - spread, high: llr + spread, usual };
  });
}

type Sums = { weight: number; squares: number; count: number };

function sums(labelled: readonly Labelled[], weights: readonly number[], counts: (one: Labelled) => boolean): Sums {
  const sum = { weight: 0, squares: 0, count: 0 };
  labelled.forEach((one, index) => {
    if (!counts(one)) return;
    const weight = weights[index] ?? 0;
    sum.weight += weight;
    sum.squares += weight * weight;
    sum.count += 1;
  });
  return sum;
}

/** The share with the pseudo-cases, and how many cases it is worth (Kish: few heavy cases are worth less than many light ones). */
function shrunk(fired: number, all: Sums, pooled: number): [share: number, worth: number] {
  const worth = all.squares === 0 ? 0 : all.weight ** 2 / all.squares;
  const share = all.weight === 0 ? 0 : fired / all.weight;
  return [(share * worth + PSEUDO * pooled) / (worth + PSEUDO), worth + PSEUDO];
}

/** A weight that the cases speak for: `factor` as a policy has it. */
export type Proposal = Learnt & { now: number; factor: number };

/** Settled cases below which nothing is proposed. */
const LEAST_CASES = 20;
const STEP = 0.05;

/** Proposals where the interval leaves out what the policy in force counts; nothing of it is ever applied by itself. */
export function proposalsOf(learnt: readonly Learnt[], factorOf: (signal: string) => number): Proposal[] {
  return learnt.flatMap((one) => {
    const now = factorOf(one.signal);
    const counted = now * one.usual;
    if (one.against + one.cleared < LEAST_CASES || one.usual <= 0 || (counted >= one.low && counted <= one.high)) return [];
    const factor = Math.min(3, Math.max(0, Math.round(one.llr / one.usual / STEP) * STEP));
    return Math.abs(factor - now) < STEP / 2 ? [] : [{ ...one, now, factor: Number(factor.toFixed(2)) }];
  });
}
