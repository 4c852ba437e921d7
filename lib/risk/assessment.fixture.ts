import { ratioOf } from '../policy/policy';
import type { Policy } from '../policy/policy';
import { STANDARD_POLICY } from '../policy/standard';
import type { Family, Finding } from '../signals/signal';
import { UNREMARKABLE } from './circumstances';
import { assess } from './scorecard';
import type { Given } from './scorecard';
import type { Assessment } from './assessment';
import { classOf } from './weighing';
import type { Kind, Kinds } from './weighing';

/** Built findings for the tests of this chapter: no signal is read here. */
export const DAY = 86_400_000;
export const NOW = Date.parse('2026-10-01T00:00:00Z');

const FAMILY_OF: Readonly<Record<string, Family>> = {
  G: 'geography', N: 'network', D: 'device', I: 'identity', P: 'payout', T: 'time', L: 'links', X: 'consequence', B: 'communication',
};

export function familyOf(signal: string): Family {
  if (signal.startsWith('C')) return signal === 'C1' || signal === 'C5' ? 'communication' : 'content';
  return FAMILY_OF[signal.charAt(0)] ?? 'identity';
}

export function finding(signal: string, llr: number, more: Partial<Finding> = {}): Finding {
  return {
    signal, version: 1, family: familyOf(signal), strength: classOf(llr), llr, quality: 1, firstAt: NOW - 20 * DAY, lastAt: NOW,
    value: {}, words: `Words of ${signal}.`, evidence: [`event-${signal}`], identifiers: [], counter: [], ...more,
  };
}

/** At its fullest it says what the published table says, so that a built finding counts as it was built. */
export function kind(id: string, more: Partial<Kind> = {}): Kind {
  return { id, title: `Title of ${id}`, halfLifeDays: 60, decides: `Fact about ${id}`, declarations: [], weight: ratioOf(STANDARD_POLICY, id)?.nats || 1, ...more };
}

export const KINDS: Kinds = new Map(
  Object.keys(STANDARD_POLICY.ratios ?? {}).map((id) => [id, kind(id)]),
);

export const ORDINARY = UNREMARKABLE;

export function given(findings: readonly Finding[], more: Partial<Given> = {}): Given {
  return {
    account: 'acc_1', asOf: NOW, findings, abstained: [], circumstances: ORDINARY, kinds: KINDS, policy: STANDARD_POLICY, rarityVersion: null, ...more,
  };
}

export function assessed(findings: readonly Finding[], more: Partial<Given> = {}): Assessment {
  return assess(given(findings, more));
}

/** A policy without a prior to climb: the rules alone stand between findings and *act*. */
export const EVEN: Policy = { ...STANDARD_POLICY, priors: { otherwise: 0.9999, segments: {} } };
