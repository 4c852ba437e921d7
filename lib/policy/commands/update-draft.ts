import { z } from 'zod';
import { entry } from '../../audit/entry';
import { command, done } from '../../kernel/command';
import { refuse } from '../../kernel/refusal';
import { digestOfPolicy } from '../difference';
import { carriedOver } from '../leaves';
import { policySchema } from '../policy';
import { policyOf } from '../queries/policy-in-force';
import { changesOf, draftFor, draftName, keepDraft } from './draft-record';

/** Lays what a draft changes over the policy that has come into force meanwhile. */
export const updateDraft = command({
  name: 'policy.updateDraft',
  input: z.object({ draft: z.string(), version: z.coerce.number().int() }),
  async run({ input, actor, now, tx }) {
    const found = await draftFor(tx, input, 'update', actor);
    if (!found.ok) return found;
    const { row, inForce } = found;
    const draft = policySchema.parse(row.content);
    const content = policySchema.safeParse(carriedOver(await policyOf(tx, row.basedOn), draft, inForce));
    if (!content.success) return refuse('conflict', `What this draft changes does not fit policy ${inForce.version}. Begin a new draft, and withdraw this one.`);
    const kept = await keepDraft(tx, row, 'update', { content: { ...content.data, version: inForce.version }, digest: digestOfPolicy(content.data), basedOn: inForce.version, writers: [...new Set([...row.writers, actor.id])] }, now);
    return done({ draft: row.id, version: kept.version }, entry('main', `brought ${draftName(kept)} up to date with policy ${inForce.version}`, { refs: { draft: row.id, policy: String(inForce.version) }, changes: changesOf(draft, content.data) }));
  },
});
