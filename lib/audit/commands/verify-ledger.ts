import { z } from 'zod';
import { command, done } from '../../kernel/command';
import { witnesses } from '../adapters/witness';
import { entry } from '../entry';
import { walkLedger } from '../queries/ledger-walk';

/** Reads the ledger, or one chain, from end to end and tells every break. That somebody verified is itself entered. */
export const verifyLedger = command({
  name: 'ledger.verify',
  input: z.object({ chain: z.string().max(200).optional() }),
  async run({ input, tx }) {
    const verification = await walkLedger(tx, witnesses(), input.chain);
    const found = verification.breaks.length;
    const says = `verified ${input.chain ? `the chain ${input.chain}` : 'the ledger'}: ${verification.lines} lines, ${found === 0 ? 'unbroken' : `${found} ${found === 1 ? 'break' : 'breaks'}`}`;
    return done(verification, entry('main', says));
  },
});
