import { and } from 'drizzle-orm';
import type { Database } from '../../../db/client';
import { cases } from '../../../db/schema';
import type { Instant } from '../../kernel/instant';
import { isFree, isOpen, ordered } from './queue-where';

/** What `case.claimNext` would claim where it does not draw by chance. */
export async function nextFree(db: Database, now: Instant): Promise<{ id: string; ring: string | null } | null> {
  const [row] = await db.select({ id: cases.id, ring: cases.ring }).from(cases).where(and(isOpen(cases), isFree(cases, now))).orderBy(ordered('priority', cases)).limit(1);
  return row ?? null;
}
