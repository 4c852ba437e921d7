import { and, desc, eq, ne } from 'drizzle-orm';
import { z } from 'zod';
import { cases } from '../../../db/schema';
import { caseName } from '../../cases/commands/case-record';
import { query } from '../../kernel/query';
import { refuse } from '../../kernel/refusal';
import { granted } from '../../kernel/result';
import { outcomeWords } from '../outcome-words';
import { cameTo } from './came-to';
import { coveredOutcomes } from './covered-decisions';

/** Another case of the account. `outcome`: in words, "covered" where it may not be told yet; null while the case is open. */
export type CaseBefore = { id: string; name: string; outcome: string | null; reasons: readonly string[] };

const MOST = 20;

/** Other cases of the account of this one, latest first. What was signed of a wave settles a case while the rest of it is still to be read blind: its outcome would say what the rest proposes. */
export const casesBefore = query({
  name: 'ask.case',
  input: z.object({ caseId: z.string().max(100) }),
  async run({ input, actor, now, db }) {
    const [row] = await db.select({ account: cases.account }).from(cases).where(eq(cases.id, input.caseId));
    if (!row) return refuse('not-found');
    const rows = await db.select({ id: cases.id, number: cases.number, outcome: cases.outcome, cameTo: cameTo('cases'), reasons: cases.reasons }).from(cases).where(and(eq(cases.account, row.account), ne(cases.id, input.caseId))).orderBy(desc(cases.openedAt)).limit(MOST);
    const covered = await coveredOutcomes(db, actor, rows.map(({ id }) => id), now);
    return granted(rows.map(({ id, number, outcome, cameTo: came, reasons }): CaseBefore => ({
      id, name: caseName({ number }), reasons: reasons.map(({ words }) => words),
      outcome: outcome === null ? null : covered.has(id) ? 'covered' : outcomeWords(outcome, came).toLowerCase(),
    })));
  },
});
