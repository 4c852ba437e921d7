import { and, eq, inArray, isNull, sql } from 'drizzle-orm';
import { writing, type Tx } from '../../db/client';
import { work } from '../../db/schema';
import { HOUR, iso, SECOND, type Instant } from './instant';

/**
 * Follow-up work by name, so that an early chapter never imports a later one. The worker's table of hands
 * (`cli/worker.ts`) says what each name does; a name without a hand fails the house rules.
 */
export const WORK = ['import', 'issue', 'deliver', 'rarity', 'retention', 'refresh', 'backtest', 'shadow', 'reports', 'queue'] as const;
export type WorkName = (typeof WORK)[number];

/** Enqueues in the caller's transaction and wakes the worker at its commit. Work with the same name and key that still waits is the same work. */
export async function enqueue(tx: Tx, name: WorkName, key: string, payload: unknown, runAt: Instant): Promise<void> {
  await tx.insert(work).values({ name, key, payload, runAt }).onConflictDoNothing();
  await tx.execute(sql`select pg_notify('countersign_work', ${name})`);
}

/** Takes waiting work back in the caller's transaction; false where a worker has some of it in its hands, or has done it. */
export async function takeBack(tx: Tx, name: WorkName, keys: readonly string[]): Promise<boolean> {
  const taken = await tx.delete(work).where(and(eq(work.name, name), inArray(work.key, [...keys]), isNull(work.leaseUntil))).returning({ id: work.id });
  return taken.length === keys.length;
}

type LiveTopic = 'queue' | 'case' | 'inbox' | 'tray' | 'reviews' | 'appeals' | 'deliveries' | 'imports' | 'policy';

/**
 * Tells screens that something changed; sent at commit. The topics `inbox` and `tray` go with a person’s id, and to that person alone. `about`: topics of the accounts and rings whose screens show it as well. The payload names the topic and the id, never content; with the version that
 * the row has now, a page that shows it already knows that this is no news.
 */
export async function announce(tx: Tx, topic: LiveTopic, id: string, version?: number, about: readonly string[] = []): Promise<void> {
  await tell(tx, [{ topic, id, version, about }]);
}

/** The same of many rows at once: a pass moves hundreds of them. */
export async function announceEach(tx: Tx, topic: LiveTopic, rows: readonly { id: string; version?: number; about: readonly string[] }[]): Promise<void> {
  await tell(tx, rows.map((row) => ({ topic, ...row })));
}

/** Topics of accounts and rings in one message: so many stay below the 8,000 bytes that PostgreSQL takes at once. */
const ABOUT_AT_ONCE = 250;

/** Tells the screens of these accounts and rings alone (`accountTopic`, `ringTopic`), many in one message: a pass assesses thousands. */
export async function announceAbout(tx: Tx, about: readonly string[]): Promise<void> {
  const each = [...new Set(about)];
  await tell(tx, Array.from({ length: Math.ceil(each.length / ABOUT_AT_ONCE) }, (_, nth) => ({ topic: 'about', id: '', about: each.slice(nth * ABOUT_AT_ONCE, (nth + 1) * ABOUT_AT_ONCE) })));
}

/** With each goes whose act it is, which no screen is told but by whether it is its reader’s own. */
async function tell(tx: Tx, lives: readonly { topic: string; id: string; version?: number; about: readonly string[] }[]): Promise<void> {
  if (lives.length === 0) return;
  const whats = lives.map(({ about, ...what }) => ({ ...what, ...(about.length > 0 && { about }) }));
  await tx.execute(sql`select pg_notify('countersign_live', (what || jsonb_build_object('by', current_setting('countersign.actor', true)))::text) from jsonb_array_elements(${JSON.stringify(whats)}::jsonb) what`);
}

export type WorkItem = { id: number; name: WorkName; key: string; payload: unknown; tries: number };

/** From so many failures on, work is shown under health as failing. It is tried on, at most an hour apart: nothing is given up in silence. */
export const FAILING_AFTER = 8;
const LONGEST_WAIT = HOUR;
const UNIQUE_VIOLATION = '23505';

/** Takes the next due piece of work of these names for `leaseMs`; a worker that dies leaves it to be taken again once the lease has passed. */
export async function leaseWork(names: readonly WorkName[], now: Instant, leaseMs: number): Promise<WorkItem | null> {
  const taken = await writing().execute<{ id: string; name: WorkName; key: string; payload: unknown; tries: number }>(sql`
    update work set lease_until = ${iso(now + leaseMs)}::timestamptz, tries = tries + 1
    where id = (
      select id from work where name = any(${sql.param([...names])}::text[]) and run_at <= ${iso(now)}::timestamptz and (lease_until is null or lease_until < ${iso(now)}::timestamptz)
      order by run_at, id for update skip locked limit 1)
    returning id, name, key, payload, tries`);
  const row = taken.rows[0];
  return row ? { ...row, id: Number(row.id) } : null;
}

/** Every taking counts a try, so the count tells whether this worker still has the work or another took it after the lease. */
const mine = (item: WorkItem) => and(eq(work.id, item.id), eq(work.tries, item.tries));

/** Keeps long work from being taken by another worker. */
export async function renewWork(item: WorkItem, until: Instant): Promise<void> {
  await writing().update(work).set({ leaseUntil: until }).where(mine(item));
}

export async function finishWork(item: WorkItem): Promise<void> {
  await writing().delete(work).where(mine(item));
}

/** Puts work back with a delay that doubles. If the same work was enqueued meanwhile, that one stands for both. */
export async function failWork(item: WorkItem, error: string, now: Instant): Promise<void> {
  const wait = Math.min(2 ** item.tries * SECOND, LONGEST_WAIT);
  try {
    await writing().update(work).set({ runAt: now + wait, leaseUntil: null, lastError: error }).where(mine(item));
  } catch (failure) {
    if (!(failure instanceof Error) || (failure.cause as { code?: unknown } | undefined)?.code !== UNIQUE_VIOLATION) throw failure;
    await finishWork(item);
  }
}

/** Enqueues from outside a command: periodic work whose need the clock makes. */
export async function enqueueNow(name: WorkName, key: string, payload: unknown, runAt: Instant): Promise<void> {
  await writing().transaction((tx) => enqueue(tx, name, key, payload, runAt));
}
