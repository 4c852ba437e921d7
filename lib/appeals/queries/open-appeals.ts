import { and, asc, eq, inArray, sql } from 'drizzle-orm';
import type { Database } from '../../../db/client';
import { appeals, cases, countersignatures, decisions } from '../../../db/schema';
import { caseName } from '../../cases/commands/case-record';
import { decisionOf, touchesOn } from '../../decisions/commands/decision-record';
import type { Countersignature } from '../../decisions/decision';
import { rfc3339, type Instant } from '../../kernel/instant';
import type { Actor } from '../../staff/actor';
import { appealGate, type Appeal, type Hearing } from '../appeal';
import { appealOf } from '../commands/appeal-record';

/** An appeal without an outcome, with what its hearing is judged by. */
export type OpenAppeal = { appeal: Appeal; hearing: Hearing; caseName: string; accountName: string | null };

/** Appeals without an outcome, first due first, from a place on. `limit` rows at most. */
export async function openAppeals(db: Database, limit: number, after: { dueAt: Instant; id: string } | null = null): Promise<OpenAppeal[]> {
  const rows = await db.select({ appeal: appeals, decision: decisions, number: cases.number, accountName: cases.accountName })
    .from(appeals).innerJoin(decisions, eq(decisions.id, appeals.decision)).innerJoin(cases, eq(cases.id, appeals.case))
    .where(and(
      sql`${appeals.status} in ('waiting', 'hearing')`,
      after === null ? undefined : sql`(${appeals.dueAt}, ${appeals.id}) > (${rfc3339(after.dueAt)}::timestamptz, ${after.id})`,
    ))
    .orderBy(asc(appeals.dueAt), asc(appeals.id)).limit(limit);
  const [signed, hands] = await Promise.all([signaturesOn(db, rows.map(({ decision }) => decision.id)), touchesOn(db, rows.map(({ appeal }) => appeal.case))]);
  return rows.map(({ appeal, decision, number, accountName }) => ({
    appeal: appealOf(appeal), caseName: caseName({ number }), accountName,
    hearing: { decision: decisionOf(decision), countersignatures: signed.filter((one) => one.decision === decision.id), touches: hands.get(appeal.case) ?? [] },
  }));
}

async function signaturesOn(db: Database, decisionIds: readonly string[]): Promise<Countersignature[]> {
  if (decisionIds.length === 0) return [];
  const rows = await db.select().from(countersignatures).where(inArray(countersignatures.decision, [...decisionIds]));
  return rows.map(({ id: _id, ...row }) => row);
}

/** Whether this person could take it now. */
export function hearable({ appeal, hearing }: OpenAppeal, actor: Actor, now: Instant): boolean {
  return appealGate(appeal, 'take', hearing, actor, now).state === 'open';
}
