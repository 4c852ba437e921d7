import type { Family } from '../signals/signal';
import { INNOCENT_LIVES } from './assessment';
import type { Assessment, CountedEvidence, WeighedFinding } from './assessment';
import { heaviest, oddsWords, timesLikelier } from './words';

/** One step from the prior to the total; `nats` of all but the last add up to the last. */
export type Step = {
  kind: 'prior' | 'finding' | 'pair' | 'counter' | 'lives' | 'ring' | 'total';
  /** Signal id, pair name, kind of counter-evidence or ring id. Facts about the account come before the innocent lives, which weigh what is left. */
  id: string;
  family: Family | null;
  words: string;
  nats: number;
  /** Log-odds after this step. */
  after: number;
  /** The weight in words: "8 times likelier", or odds for the first and the last step. */
  weight: string;
  /** What kept a finding from entering in full, in words: "second in its family, by half". */
  notes: readonly string[];
  /** What lowered the finding before it entered. */
  lessened: readonly CountedEvidence[];
};

/** From the base rate to the odds, step by step; heaviest findings first. Findings that entered nothing are left out. */
export function waterfallOf(assessment: Assessment): Step[] {
  const steps: Step[] = [];
  let after = 0;
  const step = (kind: Step['kind'], id: string, words: string, nats: number, more: Partial<Step> = {}) => {
    after = kind === 'total' ? nats : after + nats;
    steps.push({ kind, id, words, nats, after, weight: timesLikelier(nats), family: null, notes: [], lessened: [], ...more });
  };
  step('prior', 'prior', 'Before any evidence', assessment.prior, { weight: oddsWords(assessment.prior) });
  for (const each of heaviest(assessment.findings)) {
    if (each.entered === 0) continue;
    const lessened = assessment.counter.filter((counter) => counter.lowers === each.signal);
    step('finding', each.signal, each.words, each.entered, { family: each.family, lessened, notes: notesOf(each, assessment.findings) });
  }
  for (const each of assessment.pairs) step('pair', each.name, each.words, each.llr);
  const about = assessment.counter.filter((each) => each.lowers === null);
  for (const each of about) if (each.kind !== INNOCENT_LIVES) step('counter', each.kind, each.words, each.llr);
  for (const each of about) if (each.kind === INNOCENT_LIVES) step('lives', each.kind, each.words, each.llr);
  if (assessment.spread && assessment.spread.llr > 0) step('ring', assessment.spread.ring, 'The others of its ring', assessment.spread.llr);
  step('total', 'total', 'That another person works here', assessment.logOdds, { weight: oddsWords(assessment.logOdds) });
  return steps;
}

/** Below this a difference is a rounding. */
const SHORTENED_FROM = 0.05;

function notesOf(finding: WeighedFinding, all: readonly WeighedFinding[]): string[] {
  const full = finding.counted * finding.fresh;
  const second = all.some((each) => each.family === finding.family && each.entered > finding.entered);
  const shortened = finding.entered < (second ? full / 2 : full) - SHORTENED_FROM;
  return [
    ...(second ? ['second in its family, by half'] : []),
    ...(shortened ? ['held to its family’s limit'] : []),
    ...(finding.fresh < 1 ? ['shares a fact that is counted elsewhere'] : []),
  ];
}
