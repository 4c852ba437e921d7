import { integer, jsonb, pgTable } from 'drizzle-orm/pg-core';
import type { Policy } from '../../lib/policy/policy';
import { actor, instant } from '../columns';

/** Every policy that was ever in force; the highest version is. Append-only. */
export const policies = pgTable('policies', {
  version: integer('version').primaryKey(),
  content: jsonb('content').$type<Policy>().notNull(),
  publishedAt: instant('published_at').notNull(),
  publishedBy: actor('published_by').notNull(),
});
