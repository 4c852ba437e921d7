import { bigint, check, doublePrecision, index, integer, jsonb, pgTable, primaryKey, text, uniqueIndex } from 'drizzle-orm/pg-core';
import { sql } from 'drizzle-orm';
import type { Backtest } from '../../lib/insights/backtest';
import type { ReportCard } from '../../lib/insights/report-card';
import type { ShadowTally } from '../../lib/insights/shadow';
import type { Policy } from '../../lib/policy/policy';
import { actor, id, instant, version } from '../columns';

/** Every policy that was ever in force; the highest version is. Append-only. */
export const policies = pgTable('policies', {
  version: integer('version').primaryKey(),
  content: jsonb('content').$type<Policy>().notNull(),
  publishedAt: instant('published_at').notNull(),
  publishedBy: actor('published_by').notNull(),
  /** The second admin; null where the machine or the operator put it in force. */
  countersignedBy: actor('countersigned_by'),
  draft: text('draft'),
  reason: text('reason'),
});

/** A policy on its way into force. Withdrawn and published ones stay. */
export const policyDrafts = pgTable('policy_drafts', {
  id: id(),
  status: text('status').notNull(),
  version: version(),
  /** The version that was in force when it was begun or last brought up to date. */
  basedOn: integer('based_on').notNull().references(() => policies.version),
  content: jsonb('content').$type<Policy>().notNull(),
  /** Of what it says, without number and title: a backtest answers for one digest. */
  digest: text('digest').notNull(),
  /** Everybody who wrote in it; none of them countersigns it. */
  writers: text('writers').array().notNull(),
  begunBy: actor('begun_by').notNull(),
  begunAt: instant('begun_at').notNull(),
  changedAt: instant('changed_at').notNull(),
  proposedBy: actor('proposed_by'),
  proposedAt: instant('proposed_at'),
  reason: text('reason'),
  /** Words with which a second admin returned it. */
  returnedWords: text('returned_words'),
  publishedAs: integer('published_as').references(() => policies.version),
  /** Since when it runs beside the policy in force, and how far the two differed when that ended. */
  shadowSince: instant('shadow_since'),
  shadowTally: jsonb('shadow_tally').$type<ShadowTally>(),
}, (table) => [
  index('policy_drafts_changed').on(table.changedAt),
  uniqueIndex('policy_drafts_shadow').on(sql`(true)`).where(sql`shadow_since is not null`),
  check('policy_drafts_status', sql`status in ('draft', 'proposed', 'published', 'withdrawn')`),
]);

/** A draft tried on history: how far it is, and what came of it. */
export const backtests = pgTable('backtests', {
  id: id(),
  draft: text('draft').notNull().references(() => policyDrafts.id),
  digest: text('digest').notNull(),
  content: jsonb('content').$type<Policy>().notNull(),
  /** The version it is compared with. */
  against: integer('against').notNull().references(() => policies.version),
  status: text('status').notNull(),
  version: version(),
  askedBy: actor('asked_by').notNull(),
  askedAt: instant('asked_at').notNull(),
  finishedAt: instant('finished_at'),
  /** Accounts and decided cases to go through, and how many are done; `after` is the last id of the phase. */
  phase: text('phase').notNull(),
  total: bigint('total', { mode: 'number' }).notNull(),
  read: bigint('read', { mode: 'number' }).notNull(),
  after: text('after').notNull(),
  tally: jsonb('tally').$type<Backtest>().notNull(),
}, (table) => [
  index('backtests_draft').on(table.draft, table.askedAt),
  check('backtests_status', sql`status in ('waiting', 'running', 'done', 'cancelled')`),
  check('backtests_phase', sql`phase in ('accounts', 'decided')`),
]);

/** Accounts that would stand in another band. */
export const backtestMoves = pgTable('backtest_moves', {
  backtest: text('backtest').notNull().references(() => backtests.id),
  account: text('account').notNull(),
  was: text('was').notNull(),
  band: text('band').notNull(),
  wasLogOdds: doublePrecision('was_log_odds').notNull(),
  logOdds: doublePrecision('log_odds').notNull(),
  /** Why it moves, in words. */
  why: text('why').notNull(),
}, (table) => [primaryKey({ columns: [table.backtest, table.account] }), index('backtest_moves_bands').on(table.backtest, table.was, table.band, table.logOdds)]);

/** Where an account would stand under the draft that runs in shadow. Derived; follows the standing of the same account. */
export const shadowStandings = pgTable('shadow_standings', {
  account: text('account').primaryKey(),
  draft: text('draft').notNull().references(() => policyDrafts.id),
  digest: text('digest').notNull(),
  /** The standing it was made from. */
  assessedAt: instant('assessed_at').notNull(),
  was: text('was').notNull(),
  band: text('band').notNull(),
  wasLogOdds: doublePrecision('was_log_odds').notNull(),
  logOdds: doublePrecision('log_odds').notNull(),
}, (table) => [index('shadow_standings_bands').on(table.was, table.band)]);

/** How every signal did, counted once a day. Append-only. */
export const reportCards = pgTable('report_cards', {
  id: id(),
  countedAt: instant('counted_at').notNull(),
  policyVersion: integer('policy_version').notNull(),
  accounts: bigint('accounts', { mode: 'number' }).notNull(),
  content: jsonb('content').$type<readonly ReportCard[]>().notNull(),
}, (table) => [index('report_cards_at').on(table.countedAt)]);
