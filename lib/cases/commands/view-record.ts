import { and, eq, ne, sql } from 'drizzle-orm';
import type { Tx } from '../../../db/client';
import { queueViews } from '../../../db/schema';
import { refuse, type Refusal } from '../../kernel/refusal';
import type { Actor } from '../../staff/actor';
import { mayChange } from '../queue-view';

export type ViewRow = typeof queueViews.$inferSelect;

/** The view with its row locked, as the form saw it, for somebody who may change it; what is not theirs is not there for them. */
export async function lockView(tx: Tx, { id, version }: { id: string; version: number }, actor: Actor): Promise<{ ok: true; row: ViewRow } | Refusal> {
  const [row] = await tx.select().from(queueViews).where(eq(queueViews.id, id)).for('update');
  if (!row || (row.owner !== actor.id && !row.shared)) return refuse('not-found', 'There is no such view any more.');
  if (!mayChange(row, actor)) return refuse('not-allowed', 'Only its owner or an admin changes a shared view.');
  return row.version === version ? { ok: true, row } : refuse('stale');
}

/** Whatever names or counts a person's views waits for whoever does so already: in another tab, or an admin. */
export async function oneAtATime(tx: Tx, owner: string): Promise<void> {
  await tx.execute(sql`select pg_advisory_xact_lock(hashtext('queue views'), hashtext(${owner}))`);
}

/** One person's views have different names, whatever their capitals. */
export async function isNameTaken(tx: Tx, owner: string, name: string, except = ''): Promise<boolean> {
  const taken = await tx.select({ id: queueViews.id }).from(queueViews).where(and(eq(queueViews.owner, owner), sql`lower(${queueViews.name}) = lower(${name})`, ne(queueViews.id, except))).limit(1);
  return taken.length > 0;
}

export const nameTaken = (name: string): Refusal => refuse('invalid', undefined, { name: `There is a view “${name}” already. Choose another name, or remove that one.` });
