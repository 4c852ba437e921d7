import type { Database } from '../../../db/client';
import type { Instant } from '../../kernel/instant';
import type { DecisionRow } from '../commands/decision-record';
import type { Countersignature } from '../decision';
import { readingWords } from '../measure-form';
import { fillBlanks, LINK_BLANKS } from '../notice';
import { namesOf } from './open-proposals';

/** What one person wrote: a measure in words, numbered grounds, and why. */
export type Verdict = { by: string; at: Instant; measure: string; grounds: readonly string[]; why: string };

/** Both verdicts on a decision, for those who may see them; the second is null where none was needed or none is there yet. */
export type Verdicts = { first: Verdict; second: (Verdict & { agrees: boolean }) | null };

export async function verdictsOn(db: Database, row: DecisionRow, countersignatures: readonly Countersignature[]): Promise<Verdicts> {
  const reading = countersignatures.find((one) => one.decision === row.id) ?? null;
  const names = await namesOf(db, [row.proposedBy, ...(reading ? [reading.by] : [])]);
  const nameOf = (id: string): string => names.get(id) ?? id;
  return {
    first: { by: nameOf(row.proposedBy), at: row.proposedAt, measure: readingWords(row), grounds: row.grounds, why: row.reason },
    second: reading && { by: nameOf(reading.by), at: reading.at, measure: readingWords(reading), grounds: reading.grounds, why: reading.words, agrees: reading.agrees },
  };
}

/** A stored notice as staff read it: the private address is nobody's to see here. */
export function noticeForStaff({ subject, paragraphs }: { subject: string; paragraphs: readonly string[] }): { subject: string; paragraphs: readonly string[] } {
  const filled = fillBlanks({ kind: 'measure', subject, paragraphs }, Object.fromEntries(LINK_BLANKS.map((blank) => [blank, '(the private page)'])));
  return { subject: filled.subject, paragraphs: filled.paragraphs };
}
