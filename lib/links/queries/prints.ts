import { sql } from 'drizzle-orm';
import type { Database, Tx } from '../../../db/client';
import type { RarityTable } from '../rarity';

/** The parts of a machine by name, with the share of accounts that show each; null where that is not counted. */
export type Parts = readonly { part: string; share: number | null }[];

/** What fingerprints are made of follows from the print and never changes. */
const made = new Map<string, Readonly<Record<string, string>>>();
const MADE_AT_MOST = 50_000;
/** How common the parts are, by the table that says so. */
const counted = new WeakMap<RarityTable, Map<string, Parts>>();

/** Of each of these fingerprints what it is made of, and how common that is. One that was not written yet is left out. */
export async function partsOf(db: Database | Tx, digests: readonly string[], rarity: RarityTable | null): Promise<ReadonlyMap<string, Parts>> {
  // Taken before anything is waited for: others may begin the memory anew meanwhile.
  const held = new Map(digests.flatMap((digest) => { const parts = made.get(digest); return parts ? [[digest, parts] as const] : []; }));
  const asked = digests.filter((digest) => !held.has(digest));
  if (asked.length > 0) {
    const { rows } = await db.execute<{ digest: string; parts: Record<string, string> }>(sql`select digest, parts from prints where digest = any(${sql.param(asked)}::text[])`);
    for (const { digest, parts } of rows) held.set(digest, parts);
    if (made.size + rows.length > MADE_AT_MOST) made.clear();
    for (const [digest, parts] of held) made.set(digest, parts);
  }
  const known = (rarity && counted.get(rarity)) ?? new Map<string, Parts>();
  if (rarity) counted.set(rarity, known);
  const told = new Map<string, Parts>();
  for (const digest of digests) {
    const parts = held.get(digest);
    if (!parts) continue;
    const shares = known.get(digest) ?? Object.entries(parts).sort().map(([part, value]) => ({ part, share: rarity?.shareOf(part as 'gpu', value) ?? null }));
    known.set(digest, shares);
    told.set(digest, shares);
  }
  return told;
}
