import { desc, eq } from 'drizzle-orm';
import { z } from 'zod';
import { accounts, appeals, cases } from '../../../db/schema';
import { caseOf } from '../../cases/commands/case-record';
import { recordOf } from '../../decisions/commands/decision-record';
import type { Instant } from '../../kernel/instant';
import { markOf } from '../../kernel/language';
import { query } from '../../kernel/query';
import { granted } from '../../kernel/result';
import { appealOf } from '../commands/appeal-record';
import { mayOpenEnclosures } from '../opening';
import { enclosedOn } from './enclosed';
import { holderAsked } from './holder-asked';

export type CaseAppeal = { id: string; decision: string; status: string; filedAt: Instant; dueAt: Instant; decidedAt: Instant | null };

const MOST = 50;

/** What the holder was asked on a case and answered, the language of the account as a mark for it, whether this person may open what came along, and the appeals against its decisions, latest first. */
export const caseAnswers = query({
  name: 'ask.case',
  input: z.object({ caseId: z.string().max(100) }),
  async run({ input, actor, now, db }) {
    const [record, files] = await Promise.all([recordOf(db, input.caseId), enclosedOn(db, input.caseId)]);
    const [asked, filed, [of]] = await Promise.all([
      holderAsked(db, input.caseId, record, files),
      db.select().from(appeals).where(eq(appeals.case, input.caseId)).orderBy(desc(appeals.filedAt)).limit(MOST),
      db.select({ case: cases, language: accounts.language }).from(cases).leftJoin(accounts, eq(accounts.account, cases.account)).where(eq(cases.id, input.caseId)),
    ]);
    return granted({
      language: markOf(of?.language), opening: of ? mayOpenEnclosures(actor, caseOf(of.case), filed.map(appealOf), record, 'answer', now) : null, asked,
      appeals: filed.map(({ id, decision, status, filedAt, dueAt, decidedAt }): CaseAppeal => ({ id, decision, status, filedAt, dueAt, decidedAt })),
    });
  },
});
