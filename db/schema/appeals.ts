import { check, index, integer, pgTable, text, uniqueIndex } from 'drizzle-orm/pg-core';
import { sql } from 'drizzle-orm';
import { actor, bytes, id, instant, version } from '../columns';
import type { Language } from '../../lib/kernel/language';
import { cases } from './cases';
import { decisions } from './decisions';

/** The holder's private page for one decision. Its address is derived from the id with the installation's key and stored nowhere. */
export const holderPages = pgTable('holder_pages', {
  id: id(),
  account: text('account').notNull(),
  decision: text('decision').notNull().references(() => decisions.id),
  openedAt: instant('opened_at').notNull(),
}, (table) => [uniqueIndex('holder_pages_decision').on(table.decision)]);

export const answers = pgTable('answers', {
  id: id(),
  case: text('case_id').notNull().references(() => cases.id),
  decision: text('decision').notNull().references(() => decisions.id),
  account: text('account').notNull(),
  at: instant('answered_at').notNull(),
  facts: text('facts').array().notNull(),
  route: text('route'),
  body: text('body').notNull(),
}, (table) => [index('answers_case').on(table.case, table.at), index('answers_decision').on(table.decision)]);

export const appeals = pgTable('appeals', {
  id: id(),
  decision: text('decision').notNull().references(() => decisions.id),
  case: text('case_id').notNull().references(() => cases.id),
  account: text('account').notNull(),
  status: text('status').notNull(),
  version: version(),
  body: text('body').notNull(),
  filedVia: text('filed_via').notNull(),
  /** The language of the page on which it was written: its outcome is told in it. Null where none was named, or none of ours: a platform may name it. */
  filedIn: text('filed_in').$type<Language>(),
  filedAt: instant('filed_at').notNull(),
  dueAt: instant('due_at').notNull(),
  heardBy: actor('heard_by'),
  heardAt: instant('heard_at'),
  leaseUntil: instant('lease_until'),
  decidedAt: instant('decided_at'),
  reasons: text('reasons'),
  /** Language of `reasons`. */
  reasonsIn: text('reasons_in').$type<Language>().notNull().default('en'),
}, (table) => [
  uniqueIndex('appeals_one').on(table.decision),
  index('appeals_case').on(table.case),
  index('appeals_waiting').on(table.dueAt, table.id).where(sql`status in ('waiting', 'hearing')`),
  check('appeals_status', sql`status in ('waiting', 'hearing', 'granted', 'refused')`),
  check('appeals_via', sql`filed_via in ('page', 'platform')`),
]);

/** A file that came with an answer or an appeal: what it was, for good. Its digest is the SHA-256 of its bytes. */
export const enclosures = pgTable('enclosures', {
  id: id(),
  case: text('case_id').notNull().references(() => cases.id),
  decision: text('decision').notNull().references(() => decisions.id),
  account: text('account').notNull(),
  answer: text('answer').references(() => answers.id),
  appeal: text('appeal').references(() => appeals.id),
  at: instant('sent_at').notNull(),
  name: text('name').notNull(),
  kind: text('kind').notNull(),
  bytes: integer('bytes').notNull(),
  digest: text('digest').notNull(),
}, (table) => [
  index('enclosures_case').on(table.case, table.id),
  index('enclosures_decision').on(table.decision),
  index('enclosures_answer').on(table.answer),
  index('enclosures_appeal').on(table.appeal),
  check('enclosures_of_one', sql`(answer is null) <> (appeal is null)`),
]);

/** The bytes themselves, sealed; retention removes them. */
export const enclosureContents = pgTable('enclosure_contents', {
  enclosure: text('enclosure').primaryKey().references(() => enclosures.id),
  sealed: bytes('sealed').notNull(),
});
