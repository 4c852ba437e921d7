import { sql } from 'drizzle-orm';
import { z } from 'zod';
import { query } from '../../kernel/query';
import { granted } from '../../kernel/result';

/** Held while an import replays history: a worker would look at the accounts with a later instant. */
export const REPLAYING = sql`hashtext('countersign replay')`;

/** Whether accounts wait to be assessed by this worker. */
export const toAssess = query({
  name: 'ask.health',
  input: z.object({}),
  async run({ db, now }) {
    const { rows: [row] } = await db.execute<{ due: boolean }>(sql`
      select exists (select 1 from stale_accounts where since <= ${new Date(now).toISOString()}::timestamptz) and pg_try_advisory_xact_lock_shared(${REPLAYING}) as due`);
    return granted(row?.due ?? false);
  },
});

/**
 * What the clock brings besides the outbox, asked before a command is run, so that idle minutes leave no trace in the ledger. Each is read off an
 * index, however many cases are open; only the terms of holds have none, and are looked at where `holds` says so.
 */
export const chores = query({
  name: 'ask.health',
  input: z.object({ holds: z.boolean() }),
  async run({ input, db, now }) {
    const at = sql`${new Date(now).toISOString()}::timestamptz`;
    const { rows: [row] } = await db.execute<{ uncounted: boolean; lapsed: boolean; wake: boolean; shadow: boolean; unsigned: boolean }>(sql`
      select not exists (select 1 from rarity_tables) and exists (select 1 from accounts) as uncounted,
        exists (select 1 from cases where status <> 'settled' and claimed_by is not null and status = 'claimed' and lease_until <= ${at}) as lapsed,
        exists (select 1 from cases where status = 'asked' and asked_until <= ${at})
          or (${input.holds} and exists (select 1 from cases where status <> 'settled' and held_until <= ${at} and woken_by is distinct from 'hold-lapsed')) as wake,
        exists (select 1 from policy_drafts where shadow_since is not null) as shadow,
        exists (select 1 from ledger_chains c where c.seq > c.signed_seq and not (
          c.chain = 'main' and c.seq = c.signed_seq + 1
          and exists (select 1 from ledger_entries e where e.chain = 'main' and e.seq = c.seq and e.command = 'ledger.checkpoint'))) as unsigned`);
    return granted({ uncounted: row?.uncounted ?? false, lapsed: row?.lapsed ?? false, wake: row?.wake ?? false, shadow: row?.shadow ?? false, unsigned: row?.unsigned ?? false });
  },
});
