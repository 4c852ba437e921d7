import { eq } from 'drizzle-orm';
import { z } from 'zod';
import { cases } from '../../../db/schema';
import { caseChain, entry } from '../../audit/entry';
import { lockCase } from '../../cases/commands/case-record';
import { enqueueIssue, freeCase, lift } from '../../decisions/commands/take-effect';
import { continuedBy, isInForce } from '../../decisions/decision';
import { command, done } from '../../kernel/command';
import { LANGUAGES } from '../../kernel/language';
import { refuse } from '../../kernel/refusal';
import { keepAppeal, lockAppeal } from './appeal-record';

/**
 * Grants an appeal: the decision is lifted, the opposite orders and a notice follow, and its causes weigh less next time. Of a hold that was
 * renewed, what is lifted is the renewal that holds in its place: a hold that was wrong is not right because it was continued.
 */
export const grantAppeal = command({
  name: 'appeal.grant',
  input: z.object({ id: z.string(), version: z.coerce.number().int(), reasons: z.string().trim().max(5_000).default(''), written: z.enum(LANGUAGES).default('en') }),
  async run({ input, actor, now, tx }) {
    const found = await lockAppeal(tx, input.id);
    const row = found ? await lockCase(tx, found.row.case) : null;
    if (!found || !row) return refuse('not-found');
    const { hearing } = found;
    const kept = await keepAppeal(tx, found.row, hearing, 'grant', actor, now, input);
    if (!kept.ok) return kept;
    const refs = { case: row.id, account: row.account, decision: hearing.decision.id, appeal: input.id };
    const first = entry(caseChain(row.id), 'granted the appeal', { refs, changes: [...kept.changes, { field: 'reasons', was: null, now: input.reasons }] });
    const { decisions, countersignatures, liftings } = hearing.record;
    const stands = continuedBy(hearing.decision, decisions, liftings).find((one) => isInForce(one, countersignatures, liftings, now));
    const lifted = stands === undefined ? [] : [await lift(tx, stands, { cause: 'appeal-granted', words: input.reasons, appeal: input.id, wordsIn: input.written }, actor, now)];
    // What ended by itself or was renewed is granted on paper, and told.
    if (stands?.id !== hearing.decision.id) await enqueueIssue(tx, hearing.decision.id, 'outcome', now);
    const stuck = stands === undefined ? null : await freeCase(tx, row, stands, actor, now);
    if (stuck) return stuck;
    // Only the decision that ended the case takes its outcome along; a question that was asked on the way does not.
    if (row.status === 'settled' && row.outcome === hearing.decision.measure) await tx.update(cases).set({ outcome: 'appeal-granted', version: row.version + 1 }).where(eq(cases.id, row.id));
    return done({ id: input.id, caseId: row.id }, first, ...lifted);
  },
});
