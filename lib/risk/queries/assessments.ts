import { asc, eq, gt, sql } from 'drizzle-orm';
import { z } from 'zod';
import { events, standings } from '../../../db/schema';
import { query } from '../../kernel/query';
import { refuse } from '../../kernel/refusal';
import { granted } from '../../kernel/result';
import { assessmentLine } from '../export';

const standing = { assessment: standings.content, firstReviewAt: standings.firstReviewAt, firstActAt: standings.firstActAt };

/** Where one account stands. */
export const assessmentOf = query({
  name: 'ask.assessments',
  input: z.object({ account: z.string() }),
  async run({ input, db }) {
    // No id that the contract allows has control characters, and no text in the database can hold U+0000.
    if (/[\p{Cc}\p{Cs}]/u.test(input.account)) return refuse('not-found', 'No event of this account was ever received.');
    const [row] = await db.select(standing).from(standings).where(eq(standings.account, input.account));
    if (row) return granted(assessmentLine(row));
    const [known] = await db.select({ id: events.id }).from(events).where(eq(events.account, input.account)).limit(1);
    return refuse('not-found', known ? 'This account is not assessed yet; ask again in a moment.' : 'No event of this account was ever received.');
  },
});

/** Where accounts stand, in the order of their ids: one page of the export. */
export const assessmentsAfter = query({
  name: 'ask.assessments',
  input: z.object({ after: z.string(), limit: z.number().int().min(1).max(1_000) }),
  async run({ input, db }) {
    const rows = await db.select(standing).from(standings).where(gt(standings.account, input.after)).orderBy(asc(standings.account)).limit(input.limit);
    return granted(rows.map(assessmentLine));
  },
});

/** Accounts that have events and were never assessed, in the order of their ids. Every first event leaves the mark that is read here. */
export const unassessedAfter = query({
  name: 'ask.assessments',
  input: z.object({ after: z.string(), limit: z.number().int().min(1).max(1_000) }),
  async run({ input, db }) {
    const { rows } = await db.execute<{ account: string }>(sql`
      select a.account from stale_accounts a where a.account > ${input.after} and not exists (select 1 from standings s where s.account = a.account)
      order by a.account limit ${input.limit}`);
    return granted(rows.map((row) => row.account));
  },
});
