import { rfc3339, type Instant } from '../kernel/instant';
import type { Family, Strength } from '../signals/signal';
import type { Assessment, Band } from './assessment';

/** What is kept of an account's standing. */
export type Standing = { assessment: Assessment; firstReviewAt: Instant | null; firstActAt: Instant | null };

/** One line of the assessment export, version 1, as docs/contract/assessments.md has it; also what the API answers. Instants are RFC 3339. */
export type AssessmentLine = {
  account: string;
  assessedAt: string;
  band: Band;
  probability: number;
  logOdds: number;
  strength: Strength;
  families: readonly Family[];
  findings: readonly { signal: string; version: number; family: Family; llr: number; quality: number; firstAt: string; lastAt: string }[];
  counter: readonly { kind: string; llr: number }[];
  missing: readonly string[];
  ring: string | null;
  firstReviewAt: string | null;
  firstActAt: string | null;
};

/**
 * `llr` of a finding is in nats after policy weight, quality and decay; what counter-evidence took from it stands under `counter`,
 * where each fact has its share. Findings of signals in shadow count nowhere and are left out.
 */
export function assessmentLine({ assessment, firstReviewAt, firstActAt }: Standing): AssessmentLine {
  const { account, assessedAt, band, probability, logOdds, strength, families, findings, counter, missing, ring } = assessment;
  return {
    account, assessedAt: rfc3339(assessedAt), band, probability, logOdds, strength, families,
    findings: findings.map((each) => ({
      signal: each.signal, version: each.version, family: each.family, llr: each.raised, quality: each.quality, firstAt: rfc3339(each.firstAt), lastAt: rfc3339(each.lastAt),
    })),
    counter: counter.map(({ kind, llr }) => ({ kind, llr })),
    missing, ring,
    firstReviewAt: firstReviewAt === null ? null : rfc3339(firstReviewAt),
    firstActAt: firstActAt === null ? null : rfc3339(firstActAt),
  };
}
