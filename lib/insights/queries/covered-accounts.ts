import { and, eq, exists, inArray, notExists, or, sql, type SQLWrapper } from 'drizzle-orm';
import { alias } from 'drizzle-orm/pg-core';
import type { Database } from '../../../db/client';
import { countersignatures, decisions } from '../../../db/schema';
import { recordOf } from '../../decisions/commands/decision-record';
import { isCovered } from '../../decisions/covered';
import type { Instant } from '../../kernel/instant';
import type { Actor } from '../../staff/actor';

/** Of these accounts, those of which this person may still be the blind second reader: their bands and odds are not shown to them. */
export async function coveredAccounts(db: Database, actor: Actor, accounts: readonly string[], now: Instant): Promise<ReadonlySet<string>> {
  return coveredBy(db, actor, 'account', accounts, now);
}

/** Of these cases, those of which this person may still be the blind second reader. */
export async function coveredCases(db: Database, actor: Actor, caseIds: readonly string[], now: Instant): Promise<ReadonlySet<string>> {
  return coveredBy(db, actor, 'case', caseIds, now);
}

async function coveredBy(db: Database, actor: Actor, by: 'account' | 'case', ids: readonly string[], now: Instant): Promise<ReadonlySet<string>> {
  // Only admins countersign: nobody else's page pays for the question.
  if (actor.kind !== 'staff' || actor.role !== 'admin' || ids.length === 0) return new Set();
  // Only what nobody has read yet can be read blind; what was read of a wave is covered by the rest of it.
  const mate = alias(decisions, 'mate');
  const unread = (decision: SQLWrapper) => notExists(db.select({ one: sql`1` }).from(countersignatures).where(eq(countersignatures.decision, decision)));
  const proposed = await db.selectDistinct({ case: decisions.case, account: decisions.account }).from(decisions)
    .where(and(inArray(decisions[by], [...ids]), eq(decisions.needsSecond, true), or(unread(decisions.id), exists(db.select({ one: sql`1` }).from(mate).where(and(eq(mate.wave, decisions.wave), unread(mate.id)))))));
  const covered = new Set<string>();
  for (const one of proposed) if (!covered.has(one[by]) && isCovered(actor, await recordOf(db, one.case), now)) covered.add(one[by]);
  return covered;
}
