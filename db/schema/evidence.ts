import { index, jsonb, pgTable, text } from 'drizzle-orm/pg-core';
import type { ExhibitSet } from '../../lib/evidence/exhibit';
import { actor, id, instant } from '../columns';
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
