import { z } from 'zod';
import type { Database, Tx } from '../../../db/client';
import { platformPages } from '../../../db/schema';
import { query } from '../../kernel/query';
import { granted } from '../../kernel/result';
import { NO_PAGES, type PlatformPages } from '../platform-page';

/** Where the platform's own pages are; null for each kind that nobody has set. */
export const platformPagesSet = query({
  name: 'ask.evidence',
  input: z.object({}),
  async run({ db }) {
    return granted(await pagesSet(db));
  },
});

export async function pagesSet(db: Database | Tx): Promise<PlatformPages> {
  const rows = await db.select().from(platformPages);
  return { ...NO_PAGES, ...Object.fromEntries(rows.map(({ kind, pattern }) => [kind, pattern])) };
}
