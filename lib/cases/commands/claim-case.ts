import { z } from 'zod';
import { caseChain } from '../../audit/entry';
import { command } from '../../kernel/command';
import { refuse } from '../../kernel/refusal';
import { lockCase } from './case-record';
import { claimWithRing } from './claim-with-ring';

/** Claims a case by lease, and with it the open cases of its ring that nobody holds; `alone` where those are chosen one by one. */
export const claimCase = command({
  name: 'case.claim',
  input: z.object({ caseId: z.string(), alone: z.boolean().default(false) }),
  chain: ({ caseId }) => caseChain(caseId),
  async run({ input, actor, now, tx }) {
    const row = await lockCase(tx, input.caseId);
    if (!row) return refuse('not-found');
    return claimWithRing(tx, row, actor, now, { alone: input.alone });
  },
});
