import { z } from 'zod';
import { caseChain, entry } from '../../audit/entry';
import { command, done } from '../../kernel/command';
import { refuse } from '../../kernel/refusal';
import { keepAppeal, lockAppeal } from './appeal-record';

/** Gives an appeal back before its hour is over, for somebody else to hear, who reads its language for instance. To have taken it stays a hand in the case. */
export const giveBackAppeal = command({
  name: 'appeal.giveBack',
  input: z.object({ id: z.string() }),
  async run({ input, actor, now, tx }) {
    const found = await lockAppeal(tx, input.id);
    if (!found) return refuse('not-found');
    const kept = await keepAppeal(tx, found.row, found.hearing, 'giveBack', actor, now);
    if (!kept.ok) return kept;
    return done({ id: input.id }, entry(caseChain(found.row.case), 'gave the appeal back, for somebody else to hear', { refs: { case: found.row.case, account: found.row.account, appeal: input.id }, changes: kept.changes }));
  },
});
