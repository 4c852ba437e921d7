import { and, asc, eq, inArray, notExists, sql, type SQLWrapper } from 'drizzle-orm';
import type { Database, Tx } from '../../../db/client';
import { cases, countersignatures, decisions, exhibitSets, liftings, staff } from '../../../db/schema';
import { caseName } from '../../cases/commands/case-record';
import { rfc3339, type Instant } from '../../kernel/instant';
import { decisionOf, SEEN_BY_RULES } from '../commands/decision-record';
import type { Decision } from '../decision';

/** A proposal that waits for its second reader, as the rules see it, with what a list may say of it. */
export type OpenProposal = { decision: Decision; caseName: string; accountName: string | null; dueAt: Instant; digest: string };

/** That nobody has read the decision of this id, and nobody has withdrawn it. */
export function isUnread(db: Database | Tx, decision: SQLWrapper) {
  return and(notExists(db.select({ one: sql`1` }).from(countersignatures).where(eq(countersignatures.decision, decision))), notExists(db.select({ one: sql`1` }).from(liftings).where(eq(liftings.decision, decision))));
}

/** The proposals that wait, first due first, from a place on. `limit` rows at most. */
export async function openProposals(db: Database | Tx, limit: number, after: { dueAt: Instant; id: string } | null = null): Promise<OpenProposal[]> {
  const rows = await db.select({ decision: SEEN_BY_RULES, number: cases.number, accountName: cases.accountName, dueAt: cases.dueAt, digest: exhibitSets.digest })
    .from(cases).innerJoin(decisions, eq(decisions.case, cases.id)).innerJoin(exhibitSets, eq(exhibitSets.id, decisions.exhibits))
    .where(and(
      sql`${cases.status} = 'proposed' and ${decisions.needsSecond} and not exists (select 1 from countersignatures s where s.decision = ${decisions.id}) and not exists (select 1 from liftings w where w.decision = ${decisions.id})`,
      after === null ? undefined : sql`(${cases.dueAt}, ${decisions.id}) > (${rfc3339(after.dueAt)}::timestamptz, ${after.id})`,
    ))
    .orderBy(asc(cases.dueAt), asc(decisions.id)).limit(limit);
  return rows.map(({ decision, number, ...row }) => ({ ...row, decision: decisionOf(decision), caseName: caseName({ number }) }));
}

/** Names by id, of people who have left as well. */
export async function namesOf(db: Database, ids: readonly string[]): Promise<ReadonlyMap<string, string>> {
  if (ids.length === 0) return new Map();
  const rows = await db.select({ id: staff.id, name: staff.name }).from(staff).where(inArray(staff.id, [...new Set(ids)]));
  return new Map(rows.map(({ id, name }) => [id, name]));
}
