import type { Finding } from '../signals/signal';
import type { Assessment } from './assessment';
import { causesOf } from './cause';

/** Odds may drift by decay without saying anything new; half a nat is a step that a reader would see. */
const DRIFT_NATS = 0.5;

/** What an assessment says, as against what explains it. */
export type Said = Pick<Assessment, 'band' | 'ring' | 'policyVersion' | 'logOdds'> & { findings: readonly Pick<Finding, 'signal' | 'identifiers'>[] };

/** Whether an assessment says something that the one kept before does not: band, causes, ring, rules or a visible step of the odds. */
export function saysSomethingNew(before: Said | null, after: Assessment): boolean {
  if (before === null) return after.band !== 'clear' || after.findings.length > 0;
  return before.band !== after.band || before.ring !== after.ring || before.policyVersion !== after.policyVersion
    || Math.abs(before.logOdds - after.logOdds) >= DRIFT_NATS || causesOf(before).join('\n') !== causesOf(after).join('\n');
}
