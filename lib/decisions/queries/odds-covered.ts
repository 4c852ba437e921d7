import { z } from 'zod';
import { query } from '../../kernel/query';
import { granted } from '../../kernel/result';
import { coveredCases } from './covered-accounts';

/** Of these cases of the queue, those whose band and odds the person who asks is not shown: they may still read a proposal on them blind. */
export const oddsCovered = query({
  name: 'ask.queue',
  input: z.object({ cases: z.array(z.string().max(100)).max(500) }),
  async run({ input, actor, now, db }) {
    return granted(await coveredCases(db, actor, input.cases, now));
  },
});
