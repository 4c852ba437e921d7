import { and, desc, eq, inArray, notExists, sql } from 'drizzle-orm';
import type { Database } from '../../../db/client';
import { appeals, confirmations, decisions, liftings } from '../../../db/schema';
import { dayWords } from '../../evidence/wording';
import type { Instant } from '../../kernel/instant';
import type { Actor } from '../../staff/actor';
import { recordOf } from '../commands/decision-record';
import { readableBlind } from '../covered';
import { measureNamed } from '../ladder';

/**
 * Of these accounts, those on which an appeal has undone a measure, in words, for whoever decides on them next: the latest appeal that was granted, where nothing
 * has bound the account since. What was decided before it and holds still silences nothing: it was decided without knowing of it. It is a fact of their past, so whoever may still read
 * blind what waits is told it as well. On a case of which they may read something blind the measure is not named, and what was granted after that was proposed is not told: it may be
 * what ended one of the same wave (decision 0112).
 */
export async function grantedBefore(db: Database, actor: Actor, accounts: readonly string[], now: Instant): Promise<ReadonlyMap<string, string>> {
  if (accounts.length === 0) return new Map();
  const rows = await db.select({ account: decisions.account, case: decisions.case, measure: decisions.measure, at: appeals.decidedAt }).from(appeals).innerJoin(decisions, eq(decisions.id, appeals.decision))
    .where(and(inArray(decisions.account, [...new Set(accounts)]), eq(appeals.status, 'granted'))).orderBy(desc(appeals.decidedAt));
  const bound = await boundSince(db, [...new Set(rows.map(({ account }) => account))], now);
  const told = new Map<string, string>();
  const passed = new Set<string>();
  for (const { account, case: caseId, measure, at } of rows) {
    if (at === null || passed.has(account)) continue;
    passed.add(account);
    if ((bound.get(account) ?? 0) > at) continue;
    const blind = await blindOn(db, actor, caseId, now);
    if (blind !== null && at >= blind) continue;
    const against = blind !== null ? 'a measure on it' : `its ${(measureNamed(measure)?.title ?? measure.replaceAll('-', ' ')).toLowerCase()}`;
    told.set(account, `An appeal against ${against} was granted on ${dayWords(at)}.`);
  }
  return told;
}

/** When a measure that asks something of the platform last came into force on each of them; what was withdrawn never did. */
async function boundSince(db: Database, accounts: readonly string[], now: Instant): Promise<ReadonlyMap<string, Instant>> {
  if (accounts.length === 0) return new Map();
  const isWithdrawn = db.select({ one: sql`1` }).from(liftings).where(and(eq(liftings.decision, decisions.id), eq(liftings.cause, 'withdrawn')));
  const rows = await db.select({ account: decisions.account, measure: decisions.measure, fields: decisions.fields, at: confirmations.at }).from(decisions)
    .innerJoin(confirmations, eq(confirmations.decision, decisions.id)).where(and(inArray(decisions.account, [...accounts]), notExists(isWithdrawn))).orderBy(confirmations.at);
  return new Map(rows.flatMap(({ account, measure, fields, at }) => ((measureNamed(measure)?.orders(fields, now).length ?? 0) > 0 ? [[account, at] as const] : [])));
}

/** When what this person may still read blind on the case, or beside it in a wave, was proposed; null where there is nothing. */
async function blindOn(db: Database, actor: Actor, caseId: string, now: Instant): Promise<Instant | null> {
  // Only admins countersign: nobody else's page pays for the question.
  return actor.kind === 'staff' && actor.role === 'admin' ? (readableBlind(actor, await recordOf(db, caseId), now)?.proposedAt ?? null) : null;
}
