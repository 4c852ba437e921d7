import { sql } from 'drizzle-orm';
import { z } from 'zod';
import { entry } from '../../audit/entry';
import { platformInstant } from '../../enrichment/queries/histories';
import { command, done } from '../../kernel/command';
import { DAY } from '../../kernel/instant';
import { refuse } from '../../kernel/refusal';

/** Marks accounts whose evidence has aged: those with an open case or above clear, not assessed for a day. Once a day. */
export const refreshAccounts = command({
  name: 'accounts.refresh',
  input: z.object({}),
  async run({ now, tx }) {
    const asOf = await platformInstant(tx, now);
    if (asOf === null) return refuse('nothing-left', 'No events yet.');
    const marked = await tx.execute(sql`
      insert into stale_accounts (account, since)
      select account, ${new Date(now).toISOString()}::timestamptz from standings where band <> 'clear' and assessed_at < ${new Date(asOf - DAY).toISOString()}::timestamptz
      order by account on conflict (account) do update set since = least(stale_accounts.since, excluded.since)`);
    if (!marked.rowCount) return refuse('nothing-left', 'Every standing assessment is fresh.');
    return done({ marked: marked.rowCount }, entry('main', `marked ${marked.rowCount} accounts to be assessed anew: a day has passed`));
  },
});
