import { and, asc, eq, gt } from 'drizzle-orm';
import { z } from 'zod';
import { ledgerChains, ledgerCheckpoints } from '../../../db/schema';
import { query } from '../../kernel/query';
import { granted } from '../../kernel/result';

const limit = z.number().int().min(1).max(1_000);

/** Where the chains stand, in the order of their names. */
export const headsAfter = query({
  name: 'ask.ledger',
  input: z.object({ after: z.string(), only: z.string().optional(), limit }),
  async run({ input, db }) {
    const wanted = and(gt(ledgerChains.chain, input.after), input.only === undefined ? undefined : eq(ledgerChains.chain, input.only));
    return granted(await db.select({ chain: ledgerChains.chain, seq: ledgerChains.seq, digest: ledgerChains.digest }).from(ledgerChains).where(wanted).orderBy(asc(ledgerChains.chain)).limit(input.limit));
  },
});

/** Signed checkpoints, oldest first. */
export const checkpointsAfter = query({
  name: 'ask.ledger',
  input: z.object({ after: z.number().int(), limit }),
  async run({ input, db }) {
    return granted(await db.select().from(ledgerCheckpoints).where(gt(ledgerCheckpoints.number, input.after)).orderBy(asc(ledgerCheckpoints.number)).limit(input.limit));
  },
});
