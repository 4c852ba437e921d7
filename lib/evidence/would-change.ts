import type { Policy } from '../policy/policy';
import type { Assessment } from '../risk/assessment';
import { counterfactuals, type Counterfactual, type Fact } from '../risk/counterfactual';
import { TELLABLE } from './can-tell';
import { dayWords } from './wording';

/**
 * Each fact in words: for staff after "If", for the holder after "If you can show that"; null where the holder is told nothing of it
 * (see can-tell.ts).
 */
const WORDS: Readonly<Record<Fact, { theirs: (day: string) => string; yours: ((day: string) => string) | null }>> = {
  device_is_theirs: { theirs: (day) => `the device in use since ${day} were confirmed as theirs`, yours: (day) => `the device in use since ${day} is yours` },
  device_was_bought: { theirs: () => 'the shared device were shown to be bought second hand', yours: () => 'you bought your device second hand, and when' },
  desktop_is_their_employers: { theirs: () => 'a company or remote desktop were confirmed', yours: () => 'you work on the remote desktop of a company' },
  one_person_two_devices: { theirs: () => 'both devices were confirmed as theirs', yours: () => 'both devices are yours and who uses them' },
  they_work_from_there: { theirs: () => 'it were confirmed that they work from where the sessions are', yours: () => 'you work, or travel, where your account is used from' },
  people_belong_together: { theirs: () => 'the people who share were confirmed as one household, class or agency', yours: () => 'the people you share with belong to one household or agency with you' },
  network_is_their_choice: { theirs: () => 'the VPN or hosted network were confirmed as their own, with the reason for it', yours: () => 'the VPN or network is your own choice or your employer’s' },
  line_is_slow: { theirs: () => 'the line itself were shown to be slow', yours: null },
  they_passed_in_person: { theirs: () => 'they proved who they are in another way', yours: () => 'you are the person we verified, by any of the routes we offer' },
  papers_are_theirs: { theirs: () => 'the papers, or the change of name, were confirmed as theirs', yours: () => 'the document, or the change of name, is yours' },
  payout_is_theirs: { theirs: () => 'the payout account were confirmed as theirs', yours: () => 'the payout account is yours' },
  payment_was_needed_so: { theirs: () => 'the way they are paid were explained', yours: null },
  client_is_a_stranger: { theirs: () => 'the clients were shown to have nothing else to do with them', yours: null },
  hours_are_theirs: { theirs: () => 'the hours of work were confirmed as theirs', yours: () => 'those hours are your own hours of work' },
  words_are_theirs: { theirs: () => 'texts and samples were shown to be their own, or a common template', yours: () => 'the texts and samples are your own, or which template you used' },
  they_are_beginning: { theirs: () => 'they were confirmed to be new to the trade', yours: null },
  report_was_settled: { theirs: () => 'the client’s report were settled in their favour', yours: null },
};

/** "If the device in use since 4 March 2026 were confirmed as theirs, the band would be clear." */
export function wouldChange({ fact, since, band }: Counterfactual): string {
  return `If ${WORDS[fact].theirs(dayWords(since))}, the band would be ${band}.`;
}

/**
 * The single fact that would settle it, for the holder: only one that would leave no question, that rests on findings which can be
 * told, and in words that say neither band nor odds. Null where no one fact would do.
 */
export function settledBy(assessment: Assessment, policy: Policy): string | null {
  for (const each of counterfactuals(assessment, policy)) {
    const { yours } = WORDS[each.fact];
    const told = assessment.findings.filter(({ signal }) => each.signals.includes(signal) && TELLABLE.includes(signal));
    if (yours === null || told.length === 0 || (each.band !== 'clear' && each.band !== 'watch')) continue;
    return `If you can show that ${yours(dayWords(Math.min(...told.map(({ firstAt }) => firstAt))))}, this question is settled.`;
  }
  return null;
}
