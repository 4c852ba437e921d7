import { asc, desc, gt, sql } from 'drizzle-orm';
import { z } from 'zod';
import { ledgerChains, ledgerCheckpoints } from '../../../db/schema';
import { command, done } from '../../kernel/command';
import { refuse } from '../../kernel/refusal';
import { keyFor } from '../../kernel/secrets';
import { digestOfCheckpoint, signCheckpoint, signingKey } from '../checkpoint';
import { entry, GENESIS } from '../entry';

/** More heads than this wait for the next checkpoint, so that each stays small enough to sign, read and witness. */
const MOST_HEADS = 5_000;

/**
 * Signs where the chains stand: the heads that moved since the checkpoint before, at most 5,000 of them. The line that
 * this command itself enters is covered by the next one.
 */
export const makeCheckpoint = command({
  name: 'ledger.checkpoint',
  input: z.object({}),
  async run({ now, tx }) {
    await tx.execute(sql`lock table ledger_checkpoints in exclusive mode`);
    const [last] = await tx.select().from(ledgerCheckpoints).orderBy(desc(ledgerCheckpoints.number)).limit(1);
    const heads = await tx.select({ chain: ledgerChains.chain, seq: ledgerChains.seq, digest: ledgerChains.digest }).from(ledgerChains)
      .where(gt(ledgerChains.seq, ledgerChains.signedSeq)).orderBy(asc(ledgerChains.chain)).limit(MOST_HEADS).for('update');
    if (heads.length === 0) return refuse('nothing-left', 'Nothing was entered since the last checkpoint.');
    const unsigned = { number: (last?.number ?? 0) + 1, at: now, heads, previous: last?.digest ?? GENESIS };
    const digest = digestOfCheckpoint(unsigned);
    await tx.insert(ledgerCheckpoints).values({ ...unsigned, digest, signature: signCheckpoint(digest, signingKey(keyFor('ledger')).privateKey) });
    await tx.update(ledgerChains).set({ signedSeq: sql`${ledgerChains.seq}` }).where(sql`${ledgerChains.chain} = any(${sql.param(heads.map((head) => head.chain))}::text[])`);
    return done({ number: unsigned.number, digest }, entry('main', `signed checkpoint ${unsigned.number} over ${heads.length === 1 ? 'one chain' : `${heads.length} chains`}`, { refs: { checkpoint: String(unsigned.number) } }));
  },
});
