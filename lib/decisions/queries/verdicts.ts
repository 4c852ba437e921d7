import type { Database } from '../../../db/client';
import type { Instant } from '../../kernel/instant';
import type { Language } from '../../kernel/language';
import type { DecisionRow } from '../commands/decision-record';
import { groundsOfBoth, sameMeasure, type Countersignature, type Decision } from '../decision';
import { readingWords, unexplainedIn } from '../measure-form';
import { fillBlanks, LINK_BLANKS, noticeIn, readIn, type Notice, type Part, type StoredNotice, type Text } from '../notice';
import { namesOf } from './open-proposals';

/** What one person wrote: a measure in words, numbered grounds, what the innocent story leaves unexplained where the measure asks for that, and why. */
export type Verdict = { by: string; at: Instant; measure: string; grounds: readonly string[]; unexplained: string | null; why: string };

export type Unexplained = { by: string; words: string };

/** Both verdicts on a decision, for those who may see them; the second is null where none was needed or none is there yet. */
export type Verdicts = { first: Verdict; second: (Verdict & { agrees: boolean }) | null };

export async function verdictsOn(db: Database, row: DecisionRow, countersignatures: readonly Countersignature[]): Promise<Verdicts> {
  const reading = countersignatures.find((one) => one.decision === row.id) ?? null;
  const names = await namesOf(db, [row.proposedBy, ...(reading ? [reading.by] : [])]);
  const nameOf = (id: string): string => names.get(id) ?? id;
  return {
    first: { by: nameOf(row.proposedBy), at: row.proposedAt, measure: readingWords(row), grounds: row.grounds, unexplained: unexplainedIn(row), why: row.reason },
    second: reading && { by: nameOf(reading.by), at: reading.at, measure: readingWords(reading), grounds: reading.grounds, unexplained: unexplainedIn(reading), why: reading.words, agrees: reading.agrees },
  };
}

/** What the innocent story leaves unexplained, by each of these people who was asked for it. */
export function unexplainedBy(...verdicts: readonly (Pick<Verdict, 'by' | 'unexplained'> | null)[]): Unexplained[] {
  return verdicts.flatMap((one) => (one === null || one.unexplained === null ? [] : [{ by: one.by, words: one.unexplained }]));
}

/** "Both signed: 2.4; only the first: 4.2." Null where no two people named the measure, or both named the same grounds. */
export function signedBy(decision: Decision, countersignatures: readonly Countersignature[]): string | null {
  const second = countersignatures.find((one) => one.decision === decision.id);
  if (second === undefined || !sameMeasure(decision, second)) return null;
  const { both, first, second: only } = groundsOfBoth(decision, second);
  if (first.length + only.length === 0) return null;
  return `${[`Both signed: ${both.join(', ') || 'none'}`, ...(first.length === 0 ? [] : [`only the first: ${first.join(', ')}`]), ...(only.length === 0 ? [] : [`only the second: ${only.join(', ')}`])].join('; ')}.`;
}

/** A notice as staff read it: the text in its language and, where that is not English, in English beside it. */
export type StaffNotice = StaffText & { language: Language; english: StaffText | null };
/** `parts` goes with the paragraphs, one by one; none in notices that were sent before they had any. */
type StaffText = Text & { parts: readonly Pick<Part, 'heading' | 'language'>[] };

/** A stored notice for staff. The private address is nobody's to see here; `link` stands in its place. */
export function noticeForStaff(stored: Omit<StoredNotice, 'kind'>, link = '(the private page)'): StaffNotice {
  const fill = ({ subject, paragraphs, parts }: Pick<Notice, 'subject' | 'paragraphs' | 'parts'>): StaffText => ({
    ...fillBlanks({ subject, paragraphs }, Object.fromEntries(LINK_BLANKS.map((blank) => [blank, link]))), parts: parts.map(({ heading, language }) => ({ heading, language })),
  });
  const english = readIn({ kind: 'measure', ...stored }, 'en');
  return { ...fill({ ...stored, parts: stored.content?.parts ?? [] }), language: stored.language, english: stored.language === 'en' || english.language !== 'en' ? null : fill(english) };
}

/** The notice as it was drafted with the proposal, on the grounds that hold where those are fewer; null for silent measures. */
export function draftForStaff({ notice: { subject, paragraphs, content } }: Pick<DecisionRow, 'notice'>, holding: readonly string[]): StaffNotice | null {
  if (subject === '') return null;
  if (content?.facts.kind !== 'measure') return noticeForStaff({ subject, paragraphs, language: content?.reader.language ?? 'en', content: content ?? null });
  const facts = { ...content.facts, grounds: content.facts.grounds.filter(({ number }) => holding.includes(number)) };
  const { parts, ...drafted } = facts.grounds.length === content.facts.grounds.length ? { subject, paragraphs, parts: content.parts } : noticeIn(facts, content.reader);
  return noticeForStaff({ ...drafted, language: content.reader.language, content: { ...content, parts, facts } });
}
