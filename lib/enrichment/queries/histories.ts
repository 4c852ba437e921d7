import { sql } from 'drizzle-orm';
import type { Database, Tx } from '../../../db/client';
import type { Instant } from '../../kernel/instant';
import { usdOf, type Policy } from '../../policy/policy';
import { spotOfName } from '../adapters/gazetteer';
import { Chronicle, rowOf, type Tables } from '../chronicle';
import type { AccountHistory } from '../history';
import { recordIn, type Row } from '../reading';
import { rowsSince } from './stored-rows';

/** What is known of each account up to `asOf`, from its stored events and the facts learnt of them. Accounts without events are left out. */
export async function historiesOf(db: Database | Tx, accounts: readonly string[], asOf: Instant, policy: Policy): Promise<Map<string, AccountHistory>> {
  const stored = await rowsSince(db, accounts.map((account) => ({ account })));
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

/** Events of which contracts, earnings and payouts are told. */
const OF_WORK: readonly string[] = ['contract.started', 'contract.ended', 'earning.cleared', 'payout.sent'];

/** What each account works on, earned and was paid up to `asOf`, as its history tells it, read from the events of these alone. Accounts without any are left out. */
export async function workOf(db: Database | Tx, accounts: readonly string[], asOf: Instant, policy: Policy): Promise<Map<string, Pick<AccountHistory, 'contracts' | 'earnings' | 'payouts'>>> {
  const { rows } = await db.execute<{ account: string; id: string; type: string; at: number; data: unknown }>(sql`
    select account, id, type, extract(epoch from at)::float8 * 1000 as at, data from events
    where account = any(${sql.param([...accounts])}::text[]) and type = any(${sql.param([...OF_WORK])}::text[]) and at <= ${new Date(asOf).toISOString()}::timestamptz`);
  const told = new Map<string, Row[]>();
  for (const { account, at, ...row } of rows) {
    const of = told.get(account) ?? [];
    if (of.length === 0) told.set(account, of);
    of.push(rowOf({ ...row, at: Math.round(at), session: null, data: recordIn(row.data) }, null));
  }
  const tables = tablesOf(policy);
  return new Map([...told].map(([account, past]) => {
    const chronicle = new Chronicle(account, tables);
    chronicle.take(past);
    const { contracts, earnings, payouts } = chronicle.upTo(asOf);
    return [account, { contracts, earnings, payouts }];
  }));
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
