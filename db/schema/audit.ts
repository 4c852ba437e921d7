import { bigint, index, jsonb, pgTable, primaryKey, text } from 'drizzle-orm/pg-core';
import { sql } from 'drizzle-orm';
import type { Change } from '../../lib/audit/entry';
import { instant } from '../columns';

/** The head of each hash chain. Only ever moves forward. */
export const ledgerChains = pgTable('ledger_chains', {
  chain: text('chain').primaryKey(),
  seq: bigint('seq', { mode: 'number' }).notNull(),
  digest: text('digest').notNull(),
  /** Up to where a checkpoint has signed. */
  signedSeq: bigint('signed_seq', { mode: 'number' }).notNull().default(0),
}, (table) => [index('ledger_chains_unsigned').on(table.chain).where(sql`seq > signed_seq`)]);

/** The ledger. UPDATE, DELETE and TRUNCATE raise. */
export const ledgerEntries = pgTable('ledger_entries', {
  chain: text('chain').notNull(),
  seq: bigint('seq', { mode: 'number' }).notNull(),
  at: instant('at').notNull(),
  actorKind: text('actor_kind').notNull(),
  actor: text('actor').notNull(),
  actorName: text('actor_name').notNull(),
  command: text('command').notNull(),
  says: text('says').notNull(),
  changes: jsonb('changes').$type<readonly Change[]>().notNull(),
  refs: jsonb('refs').$type<Readonly<Record<string, string>>>().notNull(),
  /** Present on entries of refused commands. */
  refusal: text('refusal'),
  previous: text('previous').notNull(),
  digest: text('digest').notNull(),
}, (table) => [primaryKey({ columns: [table.chain, table.seq] }), index('ledger_entries_at').on(table.at, table.chain, table.seq), index('ledger_entries_actor').on(table.actor, table.at), index('ledger_entries_command').on(table.command, table.at), index('ledger_entries_digest').on(sql`${table.digest} text_pattern_ops`)]);

/** Signed statements of where chains stood: a cut tail shows against them. Append-only. */
export const ledgerCheckpoints = pgTable('ledger_checkpoints', {
  number: bigint('number', { mode: 'number' }).primaryKey(),
  at: instant('at').notNull(),
  /** Heads that moved since the checkpoint before. */
  heads: jsonb('heads').$type<readonly { chain: string; seq: number; digest: string }[]>().notNull(),
  previous: text('previous').notNull(),
  digest: text('digest').notNull(),
  signature: text('signature').notNull(),
});
