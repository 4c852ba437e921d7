import { sql } from 'drizzle-orm';
import { z } from 'zod';
import { query } from '../../kernel/query';
import { granted } from '../../kernel/result';

/** Whether the platform has ever told anything: an installation without events explains itself where lists would stand. */
export const anyEvent = query({
  name: 'ask.imports',
  input: z.object({}),
  async run({ db }) {
    const { rows } = await db.execute<{ any: boolean }>(sql`select exists (select 1 from events) as any`);
    return granted(rows[0]?.any ?? false);
  },
});
