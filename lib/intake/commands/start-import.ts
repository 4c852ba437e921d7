import { and, desc, eq, gte, inArray, max, sql } from 'drizzle-orm';
import { z } from 'zod';
import type { Tx } from '../../../db/client';
import { batches, importParts, imports, ledgerEntries } from '../../../db/schema';
import { entry } from '../../audit/entry';
import { command, done } from '../../kernel/command';
import { newId } from '../../kernel/ids';
import type { Instant } from '../../kernel/instant';
import { refuse } from '../../kernel/refusal';
import { seal } from '../../kernel/secrets';
import { announce } from '../../kernel/work';
import { FORMATS } from '../formats';

const PART_BYTES = 512 * 1024;

/**
 * Begins to import a file, or goes on with the same file where an import of it was interrupted.
 * From the screen the file itself comes along (`content`, base64) and waits for `run`; the terminal reads it by itself.
 */
export const startImport = command({
  name: 'import.start',
  input: z.object({
    fileName: z.string().trim().min(1).max(300),
    fileDigest: z.string().regex(/^[0-9a-f]{64}$/),
    format: z.enum(FORMATS.map((format) => format.name) as [string, ...string[]], { error: 'This is no file that can be imported.' }),
    totalBytes: z.number().int().nonnegative().nullable(),
    content: z.string().optional(),
  }),
  async run({ input, actor, now, tx }) {
    const [open] = await tx.select().from(imports)
      .where(and(eq(imports.fileDigest, input.fileDigest), inArray(imports.status, ['waiting', 'running', 'failed']))).orderBy(desc(imports.startedAt)).limit(1).for('update');
    if (open) {
      if (input.content !== undefined) {
        // A failed import whose bytes are no longer kept goes on with those that come along now.
        const isGone = open.status === 'failed' && (await tx.select({ part: importParts.part }).from(importParts).where(eq(importParts.import, open.id)).limit(1)).length === 0;
        if (!isGone) return refuse('exists', `This file is being imported already, as ${open.fileName}.`);
        await keepParts(tx, open.id, input.content);
        await tx.update(imports).set({ status: 'waiting', error: null, finishedAt: null, startedAt: now, version: open.version + 1 }).where(eq(imports.id, open.id));
        await announce(tx, 'imports', open.id);
        return done({ id: open.id, format: open.format, resumed: true, ...await whereItIs(tx, open) }, entry('main', `uploaded ${input.fileName} again, to go on after line ${open.lines}`, { refs: { import: open.id } }));
      }
      await tx.update(imports).set({ status: 'running', error: null, version: open.version + 1 }).where(eq(imports.id, open.id));
      return done({ id: open.id, format: open.format, resumed: true, ...await whereItIs(tx, open) }, entry('main', `went on importing ${input.fileName} after line ${open.lines}`, { refs: { import: open.id } }));
    }
    const id = newId('import', now);
    await tx.insert(imports).values({
      id, fileName: input.fileName, fileDigest: input.fileDigest, format: input.format, totalBytes: input.totalBytes,
      status: input.content === undefined ? 'running' : 'waiting', startedBy: actor.id, startedAt: now,
    });
    if (input.content !== undefined) await keepParts(tx, id, input.content);
    await announce(tx, 'imports', id);
    return done({ id, format: input.format, resumed: false, afterLine: 0, atByte: 0, latestAt: null }, entry('main', `began to import ${input.fileName} (${input.format})`, { refs: { import: id } }));
  },
});

/** How far an import has come: in the file, and in the time of its events, which the ledger knows by the batches that it kept. */
async function whereItIs(tx: Tx, { id, lines, offset, startedAt }: typeof imports.$inferSelect): Promise<{ afterLine: number; atByte: number; latestAt: Instant | null }> {
  const [kept] = await tx.select({ latestAt: max(batches.latestAt) }).from(ledgerEntries).innerJoin(batches, eq(batches.id, sql`${ledgerEntries.refs} ->> 'batch'`))
    .where(and(eq(ledgerEntries.command, 'import.advance'), gte(ledgerEntries.at, startedAt), sql`${ledgerEntries.refs} ->> 'import' = ${id}`));
  return { afterLine: lines, atByte: offset, latestAt: kept?.latestAt ?? null };
}

/** Sealed, since an upload holds what events say before anything is blanked. */
async function keepParts(tx: Tx, id: string, base64: string): Promise<void> {
  const parts = base64.match(new RegExp(`.{1,${PART_BYTES}}`, 'gs')) ?? [];
  for (const [part, content] of parts.entries()) await tx.insert(importParts).values({ import: id, part, content: seal('uploads', content) });
}
