import { and, eq, isNull, lte, ne, or } from 'drizzle-orm';
import { z } from 'zod';
import { cases } from '../../../db/schema';
import { caseChain, entry, type Entry } from '../../audit/entry';
import { command, done } from '../../kernel/command';
import { refuse } from '../../kernel/refusal';
import { WORKER } from '../../staff/actor';
import { gateOf } from '../case';
import { caseOf, keepMove } from './case-record';
import { latestOf, tellInbox } from './inbox-record';

/** Brings cases back whose reply window passed without an answer, or whose payout hold is past its term; who asked, or held, is told. */
export const wakeCases = command({
  name: 'case.wake',
  input: z.object({}),
  async run({ now, tx }) {
    const due = await tx.select().from(cases)
      .where(and(ne(cases.status, 'settled'), or(and(eq(cases.status, 'asked'), lte(cases.askedUntil, now)), and(lte(cases.heldUntil, now), or(isNull(cases.wokenBy), ne(cases.wokenBy, 'hold-lapsed'))))))
      .orderBy(cases.id).limit(200).for('update', { skipLocked: true });
    const entries: Entry[] = [];
    for (const row of due) {
      const name = gateOf(caseOf(row), 'replyLapsed', WORKER, now).state === 'open' ? 'replyLapsed' : 'holdLapsed';
      const kept = await keepMove(tx, row, { name }, WORKER, now);
      if (!kept.ok) continue;
      const whose = await latestOf(tx, row.id, name === 'replyLapsed' ? ['ask', 'step-up'] : ['payout-hold']);
      if (whose) await tellInbox(tx, [whose.proposedBy], { kind: 'lapsed', case: row.id, about: whose.id }, now);
      const says = name === 'replyLapsed' ? 'brought the case back: the time to answer passed' : 'brought the case back: the payout hold is past its term';
      entries.push(entry(caseChain(row.id), says, { refs: { case: row.id, account: row.account }, changes: kept.changes }));
    }
    const [first, ...more] = entries;
    return first ? done({ woken: entries.length }, first, ...more) : refuse('nothing-left');
  },
});
