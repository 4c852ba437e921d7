import { sql } from 'drizzle-orm';
import type { Database, Tx } from '../../../db/client';
import { DAY } from '../../kernel/instant';
import { HUB_ABOVE, type PhotoTwin, type SharedTemplate } from '../link';
import { pairDigest } from '../pair';
import { SAME_TEMPLATE_BITS, TEMPLATE_DAYS } from '../template';

/** Photographs of others that are one picture with one of ours, though not to the bit. */
export async function photoTwinsOf(db: Database | Tx, accounts: readonly string[]): Promise<Map<string, PhotoTwin[]>> {
  const { rows } = await db.execute<{ account: string; hash: string; other: string; other_hash: string; bits: number }>(sql`
    select account, hash, other, other_hash, bits from photo_pairs where account = any(${sql.param([...accounts])}::text[]) order by account, other, hash, other_hash`);
  const twins = new Map<string, PhotoTwin[]>();
  for (const row of rows) twins.set(row.account, [...(twins.get(row.account) ?? []), { account: row.other, own: row.hash, theirs: row.other_hash, bits: row.bits, shared: pairDigest(`${row.account} ${row.hash}`, `${row.other} ${row.other_hash}`) }]);
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
