import { check, index, integer, jsonb, pgTable, primaryKey, real, text } from 'drizzle-orm/pg-core';
import { sql } from 'drizzle-orm';
import { id, instant } from '../columns';

/** The inverted index of identifiers: one row an account and value. Spread by digest. */
export const links = pgTable('links', {
  kind: text('kind').notNull(),
  digest: text('digest').notNull(),
  account: text('account').notNull(),
  firstAt: instant('first_at').notNull(),
  lastAt: instant('last_at').notNull(),
  days: integer('days').notNull(),
}, (table) => [primaryKey({ columns: [table.kind, table.digest, table.account] }), index('links_account').on(table.account)]);

/** What other accounts may know of an account when they are compared with it, and what lists show of it. Derived; rebuilt at each assessment. */
export const accounts = pgTable('accounts', {
  account: text('account').primaryKey(),
  name: text('name'),
  language: text('language'),
  country: text('country'),
  city: text('city'),
  timeZone: text('time_zone'),
  kind: text('kind'),
  organisation: text('organisation'),
  closed: text('closed'),
  /** Keyed digest of the family name: equality only. */
  surname: text('surname'),
  instruments: text('instruments').array().notNull(),
  documents: text('documents').array().notNull(),
  clients: text('clients').array().notNull(),
  closedAt: instant('closed_at'),
  engagements: jsonb('engagements').$type<readonly { client: string; at: number }[]>().notNull().default([]),
  reviews: jsonb('reviews').$type<readonly { client: string; at: number }[]>().notNull().default([]),
  /** Accounts it referred openly. */
  referred: text('referred').array().notNull().default([]),
  /** Keyed digests of the schools it claims: equality only. */
  schools: text('schools').array().notNull().default([]),
  since: instant('since'),
  turnedAt: instant('turned_at'),
  registeredAt: instant('registered_at'),
  firstEventAt: instant('first_event_at').notNull(),
  lastEventAt: instant('last_event_at').notNull(),
  eventCount: integer('event_count').notNull(),
  /** Cleared but not yet paid out, US dollars by the policy's rates. */
  stakeUsd: real('stake_usd').notNull(),
}, (table) => [index('accounts_organisation').on(table.organisation), index('accounts_name').on(sql`lower(${table.name}) text_pattern_ops`), index('accounts_last_event').on(table.lastEventAt)]);

/** Device components by account, counted into the rarity tables: how common is this graphics chip? */
export const traits = pgTable('traits', {
  kind: text('kind').notNull(),
  value: text('value').notNull(),
  account: text('account').notNull(),
}, (table) => [primaryKey({ columns: [table.kind, table.value, table.account] })]);

/** What a fingerprint of the index is made of, part by part; one row a print, however many show it. */
export const prints = pgTable('prints', {
  digest: text('digest').primaryKey(),
  /** What screens call a device of this look that shows no token: "9e2a" of "D-9E2A", for whoever pastes it. */
  name: text('name').notNull(),
  parts: jsonb('parts').$type<Readonly<Record<string, string>>>().notNull(),
}, (table) => [index('prints_name').on(table.name)]);

// Likeness is looked for with every text that comes: a list of pending entries would be read through each time.

/** A profile text that may be compared with others, with its MinHash bands folded to 32 bits. */
export const texts = pgTable('texts', {
  account: text('account').notNull(),
  event: text('event').notNull(),
  field: text('field').notNull(),
  at: instant('at').notNull(),
  body: text('body').notNull(),
  bands: integer('bands').array().notNull(),
  /** How many texts of others are like it, counted to one above the hub limit: above it, a template. */
  alike: integer('alike').notNull().default(0),
}, (table) => [
  primaryKey({ columns: [table.account, table.event, table.field] }),
  index('texts_bands').using('gin', table.bands).with({ fastupdate: 'off' }),
  check('texts_field', sql`field in ('summary', 'resume')`),
]);

/** Texts that are alike, either way round: found by a common band when the later one comes in, confirmed by exact Jaccard. */
export const textPairs = pgTable('text_pairs', {
  account: text('account').notNull(),
  event: text('event').notNull(),
  field: text('field').notNull(),
  other: text('other').notNull(),
  otherEvent: text('other_event').notNull(),
  otherField: text('other_field').notNull(),
  jaccard: real('jaccard').notNull(),
}, (table) => [primaryKey({ columns: [table.account, table.event, table.field, table.other, table.otherEvent, table.otherField] })]);

/** Photographs by perceptual hash, under the keys by which near ones are found. */
export const photos = pgTable('photos', {
  account: text('account').notNull(),
  hash: text('hash').notNull(),
  keys: integer('keys').array().notNull(),
  /** As with texts. */
  alike: integer('alike').notNull().default(0),
}, (table) => [primaryKey({ columns: [table.account, table.hash] }), index('photos_keys').using('gin', table.keys).with({ fastupdate: 'off' })]);

/** Photographs of two accounts that are one picture and not equal to the bit, either way round. */
export const photoPairs = pgTable('photo_pairs', {
  account: text('account').notNull(),
  hash: text('hash').notNull(),
  other: text('other').notNull(),
  otherHash: text('other_hash').notNull(),
  bits: integer('bits').notNull(),
}, (table) => [primaryKey({ columns: [table.account, table.hash, table.other, table.otherHash] })]);

/** Templates from which an account fills many proposals: at most four an account, found by a common band. */
export const templates = pgTable('templates', {
  account: text('account').notNull(),
  hash: text('hash').notNull(),
  firstAt: instant('first_at').notNull(),
  lastAt: instant('last_at').notNull(),
  proposals: integer('proposals').notNull(),
  bands: integer('bands').array().notNull(),
}, (table) => [primaryKey({ columns: [table.account, table.hash] }), index('templates_bands').using('gin', table.bands).with({ fastupdate: 'off' })]);

export const rings = pgTable('rings', {
  id: id(),
  name: text('name').notNull(),
  formedAt: instant('formed_at').notNull(),
  endedAt: instant('ended_at'),
  kinds: text('kinds').array().notNull(),
});

export const ringMembers = pgTable('ring_members', {
  account: text('account').notNull(),
  ring: text('ring').notNull().references(() => rings.id),
  strength: real('strength').notNull(),
  joinedAt: instant('joined_at').notNull(),
  leftAt: instant('left_at'),
}, (table) => [primaryKey({ columns: [table.account, table.ring, table.joinedAt] }), index('ring_members_ring').on(table.ring)]);

/** Platform-wide frequencies, one row a version; an assessment names the version it used. Append-only. */
export const rarityTables = pgTable('rarity_tables', {
  version: integer('version').primaryKey(),
  /** Event time up to which it counts. */
  asOf: instant('as_of').notNull(),
  accounts: integer('accounts').notNull(),
  content: jsonb('content').$type<unknown>().notNull(),
});
