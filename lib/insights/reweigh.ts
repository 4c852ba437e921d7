import { ratioOf, ruleFor, type Policy } from '../policy/policy';
import { canonicalJson } from '../kernel/canonical';
import type { Assessment, CountedEvidence, WeighedFinding } from '../risk/assessment';
import type { Circumstances } from '../risk/circumstances';
import { assess, without } from '../risk/scorecard';
import { reliefOf, weigh, type Kinds } from '../risk/weighing';
import type { Finding, Signal } from '../signals/signal';
import { heaviest, statedOdds } from '../risk/words';

/** What has to be read from the events of an account before a policy can be tried on it. */
export type Rereading = {
  /** Signals whose findings were never kept, since they were off; every signal where amounts of money read differently. */
  signals: readonly Signal[];
  /** Only of accounts of which something was found: of others nothing is missing. */
  foundOnly: boolean;
  /** In words; null where the stored findings are enough. */
  why: string | null;
};

/** Whether stored findings are enough to try `draft` where `live` is in force, and what is missing if not. */
export function rereadingFor(live: Policy, draft: Policy, signals: readonly Signal[]): Rereading {
  const differ = <T>(of: (policy: Policy) => T): boolean => canonicalJson(of(live)) !== canonicalJson(of(draft));
  if (differ(({ rates }) => rates)) return { signals, foundOnly: false, why: 'other rates of exchange' };
  const unkept = signals.filter(({ id }) => ruleFor(live, id).state === 'off' && ruleFor(draft, id).state !== 'off');
  if (unkept.length > 0) return { signals: unkept, foundOnly: false, why: `findings of ${unkept.map(({ id }) => id).join(', ')}, which is off` };
  if (differ(({ priors }) => priors)) return { signals: [], foundOnly: false, why: 'other priors' };
  if (Object.entries(draft.counters.kinds).some(([kind, llr]) => llr !== 0 && (live.counters.kinds[kind] ?? 0) === 0)) return { signals: [], foundOnly: false, why: 'counter-evidence that did not count' };
  // Innocent lives are told beside findings: what follows is missing only where there are some.
  const why = livesMissing();
  return { signals: [], foundOnly: why !== null, why };

  function livesMissing(): string | null {
    // The innocent lives of a signal are weighed where it counts: one that did not count has none kept beside it.
    const woken = signals.filter((signal) => !weighs(live, signal) && weighs(draft, signal));
    if (woken.length > 0) return `innocent lives beside ${woken.map(({ id }) => id).join(', ')}, which ${woken.length === 1 ? 'does' : 'do'} not count`;
    if (differ(({ stories }) => stories ?? {})) return 'other shares of innocent lives';
    // Two lives at once are told as far as they could hold an account from act (lib/risk/stories.ts), and the shares of all follow from which are.
    return differ(({ bands: { act }, calibration: { a, b, steps } }) => ({ act, a, b, steps: steps ?? null })) ? 'innocent lives, two at once, by where act begins' : null;
  }
}

/** Whether a finding of the signal counts at all. */
function weighs(policy: Policy, { id, weight }: Signal): boolean {
  const [rule, ratio] = [ruleFor(policy, id), ratioOf(policy, id)];
  return rule.state === 'on' && rule.factor > 0 && (ratio === null || weight <= 0 || ratio.nats > 0);
}

/** What was read anew; `whole` where it takes the place of the stored findings. */
export type Reread = { findings: readonly Finding[]; circumstances: Circumstances; whole: boolean };

/**
 * The stored assessment as another policy would have made it, at the same instant and before the account's ring: the findings keep their
 * own weights, the policy weighs them anew. `cleared` holds the causes that an earlier case settled in the account's favour.
 */
export function reweighed(stored: Assessment, policy: Policy, kinds: Kinds, cleared: ReadonlySet<string>, reread: Reread | null = null): Assessment {
  const kept = [...stored.findings, ...stored.shadow];
  if (reread !== null) {
    const anew = new Set(reread.findings.map(({ signal }) => signal));
    const findings = [...(reread.whole ? [] : kept.filter(({ signal }) => !anew.has(signal))), ...reread.findings];
    return assess({ account: stored.account, asOf: stored.assessedAt, findings, abstained: [], circumstances: reread.circumstances, kinds, policy, rarityVersion: stored.rarityVersion, cleared });
  }
  const weighed = kept.map((finding) => weigh(finding, kinds, policy, stored.assessedAt, cleared));
  const on = weighed.filter(({ signal }) => ruleFor(policy, signal).state === 'on').map((each): WeighedFinding => ({ ...each, fresh: 1, entered: 0 }));
  const shadow = weighed.filter(({ signal }) => ruleFor(policy, signal).state === 'shadow');
  return without({ ...stored, findings: on, shadow, counter: [...aboutAccount(stored, policy), ...on.flatMap(reliefOf)], ring: null, spread: null }, new Set(), policy);
}

/** Counter-evidence about the account as a whole, by the other policy's weights and floor. */
function aboutAccount(stored: Assessment, policy: Policy): CountedEvidence[] {
  const found = stored.counter.filter(({ lowers }) => lowers === null).map((each) => ({ ...each, llr: Object.hasOwn(policy.counters.kinds, each.kind) ? policy.counters.kinds[each.kind]! : 0 })).filter(({ llr }) => llr !== 0);
  const sum = found.reduce((total, { llr }) => total + llr, 0);
  const scale = sum < policy.counters.floor ? policy.counters.floor / sum : 1;
  return found.map((each) => ({ ...each, llr: each.llr * scale }));
}

/** Below this a difference is a rounding, not a reason. */
const TOLD_FROM = 0.05;

/** Why an account would stand elsewhere, in a few words. */
export function whyMoved(was: Assessment, now: Assessment): string {
  const held = now.held.find((words) => !was.held.includes(words));
  if (held !== undefined) return held;
  const before = new Map(was.findings.map((each) => [each.signal, each]));
  const after = new Map(now.findings.map((each) => [each.signal, each]));
  const steps = [...new Set([...before.keys(), ...after.keys()])].map((signal) => ({ signal, by: (after.get(signal)?.entered ?? 0) - (before.get(signal)?.entered ?? 0) }));
  const most = steps.sort((a, b) => Math.abs(b.by) - Math.abs(a.by) || (a.signal < b.signal ? -1 : 1))[0];
  if (most !== undefined && Math.abs(most.by) >= TOLD_FROM) {
    const title = (after.get(most.signal) ?? before.get(most.signal))?.title ?? most.signal;
    if (!before.has(most.signal)) return `${title} counts now`;
    if (!after.has(most.signal)) return `${title} no longer counts`;
    return `${title} weighs ${most.by > 0 ? 'more' : 'less'}`;
  }
  if (Math.abs(now.prior - was.prior) >= TOLD_FROM) return 'the odds before any evidence differ';
  if (Math.abs(now.logOdds - was.logOdds) >= TOLD_FROM) return (now.spread?.llr ?? 0) === (was.spread?.llr ?? 0) ? 'pairs or counter-evidence weigh differently' : 'its ring weighs differently';
  if (Math.abs(statedOdds(now) - statedOdds(was)) >= TOLD_FROM) return 'its evidence weighs the same and is calibrated to other odds';
  return heaviest(now.findings).length === 0 ? 'the band begins elsewhere' : 'the band begins elsewhere; its evidence weighs the same';
}
