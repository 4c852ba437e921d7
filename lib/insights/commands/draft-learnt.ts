import { z } from 'zod';
import { policyDrafts } from '../../../db/schema';
import { entry } from '../../audit/entry';
import { command, done } from '../../kernel/command';
import { newId } from '../../kernel/ids';
import { refuse } from '../../kernel/refusal';
import { announce } from '../../kernel/work';
import { changesOf, freshDraft } from '../../policy/commands/draft-record';
import { learn, proposalsOf } from '../../policy/learning';
import { ruleFor, type Policy } from '../../policy/policy';
import { policyInForce } from '../../policy/queries/policy-in-force';
import { SIGNALS } from '../../signals/kinds';
import { settledEvidence } from '../queries/settled-evidence';

/** Makes a draft of weights that settled cases speak for, of the signals that a person chose. It goes the way of every draft. */
export const draftLearnt = command({
  name: 'policy.draftLearnt',
  input: z.object({ signals: z.array(z.string(), { error: 'Choose at least one signal.' }).min(1, 'Choose at least one signal.').max(200) }),
  async run({ input, actor, now, tx }) {
    const policy = await policyInForce(tx);
    const labelled = await settledEvidence(tx);
    const proposals = proposalsOf(learn(labelled, SIGNALS.map(({ id }) => id)), (signal) => ruleFor(policy, signal).factor).filter(({ signal }) => input.signals.includes(signal));
    if (proposals.length === 0) return refuse('nothing-left', 'The settled cases no longer speak for another weight of these signals.');
    const signals: Policy['signals'] = { ...policy.signals, ...Object.fromEntries(proposals.map(({ signal, factor }) => [signal, { ...ruleFor(policy, signal), factor }])) };
    const draft: Policy = { ...policy, signals, title: `Weights learnt from ${labelled.length} settled cases` };
    const id = newId('draft', now);
    await tx.insert(policyDrafts).values(freshDraft(id, draft, policy.version, actor, now));
    await announce(tx, 'policy', id);
    return done({ draft: id, signals: proposals.length }, entry('main', `began a draft of weights learnt from ${labelled.length} settled cases`, { refs: { draft: id, policy: String(policy.version) }, changes: changesOf(policy, draft) }));
  },
});
