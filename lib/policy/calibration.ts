import type { Calibration } from './policy';

/**
 * From log-odds to a probability that can be held to its word. Fitted to settled cases, each weighted by one over the chance that it came to
 * be looked at (counted.ts); kept in the policy as a versioned artefact. Pure, and the same for any order of the cases.
 */
export type Judged = { logOdds: number; against: boolean; weight: number };

/** Cases of either outcome before a curve may bend freely, and before a line may be drawn at all. */
const FOR_STEPS = 50;
export const FOR_LINE = 5;

/** How many cases there are of the rarer outcome: a fit is no surer than they are many. */
function ofTheRarer(cases: readonly Judged[]): number {
  const against = cases.filter((each) => each.against).length;
  return Math.min(against, cases.length - against);
}

/** Whether there are cases enough for anything but the identity. */
export function canFit(cases: readonly Judged[]): boolean {
  return ofTheRarer(cases) >= FOR_LINE;
}

/** Isotonic where there are cases enough, Platt's line where there are some, else the identity; says so in its source. */
export function fitCalibration(cases: readonly Judged[], source: string): Calibration {
  const least = ofTheRarer(cases);
  if (least < FOR_LINE) return { a: 1, b: 0, source: `identity: too few decided cases (${source})`, cases: cases.length };
  const line = plattOf(cases);
  const steps = least < FOR_STEPS ? [] : isotonicOf(cases);
  if (steps.length < 2) return { ...line, source: `Platt: ${source}`, cases: cases.length };
  return { ...line, steps, source: `isotonic: ${source}`, cases: cases.length };
}

/** Pull towards the identity, as much as one case of each kind at even odds: a line through few points must not be steep. */
const PULL = 1;

/** Platt's line by weighted logistic regression, drawn to a = 1, b = 0; a stays above 0, so that order is kept. */
export function plattOf(cases: readonly Judged[]): { a: number; b: number } {
  const { slope, intercept } = logistic(scaled(cases).map(({ logOdds, against, weight }) => ({ x: logOdds, y: against ? 1 : 0, weight })), PULL);
  return { a: Math.min(5, Math.max(0.01, slope)), b: Math.min(20, Math.max(-20, intercept)) };
}

/**
 * Isotonic regression (pool adjacent violators): steps at the mean log-odds of each pool. Probabilities stay off 0 and 1 by what so many
 * cases cannot rule out.
 */
export function isotonicOf(cases: readonly Judged[]): [number, number][] {
  const rows = scaled(cases).filter((each) => each.weight > 0).sort((a, b) => a.logOdds - b.logOdds || Number(a.against) - Number(b.against) || a.weight - b.weight);
  // Cases of one log-odds are one step before any pooling.
  const tied: Pool[] = [];
  for (const { logOdds: x, against, weight } of rows) {
    const row = { x, y: against ? 1 : 0, weight };
    if (tied.at(-1)?.x === x) tied.push(pooled(tied.pop()!, row));
    else tied.push(row);
  }
  const pools: Pool[] = [];
  for (const row of tied) {
    pools.push(row);
    while (pools.length > 1 && pools.at(-2)!.y >= pools.at(-1)!.y - 1e-12) pools.push(pooled(...(pools.splice(-2) as [Pool, Pool])));
  }
  const edge = 0.5 / (rows.reduce((sum, each) => sum + each.weight, 0) + 1);
  return pools.map(({ x, y }) => [x, Math.min(1 - edge, Math.max(edge, y))]);
}

type Pool = { x: number; y: number; weight: number };

function pooled(left: Pool, right: Pool): Pool {
  const weight = left.weight + right.weight;
  const mean = (key: 'x' | 'y') => (left[key] * left.weight + right[key] * right.weight) / weight;
  return { x: left.x === right.x ? left.x : mean('x'), y: mean('y'), weight };
}

/** Weights that add up to the size of an equal sample (Kish): a few heavy cases are few cases. */
function scaled(cases: readonly Judged[]): Judged[] {
  const sum = cases.reduce((total, each) => total + each.weight, 0);
  const squares = cases.reduce((total, each) => total + each.weight ** 2, 0);
  const scale = squares === 0 ? 0 : sum / squares;
  return cases.map((each) => ({ ...each, weight: each.weight * scale }));
}

export type Foretold = { probability: number; against: boolean; weight: number };

/** Mean squared error of the probabilities; 0 is perfect, 0.25 what a coin would have. */
export function brierOf(cases: readonly Foretold[]): number {
  return mean(cases, ({ probability, against }) => (probability - (against ? 1 : 0)) ** 2);
}

export type Bin = { foretold: number; came: number; weight: number };

/** Bins of about equal weight, low probabilities first: foretold beside what came. Equal probabilities share a bin. */
export function reliabilityOf(cases: readonly Foretold[], bins = 10): Bin[] {
  const rows = [...cases].sort((a, b) => a.probability - b.probability || Number(a.against) - Number(b.against));
  const all = rows.reduce((sum, each) => sum + each.weight, 0);
  const filled: Foretold[][] = Array.from({ length: bins }, () => []);
  let before = 0;
  for (let from = 0, to = 0; from < rows.length; from = to) {
    let weight = 0;
    for (to = from; rows[to]?.probability === rows[from]!.probability; to += 1) weight += rows[to]!.weight;
    const bin = filled[Math.min(bins - 1, Math.floor(((before + weight / 2) / all) * bins))]!;
    for (let i = from; i < to; i += 1) bin.push(rows[i]!);
    before += weight;
  }
  return filled.filter((bin) => bin.length > 0).map((bin) => ({
    foretold: mean(bin, (each) => each.probability), came: mean(bin, (each) => (each.against ? 1 : 0)), weight: bin.reduce((sum, each) => sum + each.weight, 0),
  }));
}

/** Expected calibration error: mean distance between what was foretold and what came, over the bins. */
export function eceOf(cases: readonly Foretold[], bins = 10): number {
  return mean(reliabilityOf(cases, bins), ({ foretold, came }) => Math.abs(foretold - came));
}

/** Calibration slope and intercept: 1 and 0 where probabilities are right; a slope below 1 means they are too sure. */
export function slopeOf(cases: readonly Foretold[]): { slope: number; intercept: number } {
  return logistic(cases.map(({ probability, against, weight }) => {
    const kept = Math.min(1 - 1e-9, Math.max(1e-9, probability));
    return { x: Math.log(kept / (1 - kept)), y: against ? 1 : 0, weight };
  }), 1e-6);
}

function mean<T extends { weight: number }>(rows: readonly T[], of: (row: T) => number): number {
  const weight = rows.reduce((sum, each) => sum + each.weight, 0);
  return weight === 0 ? 0 : rows.reduce((sum, each) => sum + of(each) * each.weight, 0) / weight;
}

/** Weighted logistic regression with a pull of the slope to 1 and the intercept to 0; Newton steps, halved where they overshoot. */
function logistic(rows: readonly { x: number; y: number; weight: number }[], pull: number): { slope: number; intercept: number } {
  // Sums in one order, so that the order of the cases shows in no digit.
  const sorted = [...rows].sort((a, b) => a.x - b.x || a.y - b.y || a.weight - b.weight);
  const loss = (slope: number, intercept: number) =>
    sorted.reduce((sum, { x, y, weight }) => sum + weight * softplus((y === 1 ? -1 : 1) * (slope * x + intercept)), (pull / 2) * ((slope - 1) ** 2 + intercept ** 2));
  let [slope, intercept] = [1, 0];
  for (let round = 0; round < 50; round += 1) {
    let [gs, gi, hss, hsi, hii] = [pull * (slope - 1), pull * intercept, pull, 0, pull];
    for (const { x, y, weight } of sorted) {
      const p = 1 / (1 + Math.exp(-(slope * x + intercept)));
      const bend = weight * Math.max(1e-12, p * (1 - p));
      gs += weight * (p - y) * x;
      gi += weight * (p - y);
      hss += bend * x * x;
      hsi += bend * x;
      hii += bend;
    }
    const determinant = hss * hii - hsi * hsi;
    const [ds, di] = [(hii * gs - hsi * gi) / determinant, (hss * gi - hsi * gs) / determinant];
    const now = loss(slope, intercept);
    let step = 1;
    while (step > 1e-6 && !(loss(slope - step * ds, intercept - step * di) <= now)) step /= 2;
    if (step <= 1e-6) break;
    [slope, intercept] = [slope - step * ds, intercept - step * di];
    if (Math.abs(ds) + Math.abs(di) < 1e-9) break;
  }
  return { slope, intercept };
}

function softplus(x: number): number {
  return x > 30 ? x : Math.log1p(Math.exp(x));
}
