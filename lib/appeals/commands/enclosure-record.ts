import { count, eq } from 'drizzle-orm';
import type { Tx } from '../../../db/client';
import { enclosureContents, enclosures } from '../../../db/schema';
import type { Change } from '../../audit/entry';
import { present } from '../../kernel/assert';
import { sha256Hex } from '../../kernel/canonical';
import { newId } from '../../kernel/ids';
import type { Instant } from '../../kernel/instant';
import { refuse, type Refusal } from '../../kernel/refusal';
import { sealBytes } from '../../kernel/secrets';
import { fullWords, kindOf, MOST_FILES_OF_A_DECISION, safeName, type SentFile } from '../enclosure';

type Of = { case: string; decision: string; account: string } & ({ answer: string } | { appeal: string });

/**
 * Keeps what came along with an answer or an appeal, in its transaction, after the row that it belongs to. Answers lock the case, appeals the decision; the row of an answer refers to that
 * decision, so that of the two one has committed before the other counts. The ledger tells each file by kind, size and digest, and not by its name.
 */
export async function keepEnclosures(tx: Tx, of: Of, files: readonly SentFile[], now: Instant): Promise<{ ok: true; changes: Change[] } | Refusal> {
  if (files.length === 0) return { ok: true, changes: [] };
  const [kept] = await tx.select({ files: count() }).from(enclosures).where(eq(enclosures.decision, of.decision));
  if ((kept?.files ?? 0) + files.length > MOST_FILES_OF_A_DECISION) return refuse('invalid', fullWords(), { files: fullWords() });
  const changes: Change[] = [];
  for (const { name, bytes } of files) {
    const kind = present(kindOf(bytes), 'the kind of a file that was let in');
    const [id, digest] = [newId('enclosure', now), sha256Hex(bytes)];
    await tx.insert(enclosures).values({ id, ...of, at: now, name: safeName(name, kind), kind, bytes: bytes.length, digest });
    await tx.insert(enclosureContents).values({ enclosure: id, sealed: sealBytes('uploads', bytes) });
    changes.push({ field: 'enclosure', was: null, now: `${id}: ${kind}, ${bytes.length} bytes, SHA-256 ${digest}` });
  }
  return { ok: true, changes };
}
