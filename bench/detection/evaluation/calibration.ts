/** What was said of an account, and what is true of it. */
export type Forecast = { probability: number; abuser: boolean };

export type Calibration = {
  /** Expected calibration error over ten bins of equal width of the probability: where few are abusers, nearly everybody is in the first. */
  ece: number;
  /** The same over ten bins of equal mass: a tenth of the accounts in each, from the lowest probability to the highest. */
  eceByMass: number;
  /** Logistic regression of the truth on the log-odds said: 1 and 0 where they are right. Null where the truth has one side only. */
  slope: number | null;
  intercept: number | null;
  brier: number;
};

const BINS = 10;

export function calibrationOf(forecasts: readonly Forecast[]): Calibration {
  const bins = Array.from({ length: BINS }, () => ({ count: 0, said: 0, true: 0 }));
  let brier = 0;
  for (const { probability, abuser } of forecasts) {
    const bin = bins[Math.min(BINS - 1, Math.floor(probability * BINS))] as (typeof bins)[number];
    bin.count += 1;
    bin.said += probability;
    bin.true += abuser ? 1 : 0;
    brier += (probability - (abuser ? 1 : 0)) ** 2;
  }
  const all = Math.max(1, forecasts.length);
  const line = fitted(forecasts);
  return { ece: bins.reduce((sum, bin) => sum + Math.abs(bin.said - bin.true), 0) / all, eceByMass: errorByMass(forecasts), slope: line?.slope ?? null, intercept: line?.intercept ?? null, brier: brier / all };
}

/** Equal probabilities come in no order: where they reach over the edge of a bin, each side has its part of the abusers among them. */
function errorByMass(forecasts: readonly Forecast[]): number {
  const runs = new Map<number, { probability: number; count: number; true: number }>();
  for (const { probability, abuser } of forecasts) {
    const run = runs.get(probability) ?? { probability, count: 0, true: 0 };
    runs.set(probability, run);
    run.count += 1;
    run.true += abuser ? 1 : 0;
  }
  const mass = forecasts.length / BINS;
  const gaps = Array.from({ length: BINS }, () => 0);
  let before = 0;
  for (const { probability, count, true: abusers } of [...runs.values()].sort((a, b) => a.probability - b.probability)) {
    for (let bin = Math.min(BINS - 1, Math.floor(before / mass)); bin < BINS && bin * mass < before + count; bin += 1) {
      const part = Math.max(0, Math.min(before + count, (bin + 1) * mass) - Math.max(before, bin * mass)) / count;
      gaps[bin] = (gaps[bin] as number) + part * (count * probability - abusers);
    }
    before += count;
  }
  return gaps.reduce((sum, gap) => sum + Math.abs(gap), 0) / Math.max(1, forecasts.length);
}

/** The line through truth and log-odds said; null where the truth has one side only. Newton's method, from the identity; a step that would leave the plausible is shortened. */
export function fitted(forecasts: readonly Forecast[]): { slope: number; intercept: number } | null {
  const positives = forecasts.filter((one) => one.abuser).length;
  if (positives === 0 || positives === forecasts.length) return null;
  const rows = forecasts.map(({ probability, abuser }) => ({ x: logit(probability), y: abuser ? 1 : 0 }));
  let [slope, intercept] = [1, 0];
  for (let step = 0; step < 50; step += 1) {
    let [g0, g1, h00, h01, h11] = [0, 0, 0, 0, 0];
    for (const { x, y } of rows) {
      const p = 1 / (1 + Math.exp(-(intercept + slope * x)));
      const weight = Math.max(1e-12, p * (1 - p));
      g0 += y - p;
      g1 += (y - p) * x;
      h00 += weight;
      h01 += weight * x;
      h11 += weight * x * x;
    }
    const determinant = h00 * h11 - h01 * h01;
    if (determinant < 1e-12) return null;
    const [by0, by1] = [(h11 * g0 - h01 * g1) / determinant, (h00 * g1 - h01 * g0) / determinant];
    const shorter = Math.min(1, 1 / Math.max(Math.abs(by0) / 2, Math.abs(by1)));
    intercept += by0 * shorter;
    slope += by1 * shorter;
    if (Math.abs(by0) + Math.abs(by1) < 1e-8) break;
  }
  return { slope, intercept };
}

function logit(probability: number): number {
  const kept = Math.min(1 - 1e-6, Math.max(1e-6, probability));
  return Math.log(kept / (1 - kept));
}
