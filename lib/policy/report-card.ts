import type { Demotion, Policy } from './policy';

/** One account as report cards read it. The declared region groups the rows here and is an input of nothing else. */
export type Watched = {
  region: string | null;
  found: readonly string[];
  /** How its case ended; null where none is settled. `overturned` is null where nobody appealed. */
  settled: { against: boolean; overturned: boolean | null } | null;
};

/** A share with its 95% interval; `of` is what it is a share of. */
export type Rate = { value: number; low: number; high: number; count: number; of: number };

export type Skew = { region: string; ratio: number; low: number; high: number; accounts: number };

export type ReportCard = {
  signal: string;
  /** Accounts on which it found something. */
  fired: number;
  /** Share of its settled cases that ended against the account. */
  against: Rate;
  /** Share of its appealed decisions that were overturned. */
  overturned: Rate;
  /** The declared region on which it fires most against all others, among accounts that no case was settled against; null where there are not two. */
  skew: Skew | null;
};

const Z95 = 1.96;

/** Wilson's interval: honest for small numbers and at the ends. Without any case nothing is known, 0 to 1. */
export function wilson(count: number, of: number): Rate {
  if (of === 0) return { value: 0, low: 0, high: 1, count, of };
  const p = count / of;
  const z2 = Z95 ** 2;
  const centre = (p + z2 / (2 * of)) / (1 + z2 / of);
  const half = (Z95 * Math.sqrt((p * (1 - p)) / of + z2 / (4 * of * of))) / (1 + z2 / of);
  return { value: p, low: Math.max(0, centre - half), high: Math.min(1, centre + half), count, of };
}

/** A card for every signal that found something, in the order of the ids. */
export function reportCards(rows: readonly Watched[]): ReportCard[] {
  const signals = [...new Set(rows.flatMap((row) => row.found))].sort();
  return signals.map((signal) => {
    const hits = rows.filter((row) => row.found.includes(signal));
    const settled = hits.flatMap((row) => row.settled ?? []);
    const appealed = settled.filter((each) => each.overturned !== null);
    return {
      signal, fired: hits.length,
      against: wilson(settled.filter((each) => each.against).length, settled.length),
      overturned: wilson(appealed.filter((each) => each.overturned).length, appealed.length),
      skew: skewOf(rows.filter((row) => row.settled?.against !== true), (row) => row.found.includes(signal)),
    };
  });
}

/** Accounts of a region below which it is not compared. */
const REGION_AT_LEAST = 20;

/** The region with the surest excess: how often it is hit against all other regions, with a 95% interval of the ratio. */
export function skewOf(rows: readonly Watched[], hit: (row: Watched) => boolean): Skew | null {
  const regions = new Map<string, { all: number; hits: number }>();
  const whole = { all: 0, hits: 0 };
  for (const row of rows) {
    if (row.region === null) continue;
    const region = regions.get(row.region) ?? { all: 0, hits: 0 };
    for (const each of [region, whole]) { each.all += 1; each.hits += hit(row) ? 1 : 0; }
    regions.set(row.region, region);
  }
  const skews = [...regions].flatMap(([region, { all, hits }]): Skew[] => {
    const others = { all: whole.all - all, hits: whole.hits - hits };
    if (all < REGION_AT_LEAST || others.all < REGION_AT_LEAST) return [];
    // Half a hit more on either side: a ratio of small numbers stays finite.
    const [mine, theirs] = [hits + 0.5, others.hits + 0.5];
    const log = Math.log((mine / (all + 1)) / (theirs / (others.all + 1)));
    const half = Z95 * Math.sqrt(1 / mine - 1 / (all + 1) + 1 / theirs - 1 / (others.all + 1));
    return [{ region, ratio: Math.exp(log), low: Math.exp(log - half), high: Math.exp(log + half), accounts: all }];
  });
  return skews.sort((a, b) => b.low - a.low || b.accounts - a.accounts || (a.region < b.region ? -1 : 1))[0] ?? null;
}

/** Why a signal should go to shadow, in words; empty while it may stay. Only what is sure at 95% counts, so that bad luck demotes nothing. */
export function demotionOf(card: ReportCard, policy: Pick<Policy, 'demotion'>): string[] {
  const limits = policy.demotion;
  if (limits === undefined) return [];
  const enough = card.against.of >= limits.leastCases;
  return [
    ...(enough && card.against.high < limits.againstAtLeast ? [`At most ${percent(card.against.high)} of its settled cases ended against the account; the limit is ${percent(limits.againstAtLeast)}`] : []),
    ...(card.overturned.low > limits.overturnedAtMost ? [`At least ${percent(card.overturned.low)} of its appealed decisions were overturned; the limit is ${percent(limits.overturnedAtMost)}`] : []),
    ...skewWords(card, limits),
  ];
}

function skewWords({ skew }: ReportCard, limits: Demotion): string[] {
  if (skew === null || skew.low <= limits.skewAtMost) return [];
  return [`It fires at least ${skew.low.toFixed(1)} times as often on one declared region as on the others; the limit is ${limits.skewAtMost} times`];
}

function percent(share: number): string {
  return `${Math.round(share * 100)}%`;
}
