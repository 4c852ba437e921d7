import { boolean, check, index, integer, jsonb, pgTable, primaryKey, text, uniqueIndex } from 'drizzle-orm/pg-core';
import { sql } from 'drizzle-orm';
import type { OwnKeys } from '../../lib/staff/keys';
import type { Settings } from '../../lib/staff/settings';
import { actor, id, instant, version } from '../columns';

export const staff = pgTable('staff', {
  id: id(),
  name: text('name').notNull(),
  email: text('email').notNull(),
  role: text('role').notNull(),
  /** The name outsiders see. */
  pseudonym: text('pseudonym').notNull(),
  /** argon2id, PHC string; null for people who sign in by OIDC only. */
  password: text('password'),
  /** Raised to sign a person out everywhere on the next request. */
  epoch: integer('epoch').notNull().default(1),
  disabledAt: instant('disabled_at'),
  addedAt: instant('added_at').notNull(),
  addedBy: actor('added_by').notNull(),
  version: version(),
}, (table) => [uniqueIndex('staff_email').on(sql`lower(${table.email})`), check('staff_role', sql`role in ('moderator', 'admin', 'auditor')`)]);

/** Issuer and subject to which a person's OIDC sign-in is bound. */
export const staffIdentities = pgTable('staff_identities', {
  issuer: text('issuer').notNull(),
  subject: text('subject').notNull(),
  staff: text('staff').notNull().references(() => staff.id),
  boundAt: instant('bound_at').notNull(),
}, (table) => [primaryKey({ columns: [table.issuer, table.subject] }), index('staff_identities_staff').on(table.staff)]);

/** Failed sign-ins by keyed digest of the e-mail or address: the throttle counts them. */
export const signInFailures = pgTable('sign_in_failures', {
  id: id(),
  key: text('key').notNull(),
  at: instant('failed_at').notNull(),
}, (table) => [index('sign_in_failures_key').on(table.key, table.at)]);

export const apiKeys = pgTable('api_keys', {
  id: id(),
  name: text('name').notNull(),
  /** SHA-256 of the secret, which has 256 random bits. */
  hash: text('hash').notNull(),
  scopes: text('scopes').array().notNull(),
  createdAt: instant('created_at').notNull(),
  createdBy: actor('created_by').notNull(),
  revokedAt: instant('revoked_at'),
  version: version(),
}, (table) => [uniqueIndex('api_keys_hash').on(table.hash)]);

/** How a person wants the console; no row is the standard. */
export const staffSettings = pgTable('staff_settings', {
  staff: text('staff').primaryKey().references(() => staff.id),
  theme: text('theme').$type<Settings['theme']>().notNull(),
  density: text('density').$type<Settings['density']>().notNull(),
  motion: text('motion').$type<Settings['motion']>().notNull(),
  foldReports: boolean('fold_reports').notNull(),
  letters: boolean('letters').notNull(),
  /** Own keys by verb, where they differ from the standard. */
  keys: jsonb('keys').$type<OwnKeys>().notNull(),
  tourState: text('tour_state').$type<Settings['tour']['state']>().notNull(),
  tourStep: integer('tour_step').notNull(),
  changedAt: instant('changed_at').notNull(),
  version: version(),
}, () => [
  check('staff_settings_theme', sql`theme in ('system', 'light', 'dark')`),
  check('staff_settings_density', sql`density in ('roomy', 'dense')`),
  check('staff_settings_motion', sql`motion in ('system', 'reduced')`),
  check('staff_settings_tour', sql`tour_state in ('new', 'running', 'left', 'done')`),
]);
