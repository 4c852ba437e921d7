import { sql } from 'drizzle-orm';
import type { Database, Tx } from '../../../db/client';
import type { Instant } from '../../kernel/instant';
import { usdOf, type Policy } from '../../policy/policy';
import { spotOfName } from '../adapters/gazetteer';
import { Chronicle, rowOf, type Tables } from '../chronicle';
import type { AccountHistory } from '../history';
import { recordIn, type Row } from '../reading';
import { Shelf } from '../shelf';
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

/** What counts a history as told: when nothing of this has changed, neither have its rows, since events and facts are only ever added. */
type Kept = { stored: string; events: number; history: Promise<AccountHistory | null> };
/** By account, instant and policy; who was not asked for longest goes first. */
const kept = new Map<string, Kept>();
/** Events of kept histories at most, some 50 megabytes. What is made of a short one weighs as much as of one of so many events: no more than 300 are kept. */
const MOST_KEPT = 100_000;
const COUNTS_AS = MOST_KEPT / 300;

/** What readers were told, as far as it can be told more; of the database and the policy that were asked for last. */
let shelved: { of: string; shelf: Shelf } | null = null;

/**
 * The history of one account for whoever reads, the same as `historiesOf` gives; null without events. A page is made anew after every act on it, and the
 * next page is often about the same account: what was told before is told again, as long as as many events and facts are stored as then; and
 * where there are more, what is new is read and told on.
 */
export async function historyFor(db: Database | Tx, account: string, asOf: Instant, policy: Policy): Promise<AccountHistory | null> {
  const key = `${account} ${asOf} ${policy.version}`;
  // Counted before they are read: what comes in between is missing in the count, and so it is read the next time.
  const { rows: [found] } = await db.execute<{ place: string; stored: string; events: number }>(sql`
    select current_database() as place, concat_ws(' ', current_database(), count(*), min(at), max(at), (select count(*) from session_facts where account = ${account})) as stored, count(*)::int as events
    from events where account = ${account} and at <= ${new Date(asOf).toISOString()}::timestamptz`);
  if (!found || found.events === 0) return null;
  const known = kept.get(key);
  kept.delete(key);
  const one = known?.stored === found.stored ? known : { ...found, history: toldOn(db, account, asOf, policy, `${found.place} policy ${policy.version}`) };
  kept.set(key, one);
  let events = 0;
  for (const [older, { events: more }] of [...kept].reverse()) if ((events += Math.max(more, COUNTS_AS)) > MOST_KEPT && older !== key) kept.delete(older);
  // Whoever failed to read leaves nothing behind.
  return one.history.catch((error: unknown) => {
    if (kept.get(key) === one) kept.delete(key);
    throw error;
  });
}

/** The history, of which nothing is read that the shelf has told already. */
async function toldOn(db: Database | Tx, account: string, asOf: Instant, policy: Policy, of: string): Promise<AccountHistory | null> {
  if (shelved?.of !== of) shelved = { of, shelf: new Shelf(tablesOf(policy), MOST_KEPT, COUNTS_AS) };
  const { shelf } = shelved;
  for (let tries = 0; tries < 2; tries += 1) {
    const stored = (await rowsSince(db, [{ account, since: shelf.since(account) }], asOf)).get(account);
    const chronicle = stored === undefined ? null : shelf.told(account, stored.rows, stored.total);
    if (stored === undefined || chronicle === null) continue;
    // One that knows more than may be looked at is of no use here; one without facts that are still to be learnt is good for once.
    if (chronicle.latestAt > asOf || stored.rows.some((row) => row.type === 'session.seen' && row.facts === null)) shelf.forget(account);
    if (chronicle.latestAt <= asOf) return chronicle.upTo(asOf);
  }
  return (await historiesOf(db, [account], asOf, policy)).get(account) ?? null;
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
