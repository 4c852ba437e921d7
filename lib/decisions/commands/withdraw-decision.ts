import { and, eq, ne } from 'drizzle-orm';
import { z } from 'zod';
import { cases, liftings } from '../../../db/schema';
import { caseChain, entry } from '../../audit/entry';
import { caseName, keepMove } from '../../cases/commands/case-record';
import { command, done } from '../../kernel/command';
import { refuse } from '../../kernel/refusal';
import { announce } from '../../kernel/work';
import { mayWithdraw, statusOf, tooLate } from '../decision';
import { lockedDecision } from './decision-record';
import { lift, takeBackIssues, waitingOf, withdrawProposal } from './take-effect';

const WHY = 'Say why you withdraw it.';

/**
 * Withdraws what one person decided alone, before its orders and its notice leave: none of them is ever made. The case goes back to how it
 * was, in the hands of the same person unless somebody else has claimed it meanwhile; what the decision had ended is in force again.
 * A proposal that waits for its second person is withdrawn while nobody has read it, with a reason, which no ledger line tells: the next
 * second reader might find it there.
 */
export const withdrawDecision = command({
  name: 'decision.withdraw',
  input: z.object({ decisionId: z.string(), /** Why; asked for where a proposal is withdrawn. */ words: z.string().trim().max(2_000).default('') }),
  async run({ input, actor, now, tx }) {
    const held = await lockedDecision(tx, input.decisionId);
    if (!held.ok) return held;
    const { found, row, decision, record } = held;
    const gate = mayWithdraw(actor, decision, statusOf(decision, record.countersignatures, record.liftings, now), record.decisions.at(-1)?.id === decision.id, now, (await waitingOf(tx, [decision.id])).get(decision.id)?.at);
    if (gate.state === 'locked') return refuse(gate.code, gate.reason);
    if (decision.needsSecond) {
      if (input.words === '') return refuse('invalid', WHY, { words: WHY });
      const back = await withdrawProposal(tx, row, decision, { words: input.words }, actor, now);
      return back.ok ? done({ caseId: row.id, name: caseName(row), held: true }, back.line) : back;
    }
    const [other] = await tx.select({ number: cases.number }).from(cases).where(and(eq(cases.account, row.account), ne(cases.id, row.id), ne(cases.status, 'settled')));
    if (other) return refuse('move-closed', `New evidence has opened ${caseName(other)} on this account. Lift the decision instead, or go on there.`);
    const ended = await tx.select({ decision: liftings.decision }).from(liftings).where(eq(liftings.because, decision.id));
    // The work is the one thing that both the worker and we reach for: whoever has it, has it alone.
    if (!(await takeBackIssues(tx, decision.id, ended.map((one) => one.decision)))) return refuse('expired', tooLate(decision));
    const line = await lift(tx, decision, { cause: 'withdrawn', words: 'Withdrawn before it left.' }, actor, now);
    const moved = await keepMove(tx, row, { name: 'withdraw', changed: found.caseChanged ?? {} }, actor, now, row.status === 'settled' ? { outcome: null, settledLogOdds: null } : {});
    if (!moved.ok) return moved;
    await announce(tx, 'case', row.id);
    const again = ended.map((one) => entry(caseChain(row.id), 'put back into force what the withdrawn decision had ended', { refs: { case: row.id, account: row.account, decision: one.decision }, changes: [{ field: 'decision', was: 'lifted', now: 'in force' }] }));
    return done({ caseId: row.id, name: caseName(row), held: moved.row.claimedBy === actor.id }, { ...line, changes: [...moved.changes, ...line.changes] }, ...again);
  },
});
