import { quantile } from './intervals';

export type RingRow = { account: string; /** By the truth. */ ring: string | null; /** By the product. */ found: string | null };

export type Rings = { rings: number; found: number; recall: number | null; medianPurity: number | null; meanPurity: number | null; /** Rings of the product with no member of any true ring. */ strays: number };

/** Groups smaller than this are no rings: two accounts are a pair. */
export const RING_FROM = 3;

/**
 * A true ring is found where half of its members or more stand under one id of the product's; of two ids with as many the purer, then the
 * first by name. The purity of an id is the share of its accounts that belong to the ring.
 */
export function ringsOf(rows: readonly RingRow[]): Rings {
  const truths = groups(rows, (row) => row.ring);
  const answers = groups(rows, (row) => row.found);
  const purities: number[] = [];
  const real = [...truths].filter(([, members]) => members.length >= RING_FROM);
  for (const [, members] of real) {
    const best = [...groups(members, (row) => row.found)]
      .map(([id, inside]) => ({ id, held: inside.length, purity: inside.length / (answers.get(id)?.length ?? inside.length) }))
      .sort((a, b) => b.held - a.held || b.purity - a.purity || (a.id < b.id ? -1 : 1))[0];
    if (best !== undefined && best.held >= members.length / 2) purities.push(best.purity);
  }
  return {
    rings: real.length, found: purities.length, recall: real.length === 0 ? null : purities.length / real.length,
    medianPurity: purities.length === 0 ? null : quantile(purities, 0.5),
    meanPurity: purities.length === 0 ? null : purities.reduce((sum, one) => sum + one, 0) / purities.length,
    strays: [...answers.values()].filter((members) => members.every((row) => row.ring === null)).length,
  };
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
