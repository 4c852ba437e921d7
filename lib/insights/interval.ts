/** A share or a ratio with its interval: 95% where nothing else is said. */
export type Interval = { value: number; low: number; high: number };

const Z = 1.959964;

/** `hits` of `all`, with Wilson's score interval; null of nothing. */
export function shareOf(hits: number, all: number): Interval | null {
  if (all <= 0) return null;
  const p = hits / all;
  const centre = p + (Z * Z) / (2 * all);
  const spread = Z * Math.sqrt((p * (1 - p)) / all + (Z * Z) / (4 * all * all));
  const scale = 1 + (Z * Z) / all;
  return { value: p, low: Math.max(0, (centre - spread) / scale), high: Math.min(1, (centre + spread) / scale) };
}

/** How many times as frequent `hits` of `all` is as `otherHits` of `otherAll`: half a case added to each cell, log-normal interval (Katz) of `z` standard errors. */
export function ratioOf(hits: number, all: number, otherHits: number, otherAll: number, z = Z): Interval | null {
  if (all <= 0 || otherAll <= 0) return null;
  const [a, n, b, m] = [hits + 0.5, all + 1, otherHits + 0.5, otherAll + 1];
  const value = a / n / (b / m);
  const spread = Math.exp(z * Math.sqrt(Math.max(0, 1 / a - 1 / n + 1 / b - 1 / m)));
  return { value, low: value / spread, high: value * spread };
}
