import { and, eq, sql } from 'drizzle-orm';
import type { Tx } from '../../../db/client';
import { cases, touches } from '../../../db/schema';
import type { Change } from '../../audit/entry';
import { aboutOf } from '../../kernel/about';
import { MINUTE, type Instant } from '../../kernel/instant';
import { refuse, type Refusal } from '../../kernel/refusal';
import { announce } from '../../kernel/work';
import type { Policy } from '../../policy/policy';
import { policyInForce } from '../../policy/queries/policy-in-force';
import type { Band } from '../../risk/assessment';
import type { Actor } from '../../staff/actor';
import { move, type Case, type CaseMove, type CaseStatus, type Woken } from '../case';
import { priorityOf } from '../priority';
import type { TouchKind } from '../touch';

export type CaseRow = typeof cases.$inferSelect;

/** What the rules see of a stored case. */
export function caseOf(row: CaseRow): Case {
  return {
    id: row.id, account: row.account, status: row.status as CaseStatus, version: row.version, openedAt: row.openedAt, dueAt: row.dueAt, settledAt: row.settledAt,
    claimedBy: row.claimedBy, leaseUntil: row.leaseUntil, askedAt: row.askedAt, askedUntil: row.askedUntil, answeredAt: row.answeredAt,
    heldUntil: row.heldUntil, wokenBy: row.wokenBy as Woken | null, ring: row.ring, band: row.band as Band, logOdds: row.logOdds,
  };
}

/** "C-2318" */
export const caseName = (row: Pick<CaseRow, 'number'>): string => `C-${row.number}`;

/** The case with its row locked until the commit. */
export async function lockCase(tx: Tx, id: string): Promise<CaseRow | null> {
  const [row] = await tx.select().from(cases).where(eq(cases.id, id)).for('update');
  return row ?? null;
}

/**
 * Makes a move and keeps it: the only writer of a case's state after its opening.
 * `also` brings columns that no rule reads. Answers the new row and what changed, in words for the ledger.
 */
export async function keepMove(
  tx: Tx, row: CaseRow, way: CaseMove, who: Actor, now: Instant,
  also: Partial<Pick<CaseRow, 'returnedWords' | 'outcome' | 'settledLogOdds' | 'assessment' | 'causes' | 'reasons' | 'stakeUsd' | 'accountName' | 'dueSince' | 'queueGroup' | 'routedBy'>> = {}, inForce?: Policy,
): Promise<{ ok: true; row: CaseRow; changes: Change[] } | Refusal> {
  const was = caseOf(row);
  const policy = inForce ?? await policyInForce(tx);
  const moved = move(was, way, who, now, policy.limits.leaseMinutes * MINUTE);
  if (moved.state === 'locked') return refuse(moved.code, moved.reason);
  const { id, account: _account, openedAt: _openedAt, ...changed } = moved.case;
  const priority = priorityOf(moved.case, also.stakeUsd ?? row.stakeUsd, policy);
  const [kept] = await tx.update(cases).set({ ...changed, ...also, priority }).where(and(eq(cases.id, id), eq(cases.version, row.version))).returning();
  if (!kept) return refuse('stale');
  // That somebody goes on holding it is no news beside the case.
  await announce(tx, 'queue', id, kept.version, way.name === 'renewLease' ? [] : aboutOf(kept));
  return { ok: true, row: kept, changes: changesBetween(was, moved.case) };
}

function changesBetween(was: Case, now: Case): Change[] {
  const changes: Change[] = [];
  if (was.status !== now.status) changes.push({ field: 'state', was: was.status, now: now.status });
  if (was.claimedBy !== now.claimedBy) changes.push({ field: 'held by', was: was.claimedBy, now: now.claimedBy });
  if (was.band !== now.band) changes.push({ field: 'band', was: was.band, now: now.band });
  return changes;
}

/** Remembers that a person had a hand in a case: independence is judged on it. */
export async function keepTouch(tx: Tx, caseId: string, who: Pick<Actor, 'kind' | 'id'>, how: TouchKind, now: Instant): Promise<void> {
  if (who.kind === 'staff') await tx.insert(touches).values({ case: caseId, staff: who.id, how, at: now }).onConflictDoNothing();
}

/**
 * Open cases that stand in the same ring, locked: they are claimed together. What somebody else has in hand at this moment is left
 * to them, so that two claimers of one ring never wait for each other in a circle.
 */
export async function lockRingMates(tx: Tx, row: CaseRow): Promise<CaseRow[]> {
  if (row.ring === null) return [];
  return tx.select().from(cases).where(and(eq(cases.ring, row.ring), sql`${cases.status} <> 'settled'`, sql`${cases.id} <> ${row.id}`)).orderBy(cases.id).for('update', { skipLocked: true });
}
