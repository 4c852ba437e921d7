import { count } from 'drizzle-orm';
import { z } from 'zod';
import { decisions } from '../../../db/schema';
import { entry } from '../../audit/entry';
import { command, done } from '../../kernel/command';

/** Enters that somebody takes all decisions out, before the first line is read. */
export const exportDecisions = command({
  name: 'decisions.export',
  input: z.object({}),
  async run({ tx }) {
    const [found] = await tx.select({ decisions: count() }).from(decisions);
    const number = found?.decisions ?? 0;
    return done({ decisions: number }, entry('main', `exported ${number} ${number === 1 ? 'decision' : 'decisions'}`));
  },
});
