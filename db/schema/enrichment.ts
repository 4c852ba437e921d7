import { boolean, doublePrecision, foreignKey, index, integer, jsonb, pgSequence, pgTable, primaryKey, text } from 'drizzle-orm/pg-core';
import type { Listing } from '../../lib/enrichment/network';
import type { PlaceReading } from '../../lib/enrichment/place';
import { actor, id, instant } from '../columns';
import { events } from './intake';

/** What the sources said of the address of one `session.seen`. Made once, with source and date, never changed. */
export const sessionFacts = pgTable('session_facts', {
  account: text('account').notNull(),
  event: text('event').notNull(),
  networkClass: text('network_class').notNull(),
  asn: integer('asn'),
  owner: text('owner'),
  networkSource: text('network_source').notNull(),
  networkReason: text('network_reason'),
  /** Indicator lists that named the address; null where none did. */
  listings: jsonb('listings').$type<readonly Listing[]>(),
  readings: jsonb('readings').$type<readonly PlaceReading[]>().notNull(),
  agreed: boolean('agreed').notNull(),
  country: text('country'),
  lat: doublePrecision('lat'),
  lon: doublePrecision('lon'),
  radiusKm: doublePrecision('radius_km'),
}, (table) => [
  primaryKey({ columns: [table.account, table.event] }),
  foreignKey({ columns: [table.account, table.event], foreignColumns: [events.account, events.id] }),
]);

/** A dated list of networks, or of addresses seen in attacks, that the operator brought. A newer list of the same name replaces the older one. */
export const networkLists = pgTable('network_lists', {
  id: id(),
  name: text('name').notNull(),
  class: text('class').notNull(),
  source: text('source').notNull(),
  date: text('date').notNull(),
  /** Normalised CIDR blocks and "AS…" numbers. */
  entries: jsonb('entries').$type<readonly string[]>().notNull(),
  importedAt: instant('imported_at').notNull(),
  importedBy: actor('imported_by').notNull(),
}, (table) => [index('network_lists_name').on(table.name, table.importedAt)]);

/** Numbers of the passes that assess: one process knows by them whether another was here since its last. Of no meaning beyond that. */
export const passes = pgSequence('passes');
