import type { Random } from '../random';

export type Interval = readonly [low: number, high: number];

/** Upper end of the one-sided Clopper-Pearson interval: the largest rate at which `hits` or fewer of `of` come with a chance of 1 - level. */
export function upperBound(hits: number, of: number, level = 0.95): number {
  if (of === 0 || hits >= of) return 1;
  let [low, high] = [hits / of, 1];
  for (let step = 0; step < 60; step += 1) {
    const middle = (low + high) / 2;
    if (atMost(hits, of, middle) > 1 - level) low = middle;
    else high = middle;
  }
  return (low + high) / 2;
}

/** P(X <= hits), X binomial; summed in logarithms, so that no term is lost to underflow. */
function atMost(hits: number, of: number, rate: number): number {
  if (rate <= 0) return 1;
  if (rate >= 1) return hits >= of ? 1 : 0;
  const odds = Math.log(rate) - Math.log1p(-rate);
  let term = of * Math.log1p(-rate);
  let sum = -Infinity;
  for (let count = 0; count <= hits; count += 1) {
    const [larger, smaller] = sum > term ? [sum, term] : [term, sum];
    sum = larger + Math.log1p(Math.exp(smaller - larger));
    term += Math.log(of - count) - Math.log(count + 1) + odds;
  }
  return Math.min(1, Math.exp(sum));
}

/** Wilson's interval of a share; 95% by default. */
export function wilson(hits: number, of: number, z = 1.959964): Interval {
  if (of === 0) return [0, 1];
  const share = hits / of;
  const scale = 1 + z ** 2 / of;
  const centre = (share + z ** 2 / (2 * of)) / scale;
  const half = (z / scale) * Math.sqrt((share * (1 - share)) / of + z ** 2 / (4 * of ** 2));
  return [Math.max(0, centre - half), Math.min(1, centre + half)];
}

/**
 * Percentile intervals (95%) of several statistics at once, by resampling whole units: accounts of one operator come and go together.
 * A statistic that is null in a round is left out of that round.
 */
export function bootstrap<Row, Name extends string>(units: readonly (readonly Row[])[], statistics: (rows: readonly Row[]) => Record<Name, number | null>, random: Random, rounds = 300): Partial<Record<Name, Interval>> {
  const drawn = new Map<Name, number[]>();
  for (let round = 0; round < rounds; round += 1) {
    const rows: Row[] = [];
    for (let nth = 0; nth < units.length; nth += 1) for (const row of random.pick(units)) rows.push(row);
    for (const [name, value] of Object.entries(statistics(rows)) as [Name, number | null][]) {
      if (value === null) continue;
      const values = drawn.get(name) ?? [];
      values.push(value);
      drawn.set(name, values);
    }
  }
  return Object.fromEntries([...drawn].map(([name, values]) => [name, [quantile(values, 0.025), quantile(values, 0.975)] as const])) as Partial<Record<Name, Interval>>;
}

/** The value below which a share of the values lies; between two neighbours by the distance to each. Infinity is a value like others. */
export function quantile(values: readonly number[], share: number): number {
  const sorted = values.toSorted((a, b) => a - b);
  if (sorted.length === 0) return Number.NaN;
  const place = share * (sorted.length - 1);
  const [below, above] = [sorted[Math.floor(place)] as number, sorted[Math.ceil(place)] as number];
  return below === above ? below : below + (above - below) * (place - Math.floor(place));
}
