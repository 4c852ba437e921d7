import { z } from 'zod';
import { entry } from '../../audit/entry';
import { command, done } from '../../kernel/command';
import { present } from '../../kernel/assert';
import { policySchema } from '../policy';
import { changesOf, draftFor, keepDraft, putInForce } from './draft-record';

/** The second admin's signature: the draft is in force from here on, under the next number. */
export const countersignPolicy = command({
  name: 'policy.countersign',
  input: z.object({ draft: z.string(), version: z.coerce.number().int() }),
  async run({ input, actor, now, tx }) {
    const found = await draftFor(tx, input, 'countersign', actor);
    if (!found.ok) return found;
    const { row, inForce } = found;
    const reason = present(row.reason, 'reason of a proposal');
    const next = await putInForce(tx, policySchema.parse(row.content), { published: present(row.proposedBy, 'proposer'), countersigned: actor.id, draft: row.id, reason }, now);
    await keepDraft(tx, row, 'countersign', { publishedAs: next.version }, now);
    return done({ policy: next.version },
      entry('main', `countersigned policy ${next.version}, in force in place of policy ${inForce.version}: ${next.title}`, { refs: { draft: row.id, policy: String(next.version) }, changes: changesOf(inForce, next) }));
  },
});
