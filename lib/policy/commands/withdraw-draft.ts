import { z } from 'zod';
import { entry } from '../../audit/entry';
import { command, done } from '../../kernel/command';
import { draftFor, draftName, keepDraft } from './draft-record';

/** Ends a draft; it stays to be read. */
export const withdrawDraft = command({
  name: 'policy.withdrawDraft',
  input: z.object({ draft: z.string(), version: z.coerce.number().int() }),
  async run({ input, actor, now, tx }) {
    const found = await draftFor(tx, input, 'withdraw', actor);
    if (!found.ok) return found;
    const { row } = found;
    await keepDraft(tx, row, 'withdraw', {}, now);
    return done({ draft: row.id }, entry('main', `withdrew ${draftName(row)}`, { refs: { draft: row.id } }));
  },
});
