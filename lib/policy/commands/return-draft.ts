import { z } from 'zod';
import { entry } from '../../audit/entry';
import { command, done } from '../../kernel/command';
import { draftFor, draftName, keepDraft } from './draft-record';

/** Takes a proposal back into writing: by whoever proposed it, or by the second reader with words. */
export const returnDraft = command({
  name: 'policy.returnDraft',
  input: z.object({ draft: z.string(), version: z.coerce.number().int(), words: z.string({ error: 'Say what should change.' }).trim().min(3, 'Say what should change.').max(2_000, 'Write at most 2,000 signs.') }),
  async run({ input, actor, now, tx }) {
    const found = await draftFor(tx, input, 'return', actor);
    if (!found.ok) return found;
    const { row } = found;
    const kept = await keepDraft(tx, row, 'return', { proposedBy: null, proposedAt: null, returnedWords: input.words }, now);
    return done({ draft: row.id, version: kept.version }, entry('main', `${row.proposedBy === actor.id ? 'took back' : 'returned'} ${draftName(row)}: ${input.words}`, { refs: { draft: row.id } }));
  },
});
