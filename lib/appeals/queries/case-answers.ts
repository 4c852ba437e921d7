import { desc, eq } from 'drizzle-orm';
import { z } from 'zod';
import { accounts, answers, appeals, cases } from '../../../db/schema';
import { caseOf } from '../../cases/commands/case-record';
import type { Instant } from '../../kernel/instant';
import { markOf } from '../../kernel/language';
import { query } from '../../kernel/query';
import { granted } from '../../kernel/result';
import { chosenWords, type Answer } from '../answer';
import { appealOf } from '../commands/appeal-record';
import { mayOpenEnclosures } from '../opening';
import { writtenIn } from '../written';
import { enclosedOn, type Enclosed } from './enclosed';

/** What came back from the holder: what they ticked, the route they chose, and their own words. */
export type HolderAnswer = { id: string; /** That asked. */ decision: string; at: Instant; ticked: readonly string[]; route: string | null; body: string; /** In which language, as far as it can be told by itself (`lang`). */ writtenIn: string | null; files: readonly Enclosed[] };
export type CaseAppeal = { id: string; decision: string; status: string; filedAt: Instant; dueAt: Instant; decidedAt: Instant | null };

const MOST = 50;

/** The holder's answers on a case, the language of the account as a mark for them, whether this person may open what came along, and the appeals against its decisions, latest first. */
export const caseAnswers = query({
  name: 'ask.case',
  input: z.object({ caseId: z.string().max(100) }),
  async run({ input, actor, now, db }) {
    const [told, filed, [card], files, [of]] = await Promise.all([
      db.select().from(answers).where(eq(answers.case, input.caseId)).orderBy(desc(answers.at)).limit(MOST),
      db.select().from(appeals).where(eq(appeals.case, input.caseId)).orderBy(desc(appeals.filedAt)).limit(MOST),
      db.select({ language: accounts.language }).from(cases).innerJoin(accounts, eq(accounts.account, cases.account)).where(eq(cases.id, input.caseId)),
      enclosedOn(db, input.caseId),
      db.select().from(cases).where(eq(cases.id, input.caseId)),
    ]);
    return granted({
      language: markOf(card?.language), opening: of ? mayOpenEnclosures(actor, caseOf(of), filed.map(appealOf), now) : null,
      answers: told.map((row): HolderAnswer => ({
        id: row.id, decision: row.decision, at: row.at, ticked: chosenWords({ facts: row.facts as Answer['facts'], route: null }), route: chosenWords({ facts: [], route: row.route as Answer['route'] })[0] ?? null, body: row.body, writtenIn: writtenIn(row.body), files: files.get(row.id) ?? [],
      })),
      appeals: filed.map(({ id, decision, status, filedAt, dueAt, decidedAt }): CaseAppeal => ({ id, decision, status, filedAt, dueAt, decidedAt })),
    });
  },
});
