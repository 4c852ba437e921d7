import { eq } from 'drizzle-orm';
import { z } from 'zod';
import { cases } from '../../../db/schema';
import { caseChain, entry } from '../../audit/entry';
import { enqueueIssue, freeCase, lift, withdrawProposal } from '../../decisions/commands/take-effect';
import { endedByGrant } from '../../decisions/decision';
import { command, done } from '../../kernel/command';
import { LANGUAGES } from '../../kernel/language';
import { refuse } from '../../kernel/refusal';
import { keepAppeal, lockAppeal } from './appeal-record';

/**
 * Grants an appeal: the decision is lifted, the opposite orders and a notice follow, and its causes weigh less next time. Of a hold that was
 * renewed, what is lifted is the renewal that holds in its place, and a renewal that waits for its second reader ends as well: a hold that was
 * wrong is not right because it was continued.
 */
export const grantAppeal = command({
  name: 'appeal.grant',
  input: z.object({
    id: z.string(),
    version: z.coerce.number().int(),
    /** The decisions that end by it, as its hearer read them (`endedByGrant`). */
    ends: z.string(),
    reasons: z.string().trim().max(5_000).default(''),
    written: z.enum(LANGUAGES).default('en'),
  }),
  async run({ input, actor, now, tx }) {
    const found = await lockAppeal(tx, input.id);
    if (!found) return refuse('not-found');
    const { row: appeal, of, hearing } = found;
    const { stands, waits, names } = endedByGrant(hearing.decision, hearing.record, now);
    const decided = [hearing.decision, ...[stands, waits].filter((one) => one !== null)];
    const kept = await keepAppeal(tx, appeal, hearing, 'grant', actor, now, { ...input, decided });
    if (!kept.ok) return kept;
    if (input.ends !== names) return refuse('stale', 'What a grant ends has changed since you read it. Read it again before you go on; what you wrote is kept.');
    const refs = { case: of.id, account: of.account, decision: hearing.decision.id, appeal: input.id };
    const first = entry(caseChain(of.id), 'granted the appeal', { refs, changes: [...kept.changes, { field: 'reasons', was: null, now: input.reasons }] });
    const lifted = stands === null ? null : await lift(tx, stands, { cause: 'appeal-granted', words: input.reasons, appeal: input.id, wordsIn: input.written }, actor, now);
    // What ended by itself or was renewed is granted on paper, and told.
    if (stands?.id !== hearing.decision.id) await enqueueIssue(tx, hearing.decision.id, 'outcome', now);
    const back = waits === null ? null : await withdrawProposal(tx, of, waits, { words: 'The appeal against the hold that it was to renew is granted.', appeal: input.id }, actor, now);
    if (back?.ok === false) return back;
    const row = back?.row ?? of;
    const freed = stands === null ? null : await freeCase(tx, row, stands, actor, now);
    if (freed?.ok === false) return freed;
    // Only the decision that ended the case takes its outcome along; a question that was asked on the way does not.
    if (row.status === 'settled' && row.outcome === hearing.decision.measure) await tx.update(cases).set({ outcome: 'appeal-granted', version: row.version + 1 }).where(eq(cases.id, row.id));
    return done({ id: input.id, caseId: row.id }, first, ...(lifted === null ? [] : [{ ...lifted, changes: [...(freed?.changes ?? []), ...lifted.changes] }]), ...(back === null ? [] : [back.line]));
  },
});
