import { ENGLISH, type Language, type Reader } from '../kernel/language';
import { canTell, type Told } from './can-tell';
import { questionAbout } from './questions';

/**
 * One sentence for the holder. Of a finding it can be said in every language: as what was seen, or as a question about it. What a person
 * wrote stays as it is, in the language in which they wrote it.
 */
export type Sentence = { as: 'seen' | 'asked'; of: Told } | { words: string; language: Language };

/** A sentence as it reads, and in which language that is. */
export type Said = { words: string; language: Language };

/** Lines as staff sent them: those that are the console's own sentence of a finding, unchanged, are kept as that; the others are `written` in a language. */
export function sentencesOf(lines: readonly string[], as: 'seen' | 'asked', findings: readonly Told[], written: Language, english: Reader = ENGLISH): readonly Sentence[] {
  const own = new Map(findings.flatMap(({ signal, firstAt, lastAt }) => {
    const of = { signal, firstAt, lastAt };
    const words = as === 'seen' ? canTell(of, english) : questionAbout(of, english);
    return words === null ? [] : [[words, { as, of }] as const];
  }));
  return lines.map((line) => own.get(line) ?? { words: line, language: written });
}

/** The sentence as this reader gets it. */
export function said(sentence: Sentence, reader: Reader): Said {
  if (!('of' in sentence)) return sentence;
  const words = sentence.as === 'seen' ? canTell(sentence.of, reader) : questionAbout(sentence.of, reader);
  // A signal that was told once and no longer is: its sentence is gone, and the notice keeps the words that were sent.
  return { words: words ?? '{{what_we_saw}}', language: reader.language };
}
