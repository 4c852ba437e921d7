import { and, inArray } from 'drizzle-orm';
import type { Database } from '../../../db/client';
import { cases } from '../../../db/schema';
import type { Instant } from '../../kernel/instant';
import type { Actor } from '../../staff/actor';
import { groupsFor, type InForce } from './queue-settings';
import { bestOf, isFree, isOpen, ordered } from './queue-where';

/** What `case.claimNext` would claim for this person where it does not draw by chance. `settings`: where they are read anyway. */
export async function nextFree(db: Database, actor: Actor, now: Instant, settings?: Promise<InForce>): Promise<{ id: string; ring: string | null } | null> {
  const groups = await groupsFor(db, actor, settings);
  const [row] = await db.select({ id: cases.id, ring: cases.ring }).from(cases).where(and(isOpen(cases), isFree(cases, now), groups === null ? undefined : inArray(cases.id, bestOf(groups, now)))).orderBy(ordered('priority', cases)).limit(1);
  return row ?? null;
}
