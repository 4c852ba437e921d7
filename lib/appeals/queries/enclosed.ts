import { asc, eq, isNotNull } from 'drizzle-orm';
import type { Database } from '../../../db/client';
import { enclosureContents, enclosures } from '../../../db/schema';
import { ENGLISH, type Reader } from '../../kernel/language';
import { enclosureWords } from '../enclosure';

/** A file of the holder's, told and never shown. `kept`: its bytes are still here. */
export type Enclosed = { id: string; words: string; kept: boolean };

/** The files that came on a case, by the answer or appeal that they came with, in the order of their sending. */
export async function enclosedOn(db: Database, caseId: string, reader: Reader = ENGLISH): Promise<ReadonlyMap<string, readonly Enclosed[]>> {
  const rows = await db.select({ id: enclosures.id, answer: enclosures.answer, appeal: enclosures.appeal, name: enclosures.name, kind: enclosures.kind, bytes: enclosures.bytes, kept: isNotNull(enclosureContents.enclosure) })
    .from(enclosures).leftJoin(enclosureContents, eq(enclosureContents.enclosure, enclosures.id)).where(eq(enclosures.case, caseId)).orderBy(asc(enclosures.at), asc(enclosures.id));
  const found = new Map<string, Enclosed[]>();
  for (const { id, answer, appeal, kept, ...file } of rows) {
    const of = answer ?? appeal ?? '';
    found.set(of, [...(found.get(of) ?? []), { id, words: enclosureWords(file, reader), kept: kept === true }]);
  }
  return found;
}
