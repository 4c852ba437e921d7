import { eq } from 'drizzle-orm';
import { z } from 'zod';
import { imports, refusedLines } from '../../../db/schema';
import { entry } from '../../audit/entry';
import { command, done } from '../../kernel/command';
import { refuse } from '../../kernel/refusal';
import { announce } from '../../kernel/work';
import type { ImportItem } from '../format';
import { keepEvents } from './keep-events';

/**
 * Keeps one slice of a file together with how far the file is read: an interruption loses nothing and repeats nothing. With `after` it is made
 * ready at once and kept when that has come to its end; where that fails, so does this.
 */
export const advanceImport = command({
  name: 'import.advance',
  input: z.object({ id: z.string(), afterLine: z.number().int().nonnegative(), items: z.custom<readonly ImportItem[]>(Array.isArray), after: z.instanceof(Promise<void>).optional() }),
  async run({ input, actor, now, tx }) {
    const [row] = await tx.select().from(imports).where(eq(imports.id, input.id)).for('update');
    if (!row) return refuse('not-found');
    if (row.status !== 'running') return refuse('move-closed', 'This import does not run.');
    if (row.lines !== input.afterLine) return refuse('stale', 'Another process reads this file.');
    const last = input.items.at(-1);
    if (!last) return refuse('invalid', 'A slice holds at least one line.');
    const events = input.items.filter((item) => item.skipped === undefined);
    const received = await keepEvents(tx, events.map((item, index) => ({ index, raw: item.raw, refusal: item.refusal })), { actor, now, source: 'file', after: input.after });
    if (received.rejected.length > 0) {
      await tx.insert(refusedLines).values(received.rejected.flatMap((rejection) => {
        const item = events[rejection.index];
        return item ? [{ import: input.id, line: item.line, eventId: rejection.id, path: rejection.path, code: rejection.code, message: rejection.message, text: item.text }] : [];
      }));
    }
    const skipped = input.items.length - events.length;
    const [kept] = await tx.update(imports).set({
      lines: last.line, offset: last.byteOffset, version: row.version + 1,
      accepted: row.accepted + received.accepted, duplicates: row.duplicates + received.duplicates, rejected: row.rejected + received.rejected.length, skipped: row.skipped + skipped,
    }).where(eq(imports.id, input.id)).returning();
    await announce(tx, 'imports', input.id);
    return done({ lines: last.line, latestAt: received.latestAt, rejected: received.rejected, total: kept },
      entry('main', `read ${row.fileName} to line ${last.line}: ${received.accepted} kept, ${received.duplicates} known already, ${received.rejected.length} refused`, { refs: { import: input.id, batch: received.batch } }));
  },
});
