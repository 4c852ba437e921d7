import { sql } from 'drizzle-orm';
import type { Database, Tx } from '../../../db/client';

/** Accounts by the band they stand in and the one the shadow policy would put them in. */
export async function shadowMoves(db: Database | Tx): Promise<{ accounts: number; moves: Record<string, number> }> {
  const { rows } = await db.execute<{ was: string; band: string; accounts: number }>(sql`select was, band, count(*)::float8 as accounts from shadow_standings group by was, band order by was, band`);
  return { accounts: rows.reduce((sum, { accounts }) => sum + accounts, 0), moves: Object.fromEntries(rows.map(({ was, band, accounts }) => [`${was} ${band}`, accounts])) };
}
