/** An account with its score and what is true of it. */
export type Scored = { score: number; abuser: boolean };

/** Runs of equal scores from the highest down, with how many of each are abusers. */
function ties(rows: readonly Scored[]): { size: number; abusers: number }[] {
  const runs: { size: number; abusers: number; score: number }[] = [];
  for (const row of rows.toSorted((a, b) => b.score - a.score)) {
    const last = runs.at(-1);
    if (last?.score === row.score) {
      last.size += 1;
      last.abusers += row.abuser ? 1 : 0;
    } else runs.push({ size: 1, abusers: row.abuser ? 1 : 0, score: row.score });
  }
  return runs;
}

/** Abusers expected among the first `count`, where equal scores come in any order. */
function foundIn(rows: readonly Scored[], count: number): number {
  let [left, found] = [count, 0];
  for (const { size, abusers } of ties(rows)) {
    const taken = Math.min(left, size);
    found += (abusers * taken) / size;
    left -= taken;
    if (left === 0) break;
  }
  return found;
}

/** Share of abusers among the first `count`; null where there are not so many rows. */
export function precisionAt(rows: readonly Scored[], count: number): number | null {
  return count > 0 && rows.length >= count ? foundIn(rows, count) / count : null;
}

/** Share of all abusers that are among the first `count`; null where there are none. */
export function recallAt(rows: readonly Scored[], count: number): number | null {
  const all = rows.filter((row) => row.abuser).length;
  return all === 0 ? null : foundIn(rows, Math.min(count, rows.length)) / all;
}

/** The chance of each row to be among the first `count`: 1, 0, or a share where equal scores reach over the edge. In the order of the rows. */
export function chosen(rows: readonly { score: number }[], count: number): number[] {
  const chances = new Map<number, number>();
  let left = count;
  for (const { score, size } of sizes(rows)) {
    chances.set(score, Math.min(1, left / size));
    left = Math.max(0, left - size);
  }
  return rows.map((row) => chances.get(row.score) ?? 0);
}

function sizes(rows: readonly { score: number }[]): { score: number; size: number }[] {
  const counts = new Map<number, number>();
  for (const { score } of rows) counts.set(score, (counts.get(score) ?? 0) + 1);
  return [...counts].map(([score, size]) => ({ score, size })).sort((a, b) => b.score - a.score);
}

/** Mean precision over the abusers, each at its own place in the order; equal scores count as one place. Null where there are no abusers. */
export function averagePrecision(rows: readonly Scored[]): number | null {
  const all = rows.filter((row) => row.abuser).length;
  if (all === 0) return null;
  let [seen, found, sum] = [0, 0, 0];
  for (const { size, abusers } of ties(rows)) {
    seen += size;
    found += abusers;
    sum += abusers * (found / seen);
  }
  return sum / all;
}
