import { standsAs } from '../risk/rules';
import type { Family } from '../signals/signal';
import type { BlindSet } from './exhibit';

/** A line of a sealed set. `llr`: nats that entered the odds; where it is not counted, `stands` says why. `lessened`: what spoke against it, in sentences. */
export type SealedLine = { family: Family; words: string; llr: number; stands?: ReturnType<typeof standsAs>; lessened?: readonly string[] };

/** Every finding, heaviest first, with what lessened it; then what lowers the odds as a whole. */
export function sealedLines({ findings, counter }: Pick<BlindSet['assessment'], 'findings' | 'counter'>): SealedLine[] {
  const found = findings.map((finding): SealedLine => ({ family: finding.family, words: finding.words, llr: finding.entered, stands: standsAs(finding), lessened: counter.filter(({ lowers }) => lowers === finding.signal).map(({ words }) => words) }));
  const lowered = counter.filter(({ lowers }) => lowers === null).map(({ words, llr }): SealedLine => ({ family: 'identity', words: words.replace(/\.$/, ''), llr }));
  return [...found.sort((a, b) => b.llr - a.llr), ...lowered];
}
