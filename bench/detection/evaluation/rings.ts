import { componentsOf } from '../../../lib/links/community';
import { quantile } from './intervals';

export type RingRow = { account: string; /** By the truth. */ ring: string | null; /** By the product. */ found: string | null };

/** Two accounts that show something in common. */
export type Pair = readonly [string, string];

export type Rings = {
  rings: number; found: number; recall: number | null; medianPurity: number | null; meanPurity: number | null;
  /** True rings that were found, or of which enough hang together by anything that may tie two accounts. */
  traceable: number;
  /** Rings of the product with no member of any true ring. */
  strays: number;
};

/** Groups smaller than this are no rings: two accounts are a pair. */
export const RING_FROM = 3;

/**
 * A true ring is found where half of its members or more stand under one id of the product's; of two ids with as many the purer, then the
 * first by name. The purity of an id is the share of its accounts that belong to the ring. `shared` names the accounts that show anything in common which may tie two.
 */
export function ringsOf(rows: readonly RingRow[], shared: readonly Pair[]): Rings {
  const held = puritiesOf(rows);
  const purities = [...held.values()];
  const found = purities.filter((purity) => purity !== null);
  return {
    rings: purities.length, found: found.length, recall: purities.length === 0 ? null : found.length / purities.length,
    medianPurity: found.length === 0 ? null : quantile(found, 0.5),
    meanPurity: found.length === 0 ? null : found.reduce((sum, one) => sum + one, 0) / found.length,
    traceable: traceableOf(rows, shared, held),
    strays: [...groups(rows, (row) => row.found).values()].filter((members) => members.every((row) => row.ring === null)).length,
  };
}

/** As many as make a ring, and half of the true one, hang together by what they share among themselves; what was found was traced, by whatever it was. */
function traceableOf(rows: readonly RingRow[], shared: readonly Pair[], held: ReadonlyMap<string, number | null>): number {
  const ringOf = new Map(rows.map(({ account, ring }) => [account, ring]));
  const inside = shared.flatMap(([a, b]) => (ringOf.get(a) != null && ringOf.get(a) === ringOf.get(b) ? [{ a, b, nats: 0 }] : []));
  const largest = new Map<string, number>();
  for (const members of componentsOf(inside)) {
    const ring = ringOf.get(members[0]!)!;
    largest.set(ring, Math.max(largest.get(ring) ?? 0, members.length));
  }
  return [...trueRings(rows)].filter(([ring, members]) => held.get(ring) !== null || (largest.get(ring) ?? 0) >= Math.max(RING_FROM, members.length / 2)).length;
}

function trueRings(rows: readonly RingRow[]): [string, RingRow[]][] {
  return [...groups(rows, (row) => row.ring)].filter(([, members]) => members.length >= RING_FROM);
}

/** By true ring, how pure the id is under which it was found; null where it was not. */
export function puritiesOf(rows: readonly RingRow[]): Map<string, number | null> {
  const answers = groups(rows, (row) => row.found);
  return new Map(trueRings(rows).map(([ring, members]) => {
    const best = [...groups(members, (row) => row.found)]
      .map(([id, inside]) => ({ id, held: inside.length, purity: inside.length / (answers.get(id)?.length ?? inside.length) }))
      .sort((a, b) => b.held - a.held || b.purity - a.purity || (a.id < b.id ? -1 : 1))[0];
    return [ring, best !== undefined && best.held >= members.length / 2 ? best.purity : null];
  }));
}

function groups<Row>(rows: readonly Row[], key: (row: Row) => string | null): Map<string, Row[]> {
  const found = new Map<string, Row[]>();
  for (const row of rows) {
    const name = key(row);
    if (name === null) continue;
    const own = found.get(name);
    if (own) own.push(row);
    else found.set(name, [row]);
  }
  return found;
}
