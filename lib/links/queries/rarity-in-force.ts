import { desc } from 'drizzle-orm';
import type { Database, Tx } from '../../../db/client';
import { rarityTables } from '../../../db/schema';
import { rarityTableOf, type RarityContent, type RarityTable } from '../rarity';

let held: RarityTable | null = null;

/** The newest table of frequencies, read once by a process until there is a newer one; null before the first is built. */
export async function rarityInForce(db: Database | Tx): Promise<RarityTable | null> {
  const [newest] = await db.select({ version: rarityTables.version, asOf: rarityTables.asOf }).from(rarityTables).orderBy(desc(rarityTables.version)).limit(1);
  if (!newest) return null;
  if (held?.version === newest.version && held.builtAt === newest.asOf) return held;
  const [row] = await db.select().from(rarityTables).orderBy(desc(rarityTables.version)).limit(1);
  held = row ? rarityTableOf({ version: row.version, builtAt: row.asOf, accounts: row.accounts }, row.content as RarityContent) : null;
  return held;
}
