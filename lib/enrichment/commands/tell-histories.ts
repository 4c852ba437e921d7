import { getHeapStatistics } from 'node:v8';
import { sql } from 'drizzle-orm';
import type { Tx } from '../../../db/client';
import type { Instant } from '../../kernel/instant';
import type { Policy } from '../../policy/policy';
import type { AccountHistory } from '../history';
import { historiesOf, tablesOf } from '../queries/histories';
import { rowsSince, type Stored } from '../queries/stored-rows';
import { Shelf } from '../shelf';
import { learnFacts } from './learn-facts';

/** What an event takes on the shelf, bytes; measured over a generated population. */
const EVENT_BYTES = 550;
/** Events on the shelf of a process at most: about a gigabyte, and never more than half of what Node may take. */
const HELD_EVENTS = Math.min(2_000_000, getHeapStatistics().heap_size_limit / 2 / EVENT_BYTES);

/** What this process holds, of which database and under which rates. `unproved`: what a transaction taught it that may not have committed. */
type Holding = { of: string; shelf: Shelf; unproved: { xid: string; accounts: Set<string> } };
let holding: Holding | null = null;

/**
 * The histories of accounts up to `asOf`, facts about new sessions learnt on the way; the same as `historiesOf` gives after that.
 * What was told before is not read again. One caller at a time: the pass that holds the lock of assessments.
 */
export async function tellHistories(tx: Tx, accounts: readonly string[], asOf: Instant, policy: Policy): Promise<Map<string, AccountHistory>> {
  const { shelf, unproved } = await holdingFor(tx, policy);
  const histories = new Map<string, AccountHistory>();
  const ahead: string[] = [];
  for (let asked = accounts; asked.length > 0;) {
    const stored = await rowsSince(tx, asked.map((account) => ({ account, since: shelf.since(account) })));
    for (const account of await learn(tx, stored)) unproved.accounts.add(account);
    const anew: string[] = [];
    for (const { account, total, rows } of stored.values()) {
      const chronicle = shelf.told(account, rows, total);
      if (chronicle === null) anew.push(account);
      else if (chronicle.latestAt > asOf) ahead.push(account);
      else histories.set(account, chronicle.upTo(asOf));
    }
    asked = anew;
  }
  // Of accounts that know more than may be looked at, the shelf has no use.
  if (ahead.length > 0) for (const [account, history] of await historiesOf(tx, ahead, asOf, policy)) histories.set(account, history);
  return histories;
}

/** Facts for the sessions among the rows that have none yet; answers whose they are. */
async function learn(tx: Tx, stored: ReadonlyMap<string, Stored>): Promise<Set<string>> {
  const unlearnt = [...stored.values()].flatMap(({ account, rows }) => rows.flatMap((row) => (row.type === 'session.seen' && row.facts === null ? [{ account, event: row.event, ip: row.ip, row }] : [])));
  const facts = await learnFacts(tx, unlearnt);
  unlearnt.forEach(({ row }, index) => { row.facts = facts[index] ?? null; });
  return new Set(unlearnt.map(({ account }) => account));
}

/** The shelf of this process, less what it learnt in a transaction that came to nothing. */
async function holdingFor(tx: Tx, policy: Policy): Promise<Holding> {
  const before = holding?.unproved.xid ?? null;
  const { rows: [state] } = await tx.execute<{ xid: string; place: string; before: string | null }>(sql`
    select pg_current_xact_id()::text as xid, pg_postmaster_start_time()::text || ' ' || (select oid from pg_database where datname = current_database()) as place,
      case when ${before}::xid8 < pg_current_xact_id() then pg_xact_status(${before}::xid8) end as before`);
  if (!state) throw new Error('no transaction');
  const of = `${state.place} policy ${policy.version}`;
  if (holding?.of !== of) holding = { of, shelf: new Shelf(tablesOf(policy), HELD_EVENTS), unproved: { xid: state.xid, accounts: new Set() } };
  const { shelf, unproved } = holding;
  if (unproved.xid !== state.xid) {
    if (state.before !== 'committed') for (const account of unproved.accounts) shelf.forget(account);
    holding.unproved = { xid: state.xid, accounts: new Set() };
  }
  return holding;
}
