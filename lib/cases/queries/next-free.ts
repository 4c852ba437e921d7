import { and, eq, gt, inArray, isNull, lte, ne, or } from 'drizzle-orm';
import type { Database, Tx } from '../../../db/client';
import { cases } from '../../../db/schema';
import type { Instant } from '../../kernel/instant';
import type { Actor } from '../../staff/actor';
import { groupsFor } from './queue-settings';
import { bestOf, isFree, isOpen, ordered } from './queue-where';

/** What `case.claimNext` would claim for this person where it does not draw by chance. */
export async function nextFree(db: Database, actor: Actor, now: Instant): Promise<{ id: string; ring: string | null } | null> {
  const groups = await groupsFor(db, actor);
  const [row] = await db.select({ id: cases.id, ring: cases.ring }).from(cases).where(and(isOpen(cases), isFree(cases, now), groups === null ? undefined : inArray(cases.id, bestOf(groups, now)))).orderBy(ordered('priority', cases)).limit(1);
  return row ?? null;
}

/**
 * Of the ring of a case that is done with, what this person holds and has put no hold on: it was claimed for the same look. First by the queue's order;
 * null where there is none.
 */
export async function nextInHand(db: Database | Tx, done: Pick<typeof cases.$inferSelect, 'id' | 'ring'>, actor: Actor, now: Instant): Promise<string | null> {
  if (done.ring === null || actor.kind !== 'staff') return null;
  const [row] = await db.select({ id: cases.id }).from(cases)
    .where(and(isOpen(cases), eq(cases.ring, done.ring), ne(cases.id, done.id), eq(cases.status, 'claimed'), eq(cases.claimedBy, actor.id), gt(cases.leaseUntil, now), or(isNull(cases.heldUntil), lte(cases.heldUntil, now))))
    .orderBy(ordered('priority', cases)).limit(1);
  return row?.id ?? null;
}
