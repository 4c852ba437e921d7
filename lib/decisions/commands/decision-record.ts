import { and, asc, eq, getTableColumns, inArray, ne } from 'drizzle-orm';
import { alias } from 'drizzle-orm/pg-core';
import type { Database, Tx } from '../../../db/client';
import { cases, countersignatures, decisions, liftings, touches, waveReadings } from '../../../db/schema';
import { goesOn, isUnread } from '../../audit/queries/covering';
import { lockCase, type CaseRow } from '../../cases/commands/case-record';
import type { Touch, TouchKind } from '../../cases/touch';
import { canonicalJson } from '../../kernel/canonical';
import type { Instant } from '../../kernel/instant';
import { refuse, type Refusal } from '../../kernel/refusal';
import { mac } from '../../kernel/secrets';
import { SEEN } from '../../staff/seen';
import type { Decided } from '../covered';
import { isInForce, standingLiftings, type Countersignature, type Decision, type Lifting, type LiftingCause } from '../decision';

export type DecisionRow = typeof decisions.$inferSelect;

const { id, case: caseId, account, measure, fields, grounds, needsSecond, ring, renews, wave, proposedBy, proposedAt } = getTableColumns(decisions);
/** What the rules see of a decision: without its notice and what is told of it, which weigh many times as much. */
export const SEEN_BY_RULES = { id, case: caseId, account, measure, fields, grounds, needsSecond, ring, renews, wave, proposedBy, proposedAt };

/** What the rules see of a stored decision. */
export function decisionOf(row: Pick<DecisionRow, keyof typeof SEEN_BY_RULES>): Decision {
  const { id, account, measure, fields, grounds, needsSecond, ring, renews, wave, proposedBy, proposedAt } = row;
  return { id, case: row.case, account, measure, fields, grounds, needsSecond, ring, renews, wave, proposedBy, proposedAt };
}

/** Everything that was decided on a case, oldest first, and everybody's hand in it. */
export type Record = { rows: DecisionRow[]; decisions: Decision[]; countersignatures: Countersignature[]; liftings: Lifting[]; touches: readonly Touch[]; handsOn(decision: Decision): readonly Touch[]; alongside: Decided['alongside']; goesOn(decision: Decision): boolean };

export async function recordOf(db: Database | Tx, caseId: string): Promise<Record> {
  const rows = await db.select().from(decisions).where(eq(decisions.case, caseId)).orderBy(asc(decisions.proposedAt), asc(decisions.id));
  const ids = rows.map((row) => row.id);
  const signed = ids.length === 0 ? [] : await db.select().from(countersignatures).where(inArray(countersignatures.decision, ids)).orderBy(asc(countersignatures.at));
  const lifted = await standingEnds(db, ids);
  const all = rows.map(decisionOf);
  const own = (await touchesOn(db, [caseId])).get(caseId) ?? [];
  const elsewhere = (await seenElsewhere(db, [caseId])).get(caseId) ?? [];
  const alongside = await waitingAlongside(db, caseId, all);
  const goingOn = await thatGoOn(db, all.filter((one) => one.needsSecond).map(({ id }) => id));
  const hands = await handsOf(db, [...all.filter(({ wave }) => wave !== null), ...alongside.map(({ decision }) => decision)]);
  return {
    rows,
    decisions: all,
    countersignatures: signed.map(({ id: _id, ...row }) => row),
    liftings: lifted.map(({ decision, by, at, cause, because, words, wordsIn }) => ({ decision, by, at, cause, because, words, wordsIn })),
    touches: own, handsOn: ({ id }) => hands.get(id) ?? [...own, ...elsewhere], alongside, goesOn: ({ id }) => goingOn.has(id),
  };
}

/** Of these decisions, those of which what they say may be proposed again. */
async function thatGoOn(db: Database | Tx, ids: readonly string[]): Promise<ReadonlySet<string>> {
  return ids.length === 0 ? new Set() : new Set((await db.select({ id: decisions.id }).from(decisions).where(and(inArray(decisions.id, [...ids]), goesOn(db)))).map(({ id }) => id));
}

/** A decision as stored (`found`) and as the rules see it, with its case locked until the commit and everything that was decided there; refused where there is none. */
export async function lockedDecision(tx: Tx, id: string): Promise<{ ok: true; found: DecisionRow; row: CaseRow; decision: Decision; record: Record } | Refusal> {
  const [found] = await tx.select().from(decisions).where(eq(decisions.id, id));
  const row = found ? await lockCase(tx, found.case) : null;
  if (!found || !row) return refuse('not-found');
  return { ok: true, found, row, decision: decisionOf(found), record: await recordOf(tx, row.id) };
}

/** Of each wave of these decisions, the first on another case that waits for somebody to countersign it: the same hands bear on all of them. */
async function waitingAlongside(db: Database | Tx, caseId: string, of: readonly Decision[]): Promise<Decided['alongside']> {
  const waves = [...new Set(of.flatMap(({ wave }) => wave ?? []))];
  if (waves.length === 0) return [];
  const rows = await db.selectDistinctOn([decisions.wave]).from(decisions).where(and(inArray(decisions.wave, waves), ne(decisions.case, caseId), isUnread(db, decisions.id))).orderBy(decisions.wave, decisions.proposedAt, decisions.id);
  const readers = await readersOf(db, waves);
  return rows.map((row) => ({ decision: decisionOf(row), readers: readers.filter(({ wave }) => wave === row.wave).map(({ by }) => by) }));
}

async function readersOf(db: Database | Tx, waves: readonly string[]): Promise<{ wave: string; by: string }[]> {
  return waves.length === 0 ? [] : db.select({ wave: waveReadings.wave, by: waveReadings.by }).from(waveReadings).where(inArray(waveReadings.wave, [...waves]));
}

/** Everybody's hand in these cases, by case. */
export async function touchesOn(db: Database | Tx, caseIds: readonly string[]): Promise<ReadonlyMap<string, readonly Touch[]>> {
  const found = new Map<string, Touch[]>();
  if (caseIds.length === 0) return found;
  for (const { case: id, staff: by, how, at } of await db.select().from(touches).where(inArray(touches.case, [...caseIds]))) {
    found.set(id, [...(found.get(id) ?? []), { staff: by, how: how as TouchKind, at }]);
  }
  return found;
}

/** Who has seen a proposal on another case of the same account, by case: it may be the same again. */
async function seenElsewhere(db: Database | Tx, caseIds: readonly string[]): Promise<ReadonlyMap<string, readonly Touch[]>> {
  const other = alias(cases, 'other');
  const rows = await db.select({ of: cases.id, staff: touches.staff, how: touches.how, at: touches.at }).from(cases).innerJoin(other, and(eq(other.account, cases.account), ne(other.id, cases.id))).innerJoin(touches, eq(touches.case, other.id))
    .where(and(inArray(cases.id, [...caseIds]), inArray(touches.how, [...SEEN])));
  const found = new Map<string, Touch[]>();
  for (const { of, staff, how, at } of rows) found.set(of, [...(found.get(of) ?? []), { staff, how: how as TouchKind, at }]);
  return found;
}

/**
 * The hands that bear on who may read a decision blind, by decision: those in its case, whoever has seen a proposal on the account, and, where it is one of a wave, in every case of the
 * wave, since all of it was proposed in one breath. Whoever has committed a verdict on the wave goes on with it.
 */
export async function handsOf(db: Database | Tx, of: readonly Pick<Decision, 'id' | 'case' | 'wave'>[]): Promise<ReadonlyMap<string, readonly Touch[]>> {
  const waves = [...new Set(of.flatMap(({ wave }) => wave ?? []))];
  const mates = waves.length === 0 ? [] : await db.select({ case: decisions.case, wave: decisions.wave }).from(decisions).where(inArray(decisions.wave, waves));
  const readers = await readersOf(db, waves);
  const touched = await touchesOn(db, [...new Set([...of.map((one) => one.case), ...mates.map((one) => one.case)])]);
  const elsewhere = await seenElsewhere(db, [...new Set([...of.map((one) => one.case), ...mates.map((one) => one.case)])]);
  return new Map(of.map((one) => {
    const committed = new Set(readers.filter(({ wave }) => wave === one.wave).map(({ by }) => by));
    const others = mates.filter((mate) => one.wave !== null && mate.wave === one.wave && mate.case !== one.case).flatMap((mate) => [...(touched.get(mate.case) ?? []), ...(elsewhere.get(mate.case) ?? [])]);
    return [one.id, [...(touched.get(one.case) ?? []), ...(elsewhere.get(one.case) ?? []), ...others.filter(({ staff }) => !committed.has(staff))]];
  }));
}

/** What ends these decisions now, oldest first: what a withdrawn decision had ended, it has not. */
export async function standingEnds(db: Database | Tx, ids: readonly string[]) {
  if (ids.length === 0) return [];
  const ends = (await db.select().from(liftings).where(inArray(liftings.decision, [...ids])).orderBy(asc(liftings.at))).map((row) => ({ ...row, cause: row.cause as LiftingCause }));
  const causes = ends.flatMap(({ because }) => because ?? []);
  const withdrawn = causes.length === 0 ? [] : await db.select({ decision: liftings.decision }).from(liftings).where(and(inArray(liftings.decision, causes), eq(liftings.cause, 'withdrawn')));
  return standingLiftings(ends, withdrawn.map(({ decision }) => decision));
}

/** "D-2318-1": the first decision on case C-2318. */
export const decisionNameAt = (of: { number: number }, place: number): string => `D-${of.number}-${place}`;

/** `rows`: everything that was decided on the case, oldest first. */
export function decisionName(of: { number: number }, { rows }: { rows: readonly { id: string }[] }, id: string): string {
  return decisionNameAt(of, rows.findIndex((row) => row.id === id) + 1);
}

/** The decisions on a case, oldest first: the order in which they are counted. */
export function decidedOn(db: Database | Tx, caseId: string): Promise<{ id: string }[]> {
  return db.select({ id: decisions.id }).from(decisions).where(eq(decisions.case, caseId)).orderBy(asc(decisions.proposedAt), asc(decisions.id));
}

/** The payout hold in force on the case, if any. */
export function holdInForce(record: Record, now: Instant): Decision | null {
  return record.decisions.findLast((decision) => decision.measure === 'payout-hold' && isInForce(decision, record.countersignatures, record.liftings, now)) ?? null;
}

/**
 * What the ledger holds of a proposal while it is covered: a digest keyed with the installation's key. It binds the proposer to what was
 * proposed, and nobody who reads the ledger can find it by trying the few measures there are.
 */
export function sealOfProposal(decision: Decision, reason: string): string {
  const { id, measure, fields, grounds, proposedBy, proposedAt } = decision;
  return mac('ledger', canonicalJson({ id, measure, fields, grounds, proposedBy, proposedAt, reason }));
}
