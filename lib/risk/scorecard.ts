import type { Instant } from '../kernel/instant';
import { priorOf, probabilityOf, ruleFor } from '../policy/policy';
import type { Policy } from '../policy/policy';
import type { Finding } from '../signals/signal';
import { INNOCENT_LIVES } from './assessment';
import type { Assessment, CountedEvidence, CountedPair, InnocentStory, Weighed, WeighedFinding } from './assessment';
import type { Circumstances } from './circumstances';
import { counterEvidence } from './counter';
import { enter, familiesOf, total } from './families';
import { logit } from './odds';
import { storiesOf, toldOver } from './rivals';
import { bandOf, isThere, neverExceedsAsk, strengthOf } from './rules';
import { reliefOf, weigh } from './weighing';
import type { Kinds } from './weighing';

export type Given = {
  account: string;
  /** Event time up to which the assessment looks. */
  asOf: Instant;
  findings: readonly Finding[];
  abstained: readonly { signal: string; missing: string }[];
  circumstances: Circumstances;
  kinds: Kinds;
  policy: Policy;
  rarityVersion: number | null;
  /** The ring that the account belongs to; its posterior 0 to 1 and the membership's strength 0 to 1 (spread.ts). */
  ring?: RingShare | null;
  /** Causes that an earlier case settled in the account's favour. */
  cleared?: ReadonlySet<string>;
};

export type RingShare = { ring: string; posterior: number; strength: number };

/** Said of what is missing at most; what weighs most comes first. */
const MISSING_AT_MOST = 12;

/**
 * The log-odds scorecard of domain.md section 3.1. Pure: the same for any order of findings, and no larger finding ever lowers it.
 *
 *   log-odds = prior by declared field of work + families (families.ts) + pair terms + counter-evidence about the account
 *              − what innocent lives explain (rivals.ts)
 */
export function assess(given: Given): Assessment {
  const { policy, kinds, circumstances } = given;
  const weighed = given.findings.map((each) => weigh(each, kinds, policy, given.asOf, given.cleared ?? new Set()));
  const inState = (state: string) => weighed.filter((each) => ruleFor(policy, each.signal).state === state);
  const prior = priorOf(policy, circumstances.segment);
  const findings = enter(inState('on'), policy);
  const pairs = pairsOf(findings, policy);
  const assessment = concluded({
    account: given.account, assessedAt: given.asOf, prior, findings, pairs,
    stories: storiesOf(findings, circumstances, kinds, policy),
    shadow: inState('shadow').sort(bySignal),
    counter: countersOf(counterEvidence(circumstances, policy), findings),
    missing: [], unread: unreadOf(given), ring: given.ring ?? null, policy, rarityVersion: given.rarityVersion,
  });
  return { ...assessment, missing: missingOf(given, assessment.stories) };
}

/** A live check on the new device that has already answered the finding on new devices is not heard a second time. */
function countersOf(facts: readonly CountedEvidence[], findings: readonly WeighedFinding[]): CountedEvidence[] {
  const relief = findings.flatMap(reliefOf);
  const heard = relief.some((each) => each.kind === 'checked_on_new_device');
  return [...facts.filter((each) => !heard || each.kind !== 'live_check_on_this_device'), ...relief];
}

/** The same assessment without some of its findings, by the policy that made it: for counterfactual lines. */
export function without(assessment: Assessment, signals: ReadonlySet<string>, policy: Policy): Assessment {
  const findings = enter(assessment.findings.filter((each) => !signals.has(each.signal)), policy);
  const pairs = pairsOf(findings, policy);
  const { spread, ring } = assessment;
  return concluded({
    ...assessment, findings, pairs, policy,
    counter: assessment.counter.filter((each) => each.lowers === null || !signals.has(each.lowers)),
    ring: ring === null ? null : { ring, posterior: spread?.posterior ?? 0, strength: spread?.strength ?? 0 },
  });
}

/** The same assessment inside its ring, or out of any. */
export function inRing(assessment: Assessment, ring: RingShare | null, policy: Policy): Assessment {
  return concluded({ ...assessment, policy, ring });
}

type Parts = Pick<Assessment, 'account' | 'assessedAt' | 'prior' | 'findings' | 'pairs' | 'stories' | 'shadow' | 'counter' | 'missing' | 'unread' | 'rarityVersion'> & {
  policy: Policy;
  ring: RingShare | null;
};

function concluded(parts: Parts): Assessment {
  const { policy, prior, findings, pairs, ring } = parts;
  const facts = parts.counter.filter((each) => each.kind !== INNOCENT_LIVES);
  const weighing = { findings, pairs, base: prior + natsOf(facts.filter((each) => each.lowers === null)), policy };
  const { stories, lives } = toldOver(parts.stories, weighing);
  const counter = lives === null ? facts : [...facts, lives];
  const own = weighing.base + total(findings.map((each) => each.entered)) + natsOf(pairs) + (lives?.llr ?? 0);
  const logOdds = ring !== null && hasOwnFinding(findings) ? Math.max(own, logit(ring.posterior * ring.strength)) : own;
  const families = familiesOf(findings);
  const { band, held } = bandOf(logOdds, { findings, families }, stories, policy);
  return {
    account: parts.account, assessedAt: parts.assessedAt, band, held, logOdds, prior, own,
    probability: probabilityOf(policy, logOdds),
    strength: strengthOf(findings), families,
    findings, shadow: parts.shadow, counter, pairs, missing: parts.missing, unread: parts.unread,
    spread: ring === null ? null : { ...ring, llr: logOdds - own },
    innocent: stories[0] ?? null, stories,
    ring: ring?.ring ?? null, policyVersion: policy.version, rarityVersion: parts.rarityVersion,
  };
}

/**
 * Guilt by link alone is no guilt: a ring speaks only about members with something of their own beside the links. What never carries more than a
 * question by itself (rule a) is not that: who works at night or behind a VPN would stand for what others did.
 */
function hasOwnFinding(findings: readonly WeighedFinding[]): boolean {
  return findings.some((each) => each.family !== 'links' && !neverExceedsAsk(each) && isThere(each));
}

function natsOf(parts: readonly { llr: number }[]): number {
  return total(parts.map((each) => each.llr));
}

/** A pair says that two things met which seldom do; as far as either is explained they did not meet, so it weighs by what is left of the lesser. */
function pairsOf(findings: readonly WeighedFinding[], policy: Policy): CountedPair[] {
  const left = new Map(findings.filter(isThere).map((each) => [each.signal, each.counted / each.raised]));
  return policy.pairs.filter((pair) => pair.signals.every((signal) => left.has(signal)))
    .map((pair) => ({ ...pair, llr: pair.llr * Math.min(...pair.signals.map((signal) => left.get(signal)!)) }));
}

/** What would decide first, then what the signals that abstained would need, heaviest first. */
function missingOf(given: Given, stories: readonly InnocentStory[]): string[] {
  const weight = (signal: string) => given.kinds.get(signal)?.weight ?? 0;
  const abstained = given.abstained
    .filter((each) => ruleFor(given.policy, each.signal).state === 'on')
    .sort((a, b) => weight(b.signal) - weight(a.signal) || (a.signal < b.signal ? -1 : 1));
  const best = stories[0];
  return [...new Set([...(best ? [best.decides] : []), ...abstained.map((each) => each.missing)])].slice(0, MISSING_AT_MOST);
}

function unreadOf({ abstained, kinds, policy }: Given): string[] {
  const off = [...kinds.keys()].filter((signal) => ruleFor(policy, signal).state === 'off');
  return [...new Set([...abstained.map(({ signal }) => signal), ...off])].sort();
}

function bySignal(a: Weighed, b: Weighed): number {
  return a.signal < b.signal ? -1 : a.signal > b.signal ? 1 : 0;
}
