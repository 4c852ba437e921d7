import { eq } from 'drizzle-orm';
import { z } from 'zod';
import { imports } from '../../../db/schema';
import { entry } from '../../audit/entry';
import { command, done } from '../../kernel/command';
import { refuse } from '../../kernel/refusal';
import { announce } from '../../kernel/work';
import { canDiscard } from '../import';

/**
 * Throws away a file of which nothing was read, its bytes with it: nothing of it came in, so nothing is left to be listed but this entry of the ledger.
 */
export const discardImport = command({
  name: 'import.discard',
  input: z.object({ id: z.string() }),
  async run({ input, tx }) {
    const [row] = await tx.select().from(imports).where(eq(imports.id, input.id)).for('update');
    if (!row) return refuse('not-found');
    if (!canDiscard(row)) return refuse('move-closed', 'Only a file that is not being read, and of which nothing was read, can be thrown away.');
    await tx.delete(imports).where(eq(imports.id, input.id));
    await announce(tx, 'imports', input.id);
    return done({ fileName: row.fileName }, entry('main', `threw away ${row.fileName} (${row.format}), of which nothing was read`, {
      refs: { import: input.id }, changes: [{ field: 'state', was: row.status, now: null }, { field: 'SHA-256 of the file', was: row.fileDigest, now: null }],
    }));
  },
});
