import { z } from 'zod';
import { caseChain, entry } from '../../audit/entry';
import { keepTouch } from '../../cases/commands/case-record';
import { command, done } from '../../kernel/command';
import { refuse } from '../../kernel/refusal';
import { coveredHearing } from '../queries/covered-hearing';
import { keepAppeal, lockAppeal } from './appeal-record';

/**
 * Takes an appeal to hear it. Nobody who had a hand in the case can, and nobody who may read blind what waits on it. Whoever hears has the verdicts and
 * the odds before them, so from here on they countersign nothing on the case.
 */
export const takeAppeal = command({
  name: 'appeal.take',
  input: z.object({ id: z.string() }),
  async run({ input, actor, now, tx }) {
    const found = await lockAppeal(tx, input.id);
    if (!found) return refuse('not-found');
    const covered = await coveredHearing(tx, actor, found.row, found.hearing, now);
    if (covered) return covered;
    const kept = await keepAppeal(tx, found.row, found.hearing, 'take', actor, now);
    if (!kept.ok) return kept;
    await keepTouch(tx, found.row.case, actor, 'heard', now);
    return done({ id: input.id }, entry(caseChain(found.row.case), 'took the appeal to hear it', { refs: { case: found.row.case, account: found.row.account, appeal: input.id }, changes: kept.changes }));
  },
});
