import { bigint, boolean, check, doublePrecision, index, integer, jsonb, pgTable, primaryKey, real, text, uniqueIndex } from 'drizzle-orm/pg-core';
import { sql } from 'drizzle-orm';
import type { KeptKind } from '../../lib/cases/inbox';
import { actor, id, instant, version } from '../columns';
import { staff } from './staff';

/** A case about one account. At most one is open; settled ones stay. */
export const cases = pgTable('cases', {
  id: id(),
  /** Shown as C-2318. */
  number: bigint('number', { mode: 'number' }).generatedAlwaysAsIdentity({ startWith: 1001 }).notNull(),
  account: text('account').notNull(),
  accountName: text('account_name'),
  status: text('status').notNull(),
  version: version(),
  band: text('band').notNull(),
  logOdds: doublePrecision('log_odds').notNull(),
  /** Static sort key: evidence and harm, with waiting counted from the opening. */
  priority: doublePrecision('priority').notNull(),
  stakeUsd: real('stake_usd').notNull(),
  reasons: jsonb('reasons').$type<readonly { family: string; words: string }[]>().notNull(),
  assessment: text('assessment').notNull(),
  causes: text('causes').array().notNull(),
  ring: text('ring'),
  openedAt: instant('opened_at').notNull(),
  dueAt: instant('due_at').notNull(),
  /** Since when the promise of a first look runs, where it became a sooner one after the opening. */
  dueSince: instant('due_since'),
  /** The group of people it goes to, by name, and the number of the rule that said so; none where it is everybody's. */
  queueGroup: text('queue_group').notNull().default(''),
  routedBy: integer('routed_by'),
  claimedBy: actor('claimed_by'),
  leaseUntil: instant('lease_until'),
  /** The question put to the holder, until when an answer is due, and when it came. */
  askedUntil: instant('asked_until'),
  askedAt: instant('asked_at'),
  answeredAt: instant('answered_at'),
  /** End of the term of the payout hold in force on this case. */
  heldUntil: instant('held_until'),
  /** Why the case came back to the queue. */
  wokenBy: text('woken_by'),
  /** Words with which a second person returned the proposal. */
  returnedWords: text('returned_words'),
  settledAt: instant('settled_at'),
  outcome: text('outcome'),
  /** Odds and causes at settlement, against which a new case is judged. */
  settledLogOdds: doublePrecision('settled_log_odds'),
  /** Set where the case was drawn by chance and not by its evidence: the chance that this draw had of this account. */
  drawnWith: doublePrecision('drawn_with'),
}, (table) => [
  uniqueIndex('cases_one_open').on(table.account).where(sql`status <> 'settled'`),
  uniqueIndex('cases_number').on(table.number),
  index('cases_queue').on(table.priority.desc(), table.id.desc()).where(sql`status <> 'settled'`),
  index('cases_group').on(table.queueGroup, table.priority.desc(), table.id.desc()).where(sql`status <> 'settled'`),
  index('cases_due').on(table.dueAt, table.id).where(sql`status <> 'settled'`),
  index('cases_asked').on(table.askedUntil).where(sql`status = 'asked'`),
  index('cases_name').on(sql`lower(${table.accountName}) text_pattern_ops`).where(sql`status <> 'settled'`),
  index('cases_proposed').on(table.dueAt, table.id).where(sql`status = 'proposed'`),
  index('cases_stake').on(table.stakeUsd.desc(), table.id.desc()).where(sql`status <> 'settled'`),
  index('cases_odds').on(table.logOdds.desc(), table.id.desc()).where(sql`status <> 'settled'`),
  index('cases_opened').on(table.openedAt, table.id).where(sql`status <> 'settled'`),
  index('cases_held').on(table.leaseUntil).where(sql`status = 'claimed'`),
  index('cases_reasons').using('gin', table.reasons.op('jsonb_path_ops')).where(sql`status <> 'settled'`),
  index('cases_mine').on(table.claimedBy).where(sql`status <> 'settled'`),
  index('cases_ring').on(table.ring).where(sql`ring is not null`),
  index('cases_settled').on(table.settledAt.desc()).where(sql`status = 'settled'`),
  index('cases_account').on(table.account, table.openedAt),
  check('cases_status', sql`status in ('waiting', 'claimed', 'asked', 'proposed', 'settled')`),
  check('cases_band', sql`band in ('clear', 'watch', 'review', 'act')`),
]);

export const notes = pgTable('notes', {
  id: id(),
  case: text('case_id').notNull().references(() => cases.id),
  writtenBy: actor('written_by').notNull(),
  writtenAt: instant('written_at').notNull(),
  body: text('body').notNull(),
}, (table) => [index('notes_case').on(table.case, table.writtenAt)]);

/** Everybody who ever touched a case, and how: independence is judged on it. Append-only. */
export const touches = pgTable('touches', {
  case: text('case_id').notNull().references(() => cases.id),
  staff: actor('staff').notNull(),
  how: text('how').notNull(),
  at: instant('at').notNull(),
}, (table) => [primaryKey({ columns: [table.case, table.staff, table.how] })]);

/** Accounts that a person has laid aside to decide on together, from wherever they were met. Nobody else's, and no part of any case. */
export const trays = pgTable('trays', {
  staff: actor('staff').notNull(),
  account: text('account').notNull(),
  addedAt: instant('added_at').notNull(),
}, (table) => [primaryKey({ columns: [table.staff, table.account] })]);
/** What came to one person: kept when it happened, theirs to read. Content stays where it belongs; a line names it. */
export const inboxLines = pgTable('inbox_lines', {
  id: id(),
  staff: text('staff').notNull().references(() => staff.id),
  kind: text('kind').$type<KeptKind>().notNull(),
  case: text('case_id').notNull().references(() => cases.id),
  /** Id of the note, answer, appeal, decision or wave. */
  about: text('about').notNull(),
  at: instant('at').notNull(),
  readAt: instant('read_at'),
}, (table) => [
  index('inbox_lines_staff').on(table.staff, table.at.desc(), table.id.desc()),
  index('inbox_lines_unread').on(table.staff, table.at.desc(), table.id.desc()).where(sql`read_at is null`),
  index('inbox_lines_case').on(table.case),
  check('inbox_lines_kind', sql`kind in ('mention', 'answer', 'lapsed', 'returned', 'appeal', 'outcome')`),
]);

/** What somebody has read of the lines that stand in an inbox only while something waits; `line` is the key of such a line. */
export const inboxReads = pgTable('inbox_reads', {
  staff: text('staff').notNull().references(() => staff.id),
  line: text('line').notNull(),
  at: instant('at').notNull(),
}, (table) => [primaryKey({ columns: [table.staff, table.line] })]);

/** Views of the queue that people named. Shared ones stand on everybody's queue. */
export const queueViews = pgTable('queue_views', {
  id: id(),
  owner: text('owner').notNull().references(() => staff.id),
  name: text('name').notNull(),
  shared: boolean('shared').notNull(),
  /** What it asks of the queue, as an address would say it. */
  asked: jsonb('asked').notNull(),
  changedAt: instant('changed_at').notNull(),
  version: version(),
}, (table) => [uniqueIndex('queue_views_name').on(table.owner, sql`lower(${table.name})`), index('queue_views_shared').on(table.id).where(sql`shared`)]);

/** How each person has the queue laid out; whoever has no row has the usual layout. */
export const queueLayouts = pgTable('queue_layouts', {
  staff: text('staff').primaryKey().references(() => staff.id),
  content: jsonb('content').notNull(),
  changedAt: instant('changed_at').notNull(),
});

/** How the team works its queue, version by version: the highest is in force, and where there is none the usual one. Append-only. */
export const queueSettings = pgTable('queue_settings', {
  version: integer('version').primaryKey(),
  content: jsonb('content').notNull(),
  setBy: actor('set_by').notNull(),
  setAt: instant('set_at').notNull(),
});
