import { quantile } from './intervals';

export type RingRow = { account: string; /** By the truth. */ ring: string | null; /** By the product. */ found: string | null };

export type Rings = { rings: number; found: number; recall: number | null; medianPurity: number | null; meanPurity: number | null; /** Rings of the product with no member of any true ring. */ strays: number };

/** Groups smaller than this are no rings: two accounts are a pair. */
export const RING_FROM = 3;

/**
 * A true ring is found where half of its members or more stand under one id of the product's. The purity of that id is the share of
 * its accounts that belong to the ring.
 */
export function ringsOf(rows: readonly RingRow[]): Rings {
  const truths = groups(rows, (row) => row.ring);
  const answers = groups(rows, (row) => row.found);
  const purities: number[] = [];
  const real = [...truths].filter(([, members]) => members.length >= RING_FROM);
  for (const [ring, members] of real) {
    const [best, held] = [...groups(members, (row) => row.found)].map(([id, inside]) => [id, inside.length] as const).sort((a, b) => b[1] - a[1])[0] ?? [null, 0];
    if (best === null || held < members.length / 2) continue;
    const under = answers.get(best) ?? [];
    purities.push(under.filter((row) => row.ring === ring).length / under.length);
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
