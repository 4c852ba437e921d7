import { ENGLISH, type Reader } from '../kernel/language';
import type { Finding } from '../signals/signal';
import { EVIDENCE_WORDS } from './languages/index';
import { dayWords } from './wording';

export type Told = Pick<Finding, 'signal' | 'firstAt' | 'lastAt'>;

/** The sentence for the holder in the reader's language, or null when the finding cannot be told (see lib/evidence/languages/en.ts). */
export function canTell({ signal, firstAt, lastAt }: Told, reader: Reader = ENGLISH): string | null {
  const { seen, since, on, between } = EVIDENCE_WORDS[reader.language];
  if (!isTellable(signal)) return null;
  const [first, last] = [dayWords(firstAt, reader), dayWords(lastAt, reader)];
  return seen[signal]({ since: since({ day: first }), during: first === last ? on({ day: first }) : between({ first, last }) });
}

/** Of two findings that say the same of one fact to the holder, the one that says more of it: a second date beside the first explains nothing. */
export function eachOnce<Of extends Told>(findings: readonly Of[]): readonly Of[] {
  return findings.filter(({ signal }) => !findings.some((other) => SAID_BY[signal] === other.signal));
}

/** That most use runs over a rented exit is said by when that began, where that is known. */
const SAID_BY: Readonly<Record<string, string>> = { N1: 'N2' };

type Tellable = keyof typeof EVIDENCE_WORDS.en.seen;
const isTellable = (signal: string): signal is Tellable => Object.hasOwn(EVIDENCE_WORDS.en.seen, signal);

/** Signals whose findings can be told. */
export const TELLABLE = Object.keys(EVIDENCE_WORDS.en.seen) as readonly string[];
