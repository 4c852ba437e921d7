import { and, eq, inArray } from 'drizzle-orm';
import { z } from 'zod';
import { importParts, imports } from '../../../db/schema';
import { entry } from '../../audit/entry';
import { command, done } from '../../kernel/command';
import { refuse } from '../../kernel/refusal';
import { announce, enqueue } from '../../kernel/work';

/** Sets an uploaded file going: the worker reads it. */
export const runImport = command({
  name: 'import.run',
  input: z.object({ id: z.string() }),
  async run({ input, now, tx }) {
    const [row] = await tx.update(imports).set({ status: 'running', error: null }).where(and(eq(imports.id, input.id), inArray(imports.status, ['waiting', 'failed']))).returning({ fileName: imports.fileName, totalBytes: imports.totalBytes });
    if (!row) return refuse('move-closed', 'This import runs already, or is done.');
    const [part] = await tx.select({ part: importParts.part }).from(importParts).where(eq(importParts.import, input.id)).limit(1);
    if (!part && row.totalBytes !== 0) return refuse('move-closed', 'The file itself is not kept here. Upload it again.');
    await enqueue(tx, 'import', input.id, { import: input.id }, now);
    await announce(tx, 'imports', input.id);
    return done({ id: input.id }, entry('main', `set the import of ${row.fileName} going`, { refs: { import: input.id } }));
  },
});
