import { z } from 'zod';
import { entry } from '../../audit/entry';
import { command, done } from '../../kernel/command';
import { policySchema } from '../policy';
import { changesOf, draftFor, draftName, keepDraft } from './draft-record';

/** Asks a second admin to put a draft in force, with the reason for it. */
export const proposeDraft = command({
  name: 'policy.proposeDraft',
  input: z.object({ draft: z.string(), version: z.coerce.number().int(), reason: z.string({ error: 'Say why, for the second reader and for the ledger.' }).trim().min(10, 'Say why, in a sentence.').max(2_000, 'Write at most 2,000 signs.') }),
  async run({ input, actor, now, tx }) {
    const found = await draftFor(tx, input, 'propose', actor);
    if (!found.ok) return found;
    const { row, inForce } = found;
    const kept = await keepDraft(tx, row, 'propose', { proposedBy: actor.id, proposedAt: now, reason: input.reason, returnedWords: null }, now);
    return done({ draft: row.id, version: kept.version },
      entry('main', `proposed ${draftName(row)} to follow policy ${inForce.version}: ${input.reason}`, { refs: { draft: row.id, policy: String(inForce.version) }, changes: changesOf(inForce, policySchema.parse(row.content)) }));
  },
});
