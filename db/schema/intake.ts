import { bigint, check, index, integer, jsonb, pgTable, primaryKey, text } from 'drizzle-orm/pg-core';
import { sql } from 'drizzle-orm';
import { actor, id, instant, version } from '../columns';

/** One accepted delivery of events: an HTTP batch or a slice of a file. Append-only. */
export const batches = pgTable('batches', {
  id: id(),
  source: text('source').notNull(),
  sentBy: actor('sent_by').notNull(),
  receivedAt: instant('received_at').notNull(),
  /** Latest event time in it: the highest over all batches is the platform's instant. */
  latestAt: instant('latest_at'),
  accepted: integer('accepted').notNull(),
  duplicates: integer('duplicates').notNull(),
  rejected: integer('rejected').notNull(),
}, (table) => [index('batches_latest').on(table.latestAt), check('batches_source', sql`source in ('http', 'file')`)]);

/** The platform-wide idempotency key: one row an event id, spread by id. */
export const eventKeys = pgTable('event_keys', {
  id: text('id').primaryKey(),
  account: text('account').notNull(),
  /** Keyed digest of the content as sent. */
  digest: text('digest').notNull(),
});

/** Every event, scrubbed of raw identifiers, never changed (retention blanks `ip`). */
export const events = pgTable('events', {
  account: text('account').notNull(),
  id: text('id').notNull(),
  type: text('type').notNull(),
  at: instant('at').notNull(),
  receivedAt: instant('received_at').notNull(),
  session: text('session'),
  data: jsonb('data').$type<Record<string, unknown>>().notNull(),
  /** The address itself, in its own column so that it can expire. */
  ip: text('ip'),
  batch: text('batch').notNull().references(() => batches.id),
}, (table) => [
  primaryKey({ columns: [table.account, table.id] }),
  index('events_account_at').on(table.account, table.at),
  index('events_ip_kept').on(sql`least(at, received_at)`).where(sql`ip is not null`),
  // For whoever pastes a contract's or a client's id into the search.
  index('events_contract').on(sql`(data ->> 'contract')`).where(sql`type = 'contract.started'`),
  index('events_client').on(sql`(data ->> 'client')`, table.account).where(sql`type = 'contract.started'`),
  // For whoever pastes an address: by its digest, of whatever network. Equal keys are stored once, so that a habit of an account costs little.
  index('events_address').on(sql`(data ->> 'ip')`, table.account).where(sql`type = 'session.seen'`),
  // For whoever pastes a session's id.
  index('events_session').on(table.session).where(sql`type = 'session.seen'`),
]);

/** A file on its way in; resumes at `offset`. */
export const imports = pgTable('imports', {
  id: id(),
  fileName: text('file_name').notNull(),
  fileDigest: text('file_digest').notNull(),
  format: text('format').notNull(),
  status: text('status').notNull(),
  totalBytes: bigint('total_bytes', { mode: 'number' }),
  /** Bytes of a plain file that are settled; a compressed one goes on by counting lines. */
  offset: bigint('offset', { mode: 'number' }).notNull().default(0),
  lines: bigint('lines', { mode: 'number' }).notNull().default(0),
  accepted: bigint('accepted', { mode: 'number' }).notNull().default(0),
  duplicates: bigint('duplicates', { mode: 'number' }).notNull().default(0),
  rejected: bigint('rejected', { mode: 'number' }).notNull().default(0),
  /** Lines that are no event by their nature, such as failed logins. */
  skipped: bigint('skipped', { mode: 'number' }).notNull().default(0),
  error: text('error'),
  startedBy: actor('started_by').notNull(),
  startedAt: instant('started_at').notNull(),
  finishedAt: instant('finished_at'),
  version: version(),
}, () => [check('imports_status', sql`status in ('waiting', 'running', 'done', 'failed')`)]);

/** Bytes of an uploaded file, sealed, kept until its import is done and for seven days at most. */
export const importParts = pgTable('import_parts', {
  import: text('import').notNull().references(() => imports.id, { onDelete: 'cascade' }),
  part: integer('part').notNull(),
  content: text('content').notNull(),
}, (table) => [primaryKey({ columns: [table.import, table.part] })]);

/** What was refused, with identifiers blanked. Append-only. */
export const refusedLines = pgTable('refused_lines', {
  import: text('import').notNull().references(() => imports.id),
  line: bigint('line', { mode: 'number' }).notNull(),
  eventId: text('event_id'),
  path: text('path').notNull(),
  code: text('code').notNull(),
  message: text('message').notNull(),
  text: text('text').notNull(),
}, (table) => [primaryKey({ columns: [table.import, table.line] })]);

/** Where notices to a holder go: the address sealed with the installation's key, of the newest event that told one. */
export const contacts = pgTable('contacts', {
  account: text('account').primaryKey(),
  email: text('email').notNull(),
  at: instant('at').notNull(),
});
