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
  const asked = digests.filter((digest) => !made.has(digest));
  if (asked.length > 0) {
    const { rows } = await db.execute<{ digest: string; parts: Record<string, string> }>(sql`select digest, parts from prints where digest = any(${sql.param(asked)}::text[])`);
    if (made.size + rows.length > MADE_AT_MOST) {
      // Those asked for now are needed in a moment.
      const kept = digests.flatMap((digest) => { const parts = made.get(digest); return parts ? [[digest, parts] as const] : []; });
      made.clear();
      for (const [digest, parts] of kept) made.set(digest, parts);
    }
    for (const row of rows) made.set(row.digest, row.parts);
  }
  const known = (rarity && counted.get(rarity)) ?? new Map<string, Parts>();
  if (rarity) counted.set(rarity, known);
  const told = new Map<string, Parts>();
  for (const digest of digests) {
    const parts = made.get(digest);
    if (!parts) continue;
    const shares = known.get(digest) ?? Object.entries(parts).sort().map(([part, value]) => ({ part, share: rarity?.shareOf(part as 'gpu', value) ?? null }));
    known.set(digest, shares);
    told.set(digest, shares);
  }
  return told;
}
