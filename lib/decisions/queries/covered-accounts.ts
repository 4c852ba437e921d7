import { and, eq, exists, inArray, or, sql } from 'drizzle-orm';
import { alias } from 'drizzle-orm/pg-core';
import type { Database } from '../../../db/client';
import { decisions } from '../../../db/schema';
import { isUnread } from '../../audit/queries/covering';
import { recordOf, type Record } from '../commands/decision-record';
import { isCovered } from '../covered';
import type { Instant } from '../../kernel/instant';
import { portionsOf } from '../../kernel/portions';
import type { Actor } from '../../staff/actor';

/** Of these accounts, those of which this person may still be the blind second reader: their bands and odds are not shown to them. */
export async function coveredAccounts(db: Database, actor: Actor, accounts: readonly string[], now: Instant): Promise<ReadonlySet<string>> {
  return coveredBy(db, actor, 'account', accounts, now);
}

/** Of these cases, those of which this person may still be the blind second reader. */
export async function coveredCases(db: Database, actor: Actor, caseIds: readonly string[], now: Instant): Promise<ReadonlySet<string>> {
  return coveredBy(db, actor, 'case', caseIds, now);
}

/** What was decided on those of these cases on which something waits for its second reader, by case: on no other is anything covered from anybody. */
export async function recordsWaiting(db: Database, caseIds: readonly string[]): Promise<ReadonlyMap<string, Record>> {
  const found = new Map<string, Record>();
  for (const { case: id } of await waitingOn(db, 'case', caseIds)) found.set(id, await recordOf(db, id));
  return found;
}

/** Cases that are looked at side by side. */
const AT_ONCE = 8;

async function coveredBy(db: Database, actor: Actor, by: 'account' | 'case', ids: readonly string[], now: Instant): Promise<ReadonlySet<string>> {
  // Only admins countersign: nobody else's page pays for the question.
  if (actor.kind !== 'staff' || actor.role !== 'admin') return new Set();
  const covered = new Set<string>();
  for (const some of portionsOf(await waitingOn(db, by, ids), AT_ONCE)) {
    await Promise.all(some.map(async (one) => { if (isCovered(actor, await recordOf(db, one.case), now)) covered.add(one[by]); }));
  }
  return covered;
}

/** Only what nobody has read or withdrawn yet can be read blind; what was read of a wave is covered by the rest of it. */
async function waitingOn(db: Database, by: 'account' | 'case', ids: readonly string[]): Promise<{ case: string; account: string }[]> {
  const mate = alias(decisions, 'mate');
  return ids.length === 0 ? [] : db.selectDistinct({ case: decisions.case, account: decisions.account }).from(decisions)
    .where(and(inArray(decisions[by], [...ids]), eq(decisions.needsSecond, true), or(isUnread(db, decisions.id), exists(db.select({ one: sql`1` }).from(mate).where(and(eq(mate.wave, decisions.wave), isUnread(db, mate.id)))))));
}
