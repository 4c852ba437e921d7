import { desc, eq } from 'drizzle-orm';
import type { Database } from '../../../db/client';
import { answers, cases } from '../../../db/schema';
import type { Record } from '../../decisions/commands/decision-record';
import { endsAt } from '../../decisions/decision';
import { measureNamed } from '../../decisions/ladder';
import type { Instant } from '../../kernel/instant';
import { chosenWords, questionsAsked, type Answer } from '../answer';
import { writtenIn } from '../written';
import type { Enclosed } from './enclosed';

/** What came back from the holder: what they ticked, the route they chose, and their own words. */
export type HolderAnswer = { id: string; at: Instant; ticked: readonly string[]; route: string | null; body: string; /** In which language, as far as it can be told by itself (`lang`). */ writtenIn: string | null; files: readonly Enclosed[] };

/** What the holder was asked at once, and what they answered to it, latest first. Who asked is no part of it: whoever reads blind reads this. */
export type Asked = { decision: string; at: Instant; /** Until when an answer is asked for; null where none is taken any more: the question was lifted, or the case is settled. */ until: Instant | null; questions: readonly string[]; answers: readonly HolderAnswer[] };

const MOST = 50;

/** Everything that a holder was asked on a case, with their answers, latest first. What was withdrawn before it left was asked of nobody. */
export async function holderAsked(db: Database, caseId: string, { decisions, countersignatures, liftings }: Record, files: ReadonlyMap<string, readonly Enclosed[]>): Promise<Asked[]> {
  const asked = decisions.filter(({ id, measure }) => measureNamed(measure)?.notice?.asks === true && !liftings.some(({ decision, cause }) => decision === id && cause === 'withdrawn')).reverse();
  if (asked.length === 0) return [];
  const [told, [of]] = await Promise.all([
    db.select().from(answers).where(eq(answers.case, caseId)).orderBy(desc(answers.at)).limit(MOST),
    db.select({ status: cases.status }).from(cases).where(eq(cases.id, caseId)),
  ]);
  return asked.map((one): Asked => ({
    decision: one.id, at: one.proposedAt, until: of?.status === 'settled' || liftings.some(({ decision }) => decision === one.id) ? null : endsAt(one, countersignatures), questions: questionsAsked(one),
    answers: told.filter(({ decision }) => decision === one.id).map(({ id, at, facts, route, body }) => ({
      id, at, ticked: chosenWords({ facts: facts as Answer['facts'], route: null }), route: chosenWords({ facts: [], route: route as Answer['route'] })[0] ?? null, body, writtenIn: writtenIn(body), files: files.get(id) ?? [],
    })),
  }));
}
