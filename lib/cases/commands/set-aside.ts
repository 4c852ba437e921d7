import { sql } from 'drizzle-orm';
import { z } from 'zod';
import { entry } from '../../audit/entry';
import { command, done } from '../../kernel/command';
import { HOUR } from '../../kernel/instant';
import { refuse } from '../../kernel/refusal';

/** Puts aside for an hour the account that waits longest, because assessing it failed: the others go on, and health shows it. */
export const setAside = command({
  name: 'accounts.setAside',
  input: z.object({ error: z.string().max(2_000) }),
  async run({ input, now, tx }) {
    const at = new Date(now).toISOString();
    const put = await tx.execute<{ account: string }>(sql`
      update stale_accounts set since = ${new Date(now + HOUR).toISOString()}::timestamptz, error = ${input.error}
      where account = (select account from stale_accounts where since <= ${at}::timestamptz order by since, account limit 1 for update skip locked) returning account`);
    const account = put.rows[0]?.account;
    if (account === undefined) return refuse('nothing-left');
    return done({ account }, entry('main', `put ${account} aside for an hour: assessing it failed`, { refs: { account } }));
  },
});
