import { z } from 'zod';
import { policyDrafts } from '../../../db/schema';
import { entry } from '../../audit/entry';
import { command, done } from '../../kernel/command';
import { newId } from '../../kernel/ids';
import { rfc3339 } from '../../kernel/instant';
import { refuse } from '../../kernel/refusal';
import { announce } from '../../kernel/work';
import { changesOf, freshDraft } from '../../policy/commands/draft-record';
import { canFit, fitCalibration, FOR_LINE } from '../../policy/calibration';
import { proposals, withRatios } from '../../policy/counted';
import { policyInForce } from '../../policy/queries/policy-in-force';
import { settledEvidence } from '../queries/settled-evidence';

/** Makes a draft of the ratios that settled cases speak for, of the signals that a person chose, or of the calibration. It goes the way of every draft. */
export const draftLearnt = command({
  name: 'policy.draftLearnt',
  input: z.object({ signals: z.array(z.string()).max(200).default([]), calibration: z.enum(['on']).optional() })
    .refine(({ signals, calibration }) => signals.length > 0 || calibration !== undefined, { path: ['signals'], error: 'Choose at least one row.' }),
  async run({ input, actor, now, tx }) {
    if (input.signals.length > 0 && input.calibration !== undefined) return refuse('conflict', 'Publish the ratios first: a calibration is fitted to the odds that they give.');
    const policy = await policyInForce(tx);
    const { cases, judged } = await settledEvidence(tx);
    if (input.calibration !== undefined && !canFit(judged)) return refuse('nothing-left', `A calibration takes ${FOR_LINE} cases of either outcome: settled against an account, and in its favour.`);
    const source = `${cases.length} settled cases, ${rfc3339(now).slice(0, 10)}`;
    const chosen = proposals(policy, cases, source).filter(({ signal }) => input.signals.includes(signal));
    const calibration = input.calibration === undefined ? policy.calibration : fitCalibration(judged, source);
    const draft = { ...withRatios(policy, chosen), calibration, title: `Learnt from ${source}` };
    const changes = changesOf(policy, draft);
    if (changes.length === 0) return refuse('nothing-left', 'The settled cases do not speak for anything else in these rows.');
    const id = newId('draft', now);
    await tx.insert(policyDrafts).values(freshDraft(id, draft, policy.version, actor, now));
    await announce(tx, 'policy', id);
    return done({ draft: id, signals: chosen.length }, entry('main', `began a draft learnt from ${cases.length} settled cases`, { refs: { draft: id, policy: String(policy.version) }, changes }));
  },
});
