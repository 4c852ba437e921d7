import { and, asc, desc, eq, gt, sql } from 'drizzle-orm';
import { z } from 'zod';
import { importParts, imports, refusedLines } from '../../../db/schema';
import { query } from '../../kernel/query';
import { refuse } from '../../kernel/refusal';
import { granted } from '../../kernel/result';
import { open } from '../../kernel/secrets';

/** Files on their way in and those that arrived, newest first, page by page. */
export const importList = query({
  name: 'ask.imports',
  input: z.object({ before: z.object({ at: z.number(), id: z.string().max(100) }).nullable().default(null), limit: z.number().int().min(1).max(200).default(50) }),
  async run({ input: { before, limit }, db }) {
    const place = before === null ? undefined : sql`(${imports.startedAt}, ${imports.id}) < (${new Date(before.at).toISOString()}::timestamptz, ${before.id})`;
    const found = await db.select().from(imports).where(place).orderBy(desc(imports.startedAt), desc(imports.id)).limit(limit + 1);
    const rows = found.slice(0, limit);
    const last = rows.at(-1);
    return granted({ rows, next: found.length > limit && last !== undefined ? { at: last.startedAt, id: last.id } : null });
  },
});

/** One import with the first of its refused lines. */
export const importAt = query({
  name: 'ask.imports',
  input: z.object({ id: z.string(), limit: z.number().int().min(1).max(100_000).default(100) }),
  async run({ input, db }) {
    const [row] = await db.select().from(imports).where(eq(imports.id, input.id));
    if (!row) return refuse('not-found');
    const refused = await db.select().from(refusedLines).where(eq(refusedLines.import, input.id)).orderBy(asc(refusedLines.line)).limit(input.limit);
    return granted({ ...row, refused });
  },
});

/** The bytes of an uploaded file and how far it is read. */
export const uploadedImport = query({
  name: 'ask.upload',
  input: z.object({ id: z.string() }),
  async run({ input, db }) {
    const [row] = await db.select().from(imports).where(eq(imports.id, input.id));
    if (!row) return refuse('not-found');
    const parts = await db.select({ content: importParts.content }).from(importParts).where(eq(importParts.import, input.id)).orderBy(asc(importParts.part));
    return granted({ ...row, content: Buffer.from(parts.map((part) => open('uploads', part.content)).join(''), 'base64') });
  },
});

/** Refused lines of an import after a line, in their order: for a file that is read page by page. */
export const refusedAfter = query({
  name: 'ask.imports',
  input: z.object({ id: z.string(), after: z.number().int().nonnegative(), limit: z.number().int().min(1).max(5_000) }),
  async run({ input, db }) {
    return granted(await db.select().from(refusedLines).where(and(eq(refusedLines.import, input.id), gt(refusedLines.line, input.after))).orderBy(asc(refusedLines.line)).limit(input.limit));
  },
});
