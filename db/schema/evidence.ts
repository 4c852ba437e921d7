import { index, jsonb, pgTable, text } from 'drizzle-orm/pg-core';
import type { ExhibitSet } from '../../lib/evidence/exhibit';
import type { PlatformKind } from '../../lib/evidence/platform-page';
import { actor, id, instant, version } from '../columns';
import { cases } from './cases';

/** Evidence as it stood at the click that proposed. Append-only. */
export const exhibitSets = pgTable('exhibit_sets', {
  id: id(),
  case: text('case_id').notNull().references(() => cases.id),
  account: text('account').notNull(),
  sealedAt: instant('sealed_at').notNull(),
  sealedBy: actor('sealed_by').notNull(),
  content: jsonb('content').$type<ExhibitSet>().notNull(),
  digest: text('digest').notNull(),
}, (table) => [index('exhibit_sets_case').on(table.case)]);

/** Where the platform's own pages are, for links out of the console. One row a kind that was ever set; `pattern` holds `{id}`. */
export const platformPages = pgTable('platform_pages', {
  kind: text('kind').$type<PlatformKind>().primaryKey(),
  pattern: text('pattern'),
  changedAt: instant('changed_at').notNull(),
  changedBy: actor('changed_by').notNull(),
  version: version(),
});
