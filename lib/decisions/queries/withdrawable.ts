import { and, desc, eq, gt, isNull, or, sql } from 'drizzle-orm';
import { z } from 'zod';
import { cases, decisions } from '../../../db/schema';
import { caseName } from '../../cases/commands/case-record';
import type { Instant } from '../../kernel/instant';
import { query } from '../../kernel/query';
import { granted } from '../../kernel/result';
import { decisionOf, recordOf } from '../commands/decision-record';
import { waitingOf } from '../commands/take-effect';
import { mayWithdraw, PUT_OFF_FOR, statusOf, WITHDRAWABLE_FOR, withdrawableUntil } from '../decision';
import { measureNamed } from '../ladder';

/** A decision of one's own that nobody has been told of yet, or a proposal that was just made. `until`: of a proposal, until when it counts as just made. */
export type Withdrawable = { decision: string; caseId: string; case: string; account: string; measure: string; until: Instant; /** It waits for a second person. */ second: boolean };

/** What this person has just decided or proposed, and may still withdraw, latest first. What is proposed in a wave is told there. */
export const withdrawable = query({
  name: 'ask.case',
  input: z.object({}),
  async run({ actor, now, db }) {
    // Of what is older, only what still waits for others of its run.
    const waits = sql`exists (select 1 from work w where w.name = 'issue' and w.key = ${decisions.id} || ' effect' and w.lease_until is null)`;
    const rows = await db.select({ decision: decisions, number: cases.number, name: cases.accountName }).from(decisions).innerJoin(cases, eq(cases.id, decisions.case))
      .where(and(gt(decisions.proposedAt, now - PUT_OFF_FOR - WITHDRAWABLE_FOR), or(gt(decisions.proposedAt, now - WITHDRAWABLE_FOR), waits), eq(decisions.proposedBy, actor.id), isNull(decisions.wave))).orderBy(desc(decisions.proposedAt)).limit(50);
    const waiting = await waitingOf(db, rows.map(({ decision }) => decision.id));
    const found: Withdrawable[] = [];
    for (const { decision: row, number, name } of rows) {
      const decision = decisionOf(row);
      const waitsUntil = waiting.get(row.id)?.at;
      const until = withdrawableUntil(decision, waitsUntil) ?? row.proposedAt + WITHDRAWABLE_FOR;
      if (until <= now) continue;
      const record = await recordOf(db, row.case);
      const gate = mayWithdraw(actor, decision, statusOf(decision, record.countersignatures, record.liftings, now), record.decisions.at(-1)?.id === row.id, now, waitsUntil);
      if (gate.state === 'locked') continue;
      found.push({ decision: row.id, caseId: row.case, case: caseName({ number }), account: name ?? row.account, measure: measureNamed(row.measure)?.title ?? row.measure, until, second: row.needsSecond });
    }
    return granted({ waiting: found, now });
  },
});
