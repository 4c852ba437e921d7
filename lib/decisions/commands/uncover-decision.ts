import { eq } from 'drizzle-orm';
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
    if (!staysCovered(actor, decision, statusOf(decision, record.countersignatures, record.liftings, now), record.handsOn(decision), row.status !== 'settled')) return refuse('exists', 'Nothing of it is covered from you.');
    const mates = decision.wave === null ? [] : await tx.select({ case: decisions.case }).from(decisions).where(eq(decisions.wave, decision.wave));
    for (const caseId of new Set([row.id, ...mates.map((mate) => mate.case)])) await keepTouch(tx, caseId, actor, 'uncovered', now);
    return done({ caseId: row.id, decision: decision.id }, entry(caseChain(row.id), 'opened a proposal that was covered, and is no longer to countersign here', { refs: { case: row.id, account: row.account, decision: decision.id, ...waveRefs(decision) } }));
  },
});
