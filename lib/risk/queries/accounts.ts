import { sql } from 'drizzle-orm';
import { z } from 'zod';
import { query } from '../../kernel/query';
import { granted } from '../../kernel/result';

/** Ids of accounts that have events, in their order. */
export const accountsAfter = query({
  name: 'ask.assessments',
  input: z.object({ after: z.string(), limit: z.number().int().min(1).max(5_000) }),
  async run({ input, db }) {
    const { rows } = await db.execute<{ account: string }>(sql`
      with recursive ids as (
        (select account from events where account > ${input.after} order by account limit 1)
        union all
        select (select e.account from events e where e.account > ids.account order by e.account limit 1) from ids where ids.account is not null)
      select account from ids where account is not null limit ${input.limit}`);
    return granted(rows.map((row) => row.account));
  },
});
