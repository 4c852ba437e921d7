import { boundedLogOdds, ratioOf, type Policy } from '../policy/policy';
import { INNOCENT_LIVES } from '../risk/assessment';
import type { Assessment, Band, CountedEvidence, InnocentStory, WeighedFinding } from '../risk/assessment';
import { counterfactuals } from '../risk/counterfactual';
import { COUNTS_FROM, standsAs } from '../risk/rules';
import { waterfallOf } from '../risk/waterfall';
import { heaviest, lowered, timesLikelier, timesShort } from '../risk/words';
import { signalOf } from '../signals/kinds/index';
import { measuredWords } from './measured';
import { sentence } from './panels/labels';
import { wouldChange } from './would-change';
import type { Family } from '../signals/signal';

/** One piece of evidence on one line. `llr` is what entered the odds, nats; negative where it points to the verified person. */
export type VerdictLine = {
  id: string;
  family: Family;
  /** A few words for the line; `said` is the whole sentence. */
  words: string;
  said: string;
  llr: number;
  /** `above`: it is there, and what it says is counted in a line above; `apart`: it opens a check, and is counted nowhere. */
  state: 'counted' | 'above' | 'apart' | 'muted';
  /** Why it counts less or nothing. */
  why: string | null;
  evidence: readonly string[];
  measured: readonly { term: string; fact: string }[];
  innocent: readonly string[];
  counter: readonly string[];
};

export type StoryTold = { words: string; explains: string; leaves: string };
/** `said`: the whole sentence, where `words` are the finding's title. */
export type SumLine = { id: string; family: Family | null; words: string; said?: string; llr: number; note?: string };

/** The assessment as the verdict strip tells it. */
export type Verdict = {
  band: Band;
  /** Calibrated by the policy, as is `sum.to`. */
  logOdds: number;
  strength: string;
  assessedAt: number;
  lines: readonly VerdictLine[];
  missing: readonly string[];
  /** The one fact that would change the band, and the band then; where no single one would, the fact that tells the best story from the other reading. */
  decides: string | null;
  /** Further single facts that would change it. */
  also: readonly string[];
  story: StoryTold | null;
  stories: readonly StoryTold[];
  held: readonly string[];
  /** `note` says whether such odds have been held against what was decided. */
  sum: { from: number; steps: readonly SumLine[]; to: number; note: string };
};

/** Below the head of the strip there is room for so many beside the lines; the rest asks for more of the same. */
const MOST_MISSING = 4;
const MOST_STORIES = 4;
const MOST_FACTS = 3;

/** Evidence for first, heaviest first; then what lowers; then what was found and counts for nothing. */
export function verdictOf(assessment: Assessment, policy: Policy): Verdict {
  const findings = heaviest(assessment.findings).map((finding) => lineOf(finding, assessment.counter, policy));
  // Innocent lives have a place of their own, below the lines.
  const against = assessment.counter.filter((each) => each.lowers === null && each.kind !== INNOCENT_LIVES).map(counterLine);
  const [fact, ...facts] = counterfactuals(assessment, policy).map(wouldChange);
  const [best, ...others] = assessment.stories;
  return {
    band: assessment.band, logOdds: boundedLogOdds(policy, assessment.logOdds), assessedAt: assessment.assessedAt, strength: strengthWords(assessment),
    lines: [...findings.filter(({ state }) => state !== 'muted'), ...against, ...findings.filter(({ state }) => state === 'muted')],
    missing: assessment.missing.filter((each) => each !== assessment.innocent?.decides).slice(0, MOST_MISSING).map(sentence),
    decides: fact ?? (assessment.innocent === null ? null : `${assessment.innocent.decides}.`), also: facts.slice(0, MOST_FACTS - 1),
    story: best === undefined ? null : storyOf(best, assessment), stories: others.slice(0, MOST_STORIES).map((story) => storyOf(story, assessment)),
    held: assessment.held.map((words) => `${words}.`), sum: sumOf(assessment, policy),
  };
}

function strengthWords({ families, strength }: Assessment): string {
  if (families.length === 0) return 'No family counts';
  return `${families.length} ${families.length === 1 ? 'family' : 'families'}, ${strength} evidence`;
}

function lineOf(finding: WeighedFinding, counter: readonly CountedEvidence[], policy: Policy): VerdictLine {
  const lowers = counter.filter((each) => each.lowers === finding.signal).map(({ words }) => words);
  const stands = standsAs(finding);
  return {
    id: finding.signal, family: finding.family, words: finding.title, said: finding.words, llr: finding.entered, state: stands !== 'chance' ? stands : lowers.length > 0 ? 'muted' : 'counted',
    why: [...lowers, ...(finding.fresh < 1 ? ['It rests on a fact that another family has counted already; one fact counts once.'] : stands === 'above' ? ['Its family is counted by the stronger findings above.'] : stands === 'apart' ? ['It opens a compliance check, and adds nothing to the odds.'] : [])].join(' ') || null,
    evidence: finding.evidence,
    measured: [
      ...measuredWords(finding.value),
      ...published(policy, finding.signal),
    ],
    innocent: signalOf(finding.signal)?.innocent ?? [], counter: lowers,
  };
}

/** The published ratio of the signal at its fullest, with its interval and where it comes from. */
function published(policy: Policy, signal: string): { term: string; fact: string }[] {
  const ratio = ratioOf(policy, signal);
  if (ratio === null || ratio.nats === 0) return [];
  return [
    { term: 'at its fullest', fact: `${timesLikelier(ratio.nats)}; 90% interval ${times(ratio.low)} to ${times(ratio.high)}` },
    { term: 'where that comes from', fact: ratio.source },
  ];
}

const times = (nats: number): string => (nats < COUNTS_FROM ? 'chance' : timesShort(nats));

/** What a fact about the whole account is filed under. */
const FAMILY_OF: Readonly<Record<string, Family>> = { live_check_on_this_device: 'identity', verified_device_continues: 'device', works_where_declared: 'geography', payee_matches: 'payout', interviews_done: 'communication' };

function counterLine(each: CountedEvidence): VerdictLine {
  return { id: each.kind, family: FAMILY_OF[each.kind] ?? 'identity', words: each.words.replace(/\.$/, ''), said: each.words, llr: each.llr, state: 'counted', why: null, evidence: each.evidence, measured: [], innocent: [], counter: [] };
}

function storyOf(story: InnocentStory, { findings }: Assessment): StoryTold {
  const named = (signals: readonly string[]): string => signals.map((signal) => lowered(findings.find((each) => each.signal === signal)?.title ?? signal)).join('; ');
  const lines = story.explains.length + story.leaves.length;
  const support = story.support.length === 0 ? '' : ` For it: ${story.support.map(lowered).join('; ')}.`;
  return { words: story.words, explains: `Explains ${story.explains.length} of ${lines} ${lines === 1 ? 'line' : 'lines'}. ${besideAbuse(story)}${support} Would show it: ${lowered(story.decides)}.`, leaves: story.leaves.length === 0 ? '' : `${named(story.leaves)}.` };
}

/** The story beside the other reading, that another person works here. */
function besideAbuse({ llr }: InnocentStory): string {
  return Math.abs(llr) < COUNTS_FROM ? 'About as likely as another person at work.' : `${sentence(timesLikelier(llr)).replace(/\.$/, '')} than another person at work.`;
}

/** Where the calibration comes from, without its method, which is told with the policy. */
function heldAgainst({ a, b, steps, cases }: Policy['calibration']): string {
  if (a === 1 && b === 0 && steps === undefined) return 'The odds are as they add up; they are not held against decided cases.';
  return cases ? `The odds are held against what ${cases} decided ${cases === 1 ? 'case' : 'cases'} came to.` : 'The odds are put right by an assumed curve; they are not held against decided cases.';
}

function sumOf(assessment: Assessment, policy: Policy): Verdict['sum'] {
  const steps = waterfallOf(assessment).filter(({ kind }) => kind !== 'prior' && kind !== 'total');
  const to = boundedLogOdds(policy, assessment.logOdds);
  const moved = to - assessment.logOdds;
  return {
    from: assessment.prior, to, note: heldAgainst(policy.calibration),
    steps: [...steps.map(({ id, kind, family, words, nats, lessened, notes }) => {
      const note = [...notes, ...(lessened.length === 0 ? [] : ['already lessened'])].join('; ');
      // A finding is called here as it is in its line above.
      const title = kind === 'finding' ? assessment.findings.find(({ signal }) => signal === id)?.title : undefined;
      return { id: `${kind} ${id}`, family, words: title ?? words, ...(title === undefined ? {} : { said: words }), llr: nats, ...(note === '' ? {} : { note }) };
    }), ...(Math.abs(moved) < COUNTS_FROM / 10 ? [] : [{ id: 'calibration', family: null, words: 'By what settled cases showed of such odds', llr: moved }])],
  };
}
