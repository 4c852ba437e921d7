import type { Policy } from '../policy/policy';
import { INNOCENT_LIVES } from './assessment';
import type { CountedEvidence, CountedPair, InnocentStory, WeighedFinding } from './assessment';
import type { Circumstances } from './circumstances';
import { enter, total } from './families';
import { COUNTS_FROM, addsNothing } from './rules';
import { livesOf } from './stories';
import type { Life } from './stories';
import type { Kinds } from './weighing';
import { lowered } from './words';

/**
 * Abuse weighed against all of innocence. The sum of findings compares abuse with an ordinary account on which each sign is a coincidence of
 * its own. Some ordinary lives bring several signs at once, and on them a sign that the life explains says nothing:
 *
 *   P(signs | innocent) / P(signs | abuse) = Σ over lives of  share × e^−(what the life leaves)  +  share of none × e^−(everything)
 *
 * so that all innocent lives together take ln(1 + Σ share × (e^explained − 1)) off the odds. Nothing where nothing is explained, much where one common life
 * explains much; and no growing sign ever lowers the odds, since what is left never falls by it.
 */
export type Weighing = {
  findings: readonly WeighedFinding[];
  pairs: readonly CountedPair[];
  /** Prior and counter-evidence about the account. */
  base: number;
  policy: Policy;
};

/** Stories that explain at least one of these findings, yet to be weighed. */
export function storiesOf(findings: readonly WeighedFinding[], circumstances: Circumstances, kinds: Kinds, policy: Policy): InnocentStory[] {
  const signals = counting(findings).map((each) => each.signal);
  if (signals.length === 0) return [];
  const { single, both } = livesOf(circumstances, policy);
  const stories = new Map(single.map((life): [Life, InnocentStory] => {
    const explains = signals.filter((signal) => life.explains(signal, kinds.get(signal)?.declarations ?? []));
    return [life, { kind: life.kind, words: life.words, decides: life.decides, share: life.share, support: life.support, explains, leaves: [], llr: 0 }];
  }));
  const together = both.flatMap(({ one, two, share }): InnocentStory[] => {
    const [a, b] = [stories.get(one)!, stories.get(two)!];
    const explains = signals.filter((signal) => a.explains.includes(signal) || b.explains.includes(signal));
    // Two at once of which one explains all that both do are that one, whatever else they may be.
    const enough = [a, b].find((each) => each.explains.length === explains.length);
    if (enough === undefined) return [bothTold(a, b, share, explains)];
    enough.share += share;
    return [];
  });
  return [...stories.values(), ...together].filter((story) => story.explains.length > 0);
}

function bothTold(a: InnocentStory, b: InnocentStory, share: number, explains: readonly string[]): InnocentStory {
  return {
    kind: `${a.kind}+${b.kind}`, words: `${a.words} ${b.words}`, decides: `${a.decides}; and for the other: ${lowered(b.decides)}`,
    share, support: [...new Set([...a.support, ...b.support])], explains, leaves: [], llr: 0,
  };
}

/**
 * Stories over these findings, best first: what each explains and leaves of them, and its log-odds. `lives` is what all of them together take
 * off the odds, named by the best; null where they explain nothing.
 */
export function toldOver(stories: readonly InnocentStory[], weighing: Weighing): { stories: InnocentStory[]; lives: CountedEvidence | null } {
  const reading = reader(weighing);
  const told = stories.map((story) => ({ story, ...reading(story) })).filter((each) => each.explains.length > 0);
  const ranked = told.map(({ story, explains, leaves, left }): InnocentStory => ({ ...story, explains, leaves, llr: Math.log(story.share) - weighing.base - left }))
    .sort((a, b) => b.llr - a.llr || (a.kind < b.kind ? -1 : 1));
  const likelier = total(told.map(({ story, explained }) => story.share * Math.expm1(explained)));
  const [best] = ranked;
  if (best === undefined || likelier < 1e-9) return { stories: ranked, lives: null };
  const words = `Ordinary lives that leave such traces, above all: ${lowered(best.words)}`;
  return { stories: ranked, lives: { kind: INNOCENT_LIVES, llr: -Math.log1p(likelier), words, evidence: [], lowers: null } };
}

type Read = { explains: string[]; leaves: string[]; left: number; explained: number };

/** Reads a story against the findings; equal remains are entered once. */
function reader({ findings, pairs, policy }: Weighing): (story: Pick<InnocentStory, 'explains'>) => Read {
  const all = counting(findings);
  const everything = total(findings.map((each) => each.entered)) + total(pairs.map((each) => each.llr));
  const entered = new Map<string, { nats: number; leaves: string[] }>();
  return ({ explains }) => {
    const rest = all.filter((each) => !explains.includes(each.signal));
    const key = rest.map((each) => each.signal).join();
    const known = entered.get(key) ?? remaining(rest, pairs, policy);
    entered.set(key, known);
    return { explains: all.filter((each) => explains.includes(each.signal)).map((each) => each.signal), leaves: known.leaves, left: known.nats, explained: Math.max(0, everything - known.nats) };
  };
}

/** What the findings that a story leaves come to by themselves; a pair is explained only by a story that explains both. */
function remaining(rest: readonly WeighedFinding[], pairs: readonly CountedPair[], policy: Policy): { nats: number; leaves: string[] } {
  const signals = new Set(rest.map((each) => each.signal));
  const tied = pairs.filter((pair) => pair.signals.some((signal) => signals.has(signal)));
  const alone = enter(rest, policy);
  return {
    nats: total(alone.map((each) => each.entered)) + total(tied.map((each) => each.llr)),
    leaves: alone.filter((each) => each.entered >= COUNTS_FROM).map((each) => each.signal),
  };
}

function counting(findings: readonly WeighedFinding[]): WeighedFinding[] {
  return findings.filter((each) => each.counted > 0 && !addsNothing(each.signal));
}
