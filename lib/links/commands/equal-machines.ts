import { sql } from 'drizzle-orm';
import type { Tx } from '../../../db/client';
import type { AccountHistory } from '../../enrichment/history';
import { isoOf, type Instant } from '../../kernel/instant';
import { COMPARED_AT_MOST, FEW } from '../beat';
import { HUB_ABOVE, type Link } from '../link';
import { isTelling } from '../print';
import { busyAmong } from '../queries/beats';
import { partsOf } from '../queries/prints';
import type { RarityTable } from '../rarity';
import { AMBIENT_KINDS } from '../weight';

/** A fingerprint whose rows changed. `fresh`: rows that are new; `after`: only those who came after this notice, null for all. */
export type ChangedLook = { digest: string; fresh: number; after: Instant | null; /** When the first of the new ones began to act; null where an earlier one changed. */ began: Instant | null };

/**
 * Who notices that others came to a machine that looks like theirs. Thousands of people own equal machines, so this is where nearly everybody
 * would be read again for nothing. A look that is not telling by itself (print.ts) is read in three places alone: whether it is a crowd; for
 * synchrony, of whoever acted in the same days, and often enough, as long as few show it; and beside something else that two of them share. Who notices none
 * of these is left out.
 */
export async function noticedLooks(tx: Tx, changed: readonly ChangedLook[], histories: ReadonlyMap<string, AccountHistory>, rarity: RarityTable | null): Promise<string[]> {
  if (changed.length === 0) return [];
  const parts = await partsOf(tx, changed.map(({ digest }) => digest), rarity);
  const looks = changed.map(({ digest, fresh, after, began }) => ({ digest, fresh, after: isoOf(after), began: isoOf(began), telling: isTelling(parts.get(digest)) }));
  // On what is shown by more than this nobody is compared in time (beat.ts).
  const most = sql`case when mine.kind = any(${sql.param([...AMBIENT_KINDS])}::text[]) then ${FEW}::int else ${HUB_ABOVE}::int end`;
  const { rows } = await tx.execute<{ account: string; beside: boolean }>(sql`
    with held as materialized (
      select k.*, l.account, l.first_at, count(*) over (partition by k.digest) as holders, array_agg(l.account) over (partition by k.digest) as everybody
      from jsonb_to_recordset(${JSON.stringify(looks)}::jsonb) as k(digest text, fresh int, after timestamptz, began timestamptz, telling boolean)
      cross join lateral (select account, first_at from links where kind = 'fingerprint' and digest = k.digest limit ${HUB_ABOVE + 1} + k.fresh) l),
    told as materialized (
      select *, holders - fresh as before from held where holders - fresh <= ${HUB_ABOVE} and holders > 1 and (after is null or first_at > after))
    select t.account, bool_or(r.beside) as beside from told t cross join lateral (select
      t.telling or t.holders > ${HUB_ABOVE} or (t.before <= ${FEW} and t.holders > ${FEW})
      or exists (select from ring_members mine where mine.account = t.account and mine.left_at is null)
      or exists (select from text_pairs where account = t.account and other = any(t.everybody))
      or exists (select from photo_pairs where account = t.account and other = any(t.everybody))
      or exists (
        select from links mine cross join lateral (select account from links where kind = mine.kind and digest = mine.digest limit ${HUB_ABOVE + 1}) one
        where mine.account = t.account and mine.kind <> 'fingerprint' and one.account <> t.account and one.account = any(t.everybody)) as beside) r
    where r.beside or (t.holders <= ${FEW} and (
      t.began is null or exists (select from accounts a where a.account = t.account and (a.last_event_at >= t.began or a.last_event_at is null))
      or exists (select from text_pairs where account = t.account) or exists (select from photo_pairs where account = t.account) or exists (select from templates where account = t.account)
      or ${COMPARED_AT_MOST} < (
        select coalesce(sum(company.n), 0) from links mine cross join lateral (
          select count(*) as n from (select from links where kind = mine.kind and digest = mine.digest limit 1 + ${most}) one) company
        where mine.account = t.account and company.n between 2 and ${most})))
    group by t.account`);
  // Those of the pass are read anyway; around them rings may move by a look alone.
  const settled = (row: { account: string; beside: boolean }) => row.beside || histories.has(row.account);
  const inTime = await busyAmong(tx, rows.flatMap((row) => (settled(row) ? [] : [row.account])));
  return rows.flatMap((row) => (settled(row) || inTime.has(row.account) ? [row.account] : []));
}

/** When an account first did what is compared in time (beat.ts). */
export function firstActIn({ stretches, bids, activities }: Pick<AccountHistory, 'stretches' | 'bids' | 'activities'>): Instant {
  return Math.min(...[stretches, bids, activities].map((list) => list[0]?.at ?? Infinity));
}

/** The looks among these links that are telling by themselves. */
export async function tellingAmong(tx: Tx, links: readonly Link[], rarity: RarityTable | null): Promise<string[]> {
  const parts = await partsOf(tx, links.flatMap(({ kind, digest }) => (kind === 'fingerprint' ? [digest] : [])), rarity);
  return [...parts].flatMap(([digest, one]) => (isTelling(one) ? [digest] : []));
}
