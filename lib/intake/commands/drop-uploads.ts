import { and, eq, exists, lt, ne, sql } from 'drizzle-orm';
import type { Tx } from '../../../db/client';
import { importParts, imports } from '../../../db/schema';
import { DAY, type Instant } from '../../kernel/instant';
import { announce } from '../../kernel/work';

export const UPLOAD_DAYS = 7;

/** Removes the bytes of uploads that were not imported within seven days, and says so on their imports. Returns how many. */
export async function dropUploads(tx: Tx, now: Instant): Promise<number> {
  const parts = tx.select({ part: importParts.part }).from(importParts).where(eq(importParts.import, imports.id));
  const late = await tx.update(imports).set({ status: 'failed', error: `Not imported within ${UPLOAD_DAYS} days, so the file was removed. Upload it again.`, finishedAt: now, version: sql`${imports.version} + 1` })
    .where(and(ne(imports.status, 'done'), lt(imports.startedAt, now - UPLOAD_DAYS * DAY), exists(parts))).returning({ id: imports.id });
  for (const { id } of late) {
    await tx.delete(importParts).where(eq(importParts.import, id));
    await announce(tx, 'imports', id);
  }
  return late.length;
}
