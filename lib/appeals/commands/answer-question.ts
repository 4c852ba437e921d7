import { eq } from 'drizzle-orm';
import { answers, decisions, holderPages } from '../../../db/schema';
import { caseChain, entry } from '../../audit/entry';
import { keepMove, lockCase } from '../../cases/commands/case-record';
import { tellInbox } from '../../cases/commands/inbox-record';
import { recordOf } from '../../decisions/commands/decision-record';
import { command, done } from '../../kernel/command';
import { newId } from '../../kernel/ids';
import { refuse } from '../../kernel/refusal';
import { announce } from '../../kernel/work';
import { answerForm, answerWords, fitsQuestion } from '../answer';
import { keepEnclosures } from './enclosure-record';

/** The holder's answer to a question or a choice of route. It comes back into the case and wakes it, and to whoever asked. */
export const answerQuestion = command({
  name: 'holder.answer',
  input: answerForm,
  async run({ input, actor, now, tx }) {
    const [page] = await tx.select().from(holderPages).where(eq(holderPages.id, actor.kind === 'holder' ? actor.page : ''));
    const [decision] = page ? await tx.select().from(decisions).where(eq(decisions.id, page.decision)) : [];
    const row = decision ? await lockCase(tx, decision.case) : null;
    if (!page || !decision || !row) return refuse('not-found');
    const fits = fitsQuestion(decision, input);
    if (fits.state === 'locked') return refuse(fits.code, fits.reason);
    const { liftings } = await recordOf(tx, row.id);
    if (liftings.some((one) => one.decision === decision.id) || row.status === 'settled') return refuse('move-closed', 'This question is closed. You can still write to us.');
    const id = newId('answer', now);
    await tx.insert(answers).values({ id, case: row.id, decision: decision.id, account: row.account, at: now, facts: [...input.facts], route: input.route, body: input.text });
    const enclosed = await keepEnclosures(tx, { case: row.id, decision: decision.id, account: row.account, answer: id }, input.files, now);
    if (!enclosed.ok) return enclosed;
    // Only the newest question is answered by its answer: one that comes late to an earlier question is kept and read, and unlocks nothing.
    const moved = decision.proposedAt === row.askedAt ? await keepMove(tx, row, { name: 'answer' }, actor, now) : { ok: true as const, changes: [] };
    if (!moved.ok) return moved;
    await tellInbox(tx, [decision.proposedBy], { kind: 'answer', case: row.id, about: id }, now);
    await announce(tx, 'case', row.id);
    // Whoever reads what waits there, by itself or in a wave, reads this too.
    if (row.status === 'proposed') await announce(tx, 'reviews', row.id);
    return done({ id }, entry(caseChain(row.id), `answered. ${answerWords(input)}`, { refs: { case: row.id, account: row.account, decision: decision.id, answer: id }, changes: [...moved.changes, ...enclosed.changes] }));
  },
});
