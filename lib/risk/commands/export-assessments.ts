import { count } from 'drizzle-orm';
import { z } from 'zod';
import { standings } from '../../../db/schema';
import { entry } from '../../audit/entry';
import { command, done } from '../../kernel/command';

/** Enters that somebody takes all assessments out, before the first line is read. */
export const exportAssessments = command({
  name: 'assessments.export',
  input: z.object({}),
  async run({ tx }) {
    const [found] = await tx.select({ accounts: count() }).from(standings);
    const accounts = found?.accounts ?? 0;
    return done({ accounts }, entry('main', `exported the assessments of ${accounts} ${accounts === 1 ? 'account' : 'accounts'}`));
  },
});
