import { calibratedLogOdds } from '../policy/policy';
import type { Policy } from '../policy/policy';
import { INNOCENT_LIVES } from './assessment';
import type { Assessment, WeighedFinding } from './assessment';
import { aboutOdds, logit, nearest, oddsWords } from './odds';

export { oddsWords };

/**
 * Numbers as people read them (looks/README section 8): rounded odds, never a percentage with decimals, never a score.
 */

const STEPS = [1.5, 2, 2.5, 3, 4, 5, 8, 12, 20] as const;

/** "8 times likelier", "2½ times less likely", "no more than chance", "20 or more times likelier". */
export function timesLikelier(nats: number): string {
  const times = timesOf(nats);
  return times === null ? 'no more than chance' : `${times} times ${nats > 0 ? 'likelier' : 'less likely'}`;
}

/** The short form for a narrow column: "8×", "20× or more", "–". */
export function timesShort(nats: number): string {
  const times = timesOf(nats);
  if (times === null) return '–';
  return times.endsWith('or more') ? '20× or more' : `${times}×`;
}

function timesOf(nats: number): string | null {
  const times = Math.exp(Math.abs(nats));
  // A rounding error is not evidence: exactly 1½ and exactly 20 belong to their own words.
  if (times < STEPS[0] * (1 - 1e-9)) return null;
  if (times > STEPS[STEPS.length - 1]! * (1 + 1e-9)) return '20 or more';
  return fraction(nearest(STEPS, times));
}

function fraction(value: number): string {
  return Number.isInteger(value) ? String(value) : `${Math.floor(value)}½`;
}

/** Log-odds as screens state them: by the calibration of the policy that made the assessment, whichever is in force by now. */
export function statedOdds(assessment: Pick<Assessment, 'probability'>): number {
  return logit(assessment.probability);
}

/** Findings as a reader wants them: heaviest first. */
export function heaviest(findings: readonly WeighedFinding[]): WeighedFinding[] {
  return [...findings].sort((a, b) => b.entered - a.entered || b.counted * b.fresh - a.counted * a.fresh || (a.signal < b.signal ? -1 : 1));
}

/** The queue's sentence: odds, the three strongest reasons, the strongest fact against, the best innocent story. */
export function inOneBreath(assessment: Assessment, policy: Policy): string {
  const { lead, odds: stated } = aboutOdds(calibratedLogOdds(policy, assessment.logOdds));
  const odds = `${lead} ${stated} that another person works here`;
  const named = heaviest(assessment.findings).filter((each) => each.entered > 0).slice(0, 3);
  const reasons = named.map((each) => lowered(bare(each.words)));
  // What lowers a finding that is not named here would seem to speak against those that are.
  const isHeard = (lowers: string | null) => lowers === null || named.some(({ signal }) => signal === lowers);
  const against = assessment.counter.filter((each) => each.kind !== INNOCENT_LIVES && isHeard(each.lowers) && timesOf(each.llr) !== null).sort((a, b) => a.llr - b.llr || (a.kind < b.kind ? -1 : 1))[0];
  return [
    reasons.length === 0 ? `${odds}; nothing was found beyond what is usual.` : `${odds}: ${reasons.join('; ')}.`,
    ...(against ? [`Against it: ${lowered(bare(against.words))}.`] : []),
    ...(assessment.innocent ? [`Or else: ${lowered(bare(assessment.innocent.words))}.`] : []),
  ].join(' ');
}

function bare(words: string): string {
  return words.replace(/[.\s]+$/, '');
}

/** First letter small, to stand within a sentence; an abbreviation ("VPN", "ID") keeps its capitals. */
export function lowered(words: string): string {
  return /^\p{Lu}\p{Lu}/u.test(words) ? words : words.charAt(0).toLowerCase() + words.slice(1);
}
