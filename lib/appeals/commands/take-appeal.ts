import { z } from 'zod';
import { caseChain, entry } from '../../audit/entry';
import { command, done } from '../../kernel/command';
import { refuse } from '../../kernel/refusal';
import { keepAppeal, lockAppeal } from './appeal-record';

/** Takes an appeal to hear it. Nobody who had a hand in the case can. */
export const takeAppeal = command({
  name: 'appeal.take',
  input: z.object({ id: z.string() }),
  async run({ input, actor, now, tx }) {
    const found = await lockAppeal(tx, input.id);
    if (!found) return refuse('not-found');
    const kept = await keepAppeal(tx, found.row, found.hearing, 'take', actor, now);
    if (!kept.ok) return kept;
    return done({ id: input.id }, entry(caseChain(found.row.case), 'took the appeal to hear it', { refs: { case: found.row.case, account: found.row.account, appeal: input.id }, changes: kept.changes }));
  },
});
