import { and, eq, exists, inArray, ne, notExists, or, sql, type SQL, type SQLWrapper } from 'drizzle-orm';
import { alias } from 'drizzle-orm/pg-core';
import type { Database, Tx } from '../../../db/client';
import { cases, countersignatures, decisions, liftings, touches, waveReadings } from '../../../db/schema';
import { SEEN, UNBLINDING } from '../../staff/seen';

/** What the ledger covers by, as every page does: conditions on a row of `decisions`, where nothing else is said. */

const one = { one: sql`1` };

/** That nobody has read the decision of this id, and nobody has withdrawn it. */
export function isUnread(db: Database | Tx, decision: SQLWrapper): SQL | undefined {
  return and(notExists(db.select(one).from(countersignatures).where(eq(countersignatures.decision, decision))), notExists(db.select(one).from(liftings).where(eq(liftings.decision, decision))));
}

/** That what was proposed may be proposed again: a case is open on its account, or on another of its wave. */
export function goesOn(db: Database | Tx): SQL | undefined {
  const [open, mate] = [alias(cases, 'open'), alias(decisions, 'mate')];
  return or(
    exists(db.select(one).from(open).where(and(eq(open.account, decisions.account), ne(open.status, 'settled')))),
    exists(db.select(one).from(mate).innerJoin(open, eq(open.account, mate.account)).where(and(eq(mate.wave, decisions.wave), ne(open.status, 'settled')))),
  );
}

/**
 * That this person may read blind what was proposed, here or when it is proposed again: it takes a second person, they have not committed a verdict on its wave, and no hand of theirs
 * in its case, in another of its wave, or in what was proposed on one of their accounts keeps them from it. In rows what `mayCountersign` says of `handsOf`.
 */
export function mayReadBlind(db: Database | Tx, me: string): SQL | undefined {
  const [other, mate] = [alias(cases, 'other'), alias(decisions, 'mate')];
  const mine = (how: readonly string[]) => and(eq(touches.staff, me), inArray(touches.how, [...how]));
  return and(
    eq(decisions.needsSecond, true), ne(decisions.proposedBy, me),
    notExists(db.select(one).from(waveReadings).where(and(eq(waveReadings.wave, decisions.wave), eq(waveReadings.by, me)))),
    notExists(db.select(one).from(touches).where(and(eq(touches.case, decisions.case), mine(UNBLINDING)))),
    notExists(db.select(one).from(touches).innerJoin(other, eq(other.id, touches.case)).where(and(eq(other.account, decisions.account), mine(SEEN)))),
    notExists(db.select(one).from(touches).innerJoin(mate, eq(mate.case, touches.case)).where(and(eq(mate.wave, decisions.wave), mine(UNBLINDING)))),
    notExists(db.select(one).from(touches).innerJoin(other, eq(other.id, touches.case)).innerJoin(mate, eq(mate.account, other.account)).where(and(eq(mate.wave, decisions.wave), mine(SEEN)))),
  );
}

/** That the case, a row of `cases`, is open and no hand of this person's in it, and nothing that they saw proposed on its account, keeps them from reading blind what is proposed there next. */
export function mayReadNext(db: Database | Tx, me: string): SQL | undefined {
  const other = alias(cases, 'other');
  const mine = (how: readonly string[]) => and(eq(touches.staff, me), inArray(touches.how, [...how]));
  return and(
    ne(cases.status, 'settled'),
    notExists(db.select(one).from(touches).where(and(eq(touches.case, cases.id), mine(UNBLINDING)))),
    notExists(db.select(one).from(touches).innerJoin(other, eq(other.id, touches.case)).where(and(eq(other.account, cases.account), mine(SEEN)))),
  );
}
