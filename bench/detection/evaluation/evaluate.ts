import { dayOf, type Instant } from '../../../lib/kernel/instant';
import type { Policy } from '../../../lib/policy/policy';
import type { Assessment } from '../../../lib/risk/assessment';
import { FAMILIES } from '../../../lib/signals/signal';
import { Random } from '../random';
import { calibrationOf, fitted, type Calibration } from './calibration';
import { scoresWithout } from './families';
import { bootstrap, quantile, upperBound, wilson, type Interval } from './intervals';
import { averagePrecision, chosen, precisionAt, recallAt } from './ranking';
import { isUneven, regionOf, regionRatios, type RegionRatio } from './regions';
import { puritiesOf, ringsOf, type Pair, type Rings } from './rings';
import type { World } from './world-files';

/** An account as the product left it, beside what is true of it. */
export type Row = {
  account: string; archetype: string; abuser: boolean; trueRing: string | null; region: string;
  score: number; points: number; probability: number; ring: string | null;
  /** At any time of the world, however it ended; whoever was in act was in review. */
  everReview: boolean; everAct: boolean;
  /** In review before the hands changed: no detection of what came later, and no time until it. */
  early: boolean;
  /** Since the handover, or the beginning where there was none: days with a session, and dollars cleared, until the first review. Infinite where there was no review. */
  daysToReview: number; earnedToReview: number;
};

export const RANKED = ['precisionAt50', 'precisionAtBudget', 'recallAtBudget', 'averagePrecision'] as const;
export type Ranked = Record<(typeof RANKED)[number], number | null>;
/** Shares of the accounts of one archetype. */
export type Share = { archetype: string; accounts: number; hits: number; share: number; interval: Interval };
export type FalseActs = { archetype: string; accounts: number; acts: number; reviews: number; rate: number; upper: number };

/** What the bootstrap draws again; `ringRecall`, `calibrationSlope` and `medianActiveDays` beside the ranking. */
export type Intervals = Partial<Record<keyof Ranked | 'ringRecall' | 'calibrationSlope' | 'medianActiveDays', Interval>>;

export type Evaluation = {
  accounts: number; abusers: number; budget: number;
  product: Ranked; /** An end that is infinite (never in review), and so null in JSON, comes of days alone. */ intervals: Intervals; points: Ranked;
  recallByArchetype: readonly Share[];
  reviewedByArchetype: readonly Share[];
  rings: Rings;
  falseActs: readonly FalseActs[];
  calibration: Calibration;
  /** Of those who were not in review before the handover already; these are counted beside. */
  toReview: { medianActiveDays: number | null; medianEarnedUsd: number | null; reviewed: number; early: number };
  regions: readonly (RegionRatio & { uneven: boolean })[];
  withoutFamily: readonly { family: string; recallAtBudget: number | null; lost: number | null; /** Of what is lost, both recalls taken of the same draw. */ interval: Interval | null }[];
  prevalences: readonly ({ prevalence: number; abusers: number; points: Ranked } & Ranked)[];
};

const BUDGET = 0.005;

/** Joins a world to what the product said of it. An account that the product never assessed stands last. */
export function rowsOf(world: World, standings: ReadonlyMap<string, { assessment: Assessment; firstReviewAt: Instant | null; firstActAt: Instant | null }>): Row[] {
  return [...world.truth.values()].map((truth): Row => {
    const standing = standings.get(truth.account);
    const lived = world.lived.get(truth.account);
    const from = truth.handoverAt ?? lived?.registeredAt ?? 0;
    const actAt = standing?.firstActAt ?? null;
    const until = standing?.firstReviewAt ?? actAt;
    return {
      account: truth.account, archetype: truth.archetype, abuser: truth.abuser, trueRing: truth.ring, region: regionOf(lived?.country ?? null),
      score: standing?.assessment.logOdds ?? -Infinity, points: lived?.points ?? 0, probability: standing?.assessment.probability ?? 0, ring: standing?.assessment.ring ?? null,
      everReview: until !== null, everAct: actAt !== null, early: until !== null && truth.handoverAt !== null && until < truth.handoverAt,
      daysToReview: until === null ? Infinity : (lived?.activeDays ?? []).filter((day) => day >= dayOf(from) && day <= dayOf(until)).length,
      earnedToReview: until === null ? Infinity : (lived?.earned ?? []).filter(({ at }) => at >= from && at <= until).reduce((sum, { usd }) => sum + usd, 0),
    };
  });
}

export function budgetOf(accounts: number): number {
  return Math.max(1, Math.round(accounts * BUDGET));
}

export function rankedBy(rows: readonly Row[], scoreOf: (row: Row) => number): Ranked {
  const scored = rows.map((row) => ({ score: scoreOf(row), abuser: row.abuser }));
  const budget = budgetOf(rows.length);
  return { precisionAt50: precisionAt(scored, 50), precisionAtBudget: precisionAt(scored, budget), recallAtBudget: recallAt(scored, budget), averagePrecision: averagePrecision(scored) };
}

/** Everything that is said of one world. Pure; the same for the same rows and seed. */
export function evaluationOf(rows: readonly Row[], given: { assessments: readonly Assessment[]; policy: Policy | null; shared: readonly Pair[]; prevalences: readonly number[]; seed: string; rounds?: number }): Evaluation {
  const random = new Random(`evaluation/${given.seed}`);
  const budget = budgetOf(rows.length);
  const abusers = rows.filter((row) => row.abuser);
  const innocents = rows.filter((row) => !row.abuser);
  const timed = abusers.filter((row) => !row.early);
  const taken = chosen(rows, budget);
  const product = rankedBy(rows, (row) => row.score);
  const rings = rows.map((row) => ({ account: row.account, ring: row.trueRing, found: row.ring }));
  const without = given.policy === null ? [] : scoresWithoutEach(rows, given.assessments, given.policy);
  const intervals = abusers.length === 0 ? {} : bootstrap(unitsOf(subjectsOf(rows, puritiesOf(rings), without)), statisticsOf, random.fork('bootstrap'), given.rounds);
  return {
    accounts: rows.length, abusers: abusers.length, budget, product, points: rankedBy(rows, (row) => row.points), intervals: ofWhole(intervals),
    recallByArchetype: sharesOf(rows, (_row, index) => taken[index] ?? 0, true),
    reviewedByArchetype: sharesOf(rows, (row) => (row.everReview ? 1 : 0), true),
    rings: ringsOf(rings, given.shared),
    falseActs: falseActsOf(innocents),
    calibration: calibrationOf(rows),
    toReview: { medianActiveDays: medianOf(timed.map((row) => row.daysToReview)), medianEarnedUsd: medianOf(timed.map((row) => row.earnedToReview)), reviewed: timed.filter((row) => row.everReview).length, early: abusers.length - timed.length },
    regions: regionRatios(innocents.map((row) => ({ region: row.region, flagged: row.everReview }))).map((ratio) => ({ ...ratio, uneven: isUneven(ratio) })),
    withoutFamily: without.map(({ family, scores }) => {
      const recallAtBudget = recallAt(scores.map((score, index) => ({ score, abuser: rows[index]?.abuser ?? false })), budget);
      return { family, recallAtBudget, lost: product.recallAtBudget === null || recallAtBudget === null ? null : product.recallAtBudget - recallAtBudget, interval: intervals[LOST + family] ?? null };
    }),
    prevalences: given.prevalences.map((prevalence) => thinned(rows, prevalence, random.fork(`prevalence/${prevalence}`))),
  };
}

/** An account as the bootstrap draws it. `found`: of the first account of a true ring, whether that was found. */
type Subject = { row: Row; found: boolean | null; without: readonly { family: string; score: number }[] };

function subjectsOf(rows: readonly Row[], purities: ReadonlyMap<string, number | null>, without: readonly WithoutFamily[]): Subject[] {
  const met = new Set<string>();
  return rows.map((row, index): Subject => {
    const ring = row.trueRing;
    const first = ring !== null && purities.has(ring) && !met.has(ring);
    if (first) met.add(ring);
    return { row, found: first ? (purities.get(ring) ?? null) !== null : null, without: without.map(({ family, scores }) => ({ family, score: scores[index] ?? -Infinity })) };
  });
}

/** Before the name of a family: what recall is lost without it. */
const LOST = 'lost without ';

/** Rings of the product and what they add stay as they were found on the whole world. */
function statisticsOf(drawn: readonly Subject[]): Record<string, number | null> {
  const rows = drawn.map(({ row }) => row);
  const ranked = rankedBy(rows, (row) => row.score);
  const rings = drawn.flatMap(({ found }) => found ?? []);
  const timed = rows.filter((row) => row.abuser && !row.early);
  const lost = (drawn[0]?.without ?? []).map(({ family }, nth): [string, number | null] => {
    const recall = recallAt(drawn.map(({ row, without }) => ({ score: without[nth]?.score ?? -Infinity, abuser: row.abuser })), budgetOf(rows.length));
    return [LOST + family, ranked.recallAtBudget === null || recall === null ? null : ranked.recallAtBudget - recall];
  });
  return {
    ...ranked, ...Object.fromEntries(lost),
    ringRecall: rings.length === 0 ? null : rings.filter(Boolean).length / rings.length,
    calibrationSlope: fitted(rows)?.slope ?? null,
    medianActiveDays: timed.length === 0 ? null : quantile(timed.map((row) => row.daysToReview), 0.5),
  };
}

function ofWhole(intervals: Readonly<Record<string, Interval | undefined>>): Intervals {
  return Object.fromEntries(Object.entries(intervals).filter(([name]) => !name.startsWith(LOST))) as Intervals;
}

/** What comes and goes together: the accounts of one ring; everybody else alone. */
function unitsOf(subjects: readonly Subject[]): Subject[][] {
  const rings = new Map<string, Subject[]>();
  const units: Subject[][] = [];
  for (const subject of subjects) {
    const { trueRing } = subject.row;
    const own = trueRing === null ? undefined : rings.get(trueRing);
    if (own) own.push(subject);
    else {
      const unit = [subject];
      units.push(unit);
      if (trueRing !== null) rings.set(trueRing, unit);
    }
  }
  return units;
}

/** By archetype, its accounts and those that count; in the order of the archetypes' numbers. */
export function sharesOf(rows: readonly Row[], hit: (row: Row, index: number) => number, abuser: boolean): Share[] {
  const found = new Map<string, { accounts: number; hits: number }>();
  for (const [index, row] of rows.entries()) {
    if (row.abuser !== abuser) continue;
    const own = found.get(row.archetype) ?? { accounts: 0, hits: 0 };
    found.set(row.archetype, own);
    own.accounts += 1;
    own.hits += hit(row, index);
  }
  return [...found].map(([archetype, { accounts, hits }]) => ({ archetype, accounts, hits, share: hits / accounts, interval: wilson(hits, accounts) })).sort(byNumber);
}

/** Innocents who were ever in act, and those who were in review and no further: a band left before the end has been acted upon. */
export function falseActsOf(innocents: readonly Row[]): FalseActs[] {
  return sharesOf(innocents, (row) => (row.everAct ? 1 : 0), false).map(({ archetype, accounts, hits, share }) => ({
    archetype, accounts, acts: hits, rate: share, upper: upperBound(hits, accounts),
    reviews: innocents.filter((row) => row.archetype === archetype && row.everReview && !row.everAct).length,
  }));
}

export function byNumber(a: { archetype: string }, b: { archetype: string }): number {
  return Number(a.archetype.slice(1)) - Number(b.archetype.slice(1)) || (a.archetype < b.archetype ? -1 : 1);
}

function medianOf(values: readonly number[]): number | null {
  const middle = quantile(values, 0.5);
  return Number.isFinite(middle) ? middle : null;
}

/** Scores in the order of the rows. */
type WithoutFamily = { family: string; scores: readonly number[] };

function scoresWithoutEach(rows: readonly Row[], assessments: readonly Assessment[], policy: Policy): WithoutFamily[] {
  return FAMILIES.map((family) => {
    const scores = scoresWithout(family, assessments, policy);
    return { family, scores: rows.map((row) => scores.get(row.account) ?? -Infinity) };
  });
}

const DRAWS = 20;

/** The same world with fewer abusers: the mean over draws. Scores stay as they were. */
function thinned(rows: readonly Row[], prevalence: number, random: Random): Evaluation['prevalences'][number] {
  const innocents = rows.filter((row) => !row.abuser);
  const abusers = rows.filter((row) => row.abuser);
  const wanted = Math.round((prevalence / (1 - prevalence)) * innocents.length);
  const draws = Array.from({ length: DRAWS }, () => {
    const kept = random.shuffled(abusers).slice(0, wanted);
    const drawn = [...innocents, ...kept];
    return { abusers: kept.length, product: rankedBy(drawn, (row) => row.score), points: rankedBy(drawn, (row) => row.points) };
  });
  const meanOf = (of: (draw: (typeof draws)[number]) => Ranked): Ranked => Object.fromEntries(RANKED.map((name) => [name, mean(draws.flatMap((draw) => of(draw)[name] ?? []))])) as Ranked;
  return { prevalence, abusers: mean(draws.map((draw) => draw.abusers)) ?? 0, ...meanOf((draw) => draw.product), points: meanOf((draw) => draw.points) };
}

function mean(values: readonly number[]): number | null {
  return values.length === 0 ? null : values.reduce((sum, value) => sum + value, 0) / values.length;
}
