import { sql } from 'drizzle-orm';
import type { Tx } from '../../../db/client';
import type { AccountHistory } from '../../enrichment/history';
import { HUB_ABOVE } from '../link';
import { bandsOfHash } from '../simhash';
import { SAME_TEMPLATE_BITS, templatesOf } from '../template';

/** The templates of the accounts' proposals as they stand, and the accounts that write from one of the same. */
export async function keepTemplates(tx: Tx, histories: ReadonlyMap<string, AccountHistory>): Promise<string[]> {
  const now = [...histories.values()].flatMap((history) => templatesOf(history.bids).map((one) => ({
    account: history.account, hash: one.hash, first: iso(one.firstAt), last: iso(one.lastAt), proposals: one.proposals, bands: bandsOfHash(one.hash),
  })));
  const { rows: held } = await tx.execute<{ account: string; hash: string; proposals: number; last: string }>(sql`
    select account, hash, proposals, to_char(last_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"') as last from templates where account = any(${sql.param([...histories.keys()])}::text[])`);
  const stateOf = (row: { account: string; hash: string; proposals: number; last: string }): string => `${row.account} ${row.hash} ${row.proposals} ${row.last}`;
  const before = new Map(held.map((row) => [stateOf(row), row]));
  const after = new Set(now.map(stateOf));
  const gone = held.filter((row) => !after.has(stateOf(row)));
  const fresh = now.filter((row) => !before.has(stateOf(row)));
  if (gone.length === 0 && fresh.length === 0) return [];
  // Those who shared a template that changes are told before and after.
  const shared = (rows: readonly { account: string; hash: string }[]) => sharersOfTemplates(tx, rows.map(({ account, hash }) => ({ account, hash, bands: bandsOfHash(hash) })));
  const touched = new Set(await shared(gone));
  if (gone.length > 0) await tx.execute(sql`
    delete from templates t using jsonb_to_recordset(${JSON.stringify(gone)}::jsonb) as r(account text, hash text) where (t.account, t.hash) = (r.account, r.hash)`);
  if (fresh.length > 0) await tx.execute(sql`
    insert into templates (account, hash, first_at, last_at, proposals, bands)
    select account, hash, first, last, proposals, array(select jsonb_array_elements_text(bands)::int) from jsonb_to_recordset(${JSON.stringify(fresh)}::jsonb) as r(account text, hash text, first timestamptz, last timestamptz, proposals int, bands jsonb)
    order by account, hash on conflict (account, hash) do update set first_at = excluded.first_at, last_at = excluded.last_at, proposals = excluded.proposals`);
  for (const account of await shared(fresh)) touched.add(account);
  return [...touched];
}

async function sharersOfTemplates(tx: Tx, rows: readonly { account: string; hash: string; bands: number[] }[]): Promise<string[]> {
  if (rows.length === 0) return [];
  const found = await tx.execute<{ account: string }>(sql`
    select distinct o.account from jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) as k(account text, hash text, bands jsonb)
    cross join lateral (
      select account from templates t where t.bands && array(select jsonb_array_elements_text(k.bands)::int) and t.account <> k.account
        and bit_count(('x' || t.hash)::bit(64) # ('x' || k.hash)::bit(64)) <= ${SAME_TEMPLATE_BITS} limit ${HUB_ABOVE + 1}) o`);
  return found.rows.map((row) => row.account);
}

const iso = (at: number): string => new Date(at).toISOString();
