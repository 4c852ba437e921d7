import type { Policy } from '../policy/policy';
import type { Finding } from '../signals/signal';
import type { Assessment } from './assessment';
import { carriesWeight } from './rules';

/** Keys of what a finding is about: the signal with each identifier it rests on, or the signal alone. */
export function causesOfFinding(finding: Pick<Finding, 'signal' | 'identifiers'>): string[] {
  if (finding.identifiers.length === 0) return [finding.signal];
  return finding.identifiers.map((each) => `${finding.signal}:${each.kind}:${each.digest}`).sort();
}

/** Every cause in force, weighty or not, sorted: what a case is settled upon. */
export function causesOf(assessment: { findings: readonly Pick<Finding, 'signal' | 'identifiers'>[] }): string[] {
  return [...new Set(assessment.findings.flatMap(causesOfFinding))].sort();
}

export type Settlement = { causes: readonly string[]; logOdds: number };

export type Reopening = { opens: false } | { opens: true; because: 'new cause'; causes: readonly string[] } | { opens: true; because: 'higher odds'; by: number };

/**
 * Whether a settled account gets a new case: on evidence of a cause that was not there at settlement, or on odds at least the
 * policy's nats above those at settlement; never because the same findings are still there. The band is the caller's question.
 */
export function opensNewCase(settled: Settlement, now: Pick<Assessment, 'findings' | 'logOdds'>, policy: Policy): Reopening {
  const known = new Set(settled.causes);
  const weighty = now.findings.filter(carriesWeight);
  const fresh = causesOf({ findings: weighty }).filter((cause) => !known.has(cause));
  if (fresh.length > 0) return { opens: true, because: 'new cause', causes: fresh };
  const by = now.logOdds - settled.logOdds;
  return by >= policy.reopenNats ? { opens: true, because: 'higher odds', by } : { opens: false };
}
