import { and, asc, count, desc, eq, gt, sql } from 'drizzle-orm';
import { z } from 'zod';
import { ledgerChains, ledgerCheckpoints, ledgerEntries } from '../../../db/schema';
import { query } from '../../kernel/query';
import { granted } from '../../kernel/result';

/** The lines of one chain, oldest first: the whole story of a case. */
export const chainLines = query({
  name: 'ask.ledger',
  input: z.object({ chain: z.string(), after: z.number().int().default(0), limit: z.number().int().min(1).max(1_000).default(500) }),
  async run({ input, db }) {
    const lines = await db.select().from(ledgerEntries).where(and(eq(ledgerEntries.chain, input.chain), gt(ledgerEntries.seq, input.after))).orderBy(asc(ledgerEntries.seq)).limit(input.limit);
    const [head] = await db.select().from(ledgerChains).where(eq(ledgerChains.chain, input.chain));
    return granted({ lines, length: head?.seq ?? 0 });
  },
});

const cursor = z.object({ at: z.number(), chain: z.string(), seq: z.number() });

/** Lines over all chains, newest first, by actor, command or case. */
export const ledgerLines = query({
  name: 'ask.ledger',
  input: z.object({
    actor: z.string().optional(), command: z.string().optional(), chain: z.string().optional(),
    before: cursor.optional(), limit: z.number().int().min(1).max(200).default(50),
  }),
  async run({ input, db }) {
    const wanted = [
      input.actor ? eq(ledgerEntries.actor, input.actor) : undefined,
      input.command ? eq(ledgerEntries.command, input.command) : undefined,
      input.chain ? eq(ledgerEntries.chain, input.chain) : undefined,
      input.before ? sql`(${ledgerEntries.at}, ${ledgerEntries.chain}, ${ledgerEntries.seq}) < (${new Date(input.before.at).toISOString()}::timestamptz, ${input.before.chain}, ${input.before.seq})` : undefined,
    ];
    const rows = await db.select().from(ledgerEntries).where(and(...wanted))
      .orderBy(desc(ledgerEntries.at), desc(ledgerEntries.chain), desc(ledgerEntries.seq)).limit(input.limit + 1);
    const lines = rows.slice(0, input.limit);
    const last = lines.at(-1);
    return granted({ lines, next: rows.length > input.limit && last ? { at: last.at, chain: last.chain, seq: last.seq } : null });
  },
});

/** How long the ledger is, and when it was last signed. */
export const ledgerState = query({
  name: 'ask.ledger',
  input: z.object({}),
  async run({ db }) {
    const [lines] = await db.select({ n: sql<number>`coalesce(sum(${ledgerChains.seq}), 0)::float8`, chains: count() }).from(ledgerChains);
    const [last] = await db.select({ number: ledgerCheckpoints.number, at: ledgerCheckpoints.at, digest: ledgerCheckpoints.digest }).from(ledgerCheckpoints).orderBy(desc(ledgerCheckpoints.number)).limit(1);
    return granted({ lines: lines?.n ?? 0, chains: lines?.chains ?? 0, checkpoint: last ?? null });
  },
});
