import { and, eq, exists, inArray, isNotNull, sql } from 'drizzle-orm';
import { alias } from 'drizzle-orm/pg-core';
import type { Database } from '../../../db/client';
import { decisions } from '../../../db/schema';
import { isUnread } from '../../audit/queries/covering';
import type { Instant } from '../../kernel/instant';
import type { Actor } from '../../staff/actor';
import { recordOf } from '../commands/decision-record';
import { isCovered } from '../covered';

/** Of these decisions, those that are signed in a wave of which this person may still read the rest blind: what follows from them names its measure. */
export async function coveredDecisions(db: Database, actor: Actor, ids: readonly string[], now: Instant): Promise<ReadonlySet<string>> {
  // Only admins countersign: nobody else's page pays for the question.
  if (actor.kind !== 'staff' || actor.role !== 'admin' || ids.length === 0) return new Set();
  const mate = alias(decisions, 'mate');
  const waits = exists(db.select({ one: sql`1` }).from(mate).where(and(eq(mate.wave, decisions.wave), isUnread(db, mate.id))));
  const half = await db.select({ id: decisions.id, case: decisions.case }).from(decisions).where(and(inArray(decisions.id, [...new Set(ids)]), isNotNull(decisions.wave), waits));
  const covered = new Set<string>();
  for (const one of half) if (isCovered(actor, await recordOf(db, one.case), now)) covered.add(one.id);
  return covered;
}

/** Of these cases, those that were settled in a wave of which this person may still read the rest blind: what they were settled by would name its measure. */
export async function coveredOutcomes(db: Database, actor: Actor, ids: readonly string[], now: Instant): Promise<ReadonlySet<string>> {
  if (actor.kind !== 'staff' || actor.role !== 'admin' || ids.length === 0) return new Set();
  const inWaves = await db.select({ id: decisions.id, case: decisions.case }).from(decisions).where(and(inArray(decisions.case, [...ids]), isNotNull(decisions.wave)));
  const covered = await coveredDecisions(db, actor, inWaves.map(({ id }) => id), now);
  return new Set(inWaves.flatMap((one) => (covered.has(one.id) ? [one.case] : [])));
}
