import type { Policy } from '../policy/policy';
import type { Family } from '../signals/signal';
import type { Assessment, Band, CountedEvidence } from './assessment';
import { BANDS } from './assessment';
import { carriesWeight } from './rules';
import { without } from './scorecard';
import { heaviest, lowered, oddsWords, timesLikelier } from './words';

/** One step from the prior to the total; `nats` of all but the last add up to the last. */
export type Step = {
  kind: 'prior' | 'finding' | 'pair' | 'counter' | 'ring' | 'total';
  /** Signal id, pair name, kind of counter-evidence or ring id. */
  id: string;
  family: Family | null;
  words: string;
  nats: number;
  /** Log-odds after this step. */
  after: number;
  /** The weight in words: "8 times likelier", or odds for the first and the last step. */
  weight: string;
  /** What lowered the finding before it entered. */
  lessened: readonly CountedEvidence[];
};

/** From the base rate to the odds, step by step; heaviest findings first. Findings that entered nothing are left out. */
export function waterfallOf(assessment: Assessment): Step[] {
  const steps: Step[] = [];
  let after = 0;
  const step = (kind: Step['kind'], id: string, words: string, nats: number, more: Partial<Step> = {}) => {
    after = kind === 'total' ? nats : after + nats;
    steps.push({ kind, id, words, nats, after, weight: timesLikelier(nats), family: null, lessened: [], ...more });
  };
  step('prior', 'prior', 'Before any evidence', assessment.prior, { weight: oddsWords(assessment.prior) });
  for (const each of heaviest(assessment.findings)) {
    if (each.entered === 0) continue;
    const lessened = assessment.counter.filter((counter) => counter.lowers === each.signal);
    step('finding', each.signal, each.words, each.entered, { family: each.family, lessened });
  }
  for (const each of assessment.pairs) step('pair', each.name, each.words, each.llr);
  for (const each of assessment.counter) if (each.lowers === null) step('counter', each.kind, each.words, each.llr);
  if (assessment.spread && assessment.spread.llr > 0) step('ring', assessment.spread.ring, 'The others of its ring', assessment.spread.llr);
  step('total', 'total', 'That another person works here', assessment.logOdds, { weight: oddsWords(assessment.logOdds) });
  return steps;
}

/** What one confirmed fact would change. */
export type Counterfactual = { kind: 'finding' | 'story'; id: string; signals: readonly string[]; band: Band; logOdds: number; words: string };

/**
 * The facts that would lower the band if they were confirmed: each finding explained by itself, then each innocent story that
 * takes more than one. Lowest band first. Recomputed by the policy that made the assessment.
 */
export function counterfactuals(assessment: Assessment, policy: Policy): Counterfactual[] {
  const tried: Counterfactual[] = [];
  const attempt = (kind: Counterfactual['kind'], id: string, signals: readonly string[], premise: string) => {
    const { band, logOdds } = without(assessment, new Set(signals), policy);
    if (BANDS.indexOf(band) < BANDS.indexOf(assessment.band)) tried.push({ kind, id, signals, band, logOdds, words: `${premise}, the band would be ${band}.` });
  };
  for (const each of heaviest(assessment.findings)) {
    if (!carriesWeight(each)) continue;
    const fact = each.decides === '' ? '' : ` (${lowered(each.decides)})`;
    attempt('finding', each.signal, [each.signal], `If “${each.title}” were shown to be innocent${fact}`);
  }
  for (const story of assessment.stories) {
    if (story.explains.length < 2) continue;
    attempt('story', story.kind, story.explains, `If it were confirmed that ${lowered(story.words.replace(/\.$/, ''))} (${lowered(story.decides)})`);
  }
  return tried.sort((a, b) => a.logOdds - b.logOdds || (a.id < b.id ? -1 : 1));
}
