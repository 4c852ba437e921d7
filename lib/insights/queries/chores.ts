import { sql } from 'drizzle-orm';
import { z } from 'zod';
import { query } from '../../kernel/query';
import { granted } from '../../kernel/result';

/** Held while an import replays history: a worker would look at the accounts with a later instant. */
export const REPLAYING = sql`hashtext('countersign replay')`;

/** What the worker has to do besides the outbox, asked before a command is run, so that idle minutes leave no trace in the ledger. */
export const chores = query({
  name: 'ask.health',
  input: z.object({}),
  async run({ db, now }) {
    const at = new Date(now).toISOString();
    const found = await db.execute<{ stale: boolean; uncounted: boolean; replaying: boolean; lapsed: boolean; wake: boolean; shadow: boolean; unsigned: boolean }>(sql`
      select exists (select 1 from stale_accounts where since <= ${at}::timestamptz) as stale,
        not exists (select 1 from rarity_tables) and exists (select 1 from accounts) as uncounted,
        not pg_try_advisory_xact_lock_shared(${REPLAYING}) as replaying,
        exists (select 1 from cases where status = 'claimed' and lease_until <= ${at}::timestamptz) as lapsed,
        exists (select 1 from cases where (status = 'asked' and asked_until <= ${at}::timestamptz)
          or (status <> 'settled' and held_until <= ${at}::timestamptz and woken_by is distinct from 'hold-lapsed')) as wake,
        exists (select 1 from policy_drafts where shadow_since is not null) as shadow,
        exists (select 1 from ledger_chains c where c.seq > c.signed_seq and not (
          c.chain = 'main' and c.seq = c.signed_seq + 1
          and exists (select 1 from ledger_entries e where e.chain = 'main' and e.seq = c.seq and e.command = 'ledger.checkpoint'))) as unsigned`);
    const row = found.rows[0];
    return granted({ stale: row?.stale ?? false, uncounted: row?.uncounted ?? false, replaying: row?.replaying ?? false, lapsed: row?.lapsed ?? false, wake: row?.wake ?? false, shadow: row?.shadow ?? false, unsigned: row?.unsigned ?? false });
  },
});
