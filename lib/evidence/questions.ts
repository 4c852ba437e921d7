import { ENGLISH, type Reader } from '../kernel/language';
import type { Finding } from '../signals/signal';
import { EVIDENCE_WORDS } from './languages/index';
import { dayWords } from './wording';

type Asked = Pick<Finding, 'signal' | 'firstAt'>;
type Askable = keyof typeof EVIDENCE_WORDS.en.asked;
const isAskable = (signal: string): signal is Askable => Object.hasOwn(EVIDENCE_WORDS.en.asked, signal);

/** What the holder could be asked about a finding, in the reader's language; null where there is no such question. */
export function questionAbout({ signal, firstAt }: Asked, reader: Reader = ENGLISH): string | null {
  return isAskable(signal) ? EVIDENCE_WORDS[reader.language].asked[signal]({ day: dayWords(firstAt, reader) }) : null;
}

/** Signals about which something can be asked. */
export const ASKABLE = Object.keys(EVIDENCE_WORDS.en.asked) as readonly string[];

/** Questions for the heaviest findings, each once; at most `most`. */
export function questionsFor(findings: readonly Asked[], reader: Reader = ENGLISH, most = 3): string[] {
  return [...new Set(findings.flatMap((finding) => questionAbout(finding, reader) ?? []))].slice(0, most);
}
