import { z } from 'zod';
import { caseChain, entry } from '../../audit/entry';
import { enqueueIssue } from '../../decisions/commands/take-effect';
import { command, done } from '../../kernel/command';
import { LANGUAGES } from '../../kernel/language';
import { refuse } from '../../kernel/refusal';
import { keepAppeal, lockAppeal } from './appeal-record';

/** Refuses an appeal with reasons, which the holder reads. The decision stands. */
export const refuseAppeal = command({
  name: 'appeal.refuse',
  input: z.object({ id: z.string(), version: z.coerce.number().int(), reasons: z.string().trim().max(5_000).default(''), written: z.enum(LANGUAGES).default('en') }),
  async run({ input, actor, now, tx }) {
    const found = await lockAppeal(tx, input.id);
    if (!found) return refuse('not-found');
    const kept = await keepAppeal(tx, found.row, found.hearing, 'refuse', actor, now, { ...input, decided: [found.hearing.decision] });
    if (!kept.ok) return kept;
    await enqueueIssue(tx, found.row.decision, 'outcome', now);
    const refs = { case: found.row.case, account: found.row.account, decision: found.row.decision, appeal: input.id };
    return done({ id: input.id, caseId: found.row.case }, entry(caseChain(found.row.case), 'refused the appeal', { refs, changes: [...kept.changes, { field: 'reasons', was: null, now: input.reasons }] }));
  },
});
