import { count, eq, sql } from 'drizzle-orm';
import { z } from 'zod';
import { ledgerChains } from '../../../db/schema';
import { command, done } from '../../kernel/command';
import { refuse } from '../../kernel/refusal';
import { keyFor } from '../../kernel/secrets';
import { signingKey } from '../checkpoint';
import { entry } from '../entry';

/** Enters that somebody takes the ledger out, or one chain of it, before the first line is read; answers the key that its checkpoints are checked by. */
export const exportLedger = command({
  name: 'ledger.export',
  input: z.object({ chain: z.string().max(200).optional() }),
  async run({ input, tx }) {
    const [found] = await tx.select({ chains: count(), lines: sql<number>`coalesce(sum(${ledgerChains.seq}), 0)::float8` }).from(ledgerChains)
      .where(input.chain === undefined ? undefined : eq(ledgerChains.chain, input.chain));
    const { chains, lines } = found ?? { chains: 0, lines: 0 };
    if (input.chain !== undefined && chains === 0) return refuse('not-found', `There is no chain ${input.chain}. Chains are named "main" and "case:case_…".`);
    const publicKey = signingKey(keyFor('ledger')).publicKey.export({ type: 'spki', format: 'pem' }).toString();
    return done({ chains, lines, publicKey }, entry('main', input.chain === undefined ? `exported the ledger: ${lines} lines in ${chains} chains` : `exported the chain ${input.chain}: ${lines} lines`));
  },
});
