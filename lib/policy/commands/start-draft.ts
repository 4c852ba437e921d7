import { z } from 'zod';
import { policyDrafts } from '../../../db/schema';
import { entry } from '../../audit/entry';
import { command, done } from '../../kernel/command';
import { newId } from '../../kernel/ids';
import { announce } from '../../kernel/work';
import { policyInForce } from '../queries/policy-in-force';
import { freshDraft } from './draft-record';

/** Begins a draft from the policy in force. */
export const startDraft = command({
  name: 'policy.startDraft',
  input: z.object({ title: z.string({ error: 'Say in a few words what the change is for.' }).trim().min(3, 'Say in a few words what the change is for.').max(200, 'Write at most 200 signs.') }),
  async run({ input, actor, now, tx }) {
    const inForce = await policyInForce(tx);
    const id = newId('draft', now);
    await tx.insert(policyDrafts).values(freshDraft(id, { ...inForce, title: input.title }, inForce.version, actor, now));
    await announce(tx, 'policy', id);
    return done({ draft: id }, entry('main', `began the draft “${input.title}” from policy ${inForce.version}`, { refs: { draft: id, policy: String(inForce.version) } }));
  },
});
