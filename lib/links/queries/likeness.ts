import { sql } from 'drizzle-orm';
import type { Database, Tx } from '../../../db/client';
import { DAY } from '../../kernel/instant';
import { HUB_ABOVE, type PhotoTwin, type SharedTemplate, type TextTwin } from '../link';
import { pairDigest } from '../pair';
import { SAME_TEMPLATE_BITS, TEMPLATE_DAYS } from '../template';

/** Texts of other accounts that are alike beyond chance and boilerplate, for each account: best first, one a neighbour and field. */
export async function textTwinsOf(db: Database | Tx, accounts: readonly string[]): Promise<Map<string, TextTwin[]>> {
  const { rows } = await db.execute<{ account: string; other: string; field: TextTwin['field']; at: number; jaccard: number }>(sql`
    select p.account, p.other, p.other_field as field, (extract(epoch from greatest(m.at, o.at)) * 1000)::float8 as at, p.jaccard::float8 as jaccard
    from text_pairs p
    join texts m on (m.account, m.event, m.field) = (p.account, p.event, p.field)
    join texts o on (o.account, o.event, o.field) = (p.other, p.other_event, p.other_field)
    where p.account = any(${sql.param([...accounts])}::text[])`);
  const best = new Map<string, Map<string, TextTwin>>();
  for (const row of rows) {
    const own = best.get(row.account) ?? new Map<string, TextTwin>();
    best.set(row.account, own);
    const key = `${row.other} ${row.field}`;
    const twin = { account: row.other, field: row.field, at: Math.round(row.at), jaccard: Math.round(row.jaccard * 1e6) / 1e6, shared: [pairDigest(row.account, row.other)] };
    const held = own.get(key);
    if (held && (held.jaccard > twin.jaccard || (held.jaccard === twin.jaccard && held.at <= twin.at))) continue;
    own.set(key, twin);
  }
  return new Map([...best].map(([account, own]) => [account, [...own.values()].sort((a, b) => b.jaccard - a.jaccard || (a.account < b.account ? -1 : a.account > b.account ? 1 : a.field < b.field ? -1 : 1))]));
}

/** How many show the picture of a row with `account` and `hash`, in this copy or in one like it: to one above the hub limit. */
export const shownBy = (row: string) => sql`
  select least(${HUB_ABOVE + 1}::int, greatest(count(distinct s.account), 1 + coalesce(max(s.alike), 0)))::int as accounts from (
    (select l.account, o.alike from links l join photos o on (o.account, o.hash) = (l.account, l.digest) where l.kind = 'photo' and l.digest = ${sql.raw(row)}.hash limit ${HUB_ABOVE + 1})
    union all select other, 0 from photo_pairs where (account, hash) = (${sql.raw(row)}.account, ${sql.raw(row)}.hash)) s`;

/** How many show each picture of these accounts of which there is another copy; of the rest the index tells it. */
export async function picturesOf(db: Database | Tx, accounts: readonly string[]): Promise<Map<string, ReadonlyMap<string, number>>> {
  const { rows } = await db.execute<{ account: string; hash: string; accounts: number }>(sql`
    with k as (select account, hash from photos where account = any(${sql.param([...accounts])}::text[]) and alike > 0),
    shown as (select one.hash, s.accounts from (select distinct on (hash) account, hash from k order by hash, account) one cross join lateral (${shownBy('one')}) s)
    select k.account, k.hash, shown.accounts from k join shown using (hash)`);
  const pictures = new Map<string, Map<string, number>>();
  for (const row of rows) pictures.set(row.account, (pictures.get(row.account) ?? new Map<string, number>()).set(row.hash, row.accounts));
  return pictures;
}

/** Photographs of others that are one picture with one of ours, though not to the bit. */
export async function photoTwinsOf(db: Database | Tx, accounts: readonly string[]): Promise<Map<string, PhotoTwin[]>> {
  const { rows } = await db.execute<{ account: string; hash: string; other: string; other_hash: string; bits: number; accounts: number }>(sql`
    with p as materialized (select * from photo_pairs where account = any(${sql.param([...accounts])}::text[])),
    shown as materialized (
      select one.hash, s.accounts from (select distinct on (hash) account, hash from (select account, hash from p union all select other, other_hash from p) each order by hash, account) one
      cross join lateral (${shownBy('one')}) s)
    select p.account, p.hash, p.other, p.other_hash, p.bits, greatest(own.accounts, theirs.accounts) as accounts
    from p join shown own on own.hash = p.hash join shown theirs on theirs.hash = p.other_hash order by p.account, p.other, p.hash, p.other_hash`);
  const twins = new Map<string, PhotoTwin[]>();
  for (const row of rows) twins.set(row.account, [...(twins.get(row.account) ?? []), { account: row.other, own: row.hash, theirs: row.other_hash, bits: row.bits, shared: pairDigest(`${row.account} ${row.hash}`, `${row.other} ${row.other_hash}`), accounts: row.accounts }]);
  return twins;
}

type Row = { hash: string; first: number; last: number; proposals: number };
const templateOf = (row: Row) => ({ hash: row.hash, firstAt: Math.round(row.first), lastAt: Math.round(row.last), proposals: row.proposals });

/** Templates of these accounts that others use within 30 days of them; a tool that a crowd uses is left out. */
export async function templatesOf(db: Database | Tx, accounts: readonly string[]): Promise<Map<string, SharedTemplate[]>> {
  const { rows } = await db.execute<{ account: string; mine: Row; others: (Row & { account: string })[] }>(sql`
    select m.account, jsonb_build_object('hash', m.hash, 'first', extract(epoch from m.first_at) * 1000, 'last', extract(epoch from m.last_at) * 1000, 'proposals', m.proposals) as mine, o.others
    from templates m cross join lateral (
      select jsonb_agg(jsonb_build_object('account', t.account, 'hash', t.hash, 'first', extract(epoch from t.first_at) * 1000, 'last', extract(epoch from t.last_at) * 1000, 'proposals', t.proposals) order by t.account, t.hash) as others
      from (
        select account, hash, first_at, last_at, proposals from templates t
        where t.bands && m.bands and t.account <> m.account and bit_count(('x' || t.hash)::bit(64) # ('x' || m.hash)::bit(64)) <= ${SAME_TEMPLATE_BITS} limit ${HUB_ABOVE + 1}) t) o
    where m.account = any(${sql.param([...accounts])}::text[]) and o.others is not null order by m.account, m.hash`);
  const shared = new Map<string, SharedTemplate[]>();
  for (const { account, mine, others } of rows) {
    if (others.length > HUB_ABOVE) continue;
    const own = templateOf(mine);
    const near = others.map((one) => ({ account: one.account, ...templateOf(one) })).filter((one) => Math.abs(one.lastAt - own.lastAt) <= TEMPLATE_DAYS * DAY);
    if (near.length > 0) shared.set(account, [...(shared.get(account) ?? []), { ...own, others: near }]);
  }
  return shared;
}
