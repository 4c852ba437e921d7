import { and, eq, ne } from 'drizzle-orm';
import { z } from 'zod';
import { decisions } from '../../../db/schema';
import { caseChain, entry } from '../../audit/entry';
import { keepTouch } from '../../cases/commands/case-record';
import { command, done } from '../../kernel/command';
import { refuse } from '../../kernel/refusal';
import { staysCovered } from '../covered';
import { statusOf } from '../decision';
import { lockedDecision } from './decision-record';
import { waveRefs } from './wave-record';

/**
 * Opens a proposal that came to nothing to somebody who may be the second reader of the next, and who from here on is not: nobody reads
 * blind what they have seen. Of a wave it opens all of it, on each of its cases.
 */
export const uncoverDecision = command({
  name: 'decision.uncover',
  input: z.object({ decisionId: z.string().max(100) }),
  async run({ input, actor, now, tx }) {
    const held = await lockedDecision(tx, input.decisionId);
    if (!held.ok) return held;
    const { row, decision, record } = held;
    if (!staysCovered(actor, decision, statusOf(decision, record.countersignatures, record.liftings, now), record)) return refuse('exists', 'Nothing of it is covered from you.');
    const mates = decision.wave === null ? [] : await tx.select({ id: decisions.id, case: decisions.case, account: decisions.account }).from(decisions).where(and(eq(decisions.wave, decision.wave), ne(decisions.case, row.id)));
    for (const one of [decision, ...mates]) await keepTouch(tx, one.case, actor, 'uncovered', now);
    const lineOn = (one: typeof mates[number]) => entry(caseChain(one.case), 'opened a proposal that was covered, and is no longer to countersign here', { refs: { case: one.case, account: one.account, decision: one.id, ...waveRefs(decision) } });
    return done({ caseId: row.id, decision: decision.id }, lineOn(decision), ...mates.map(lineOn));
  },
});
