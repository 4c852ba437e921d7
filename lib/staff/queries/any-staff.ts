import { sql } from 'drizzle-orm';
import { z } from 'zod';
import { query } from '../../kernel/query';
import { granted } from '../../kernel/result';

/** Whether anybody was ever added: an installation without anybody explains at its door how the first is. Nothing else is told there. */
export const anyStaff = query({
  name: 'ask.door',
  input: z.object({}),
  async run({ db }) {
    const { rows } = await db.execute<{ any: boolean }>(sql`select exists (select 1 from staff) as any`);
    return granted(rows[0]?.any ?? false);
  },
});
