import { sql } from 'drizzle-orm';
import type { Tx } from '../../../db/client';
import type { AccountHistory, Bid } from '../../enrichment/history';
import { iso } from '../../kernel/instant';
import { HUB_ABOVE, type Template } from '../link';
import { bandsOfHash } from '../simhash';
import { SAME_TEMPLATE_BITS, templatesOf } from '../template';
import { unknown, writtenOf, type WrittenTemplate } from './written';

/** The templates of the accounts' proposals as they stand, and the accounts that write from one of the same. */
export async function keepTemplates(tx: Tx, histories: ReadonlyMap<string, AccountHistory>): Promise<string[]> {
  const asked = unknown(histories, 'templates');
  const held = await heldOf(tx, asked);
  const gone: WrittenTemplate[] = [];
  const fresh: (WrittenTemplate & { first: string; bands: number[] })[] = [];
  for (const [account, history] of histories) {
    const written = writtenOf(history);
    const before = written.templates ?? held.get(account) ?? [];
    const now = templatesIn(history).map((one) => ({ account, hash: one.hash, first: iso(one.firstAt), last: iso(one.lastAt), proposals: one.proposals }));
    if (before.length > 0 || now.length > 0) {
      const [stood, stands] = [new Set(before.map(stateOf)), new Set(now.map(stateOf))];
      gone.push(...before.filter((row) => !stands.has(stateOf(row))));
      fresh.push(...now.flatMap((row) => (stood.has(stateOf(row)) ? [] : [{ ...row, bands: bandsOfHash(row.hash) }])));
    }
    written.templates = now.map(({ first: _first, ...row }) => row);
  }
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

const stateOf = (row: WrittenTemplate): string => `${row.account} ${row.hash} ${row.proposals} ${row.last}`;

/** The templates that stand of these accounts. */
async function heldOf(tx: Tx, accounts: readonly string[]): Promise<Map<string, WrittenTemplate[]>> {
  if (accounts.length === 0) return new Map();
  const { rows } = await tx.execute<WrittenTemplate>(sql`
    select account, hash, proposals, to_char(last_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"') as last from templates where account = any(${sql.param([...accounts])}::text[])`);
  const held = new Map<string, WrittenTemplate[]>();
  for (const row of rows) held.set(row.account, [...(held.get(row.account) ?? []), row]);
  return held;
}

/** The templates of an account's bids. They move with the bids alone, which come one after the other: the last and their number stand for all. */
function templatesIn({ bids }: AccountHistory): readonly Template[] {
  const last = bids.at(-1);
  if (last === undefined) return [];
  const known = found.get(last);
  if (known?.bids === bids.length) return known.templates;
  const templates = templatesOf(bids);
  found.set(last, { bids: bids.length, templates });
  return templates;
}

const found = new WeakMap<Bid, { bids: number; templates: readonly Template[] }>();

async function sharersOfTemplates(tx: Tx, rows: readonly { account: string; hash: string; bands: number[] }[]): Promise<string[]> {
  if (rows.length === 0) return [];
  const { rows: sharers } = await tx.execute<{ account: string }>(sql`
    select distinct o.account from jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) as k(account text, hash text, bands jsonb)
    cross join lateral (
      select account from templates t where t.bands && array(select jsonb_array_elements_text(k.bands)::int) and t.account <> k.account
        and bit_count(('x' || t.hash)::bit(64) # ('x' || k.hash)::bit(64)) <= ${SAME_TEMPLATE_BITS} limit ${HUB_ABOVE + 1}) o`);
  return sharers.map((row) => row.account);
}
