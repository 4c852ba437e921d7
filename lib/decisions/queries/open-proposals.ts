import { and, asc, eq, inArray, not, sql } from 'drizzle-orm';
import type { Database, Tx } from '../../../db/client';
import { cases, decisions, exhibitSets, staff } from '../../../db/schema';
import { isUnread } from '../../audit/queries/covering';
import { caseName } from '../../cases/commands/case-record';
import { rfc3339, type Instant } from '../../kernel/instant';
import { decisionOf, SEEN_BY_RULES } from '../commands/decision-record';
import type { Decision } from '../decision';
import { isUnderWay } from './under-way';

/** A proposal that waits for its second reader, or the first of a wave that does, as the rules see it, with what a list may say of it. */
export type OpenProposal = { decision: Decision; caseName: string; accountName: string | null; dueAt: Instant; digest: string };

/** The proposals that wait, of each wave the first due alone and none while it is still being proposed, first due first, from a place on. `limit` rows at most. */
export async function openProposals(db: Database | Tx, now: Instant, limit: number, after: { dueAt: Instant; id: string } | null = null): Promise<OpenProposal[]> {
  const read = sql`coalesce(${decisions.wave}, ${decisions.id})`;
  const first = db.selectDistinctOn([read], { id: decisions.id }).from(cases).innerJoin(decisions, eq(decisions.case, cases.id))
    .where(and(eq(cases.status, 'proposed'), eq(decisions.needsSecond, true), isUnread(db, decisions.id), not(isUnderWay(decisions.wave, now)))).orderBy(read, asc(cases.dueAt), asc(decisions.id)).as('first');
  const rows = await db.select({ decision: SEEN_BY_RULES, number: cases.number, accountName: cases.accountName, dueAt: cases.dueAt, digest: exhibitSets.digest })
    .from(first).innerJoin(decisions, eq(decisions.id, first.id)).innerJoin(cases, eq(cases.id, decisions.case)).innerJoin(exhibitSets, eq(exhibitSets.id, decisions.exhibits))
    .where(after === null ? undefined : sql`(${cases.dueAt}, ${decisions.id}) > (${rfc3339(after.dueAt)}::timestamptz, ${after.id})`)
    .orderBy(asc(cases.dueAt), asc(decisions.id)).limit(limit);
  return rows.map(({ decision, number, ...row }) => ({ ...row, decision: decisionOf(decision), caseName: caseName({ number }) }));
}

/** Names by id, of people who have left as well. */
export async function namesOf(db: Database, ids: readonly string[]): Promise<ReadonlyMap<string, string>> {
  if (ids.length === 0) return new Map();
  const rows = await db.select({ id: staff.id, name: staff.name }).from(staff).where(inArray(staff.id, [...new Set(ids)]));
  return new Map(rows.map(({ id, name }) => [id, name]));
}
