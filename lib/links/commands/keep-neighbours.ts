import { sql } from 'drizzle-orm';
import type { Tx } from '../../../db/client';
import type { AccountHistory } from '../../enrichment/history';
import { iso, type Instant } from '../../kernel/instant';
import type { IndexRead } from '../queries/index-read';
import type { RarityTable } from '../rarity';
import { keepLinks } from './keep-links';
import { keepRings } from './keep-rings';

/**
 * Brings links, likeness, cards and rings up to what the histories show. Answers the other accounts that must be read again by it: something
 * changed that they see, or a member of their ring moved. `index` must not have been asked before. With `ringsAnew` the rings around all these accounts
 * are found anew, whatever changed.
 */
export async function keepNeighbours(tx: Tx, histories: ReadonlyMap<string, AccountHistory>, at: Instant, rarity: RarityTable | null, index: IndexRead, ringsAnew = false): Promise<string[]> {
  const forRings = new Set<string>();
  const beside = await keepLinks(tx, histories, rarity, forRings);
  if (ringsAnew) for (const account of histories.keys()) forRings.add(account);
  const moved = await keepRings(tx, [...forRings], at, rarity, index);
  for (const account of [...moved, ...await ringMatesOf(tx, moved, at)]) beside.add(account);
  return [...beside].filter((account) => !histories.has(account));
}

/** Members of the rings that these accounts are in, or left at this instant. */
async function ringMatesOf(tx: Tx, accounts: ReadonlySet<string>, at: Instant): Promise<string[]> {
  if (accounts.size === 0) return [];
  const { rows } = await tx.execute<{ account: string }>(sql`
    select distinct m.account from ring_members mine join ring_members m on m.ring = mine.ring and m.left_at is null
    where (mine.left_at is null or mine.left_at = ${iso(at)}::timestamptz) and mine.account = any(${sql.param([...accounts])}::text[])`);
  return rows.map((row) => row.account);
}
