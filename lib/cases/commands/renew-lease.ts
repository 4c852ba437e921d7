import { z } from 'zod';
import { caseChain, entry } from '../../audit/entry';
import { command, done } from '../../kernel/command';
import { MINUTE } from '../../kernel/instant';
import { refuse } from '../../kernel/refusal';
import { keepMove, lockCase } from './case-record';

/** Keeps a claimed case for another term: the page asks for it while the person works. */
export const renewLease = command({
  name: 'case.renewLease',
  input: z.object({ caseId: z.string() }),
  chain: ({ caseId }) => caseChain(caseId),
  async run({ input, actor, now, tx }) {
    const row = await lockCase(tx, input.caseId);
    if (!row) return refuse('not-found');
    const kept = await keepMove(tx, row, { name: 'renewLease' }, actor, now);
    if (!kept.ok) return kept;
    return done({ leaseUntil: kept.row.leaseUntil, version: kept.row.version }, entry(caseChain(row.id), `kept the case for another ${((kept.row.leaseUntil ?? now) - now) / MINUTE} minutes`, { refs: { case: row.id } }));
  },
});
