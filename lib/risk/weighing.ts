import { DAY } from '../kernel/instant';
import type { Instant } from '../kernel/instant';
import { ratioOf, ruleFor } from '../policy/policy';
import type { Policy } from '../policy/policy';
import type { Finding, Signal } from '../signals/signal';
import type { CountedEvidence, Weighed } from './assessment';
import { causesOfFinding } from './cause';

/** What the scorecard needs to know of a kind of signal. */
export type Kind = Pick<Signal, 'id' | 'title' | 'halfLifeDays' | 'decides' | 'declarations' | 'weight'>;
export type Kinds = ReadonlyMap<string, Kind>;

/** For a finding whose kind has been retired: it still renders, and fades as the middle of the published range. */
const RETIRED_HALF_LIFE_DAYS = 60;

/** 1 at the finding's last sight, half after each half-life. Never above 1. */
export function decay(lastAt: Instant, asOf: Instant, halfLifeDays: number): number {
  return 0.5 ** (Math.max(0, asOf - lastAt) / (halfLifeDays * DAY));
}

/** Class of a weight in nats: under 1 weak, under 2 moderate, from 2 on strong. */
export function classOf(nats: number): Finding['strength'] {
  return nats < 1 ? 'weak' : nats < 2 ? 'moderate' : 'strong';
}

const CLASSES: readonly Finding['strength'][] = ['weak', 'moderate', 'strong'];

/** `cleared` holds the causes that an earlier case settled in the account's favour: the same again weighs less. */
export function weigh(finding: Finding, kinds: Kinds, policy: Policy, asOf: Instant, cleared: ReadonlySet<string>): Weighed {
  const kind = kinds.get(finding.signal);
  const rule = ruleFor(policy, finding.signal);
  const known = causesOfFinding(finding).every((cause) => cleared.has(cause));
  const factor = rule.factor * published(policy, finding.signal, kind) * (known ? policy.clearedFactor : 1);
  const trust = finding.quality * decay(finding.lastAt, asOf, rule.halfLifeDays ?? kind?.halfLifeDays ?? RETIRED_HALF_LIFE_DAYS);
  const relief = finding.counter.reduce((sum, each) => sum + each.llr, 0);
  // Counter-evidence is on the scale of the finding; it can explain the finding away and never turn it into praise.
  const left = finding.llr > 0 ? Math.max(0, finding.llr + relief) : finding.llr;
  const reached = CLASSES.indexOf(classOf(left * factor));
  return {
    ...finding,
    title: kind?.title ?? finding.signal,
    decides: kind?.decides ?? '',
    raised: finding.llr * factor * trust,
    counted: left * factor * trust,
    standing: CLASSES[Math.min(reached, CLASSES.indexOf(finding.strength))]!,
  };
}

/** The policy's table sets what the signal at its fullest is worth; how full a finding is, the signal says itself. */
function published(policy: Policy, signal: string, kind: Kind | undefined): number {
  const ratio = ratioOf(policy, signal);
  return ratio === null || kind === undefined || kind.weight <= 0 ? 1 : Math.max(0, ratio.nats) / kind.weight;
}

/** What the counter-evidence of a finding took from it, each fact its share; nothing where there was nothing to take. */
export function reliefOf(finding: Weighed): CountedEvidence[] {
  const taken = finding.raised - finding.counted;
  const sum = finding.counter.reduce((total, each) => total + each.llr, 0);
  if (taken <= 0 || sum >= 0) return [];
  return finding.counter.map((each) => ({ ...each, llr: -taken * (each.llr / sum), lowers: finding.signal }));
}
