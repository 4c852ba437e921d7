import { sql } from 'drizzle-orm';
import type { Database, Tx } from '../../../db/client';
import type { Instant } from '../../kernel/instant';
import { usdOf, type Policy } from '../../policy/policy';
import { spotOfName } from '../adapters/gazetteer';
import { Chronicle, type Tables } from '../chronicle';
import type { AccountHistory } from '../history';
import { rowsSince } from './stored-rows';

/** What is known of each account up to `asOf`, from its stored events and the facts learnt of them. Accounts without events are left out. */
export async function historiesOf(db: Database | Tx, accounts: readonly string[], asOf: Instant, policy: Policy): Promise<Map<string, AccountHistory>> {
  const stored = await rowsSince(db, accounts.map((account) => ({ account, since: null })));
  const tables = tablesOf(policy);
  const histories = new Map<string, AccountHistory>();
  for (const { account, rows } of stored.values()) {
    const past = rows.filter((row) => row.at <= asOf);
    if (past.length === 0) continue;
    const chronicle = new Chronicle(account, tables);
    chronicle.take(past);
    histories.set(account, chronicle.upTo(asOf));
  }
  return histories;
}

/** Dollars by the policy's dated table, places by the gazetteer. */
export function tablesOf(policy: Policy): Tables {
  return { usd: (money, at) => usdOf(policy, money, at), spotOf: spotOfName };
}

/** The platform's instant: the latest event time received, at most `now`. Null before the first event. */
export async function platformInstant(db: Database | Tx, now: Instant): Promise<Instant | null> {
  const { rows } = await db.execute<{ at: number | null }>(sql`select extract(epoch from max(latest_at))::float8 * 1000 as at from batches`);
  const at = rows[0]?.at ?? null;
  return at === null ? null : Math.min(Math.round(at), now);
}
