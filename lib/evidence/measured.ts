import { grouped } from '../kernel/words';
import { listWords } from './wording';

type Measured = Readonly<Record<string, number | string | boolean | null>>;

/** What is not said by the words in its name. */
const NAMED: Readonly<Record<string, string>> = {
  changed: 'sides that changed', jaccard: 'phrases in common', nats: 'weight of the ties', kinds: 'kinds of tie', bits: 'bits that differ', threes: 'stretches of three hours', medianMs: 'round trip', peersMs: 'round trip of peers',
  threesByHand: 'of these with signs of a hand', most: 'most in a day', taken: 'share taken', takenOnPlatform: 'share taken over the platform', hub: 'held in common', tor: 'over Tor',
  inCheck: 'in an identity check', open: 'a check left open', closed: 'accounts closed before',
};
/** The end of a name says what its number counts. */
const UNITS: readonly (readonly [end: RegExp, says: (value: number) => string])[] = [
  [/Km$/, (value) => `${grouped(value)} km`], [/Ms$/, (value) => `${grouped(value)} ms`], [/Hours$/, (value) => `${rounded(value)} hours`],
];
/** Parts of a whole, told in per cent. */
const SHARES: ReadonlySet<string> = new Set(['jaccard', 'taken', 'takenOnPlatform']);
/** Several words of the kind that an event has, with spaces between them. */
const LISTS: ReadonlySet<string> = new Set(['changes', 'ways', 'traces', 'pairs']);

/** What a finding measured, in words: "days after" "3.46", "farthest" "6,779 km", "changes" "country, network and language". What is not known is left out; what is no plain word, as most ids are, is told as it is. */
export function measuredWords(value: Measured): { term: string; fact: string }[] {
  return Object.entries(value).flatMap(([name, fact]) => (fact === null || fact === '' ? [] : [wordsOf(name, fact)]));
}

function wordsOf(name: string, value: number | string | boolean): { term: string; fact: string } {
  if (typeof value === 'boolean') return { term: termOf(name), fact: value ? 'yes' : 'no' };
  if (typeof value === 'string') return { term: termOf(name), fact: LISTS.has(name) ? listWords(value.split(' ').map(plain)) : plain(value) };
  if (SHARES.has(name) || /(?:^s|S)hare$/.test(name)) return { term: termOf(name), fact: `${Math.round(value * 100)}%` };
  const unit = UNITS.find(([end]) => end.test(name));
  return unit === undefined ? { term: termOf(name), fact: rounded(value) } : { term: NAMED[name] ?? termOf(name.replace(/(?:Km|Ms|Hours)$/, '')), fact: unit[1](value) };
}

/** "daysAfter" reads "days after". */
const termOf = (name: string): string => NAMED[name] ?? name.replaceAll(/[A-Z]/g, (letter) => ` ${letter.toLowerCase()}`);
const plain = (word: string): string => (/^[a-z_ ,]+$/.test(word) ? word.replaceAll('_', ' ') : word);
const rounded = (value: number): string => (Math.abs(value) >= 1_000 ? grouped(value) : String(Math.round(value * 100) / 100));
