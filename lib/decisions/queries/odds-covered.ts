import { z } from 'zod';
import { query } from '../../kernel/query';
import { granted } from '../../kernel/result';
import { coveredAccounts } from './covered-accounts';

/** Of these accounts, whose cases stand in the queue, those whose band and odds the person who asks is not shown: they may still read a proposal on them blind. */
export const oddsCovered = query({
  name: 'ask.queue',
  input: z.object({ accounts: z.array(z.string().max(200)).max(1_000) }),
  async run({ input, actor, now, db }) {
    return granted(await coveredAccounts(db, actor, input.accounts, now));
  },
});
