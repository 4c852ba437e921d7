import { getHeapStatistics } from 'node:v8';
import { sql } from 'drizzle-orm';
import type { Tx } from '../../../db/client';
import { ahead } from '../../kernel/ahead';
import type { Instant } from '../../kernel/instant';
import { portionsOf } from '../../kernel/portions';
import type { Policy } from '../../policy/policy';
import type { AccountHistory } from '../history';
import { historiesOf, tablesOf } from '../queries/histories';
import { rowsSince, type Stored } from '../queries/stored-rows';
import { Shelf } from '../shelf';
import { learnFacts } from './learn-facts';

/** What an event takes on the shelf, bytes; measured over a generated population. */
const EVENT_BYTES = 550;
/** What hangs beside an account's events, bytes: above all what was written of it (`lib/links/commands/written.ts`); measured as well. */
const ACCOUNT_BYTES = 5_500;
/** On the shelf of a process at most, bytes: about a gigabyte, and never more than half of what Node may take. */
const HELD_BYTES = Math.min(1.2e9, getHeapStatistics().heap_size_limit / 2);

/** Accounts that are asked for at once. */
const PORTION = 250;

/** What this process holds, of which database and under which rates. `pass`: the number its last pass drew. `unproved`: the accounts of a transaction that may not have committed. */
type Holding = { of: string; shelf: Shelf; pass: number; unproved: { xid: string; accounts: Set<string> } };
let holding: Holding | null = null;

const anchors = new WeakMap<AccountHistory, object>();

/**
 * Where what is known to stand in the database of the history's account can be kept from pass to pass, weakly: the same object as long as
 * nobody else can have written there, the history itself where it came from elsewhere.
 */
export function anchorOf(history: AccountHistory): object {
  return anchors.get(history) ?? history;
}

/** The same of an account whose history may have been told in an earlier pass; asked in a pass that has told its own. */
export function anchorIn(account: string): object | undefined {
  return holding?.shelf.anchorIn(account);
}

/**
 * The histories of accounts up to `asOf`, facts about new sessions learnt on the way; the same as `historiesOf` gives after that.
 * What was told before is not read again. One caller at a time: the pass that holds the lock of assessments.
 */
export async function tellHistories(tx: Tx, accounts: readonly string[], asOf: Instant, policy: Policy): Promise<Map<string, AccountHistory>> {
  const { shelf, unproved } = await holdingFor(tx, policy);
  const histories = new Map<string, AccountHistory>();
  const later: string[] = [];
  const rowsOf = (some: readonly string[]) => rowsSince(tx, some.map((account) => ({ account, since: shelf.since(account) })));
  const waiting = portionsOf(accounts, PORTION);
  const next = async (some: readonly string[]) => ({ some, stored: await rowsOf(some) });
  // What is brought of some is told while the database looks for the next.
  await ahead<Awaited<ReturnType<typeof next>>>(() => { const some = waiting.shift(); return some === undefined ? null : next(some); }, async ({ some, stored: first }) => {
    for (let [asked, stored] = [some, first]; ;) {
      await learn(tx, stored);
      for (const account of asked) unproved.accounts.add(account);
      const anew: string[] = [];
      for (const { account, total, rows } of stored.values()) {
        const chronicle = shelf.told(account, rows, total);
        if (chronicle === null) anew.push(account);
        else if (chronicle.latestAt > asOf) later.push(account);
        else histories.set(account, chronicle.upTo(asOf));
      }
      if (anew.length === 0) break;
      [asked, stored] = [anew, await rowsOf(anew)];
    }
  });
  // Of accounts that know more than may be looked at, the shelf has no use.
  if (later.length > 0) for (const [account, history] of await historiesOf(tx, later, asOf, policy)) histories.set(account, history);
  for (const [account, history] of histories) anchors.set(history, shelf.anchorOf(account));
  return histories;
}

/** Facts for the sessions among the rows that have none yet. */
async function learn(tx: Tx, stored: ReadonlyMap<string, Stored>): Promise<void> {
  const unlearnt = [...stored.values()].flatMap(({ account, rows }) => rows.flatMap((row) => (row.type === 'session.seen' && row.facts === null ? [{ account, event: row.event, ip: row.ip, row }] : [])));
  const facts = await learnFacts(tx, unlearnt);
  unlearnt.forEach(({ row }, index) => { row.facts = facts[index] ?? null; });
}

/**
 * The shelf of this process, less the accounts of a transaction that came to nothing. Every pass draws a number, also one that fails: who
 * drew the number before knows that nobody else was here in between.
 */
async function holdingFor(tx: Tx, policy: Policy): Promise<Holding> {
  const before = holding?.unproved.xid ?? null;
  const { rows: [state] } = await tx.execute<{ xid: string; place: string; before: string | null; pass: number | null }>(sql`
    select pg_current_xact_id()::text as xid, pg_postmaster_start_time()::text || ' ' || (select oid from pg_database where datname = current_database()) as place,
      case when ${before}::xid8 < pg_current_xact_id() then pg_xact_status(${before}::xid8) end as before,
      case when ${before}::xid8 is distinct from pg_current_xact_id() then nextval('passes')::float8 end as pass`);
  if (!state) throw new Error('no transaction');
  const of = `${state.place} policy ${policy.version}`;
  if (holding?.of !== of) holding = { of, shelf: new Shelf(tablesOf(policy), HELD_BYTES / EVENT_BYTES, ACCOUNT_BYTES / EVENT_BYTES), pass: state.pass ?? 0, unproved: { xid: state.xid, accounts: new Set() } };
  const { shelf, unproved, pass } = holding;
  if (unproved.xid !== state.xid) {
    if (state.before !== 'committed') for (const account of unproved.accounts) shelf.forget(account);
    if (state.pass !== pass + 1) shelf.doubt();
    holding.unproved = { xid: state.xid, accounts: new Set() };
    holding.pass = state.pass ?? 0;
  }
  return holding;
}
