import { bigint, index, integer, jsonb, pgTable, text, uniqueIndex } from 'drizzle-orm/pg-core';
import { sql } from 'drizzle-orm';
import { instant } from '../columns';

/** The outbox: follow-up work, enqueued by name in the transaction that makes it necessary. */
export const work = pgTable('work', {
  id: bigint('id', { mode: 'number' }).primaryKey().generatedAlwaysAsIdentity(),
  name: text('name').notNull(),
  /** Work of one key runs once: a second enqueue while the first waits is the same work. */
  key: text('key').notNull(),
  payload: jsonb('payload').notNull(),
  runAt: instant('run_at').notNull(),
  tries: integer('tries').notNull().default(0),
  leaseUntil: instant('lease_until'),
  lastError: text('last_error'),
}, (table) => [
  uniqueIndex('work_waiting').on(table.name, table.key).where(sql`lease_until is null`),
  index('work_next').on(table.runAt),
]);
