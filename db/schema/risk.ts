import { check, doublePrecision, index, integer, jsonb, pgTable, primaryKey, text } from 'drizzle-orm/pg-core';
import { sql } from 'drizzle-orm';
import type { Assessment } from '../../lib/risk/assessment';
import { instant } from '../columns';

/** Each assessment that said something new. Append-only. */
export const assessments = pgTable('assessments', {
  account: text('account').notNull(),
  id: text('id').notNull(),
  assessedAt: instant('assessed_at').notNull(),
  content: jsonb('content').$type<Assessment>().notNull(),
  policyVersion: integer('policy_version').notNull(),
  rarityVersion: integer('rarity_version'),
}, (table) => [primaryKey({ columns: [table.account, table.id] }), index('assessments_at').on(table.account, table.assessedAt)]);

/** Where an account stands now: its latest assessment and when it first reached review and act. Derived. */
export const standings = pgTable('standings', {
  account: text('account').primaryKey(),
  assessment: text('assessment').notNull(),
  assessedAt: instant('assessed_at').notNull(),
  band: text('band').notNull(),
  logOdds: doublePrecision('log_odds').notNull(),
  /** Log-odds on the account's own evidence: what its ring's posterior is made from. */
  own: doublePrecision('own').notNull(),
  /** The latest assessment itself; `assessments` keeps those that said something new. */
  content: jsonb('content').$type<Assessment>().notNull(),
  ring: text('ring'),
  firstReviewAt: instant('first_review_at'),
  firstActAt: instant('first_act_at'),
}, (table) => [
  index('standings_order').on(table.band, table.logOdds),
  check('standings_band', sql`band in ('clear', 'watch', 'review', 'act')`),
]);

/** Accounts with something new since their last assessment. A batch marks; an assessment takes away the marks that are as it read them. */
export const staleAccounts = pgTable('stale_accounts', {
  account: text('account').primaryKey(),
  /** When it may be taken; put into the future when an assessment of it failed. */
  since: instant('since').notNull(),
  error: text('error'),
}, (table) => [index('stale_accounts_since').on(table.since)]);
