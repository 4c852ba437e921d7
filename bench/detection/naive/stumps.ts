/**
 * Boosted stumps with a logistic loss: a classifier of the usual sort, learnt from labels, as a ceiling of what per-account aggregates
 * can tell. Rows of equal length; labels 0 or 1. Deterministic.
 */
export type Stumps = { bias: number; stumps: readonly { feature: number; above: number; low: number; high: number }[] };

const BINS = 32;

export function learnStumps(rows: readonly (readonly number[])[], labels: readonly number[], { rounds = 300, rate = 0.1, positiveWeight = 1 } = {}): Stumps {
  const features = rows[0]?.length ?? 0;
  const edges = Array.from({ length: features }, (_, feature) => edgesOf(rows.map((row) => row[feature] as number)));
  const binned = Array.from({ length: features }, (_, feature) => Uint8Array.from(rows, (row) => binOf(edges[feature] as number[], row[feature] as number)));
  const weights = labels.map((label) => (label === 1 ? positiveWeight : 1));
  const positive = labels.reduce((sum, label, index) => sum + label * (weights[index] as number), 0);
  const total = weights.reduce((sum, weight) => sum + weight, 0);
  const bias = Math.log(Math.max(1e-6, positive) / Math.max(1e-6, total - positive));
  const scores = new Float64Array(rows.length).fill(bias);
  const stumps: Stumps['stumps'][number][] = [];
  for (let round = 0; round < rounds; round += 1) {
    const slopes = Float64Array.from(scores, (score, index) => (weights[index] as number) * ((labels[index] as number) - 1 / (1 + Math.exp(-score))));
    const curves = Float64Array.from(scores, (score, index) => { const p = 1 / (1 + Math.exp(-score)); return (weights[index] as number) * p * (1 - p); });
    const best = bestSplit(binned, edges, slopes, curves);
    if (!best) break;
    stumps.push({ feature: best.feature, above: (edges[best.feature] as number[])[best.bin] as number, low: rate * best.low, high: rate * best.high });
    const bins = binned[best.feature] as Uint8Array;
    for (let index = 0; index < scores.length; index += 1) scores[index] = (scores[index] as number) + rate * ((bins[index] as number) > best.bin ? best.high : best.low);
  }
  return { bias, stumps };
}

export function stumpScore(model: Stumps, row: readonly number[]): number {
  return model.stumps.reduce((sum, { feature, above, low, high }) => sum + ((row[feature] as number) > above ? high : low), model.bias);
}

/** Values between which rows are split: up to thirty-two, evenly over the rows. */
function edgesOf(values: readonly number[]): number[] {
  const sorted = [...new Set(values)].sort((a, b) => a - b);
  if (sorted.length <= BINS) return sorted;
  const all = values.toSorted((a, b) => a - b);
  // Finer towards the top, where the few are.
  const cuts = Array.from({ length: BINS }, (_, nth) => (nth < BINS / 2 ? nth / (BINS / 2) : 1 - 0.5 ** (1 + (nth - BINS / 2) / 2)));
  return [...new Set(cuts.map((cut) => all[Math.min(all.length - 1, Math.floor(cut * all.length))] as number))].sort((a, b) => a - b);
}

/** The number of edges below the value: rows in bin b and lower are at most edge b. */
function binOf(edges: readonly number[], value: number): number {
  let bin = 0;
  while (bin < edges.length && value > (edges[bin] as number)) bin += 1;
  return bin;
}

const SMOOTHING = 1;

function bestSplit(binned: readonly Uint8Array[], edges: readonly number[][], slopes: Float64Array, curves: Float64Array): { feature: number; bin: number; low: number; high: number } | null {
  let best: { feature: number; bin: number; low: number; high: number; gain: number } | null = null;
  for (const [feature, bins] of binned.entries()) {
    const count = (edges[feature] as number[]).length + 1;
    const [slope, curve] = [new Float64Array(count), new Float64Array(count)];
    for (let index = 0; index < bins.length; index += 1) {
      const bin = bins[index] as number;
      slope[bin] = (slope[bin] as number) + (slopes[index] as number);
      curve[bin] = (curve[bin] as number) + (curves[index] as number);
    }
    const [allSlope, allCurve] = [slope.reduce((a, b) => a + b, 0), curve.reduce((a, b) => a + b, 0)];
    let [left, leftCurve] = [0, 0];
    for (let bin = 0; bin < count - 1; bin += 1) {
      left += slope[bin] as number;
      leftCurve += curve[bin] as number;
      const [right, rightCurve] = [allSlope - left, allCurve - leftCurve];
      const gain = left ** 2 / (leftCurve + SMOOTHING) + right ** 2 / (rightCurve + SMOOTHING) - allSlope ** 2 / (allCurve + SMOOTHING);
      if (gain > 1e-9 && (!best || gain > best.gain)) best = { feature, bin, low: left / (leftCurve + SMOOTHING), high: right / (rightCurve + SMOOTHING), gain };
    }
  }
  return best;
}
