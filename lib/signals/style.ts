import type { AccountHistory } from '../enrichment/history';
import type { Instant } from '../kernel/instant';

/**
 * Whether two sets of texts have one hand: character 3-grams, cosine, judged against the author's own variation (domain.md section 2, C2).
 * Nothing asks which language or script a text is in: texts are compared with texts that are like them, whatever they are.
 */

/** Counts of character 3-grams by signed feature hashing, normalised to length 1. */
type Style = Float32Array;

const BUCKETS = 512;
/** Signs that are needed before a text says something of its author, and those that are read. */
const LEAST_SIGNS = 160;
const MOST_SIGNS = 500;
/** Texts looked at on either side, and those compared at most: 6 against 6 part in 924 ways. */
const LOOKED_AT = 8;
const COMPARED = 6;
/** Two texts of one language are alike at 0.3 to 0.6, of two languages mostly under 0.25 (measured on parallel texts of our own). */
const ALIKE = 0.3;
/** Share of the commonest short words that both sides must have in common: neighbouring languages share fewer, two styles of one language more. */
const COMMON_WORDS = 0.45;
const SHORT_WORD = 4;
/** From this chance on nothing is said to differ. */
export const ANY_DOUBT = 1 / Math.E;
/** Above this the texts of a side are one template, written once. */
const TEMPLATE = 0.8;

export type Writing = { at: Instant; text: string; event: string };

/** What the account wrote on its profile and in proposals, each text once, in order of time. Messages are never read. */
export function writingsOf(history: AccountHistory): Writing[] {
  const seen = new Set<string>();
  const writings: Writing[] = [];
  const add = (at: Instant, event: string, text: string | null) => {
    if (text === null || text.length < LEAST_SIGNS || seen.has(text)) return;
    seen.add(text);
    writings.push({ at, text, event });
  };
  for (const { at, event, summary, resume } of history.profiles) {
    add(at, event, summary);
    add(at, event, resume);
  }
  for (const { at, event, proposal } of history.bids) add(at, event, proposal);
  return writings.sort((a, b) => a.at - b.at || (a.event < b.event ? -1 : a.event > b.event ? 1 : 0));
}

export type StyleBreak = {
  /** 1 less the cosine of the two sides. */
  distance: number;
  /** Share of all partings of the same texts into sides of these sizes that lie as far apart. */
  chance: number;
  before: number;
  after: number;
  /** Both sides are written from a template each: what changed may be the template. */
  templates: boolean;
  /** Mean likeness of the earlier texts to each other, and of each later one to them, in order: for telling a break from a drift. */
  own: number;
  course: readonly number[];
};

/**
 * Texts of two times, each in order of time. Null where fewer than `least` texts on either side are long enough and alike
 * in what they are written in: a change of language is no change of hands.
 */
export function styleBreak(before: readonly string[], after: readonly string[], least: number): StyleBreak | null {
  const [old, fresh] = [styled(before), styled(after)];
  if (old.length < least || fresh.length < least) return null;
  const all = [...old, ...fresh];
  const alike = likenesses(all.map((each) => each.style));
  const kept = ofOneKind(alike);
  const left = kept.filter((i) => i < old.length).slice(-COMPARED);
  const right = kept.filter((i) => i >= old.length).slice(0, COMPARED);
  if (left.length < least || right.length < least) return null;
  const inOrder = [...left, ...right];
  const table = inOrder.map((i) => inOrder.map((j) => alike[i]![j]!));
  const parted = partingOf(table, left.length);
  // Asked last, for it is slow, and only of those who differ: the others share a language anyhow.
  if (parted.chance < ANY_DOUBT && !shareCommonWords(left.map((i) => all[i]!.text), right.map((i) => all[i]!.text))) return null;
  return {
    ...parted, before: left.length, after: right.length,
    templates: within(alike, left) > TEMPLATE && within(alike, right) > TEMPLATE,
    own: within(alike, left), course: right.map((i) => mean(left.map((j) => alike[i]![j]!))),
  };
}

/** Up to eight texts evenly spread over a side; one written twice counts once. */
function styled(texts: readonly string[]): { text: string; style: Style }[] {
  const distinct = [...new Set(texts)].filter((text) => text.length >= LEAST_SIGNS);
  const count = Math.min(LOOKED_AT, distinct.length);
  return Array.from({ length: count }, (_, index) => distinct[count === 1 ? 0 : Math.round((index * (distinct.length - 1)) / (count - 1))]!).flatMap((text) => {
    const style = styleOf(text);
    return style === null ? [] : [{ text, style }];
  });
}

/** Case, digits and punctuation run together: what is left is how words are made and joined. Null for a text too short to judge. */
function styleOf(text: string): Style | null {
  const lower = text.slice(0, 2 * MOST_SIGNS).toLowerCase();
  const style = new Float32Array(BUCKETS);
  let [a, b, signs] = [SPACE, SPACE, 0];
  for (let i = 0; i < lower.length && signs < MOST_SIGNS; i += 1) {
    const code = lower.charCodeAt(i);
    const sign = isSeparator(code) ? SPACE : code;
    if (sign === SPACE && b === SPACE) continue;
    let h = Math.imul(Math.imul(a, 0x9e3779b1) ^ Math.imul(b, 0x85ebca6b) ^ sign, 0xc2b2ae35);
    h ^= h >>> 15;
    h = Math.imul(h, 0x27d4eb2f);
    h ^= h >>> 13;
    style[h & (BUCKETS - 1)]! += h & 0x40000000 ? 1 : -1;
    [a, b] = [b, sign];
    signs += 1;
  }
  if (signs < LEAST_SIGNS) return null;
  const length = Math.sqrt(likeness(style, style));
  for (let i = 0; i < BUCKETS; i += 1) style[i]! /= length;
  return style;
}

const SPACE = 32;

/** Everything below "a" but the apostrophe within words, and the blocks of punctuation of other scripts. */
function isSeparator(code: number): boolean {
  if (code < 0x80) return (code < 97 || code > 122) && code !== 39;
  return code < 0xaa || (code >= 0x2000 && code <= 0x206f) || (code >= 0x3000 && code <= 0x303f) || (code >= 0xff00 && code <= 0xff20);
}

function likenesses(styles: readonly Style[]): number[][] {
  const table = styles.map(() => styles.map(() => 1));
  for (let i = 0; i < styles.length; i += 1) for (let j = 0; j < i; j += 1) table[i]![j] = table[j]![i] = likeness(styles[i]!, styles[j]!);
  return table;
}

function likeness(a: Style, b: Style): number {
  let sum = 0;
  for (let i = 0; i < BUCKETS; i += 1) sum += a[i]! * b[i]!;
  return sum;
}

/** The texts that are like the one which is most like the rest; of the others nothing is said. */
function ofOneKind(alike: readonly (readonly number[])[]): number[] {
  const sums = alike.map((row) => row.filter((value) => value >= ALIKE).reduce((sum, value) => sum + value, 0));
  const centre = sums.indexOf(Math.max(...sums));
  return alike.flatMap((row, index) => (row[centre]! >= ALIKE ? [index] : []));
}

function shareCommonWords(left: readonly string[], right: readonly string[]): boolean {
  const [a, b] = [commonWords(left), commonWords(right)];
  const least = Math.min(a.size, b.size);
  return least > 0 && [...a].filter((word) => b.has(word)).length >= COMMON_WORDS * least;
}

/** Words of at most four letters in at least half of the texts: what joins the others, whatever they are about. */
function commonWords(texts: readonly string[]): Set<string> {
  const counts = new Map<string, number>();
  for (const text of texts) for (const word of new Set(text.slice(0, 2 * MOST_SIGNS).toLowerCase().match(/[\p{L}\p{M}']+/gu))) if (word.length <= SHORT_WORD) counts.set(word, (counts.get(word) ?? 0) + 1);
  return new Set([...counts].filter(([, count]) => count * 2 >= texts.length).map(([word]) => word));
}

/**
 * The distance between the first `count` texts and the rest, 1 less the cosine of their sums, and the share of all ways to choose as many
 * that lie as far apart: an exact test, at most 924 ways.
 */
function partingOf(alike: readonly (readonly number[])[], count: number): { distance: number; chance: number } {
  const sums = alike.map((row) => row.reduce((sum, value) => sum + value, 0));
  const total = sums.reduce((sum, value) => sum + value, 0);
  const distanceOf = (chosen: readonly number[]) => {
    let [toAll, inside] = [0, 0];
    for (const i of chosen) {
      toAll += sums[i]!;
      for (const j of chosen) inside += alike[i]![j]!;
    }
    return 1 - (toAll - inside) / Math.sqrt(inside * (total - 2 * toAll + inside));
  };
  const chosen = Array.from({ length: count }, (_, index) => index);
  const distance = distanceOf(chosen);
  let [far, ways] = [0, 0];
  do {
    ways += 1;
    if (distanceOf(chosen) >= distance - 1e-9) far += 1;
  } while (choosesNext(chosen, alike.length));
  return { distance, chance: far / ways };
}

/** Moves to the next choice of as many out of `all`, in order; false after the last. */
function choosesNext(chosen: number[], all: number): boolean {
  let at = chosen.length - 1;
  while (at >= 0 && chosen[at] === all - chosen.length + at) at -= 1;
  if (at < 0) return false;
  chosen[at]! += 1;
  for (let i = at + 1; i < chosen.length; i += 1) chosen[i] = chosen[i - 1]! + 1;
  return true;
}

function within(alike: readonly (readonly number[])[], rows: readonly number[]): number {
  return mean(rows.flatMap((i) => rows.filter((j) => j !== i).map((j) => alike[i]![j]!)));
}

function mean(values: readonly number[]): number {
  return values.length === 0 ? 0 : values.reduce((sum, value) => sum + value, 0) / values.length;
}
