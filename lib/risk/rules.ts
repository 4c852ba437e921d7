import { calibratedLogOdds } from '../policy/policy';
import type { Policy } from '../policy/policy';
import type { Family, Strength } from '../signals/signal';
import type { Assessment, Band, InnocentStory, WeighedFinding } from './assessment';

/**
 * The rules on top of the odds (domain.md section 2, a to d). They hold a band down and never lift one:
 * (a) place, time, price, camera refusal and VPN, in any combination, never exceed *ask*;
 * (b) *act* needs two families and one strong finding, and one shared fact counts once (families.ts);
 * (c) country, name, language, face, holiday and script are no features: nothing here or below reads one;
 * (d) every finding fades by its half-life (weighing.ts).
 * And one of our own: a supported innocent story that leaves nothing unexplained keeps the account from *act*.
 */

/** Opens a compliance check and adds nothing to the odds. */
const ADDS_NOTHING: ReadonlySet<string> = new Set(['G6']);
const ASK_FAMILIES: ReadonlySet<Family> = new Set(['geography', 'time']);
const ASK_SIGNALS: ReadonlySet<string> = new Set(['B1', 'C1', 'N1', 'N2', 'N6']);

/** Under 1½ times likelier is no more than chance: it makes no family, no cause and lifts no ceiling. */
export const COUNTS_FROM = Math.log(1.5);

export const HELD = {
  ask: 'Place, time, price, camera refusal and VPN alone never exceed ask',
  families: 'Act needs findings from two families',
  strong: 'Act needs one strong finding',
  story: 'An innocent story with facts behind it explains every finding',
} as const;

export function addsNothing(signal: string): boolean {
  return ADDS_NOTHING.has(signal);
}

/** Whether what is left of a finding, after all that lowers it, is more than chance. */
export function carriesWeight(finding: Pick<WeighedFinding, 'signal' | 'counted' | 'fresh'>): boolean {
  return !addsNothing(finding.signal) && finding.counted * finding.fresh >= COUNTS_FROM;
}

/** Whether a finding is there at all, whichever family has the credit for what it shares: what grows beside it never takes that away. */
export function isThere(finding: Pick<WeighedFinding, 'signal' | 'counted'>): boolean {
  return carriesWeight({ ...finding, fresh: 1 });
}

/** How a finding stands in the sum: with weight of its own, by what a heavier finding counts already, apart from it, or as no more than chance. */
export function standsAs(finding: Pick<WeighedFinding, 'signal' | 'counted' | 'entered'>): 'counted' | 'above' | 'apart' | 'chance' {
  if (addsNothing(finding.signal)) return 'apart';
  return Math.abs(finding.entered) >= COUNTS_FROM ? 'counted' : isThere(finding) ? 'above' : 'chance';
}

/** Whether a finding is of those that never exceed *ask* by themselves. */
export function neverExceedsAsk(finding: Pick<WeighedFinding, 'signal' | 'family'>): boolean {
  return ASK_FAMILIES.has(finding.family) || ASK_SIGNALS.has(finding.signal);
}

/** The heaviest measure that the evidence allows: *ask* by rule (a), and where nothing counts; null where (a) sets no limit. */
export function ceilingOf(assessment: Pick<Assessment, 'findings'>): 'ask' | null {
  return assessment.findings.filter(isThere).every(neverExceedsAsk) ? 'ask' : null;
}

/** G6 sends the account to the compliance lane, whatever its odds. */
export function opensComplianceCheck(assessment: Pick<Assessment, 'findings'>): boolean {
  return assessment.findings.some((finding) => finding.signal === 'G6');
}

/** Best class among the findings that are there. Never conclusive: that takes a person or an independent verifier. */
export function strengthOf(findings: readonly WeighedFinding[]): Strength {
  const counting = findings.filter(isThere);
  for (const strength of ['strong', 'moderate', 'weak'] as const) if (counting.some((each) => each.standing === strength)) return strength;
  return 'none';
}

/** The band that the odds alone would give: by what the calibration makes of them, so that a band means what it says. */
export function bandByOdds(logOdds: number, policy: Policy): Band {
  const { watch, review, act } = policy.bands;
  const odds = calibratedLogOdds(policy, logOdds);
  return odds >= act ? 'act' : odds >= review ? 'review' : odds >= watch ? 'watch' : 'clear';
}

/** The band after the rules, and which of them held it down. */
export function bandOf(logOdds: number, { findings, families }: Pick<Assessment, 'findings' | 'families'>, stories: readonly InnocentStory[], policy: Policy): { band: Band; held: string[] } {
  const band = bandByOdds(logOdds, policy);
  if (band !== 'act') return { band, held: [] };
  const held: string[] = [];
  if (ceilingOf({ findings }) === 'ask') held.push(HELD.ask);
  else {
    if (families.length < 2) held.push(HELD.families);
    if (strengthOf(findings) !== 'strong') held.push(HELD.strong);
  }
  if (stories.some(explainsAll)) held.push(HELD.story);
  return { band: held.length > 0 ? 'review' : 'act', held };
}

function explainsAll(story: InnocentStory): boolean {
  return story.leaves.length === 0 && story.support.length > 0 && story.llr > 0;
}
