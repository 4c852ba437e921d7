import { and, eq, gt, inArray, isNull, lte, ne, or, type SQL } from 'drizzle-orm';
import type { Database, Tx } from '../../../db/client';
import { cases } from '../../../db/schema';
import type { Instant } from '../../kernel/instant';
import type { Actor } from '../../staff/actor';
import { caseName, type CaseRow } from '../commands/case-record';
import type { NextCase } from '../queue';
import { groupsFor, type InForce } from './queue-settings';
import { bestOf, isFree, isOpen, ordered } from './queue-where';

/**
 * The case that a person goes on to, where none is drawn by chance: the first by the queue's order of what is free for them and of what they hold already
 * and have put no hold on. Who is done with a case of a ring goes on with what they hold of that ring, which was claimed for the same look (decisions 0102
 * and 0115). `settings`: where they are read anyway.
 */
export async function nextFor(db: Database | Tx, actor: Actor, now: Instant, { done = null, settings }: { done?: { id: string; ring: string | null } | null; settings?: Promise<InForce> } = {}): Promise<NextCase | null> {
  const held = (among?: SQL) => firstInHand(db, actor, now, and(done === null ? undefined : ne(cases.id, done.id), among));
  const mate = done?.ring == null ? null : await held(eq(cases.ring, done.ring));
  if (mate !== null) return told(mate, true);
  const [own, free] = [await held(), await firstFree(db, actor, now, settings)];
  if (own !== null && (free === null || comesFirst(own, free))) return told(own, true);
  return free === null ? null : told(free, false);
}

type Placed = Pick<CaseRow, 'id' | 'number' | 'account' | 'accountName' | 'ring' | 'priority'>;
const PLACED = { id: cases.id, number: cases.number, account: cases.account, accountName: cases.accountName, ring: cases.ring, priority: cases.priority };
const told = ({ id, number, account, accountName, ring }: Placed, held: boolean): NextCase => ({ id, name: caseName({ number }), account: accountName ?? account, ring, held });

/** In the queue's order (`ordered`). */
const comesFirst = (one: Placed, other: Placed): boolean => (one.priority === other.priority ? one.id > other.id : one.priority > other.priority);

/** What `case.claimNext` would claim. */
async function firstFree(db: Database | Tx, actor: Actor, now: Instant, settings?: Promise<InForce>): Promise<Placed | null> {
  const groups = await groupsFor(db, actor, settings);
  const [row] = await db.select(PLACED).from(cases).where(and(isOpen(cases), isFree(cases, now), groups === null ? undefined : inArray(cases.id, bestOf(groups, now)))).orderBy(ordered('priority', cases)).limit(1);
  return row ?? null;
}

async function firstInHand(db: Database | Tx, actor: Actor, now: Instant, among: SQL | undefined): Promise<Placed | null> {
  if (actor.kind !== 'staff') return null;
  const [row] = await db.select(PLACED).from(cases)
    .where(and(isOpen(cases), eq(cases.status, 'claimed'), eq(cases.claimedBy, actor.id), gt(cases.leaseUntil, now), or(isNull(cases.heldUntil), lte(cases.heldUntil, now)), among))
    .orderBy(ordered('priority', cases)).limit(1);
  return row ?? null;
}
