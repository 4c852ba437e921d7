import { z } from 'zod';
import type { Instant } from '../kernel/instant';

/**
 * The numbered rules and weights in force. A published version never changes; an assessment names the one it used.
 * Signal, family, measure and segment ids are text, so that a version outlives the kinds it speaks of.
 * Units: nats for weights, caps and thresholds; days and hours as the names say; rates in USD for one unit.
 */

export const SIGNAL_STATES = ['on', 'off', 'shadow'] as const;

const nats = z.number().min(-20).max(20);
const share = z.number().gt(0).lt(1);
const isoDay = z.iso.date();

const signalRule = z.object({
  state: z.enum(SIGNAL_STATES),
  /** Multiplies the weight that the signal gives itself. */
  factor: z.number().min(0).max(3),
  /** Overrides the signal's own half-life where set. */
  halfLifeDays: z.number().gt(0).max(3650).optional(),
});

/** What a finding of a signal at its fullest says, as a natural-log likelihood ratio, with its 90% interval (ratio.ts). */
const ratio = z.object({
  nats,
  low: nats,
  high: nats,
  /** Decided cases that the figure is worth: an expert's word stands for some, counted ones add to them. */
  cases: z.number().min(0),
  source: z.string().min(1).max(300),
}).refine((r) => r.low <= r.nats && r.nats <= r.high, 'a ratio lies within its interval');

const cap = z.object({
  /** Largest sum of the family, either way. */
  usual: z.number().min(0).max(6),
  /** The same where one of its findings is strong. */
  withStrong: z.number().min(0).max(6),
});

const pairTerm = z.object({ name: z.string().min(1), signals: z.tuple([z.string(), z.string()]), llr: nats, words: z.string().min(1) });

const ground = z.object({
  /** Clause number in the platform's terms, as printed there. */
  number: z.string().regex(/^\d+(\.\d+)*$/),
  title: z.string().min(1).max(120),
  text: z.string().min(1).max(2000),
});

const reports = z.object({
  days: z.number().int().min(7).max(3650),
  /** Settled cases (or accounts on which it fired, for the skew) below which nothing is concluded. */
  leastSettled: z.number().int().min(5).max(10_000),
  /** Share of the cases settled against an account that an appeal undid. */
  overturnedAbove: share,
  /** How many times as often it fires in one declared region as in the others. */
  skewAbove: z.number().gt(1).max(100),
});

const calibration = z.object({
  a: z.number().gt(0).max(5),
  b: nats,
  /** Where the curve comes from, in words, as screens show it. */
  source: z.string().min(1),
  /** Isotonic curve, [log-odds, probability] with both rising; where it is given it goes before `a` and `b`. */
  steps: z.array(z.tuple([nats, z.number().gt(0).lt(1)])).min(2).optional(),
  /** Decided cases that it was fitted to; none for an assumed curve. */
  cases: z.number().int().min(0).optional(),
}).refine((c) => (c.steps ?? []).every((step, i, all) => i === 0 || (step[0] > all[i - 1]![0] && step[1] >= all[i - 1]![1])), 'the steps of a calibration must rise');

const rateTable = z.object({ date: isoDay, usd: z.record(z.string().regex(/^[A-Z]{3}$/), z.number().gt(0)) });

export const policySchema = z.object({
  version: z.number().int().min(1),
  title: z.string().min(1).max(200),
  signals: z.record(z.string(), signalRule),
  /** The published table of likelihood ratios, by signal; a signal that it does not hold weighs what it says itself. */
  ratios: z.record(z.string(), ratio).optional(),
  /** What a signal is that this version does not name. */
  unlisted: z.enum(SIGNAL_STATES),
  /** Caps by family; a family not named has `otherwise`. */
  caps: z.object({ families: z.record(z.string(), cap), otherwise: cap }),
  pairs: z.array(pairTerm).refine((all) => new Set(all.map((p) => p.name)).size === all.length, 'names of pairs must differ'),
  /** Counter-evidence about the account as a whole, by kind; never positive. */
  counters: z.object({ kinds: z.record(z.string(), z.number().min(-3).max(0)), floor: z.number().min(-6).max(0) }),
  /** Share of ordinary accounts that live each named innocent story, by kind (lib/risk/stories.ts). */
  stories: z.record(z.string(), share).optional(),
  /** Multiplies a finding whose cause was settled for the account before. */
  clearedFactor: z.number().min(0).max(1),
  /** Share of accounts worked by somebody else, by declared field of work. Never by place, name or language. */
  priors: z.object({ otherwise: share, segments: z.record(z.string(), share) }),
  /** Least calibrated log-odds of each band; below `watch` an account is clear. */
  bands: z.object({ watch: nats, review: nats, act: nats }).refine((b) => b.watch < b.review && b.review < b.act, { path: ['review'], error: 'bands must rise from watch to act' }),
  /** probability = 1 / (1 + exp(-(a * logOdds + b))), or by its steps. */
  calibration,
  /** A settled account gets a new case only on a new cause or on odds this much above those at settlement. */
  reopenNats: z.number().min(0.1).max(10),
  limits: z.object({
    replyWindowDays: z.number().int().min(1).max(60),
    holdFirstTermHours: z.number().int().min(1).max(24 * 14),
    appealWindowMonths: z.number().int().min(6).max(60),
    appealAnswerDays: z.number().int().min(1).max(60),
    leaseMinutes: z.number().int().min(1).max(240),
  }),
  queue: z.object({
    /** Waiting this long doubles a case's place in the queue. */
    waitingDoublesHours: z.number().gt(0),
    /** Money at stake from which harm counts in full. */
    stakeFullUsd: z.number().gt(0),
    /** Share of the cases handed out next that are drawn by chance from accounts below review, so that labels stay honest. */
    sampleShare: z.number().min(0).max(0.5).default(0.02),
  }),
  /** What signals answer for: over so many days, and past these limits a signal goes to shadow by itself (report.ts). */
  reports: reports.default({ days: 90, leastSettled: 20, overturnedAbove: 0.25, skewAbove: 2 }),
  rates: z.array(rateTable).min(1).refine((all) => new Set(all.map((r) => r.date)).size === all.length, 'dates of rates must differ'),
  grounds: z.array(ground).min(1).refine((all) => new Set(all.map((g) => g.number)).size === all.length, 'clause numbers must differ'),
  retention: z.object({ addressMonths: z.number().int().min(1).max(120) }),
});

export type Policy = z.infer<typeof policySchema>;
export type SignalRule = z.infer<typeof signalRule>;
export type SignalState = (typeof SIGNAL_STATES)[number];
export type Ratio = z.infer<typeof ratio>;
export type Calibration = z.infer<typeof calibration>;
export type Ground = z.infer<typeof ground>;
export type RateTable = z.infer<typeof rateTable>;

/** Keys come from outside: only those written in the record count. */
function listed<T>(record: Readonly<Record<string, T>>, key: string): T | undefined {
  return Object.hasOwn(record, key) ? record[key] : undefined;
}

/** The rule for a signal; one that the version does not name counts as it weighs itself. */
export function ruleFor(policy: Policy, signal: string): SignalRule {
  return listed(policy.signals, signal) ?? { state: policy.unlisted, factor: 1 };
}

/** The signal's row of the published table; null where it weighs what it says itself. */
export function ratioOf(policy: Policy, signal: string): Ratio | null {
  return listed(policy.ratios ?? {}, signal) ?? null;
}

/** Share of ordinary accounts that live a story which the version does not name: rare. */
const UNLISTED_STORY = 0.005;

export function storyShareOf(policy: Policy, story: string): number {
  return listed(policy.stories ?? {}, story) ?? UNLISTED_STORY;
}

/** The family's cap in nats. */
export function capOf(policy: Policy, family: string, hasStrong: boolean): number {
  const found = listed(policy.caps.families, family) ?? policy.caps.otherwise;
  return hasStrong ? Math.max(found.usual, found.withStrong) : found.usual;
}

/** Natural-log odds before any evidence, by declared field of work. */
export function priorOf(policy: Policy, segment: string | null): number {
  const named = segment === null ? undefined : listed(policy.priors.segments, segment.trim().toLowerCase());
  const p = named ?? policy.priors.otherwise;
  return Math.log(p / (1 - p));
}

/** Calibrated probability, 0 to 1. */
export function probabilityOf(policy: Policy, logOdds: number): number {
  return calibrated(policy.calibration, logOdds);
}

/** Log-odds by the policy's calibration; infinite where its probability is 1 to the last digit. */
export function calibratedLogOdds(policy: Policy, logOdds: number): number {
  const p = probabilityOf(policy, logOdds);
  return p >= 1 ? Infinity : Math.log(p / (1 - p));
}

/** Off the scale where the calibration is sure to the last digit: beyond hundreds of millions to one nobody can tell. */
export function boundedLogOdds(policy: Policy, logOdds: number): number {
  return Math.max(-20, Math.min(20, calibratedLogOdds(policy, logOdds)));
}

/** Log-odds of an account without any evidence as screens state them, beside where the bands begin: by the calibration. */
export function startingOdds(policy: Policy, segment: string | null = null): number {
  return calibratedLogOdds(policy, priorOf(policy, segment));
}

/** Probability by a calibration: never falls as the odds rise; straight between its steps, level beyond the first and the last. */
export function calibrated({ a, b, steps }: Pick<Calibration, 'a' | 'b' | 'steps'>, logOdds: number): number {
  if (steps === undefined) return 1 / (1 + Math.exp(-(a * logOdds + b)));
  const after = steps.findIndex(([at]) => at >= logOdds);
  if (after === -1) return steps.at(-1)![1];
  if (after === 0) return steps[0]![1];
  const [[from, low], [to, high]] = [steps[after - 1]!, steps[after]!];
  return low + (high - low) * ((logOdds - from) / (to - from));
}

/** The table in force at `at`: the latest not after it, or the earliest there is. */
export function ratesAt(policy: Policy, at: Instant): RateTable | null {
  const byDate = [...policy.rates].sort((a, b) => (a.date < b.date ? -1 : 1));
  let inForce = byDate[0] ?? null;
  for (const table of byDate) if (Date.parse(`${table.date}T00:00:00Z`) <= at) inForce = table;
  return inForce;
}

/** Money in US dollars by the table in force at `at`; null where the currency is not in it. */
export function usdOf(policy: Policy, money: { amount: number; currency: string }, at: Instant): number | null {
  if (money.currency === 'USD') return money.amount;
  const table = ratesAt(policy, at);
  const rate = table === null ? undefined : listed(table.usd, money.currency);
  return rate === undefined ? null : money.amount * rate;
}

export function groundOf(policy: Policy, number: string): Ground | null {
  return policy.grounds.find((g) => g.number === number) ?? null;
}
