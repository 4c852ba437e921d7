import { eq } from 'drizzle-orm';
import { z } from 'zod';
import { holderPages } from '../../../db/schema';
import { query } from '../../kernel/query';
import { refuse } from '../../kernel/refusal';
import { granted } from '../../kernel/result';

/** The account to whose holder a private page belongs. */
export const holderOf = query({
  name: 'ask.holderPage',
  input: z.object({}),
  async run({ actor, db }) {
    const [page] = await db.select({ account: holderPages.account }).from(holderPages).where(eq(holderPages.id, actor.kind === 'holder' ? actor.page : ''));
    return page ? granted(page) : refuse('not-found');
  },
});
