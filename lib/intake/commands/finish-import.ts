import { eq } from 'drizzle-orm';
import { z } from 'zod';
import { importParts, imports } from '../../../db/schema';
import { entry } from '../../audit/entry';
import { command, done } from '../../kernel/command';
import { refuse } from '../../kernel/refusal';
import { announce } from '../../kernel/work';

/** Ends an import: done, or failed with the reason, from where it can be set going again. */
export const finishImport = command({
  name: 'import.finish',
  input: z.object({ id: z.string(), error: z.string().max(1_000).optional() }),
  async run({ input, now, tx }) {
    const [row] = await tx.select().from(imports).where(eq(imports.id, input.id)).for('update');
    if (!row) return refuse('not-found');
    if (row.status !== 'running') return refuse('move-closed', 'This import does not run.');
    const status = input.error === undefined ? 'done' : 'failed';
    await tx.update(imports).set({ status, error: input.error ?? null, finishedAt: now, version: row.version + 1 }).where(eq(imports.id, input.id));
    if (status === 'done') await tx.delete(importParts).where(eq(importParts.import, input.id));
    await announce(tx, 'imports', input.id);
    const says = status === 'done' ? `imported ${row.fileName}: ${row.accepted} kept, ${row.duplicates} known already, ${row.rejected} refused` : `stopped importing ${row.fileName} after line ${row.lines}: ${input.error}`;
    return done({ ...row, status }, entry('main', says, { refs: { import: input.id }, changes: [{ field: 'state', was: row.status, now: status }] }));
  },
});
