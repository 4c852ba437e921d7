import { customType, integer, text } from 'drizzle-orm/pg-core';
import type { Instant } from '../lib/kernel/instant';

/** A moment as epoch milliseconds in code, `timestamptz(3)` on paper. */
export const instant = customType<{ data: Instant; driverData: string }>({
  dataType: () => 'timestamp(3) with time zone',
  toDriver: (at) => new Date(at).toISOString(),
  fromDriver: (stored) => Date.parse(stored),
});

/** Bytes as they are: `bytea` on paper. */
export const bytes = customType<{ data: Buffer; driverData: Buffer }>({ dataType: () => 'bytea' });

/** Primary key made by `kernel/ids`. */
export const id = () => text('id').primaryKey();

/** Optimistic concurrency: the form sends it back, a mismatch is the refusal `stale`. */
export const version = () => integer('version').notNull().default(1);

/** The id of whoever acted: a staff id, an API key id, an account, or the name of a machine. */
export const actor = (name: string) => text(name);
