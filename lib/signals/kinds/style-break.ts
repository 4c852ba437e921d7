import type { AccountHistory } from '../../enrichment/history';
import { DAY } from '../../kernel/instant';
import { coveredBy, weightOf } from '../declared';
import { abstains, found, quiet } from '../reading';
import type { Signal } from '../signal';
import { styleBreak as breakBetween, writingsOf } from '../style';
import type { StyleBreak, Writing } from '../style';
import { graded, rounded } from '../weight';
import type { Explanation } from '../weight';

const WINDOW_DAYS = 180;
/** 5 against 5 texts part in 252 ways, enough to speak of one in a hundred. */
const EACH_HALF = 5;
const CHANCE = 0.01;
/** Distances below this are found in the writing of one person in two moods, however surely. [T] */
const APART = 0.15;

/**
 * C2. The first and the second half of what was written on the profile and in proposals in the last 180 days [T] lie further apart (character
 * 3-grams, 1 less the cosine) than 99% of all other partings of the same texts, and at least 0.15 [T]. Texts are compared only with texts
 * that are like them: a change of language is no style break. Messages are never read; the contract does not carry them.
 * Source: 2022 advisory on work that is sub-let; domain.md section 2.
 */
export const styleBreak: Signal = {
  id: 'C2',
  version: 1,
  title: 'Another way of writing',
  family: 'content',
  halfLifeDays: 60,
  weight: 0.9,
  exhibit: 'diff',
  innocent: ['A writing assistant, or help with the language', 'A new template', 'A new field of work with its own words', 'Honest work together with somebody else'],
  decides: 'A short text written while they are on a call, on a subject of their own',
  declarations: ['agency', 'accommodation'],
  alone: true,
  read({ history, asOf }) {
    const writings = writingsOf(history).filter((each) => each.at > asOf - WINDOW_DAYS * DAY && each.at <= asOf);
    if (writings.length < 2 * EACH_HALF) return abstains('ten texts of some length on the profile and in proposals');
    const middle = Math.floor(writings.length / 2);
    const halves = [writings.slice(0, middle), writings.slice(middle)].map((half) => half.map((each) => each.text));
    const seen = breakBetween(halves[0]!, halves[1]!, EACH_HALF);
    if (seen === null) return abstains('five texts in each half that are alike enough to be compared');
    if (seen.chance > CHANCE || seen.distance < APART) return quiet;
    return found(styleBreak, {
      llr: graded(seen.distance, APART, 0.5, 0.5, 0.9),
      quality: Math.min(seen.before, seen.after) > EACH_HALF ? 0.8 : 0.7,
      firstAt: writings[middle]!.at,
      lastAt: writings.at(-1)!.at,
      value: { distance: rounded(seen.distance), chance: rounded(seen.chance), texts: writings.length, templates: seen.templates },
      words: 'Texts of the second half are written differently from those of the first, more than this author’s own texts differ.',
      evidence: writings.slice(Math.max(0, middle - EACH_HALF), middle + EACH_HALF).map((each) => each.event),
      explained: explanationsOf(history, seen, writings, middle),
    });
  },
};

function explanationsOf(history: AccountHistory, seen: StyleBreak, writings: readonly Writing[], middle: number): Explanation[] {
  const at = writings[middle]!.at;
  const all: (Explanation | null)[] = [
    drifts(seen) ? { kind: 'gradual', share: 0.5, words: 'The writing changed little by little, not at once.', evidence: [] } : null,
    seen.templates ? { kind: 'templates', share: 0.6, words: 'Both halves are written from a template; the template may be what changed.', evidence: [] } : null,
    newField(history, writings),
    ...(['agency', 'accommodation'] as const).map((kind): Explanation | null => {
      const declaration = coveredBy(history.declarations, kind, at);
      return declaration && { kind: `declared_${kind}`, share: 0.7 * weightOf(declaration), words: DECLARED[kind], evidence: [declaration.event] };
    }),
  ];
  return all.filter((each) => each !== null);
}

const DECLARED = { agency: 'They said that others of an agency write along.', accommodation: 'An accommodation is declared; aids for writing change how texts read.' } as const;

/** Less than half of the way was gone with the first texts after the middle. */
function drifts({ own, course }: StyleBreak): boolean {
  const [first, last] = [course.slice(0, 2), course.slice(-2)].map((some) => some.reduce((sum, each) => sum + each, 0) / some.length);
  return own - first! < (own - last!) / 2;
}

/** Declared field of work changed between the first and the last of the texts. */
function newField(history: AccountHistory, writings: readonly Writing[]): Explanation | null {
  const [from, to] = [writings[0]!.at, writings.at(-1)!.at];
  const change = history.versions.find((each, index) => {
    const was = history.versions[index - 1]?.category ?? null;
    return each.at > from && each.at <= to && was !== null && each.category !== null && was !== each.category;
  });
  return change === undefined ? null : { kind: 'new_field', share: 0.5, words: 'The declared field of work changed in between.', evidence: [change.event] };
}
