import type { Instant } from '../kernel/instant';
import type { Policy } from '../policy/policy';
import type { Assessment, Band } from './assessment';
import { BANDS } from './assessment';
import { carriesWeight } from './rules';
import { without } from './scorecard';

/**
 * Single facts that could be confirmed, and what each would explain: one fact settles several findings, since they have one cause. Ids are
 * permanent; their words, for staff and for the holder, stand in lib/evidence/would-change.ts.
 */
export const FACTS = {
  device_is_theirs: ['D2', 'D3', 'D7', 'N2', 'P3'],
  device_was_bought: ['D1', 'D2', 'L2'],
  desktop_is_their_employers: ['D4', 'D6', 'D7', 'N1', 'N3', 'N4'],
  one_person_two_devices: ['D5', 'T3', 'D6'],
  they_work_from_there: ['G1', 'G2', 'G3', 'G4', 'G7', 'T1'],
  people_belong_together: ['G5', 'N3', 'D1', 'D2', 'D5', 'P1', 'T3', 'T6', 'C3', 'C4', 'C6', 'L1', 'L2', 'L3', 'L5'],
  network_is_their_choice: ['G7', 'N1', 'N2', 'N3', 'N4', 'N5', 'N6'],
  line_is_slow: ['N4'],
  they_passed_in_person: ['I2', 'I5', 'C1'],
  papers_are_theirs: ['I1', 'I3', 'I4', 'P2', 'L4'],
  payout_is_theirs: ['P1', 'P2', 'P3', 'P4'],
  payment_was_needed_so: ['P4', 'P6'],
  client_is_a_stranger: ['P5', 'L5'],
  hours_are_theirs: ['T1', 'T2', 'T3', 'T5'],
  words_are_theirs: ['I3', 'C2', 'C3', 'C4', 'C6'],
  they_are_beginning: ['B1'],
  report_was_settled: ['X1'],
} as const satisfies Record<string, readonly string[]>;
export type Fact = keyof typeof FACTS;

/** What one confirmed fact would change. */
export type Counterfactual = {
  fact: Fact;
  /** Findings that carry weight and that it explains. */
  signals: readonly string[];
  /** First sight of the earliest of them. */
  since: Instant;
  band: Band;
  logOdds: number;
};

/**
 * The facts that would lower the band if they were confirmed: the assessment weighed again without the findings that each explains, by the
 * policy that made it. Lowest band first; of those the one that asks for least, then the one that leaves least.
 */
export function counterfactuals(assessment: Assessment, policy: Policy): Counterfactual[] {
  const weighty = assessment.findings.filter(carriesWeight);
  const tried = (Object.keys(FACTS) as Fact[]).flatMap((fact): Counterfactual[] => {
    const explained = weighty.filter((each) => (FACTS[fact] as readonly string[]).includes(each.signal));
    if (explained.length === 0) return [];
    const { band, logOdds } = without(assessment, new Set(explained.map((each) => each.signal)), policy);
    if (BANDS.indexOf(band) >= BANDS.indexOf(assessment.band)) return [];
    return [{ fact, signals: explained.map((each) => each.signal), since: Math.min(...explained.map((each) => each.firstAt)), band, logOdds }];
  });
  return tried.sort((a, b) => BANDS.indexOf(a.band) - BANDS.indexOf(b.band) || a.signals.length - b.signals.length || a.logOdds - b.logOdds || (a.fact < b.fact ? -1 : 1));
}
