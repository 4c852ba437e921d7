import { boolean, index, jsonb, pgTable, primaryKey, text, unique, uniqueIndex } from 'drizzle-orm/pg-core';
import type { Restoration } from '../../lib/cases/case';
import { actor, id, instant } from '../columns';
import type { Language } from '../../lib/kernel/language';
import type { NoticeContent } from '../../lib/decisions/notice';
import type { Apart, WaveMember } from '../../lib/decisions/wave';
import { cases } from './cases';
import { exhibitSets } from './evidence';

/** Decisions proposed at once for members of a ring: what was common to them, who was left out, and why. */
export const waves = pgTable('waves', {
  id: id(),
  ring: text('ring').notNull(),
  measure: text('measure').notNull(),
  /** Asked once, for all; what a case brings of its own is in its decision. */
  fields: jsonb('fields').$type<Record<string, unknown>>().notNull(),
  reason: text('reason').notNull(),
  /** Everybody who was in the ring at that moment. */
  members: jsonb('members').$type<readonly WaveMember[]>().notNull(),
  proposedBy: actor('proposed_by').notNull(),
  proposedAt: instant('proposed_at').notNull(),
}, (table) => [index('waves_ring').on(table.ring, table.proposedAt)]);

/** A second person's verdict on a whole wave, kept before any of it is shown: each countersignature repeats it. */
export const waveReadings = pgTable('wave_readings', {
  wave: text('wave').notNull().references(() => waves.id),
  by: actor('signed_by').notNull(),
  at: instant('signed_at').notNull(),
  measure: text('measure').notNull(),
  fields: jsonb('fields').$type<Record<string, unknown>>().notNull(),
  grounds: text('grounds').array().notNull(),
  words: text('words').notNull(),
  /** Members on whom the evidence was read otherwise. */
  apart: jsonb('apart').$type<readonly Apart[]>().notNull(),
}, (table) => [primaryKey({ columns: [table.wave, table.by] })]);

export const decisions = pgTable('decisions', {
  id: id(),
  case: text('case_id').notNull().references(() => cases.id),
  account: text('account').notNull(),
  measure: text('measure').notNull(),
  fields: jsonb('fields').$type<Record<string, unknown>>().notNull(),
  grounds: text('grounds').array().notNull(),
  /** What was seen, in sentences the holder may read. */
  statement: text('statement').array().notNull(),
  reason: text('reason').notNull(),
  /** As it was drafted; empty for silent measures. `content` is what it says apart from any language. */
  notice: jsonb('notice').$type<{ subject: string; paragraphs: readonly string[]; content?: NoticeContent }>().notNull(),
  needsSecond: boolean('needs_second').notNull(),
  exhibits: text('exhibit_set').notNull().references(() => exhibitSets.id),
  policyVersion: text('policy_version').notNull(),
  ring: text('ring'),
  /** A renewed hold names the one it renews. */
  renews: text('renews'),
  proposedBy: actor('proposed_by').notNull(),
  proposedAt: instant('proposed_at').notNull(),
  /** What one person's measure changed of its case, for giving it back if the measure is withdrawn; null where two people decide. */
  caseChanged: jsonb('case_changed').$type<Restoration>(),
  /** The wave that it is one of. */
  wave: text('wave').references(() => waves.id),
}, (table) => [uniqueIndex('decisions_wave').on(table.wave, table.account), index('decisions_case').on(table.case, table.proposedAt), index('decisions_account').on(table.account, table.proposedAt), index('decisions_exhibits').on(table.exhibits), index('decisions_at').on(table.proposedAt, table.id)]);

/** The second person's own verdict, committed before the first was shown. Both are rows. */
export const countersignatures = pgTable('countersignatures', {
  id: id(),
  decision: text('decision').notNull().references(() => decisions.id),
  by: actor('signed_by').notNull(),
  at: instant('signed_at').notNull(),
  measure: text('measure').notNull(),
  fields: jsonb('fields').$type<Record<string, unknown>>().notNull(),
  grounds: text('grounds').array().notNull(),
  words: text('words').notNull(),
  agrees: boolean('agrees').notNull(),
}, (table) => [uniqueIndex('countersignatures_one').on(table.decision, table.by), index('countersignatures_by').on(table.by, table.at)]);

/** The moment from which a decision holds: at once for one person's measures, at the agreeing countersignature for two. */
export const confirmations = pgTable('confirmations', {
  decision: text('decision').primaryKey().references(() => decisions.id),
  at: instant('confirmed_at').notNull(),
  until: instant('holds_until'),
}, (table) => [index('confirmations_at').on(table.at, table.decision)]);

/** Ends of decisions. One that another decision brought counts for nothing once that other is withdrawn, so a decision may have several. */
export const liftings = pgTable('liftings', {
  decision: text('decision').notNull().references(() => decisions.id),
  at: instant('lifted_at').notNull(),
  by: actor('lifted_by').notNull(),
  cause: text('cause').notNull(),
  /** The decision that ended this one, by renewing it or by settling the case. */
  because: text('because').references(() => decisions.id),
  appeal: text('appeal'),
  words: text('words').notNull(),
  /** Language of `words`. */
  wordsIn: text('words_in').$type<Language>().notNull().default('en'),
}, (table) => [primaryKey({ columns: [table.decision, table.at] }), unique('liftings_one').on(table.decision, table.because).nullsNotDistinct(), index('liftings_because').on(table.because), index('liftings_at').on(table.at, table.decision)]);
