import { and, eq, inArray } from 'drizzle-orm';
import { z } from 'zod';
import type { Database } from '../../../db/client';
import { eventKeys, importParts, imports } from '../../../db/schema';
import type { Instant } from '../../kernel/instant';
import { query } from '../../kernel/query';
import { refuse } from '../../kernel/refusal';
import { granted } from '../../kernel/result';
import { keyFor, open } from '../../kernel/secrets';
import { checkEvent } from '../event';
import type { ImportItem } from '../format';
import { FORMATS } from '../formats';
import { contentDigest } from '../identifier';
import type { PlatformEvent } from '../stored-event';

/** What would become of one line. `known`: an event of this id is kept already, the same or (a conflict) another. */
export type PreviewLine = { line: number } & (
  | { becomes: 'kept' | 'known' | 'conflict'; type: string; account: string; at: Instant }
  | { becomes: 'refused'; path: string; message: string; text: string }
  | { becomes: 'skipped'; why: string }
);

const LINES = 20;

/** The first lines of an uploaded file, read and checked as the import would, with nothing written. */
export const importPreview = query({
  name: 'ask.upload',
  input: z.object({ id: z.string() }),
  async run({ input, now, db }) {
    const [row] = await db.select().from(imports).where(eq(imports.id, input.id));
    const format = FORMATS.find(({ name }) => name === row?.format);
    if (!row || !format) return refuse('not-found');
    const items: ImportItem[] = [];
    for await (const item of format.toEvents(bytesOf(db, input.id), { key: keyFor('identifiers') })) {
      if (items.push(item) >= LINES) break;
    }
    const checked = items.map((item) => ({ item, result: item.raw === undefined || item.refusal !== undefined ? null : checkEvent(item.raw, { now }) }));
    const ids = checked.flatMap(({ result }) => (result?.ok === true ? [result.event.id] : []));
    const known = new Map((ids.length === 0 ? [] : await db.select().from(eventKeys).where(inArray(eventKeys.id, ids))).map(({ id, digest }) => [id, digest]));
    return granted({
      lines: checked.map(({ item, result }): PreviewLine => {
        if (item.skipped !== undefined) return { line: item.line, becomes: 'skipped', why: item.skipped };
        if (result?.ok === true) return { line: item.line, becomes: becomes(result.event, known), type: result.event.type, account: result.event.account, at: result.event.at };
        const refusal = result?.refusal ?? item.refusal;
        return { line: item.line, becomes: 'refused', path: refusal?.path ?? '', message: refusal?.message ?? 'The line holds no event.', text: item.text };
      }),
      isWhole: items.length < LINES,
    });
  },
});

function becomes(event: PlatformEvent, known: ReadonlyMap<string, string>): 'kept' | 'known' | 'conflict' {
  const digest = known.get(event.id);
  return digest === undefined ? 'kept' : digest === contentDigest(event, keyFor('identifiers')) ? 'known' : 'conflict';
}

/** The file part by part, so that no more of it is read than the first lines need. Parts are cut at whole groups of base64. */
async function* bytesOf(db: Database, id: string): AsyncIterable<Uint8Array> {
  for (let part = 0; ; part += 1) {
    const [row] = await db.select({ content: importParts.content }).from(importParts).where(and(eq(importParts.import, id), eq(importParts.part, part)));
    if (!row) return;
    yield Buffer.from(open('uploads', row.content), 'base64');
  }
}
