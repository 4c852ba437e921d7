import { z } from 'zod';
import { caseChain, entry } from '../../audit/entry';
import { command, done } from '../../kernel/command';
import { refuse } from '../../kernel/refusal';
import { keepMove, lockCase } from './case-record';

/** Lets a claimed case go, for anybody to claim. `away`: its holder's page did so by itself, after nobody had touched it for some time. */
export const releaseCase = command({
  name: 'case.release',
  input: z.object({ caseId: z.string(), away: z.literal('yes').optional() }),
  chain: ({ caseId }) => caseChain(caseId),
  async run({ input, actor, now, tx }) {
    const row = await lockCase(tx, input.caseId);
    if (!row) return refuse('not-found');
    const kept = await keepMove(tx, row, { name: 'release' }, actor, now);
    if (!kept.ok) return kept;
    return done({ version: kept.row.version }, entry(caseChain(row.id), input.away === undefined ? 'let the case go' : 'let the case go by itself: nobody was at the page', { refs: { case: row.id, account: row.account }, changes: kept.changes }));
  },
});
