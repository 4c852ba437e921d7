import type { AccountHistory } from '../enrichment/history';
import { DAY, HOUR } from '../kernel/instant';
import type { Instant } from '../kernel/instant';
import { EPISODE, NO_CURVE, deviceCurve, networkCurve, payoutCurve, placeCurve, rhythmCurve } from './lane';
import type { Curve, Gap } from './lane';
import { perHistory } from './per-history';
import { ANY_DOUBT, styleBreak, writingsOf } from './style';
import type { Writing } from './style';
import { rounded } from './weight';

export const HANDOVER_LANES = ['place', 'network', 'device', 'rhythm', 'text', 'payout'] as const;
export type HandoverLane = (typeof HANDOVER_LANES)[number];

/** What one lane says: nats for a change of hands at that time, between its last sight of the old and its first of the new. */
export type LaneChange = { lane: HandoverLane; nats: number; from: Instant; to: Instant };

/** Where the hands on an account probably changed. */
export type Handover = {
  /** First sight of something new in the lane that tells: the device where devices are known. */
  at: Instant;
  /** 90% interval of the moment, by what all lanes say together. */
  from: Instant;
  to: Instant;
  lanes: readonly HandoverLane[];
  /** In the order of `lanes`. */
  changes: readonly LaneChange[];
  /** Of all lanes together, place and network counted as one journey. */
  nats: number;
};

/** Lanes with a curve; writing is compared once, at the moment that the others choose. */
type Clocked = Exclude<HandoverLane, 'text'>;

/**
 * How often a lane changes by itself in an innocent life: times in 20 windows of four weeks, about a year and a half [T]. And how many
 * days after the handover it usually follows [T]: new hands bring their device, and change the bank when there is money.
 */
const HABITS: Record<HandoverLane, { changes: number; lagDays: number }> = {
  place: { changes: 2, lagDays: 2 },
  network: { changes: 3, lagDays: 2 },
  device: { changes: 1, lagDays: 0.5 },
  rhythm: { changes: 3, lagDays: 4 },
  text: { changes: 3, lagDays: 10 },
  payout: { changes: 1.5, lagDays: 7 },
};
const WINDOWS = 20;
/** Days within which things still change together, either way. [T] */
const TOGETHER = 14 * DAY;
/** Share of handovers in which a lane that is known visibly changes. [T] */
const SHOWS = 0.8;
/** A lane whose change is worth less than doubling the odds is restless: it changes all the time, and once more says nothing. */
const RESTLESS = Math.LN2;
/** Least of lanes and nats; e^6 is 400 to 1, and a move with a new computer reaches 5.9. [T] */
const LEAST_LANES = 3;
const LEAST_NATS = 6;
/** Texts of either side that are nearest to the moment. */
const NEAREST_TEXTS = 24;

/**
 * The moment at which most lanes change at once, or null. Each lane's change point is judged by likelihood (lane.ts, style.ts), and weighs
 * no more than its surprise: how seldom such a change comes by itself, in innocent lives and in this one. So a traveller's places and a
 * nomad's networks are worth little, however clearly they change. At least three lanes and 6 nats are needed, the device among them
 * wherever devices are known: a journey with one's own laptop is no handover. Linear in the history but for sorting by days.
 * Source: seed fact on verified persons and other hands; issue text on the change point; domain.md sections 1 and 2 (D3, P3, T1, C2).
 */
export function handoverOf(history: AccountHistory): Handover | null {
  const turn = turnOf(history);
  return turn === null || turn.lanes.length < LEAST_LANES || turn.nats < LEAST_NATS ? null : turn;
}

/** The same moment without the bar: where anything that leads has changed for good, if only the device. A new laptop has one too. */
export const turnOf = perHistory((history: AccountHistory): Handover | null => {
  const curves = curvesOf(history);
  const lead = curves.device.days > 0 ? ['device' as const] : (['network', 'place', 'rhythm'] as const);
  const candidates = lead.flatMap((lane) => curves[lane].peaks);
  let best: { candidate: Gap; changes: LaneChange[]; nats: number } | null = null;
  for (const candidate of candidates) {
    const changes = changesAt(curves, candidate.to);
    if (changes.length === 0 || (curves.device.days > 0 && !changes.some((each) => each.lane === 'device'))) continue;
    const nats = natsOf(changes);
    const more = best === null ? 1 : nats - best.nats || candidate.nats - best.candidate.nats || best.candidate.to - candidate.to;
    if (more > 0) best = { candidate, changes, nats };
  }
  if (best === null) return null;
  const text = textChange(writingsOf(history), best.candidate.to);
  const changes = text === null ? best.changes : inOrder([...best.changes, text]);
  // A candidate may stand a few days late to have another lane within reach; the moment is where the leading lane turned.
  const at = changes.find((each) => lead.some((lane) => lane === each.lane))?.to ?? best.candidate.to;
  const { from, to } = intervalOf(curves, changes, at);
  return { at, from: Math.min(from, at), to: Math.min(history.asOf, Math.max(to, at)), lanes: changes.map((each) => each.lane), changes, nats: natsOf(changes) };
});

function curvesOf(history: AccountHistory): Record<Clocked, Curve> {
  const device = deviceCurve(history);
  // Where the device never changes nothing else needs to be looked at.
  if (device.days > 0 && device.peaks.length === 0) return { place: NO_CURVE, network: NO_CURVE, device, rhythm: NO_CURVE, payout: NO_CURVE };
  return { place: placeCurve(history), network: networkCurve(history), device, rhythm: rhythmCurve(history), payout: payoutCurve(history) };
}

function changesAt(curves: Record<Clocked, Curve>, at: Instant): LaneChange[] {
  return (['place', 'network', 'device', 'rhythm', 'payout'] as const).flatMap((lane) => {
    const { peaks, episodes, days } = curves[lane];
    let best: Gap | null = null;
    for (let i = firstFrom(peaks, at - TOGETHER); i < peaks.length && peaks[i]!.to <= at + TOGETHER; i += 1) {
      if (best === null || peaks[i]!.nats > best.nats) best = peaks[i]!;
    }
    if (best === null) return [];
    const nats = Math.min(best.nats, surpriseOf(lane, changesBesides(episodes, at), days));
    return nats < RESTLESS ? [] : [{ lane, nats: rounded(nats), from: best.from, to: best.to }];
  });
}

/** Nats of a change in four weeks: how much likelier it is when hands change than by itself. */
function surpriseOf(lane: HandoverLane, changes: number, days: number): number {
  const often = (changes + HABITS[lane].changes) / (Math.max(0, days / 28 - 1) + WINDOWS);
  return Math.log(SHOWS / Math.min(1, often));
}

/** How often a lane changed at other times. */
function changesBesides(episodes: readonly Instant[], at: Instant): number {
  let [count, i] = [episodes.length, firstFrom(episodes, at - EPISODE)];
  for (; i < episodes.length && episodes[i]! <= at + EPISODE; i += 1) count -= 1;
  return count;
}

/** Index of the first that is not before an instant, in rows by time. */
function firstFrom(rows: readonly (Gap | Instant)[], at: Instant): number {
  let [low, high] = [0, rows.length];
  while (low < high) {
    const middle = (low + high) >>> 1;
    const row = rows[middle]!;
    if ((typeof row === 'number' ? row : row.to) < at) low = middle + 1;
    else high = middle;
  }
  return low;
}

/** Place and network mostly change with one journey: the lesser of the two counts half. */
function natsOf(changes: readonly LaneChange[]): number {
  const of = (lane: HandoverLane) => changes.find((each) => each.lane === lane)?.nats ?? 0;
  return rounded(changes.reduce((sum, each) => sum + each.nats, 0) - Math.min(of('place'), of('network')) / 2);
}

/** Whether writing before and after has one hand; the chance is turned into nats by its most generous bound (Sellke, Bayarri, Berger 2001). */
function textChange(writings: readonly Writing[], at: Instant): LaneChange | null {
  const before = writings.filter((each) => each.at < at).slice(-NEAREST_TEXTS);
  const after = writings.filter((each) => each.at >= at).slice(0, NEAREST_TEXTS);
  const found = styleBreak(before.map((each) => each.text), after.map((each) => each.text), 2);
  if (found === null || found.chance >= ANY_DOUBT) return null;
  const nats = Math.min(surpriseOf('text', 0, 0), -Math.log(-Math.E * found.chance * Math.log(found.chance)));
  return nats < RESTLESS ? null : { lane: 'text', nats: rounded(nats), from: before.at(-1)!.at, to: after[0]!.at };
}

function inOrder(changes: readonly LaneChange[]): LaneChange[] {
  return HANDOVER_LANES.flatMap((lane) => changes.filter((each) => each.lane === lane));
}

/** Cells into which the time around the moment is cut: hours, and longer ones where nobody was seen for long. */
const CELLS = 42 * 24;
/** The share of a lane's weight that it keeps for having changed for reasons of its own. */
const OWN_REASONS = 1e-3;
const TAIL = 0.05;

type Grid = { start: Instant; cell: number };

/**
 * The posterior of the moment, cell by cell: each lane says when it changed (likelihood of each of its gaps, even within a gap), the
 * moment lies before or after that by the lane's usual lag (Laplace), and the lanes are multiplied. A lane without gaps says nothing.
 */
function intervalOf(curves: Record<Clocked, Curve>, changes: readonly LaneChange[], at: Instant): { from: Instant; to: Instant } {
  const [first, last] = [Math.min(at, ...changes.map((each) => each.from)), Math.max(at, ...changes.map((each) => each.to))];
  const grid = { start: first - 21 * DAY, cell: Math.max(HOUR, (last - first + 42 * DAY) / CELLS) };
  const together = new Float64Array(CELLS).fill(1);
  for (const { lane, to } of changes) {
    if (lane === 'text') continue;
    const density = lagged(densityOf(curves[lane], to, grid), (HABITS[lane].lagDays * DAY) / grid.cell);
    const sum = density.reduce((total, each) => total + each, 0);
    if (!(sum > 0)) continue;
    let most = 0;
    for (let i = 0; i < CELLS; i += 1) most = Math.max(most, together[i]! *= density[i]! / sum + OWN_REASONS / CELLS);
    for (let i = 0; i < CELLS; i += 1) together[i]! /= most;
  }
  const total = together.reduce((sum, each) => sum + each, 0);
  const instantOf = (share: number) => Math.round(grid.start + quantile(together, share * total) * grid.cell);
  return { from: instantOf(TAIL), to: instantOf(1 - TAIL) };
}

/** How likely the lane changed in each cell around its own change, up to a factor: a gap spreads its likelihood over the time that it spans. */
function densityOf({ gaps }: Curve, at: Instant, { start, cell }: Grid): Float64Array {
  const density = new Float64Array(CELLS);
  const [begin, end] = [firstFrom(gaps, at - TOGETHER), firstFrom(gaps, at + TOGETHER + 1)];
  let most = -Infinity;
  for (let i = begin; i < end; i += 1) most = Math.max(most, gaps[i]!.nats);
  if (most === -Infinity) return density;
  for (let i = begin; i < end; i += 1) {
    const { from, to, nats } = gaps[i]!;
    const likelihood = Math.exp(nats - most);
    if (likelihood < 1e-9) continue;
    const [first, last] = [Math.max(0, (from - start) / cell), Math.min(CELLS, (to - start) / cell)];
    if (last - first < 1) density[Math.min(CELLS - 1, Math.floor(last))]! += likelihood * Math.max(last - first, 1 / 60);
    else for (let at = Math.floor(first); at < last; at += 1) density[at]! += likelihood * (Math.min(at + 1, last) - Math.max(at, first));
  }
  return density;
}

/** Both ways, each cell of lag keeping the same share: a Laplace kernel in two passes. */
function lagged(density: Float64Array, cells: number): Float64Array {
  const kept = Math.exp(-1 / cells);
  const spread = new Float64Array(CELLS);
  let carry = 0;
  for (let i = 0; i < CELLS; i += 1) spread[i] = carry = carry * kept + density[i]!;
  carry = 0;
  for (let i = CELLS - 1; i >= 0; i -= 1) {
    spread[i]! += carry * kept;
    carry = carry * kept + density[i]!;
  }
  return spread;
}

/** Cells up to which `mass` of the density lies. */
function quantile(density: Float64Array, mass: number): number {
  let sum = 0;
  for (let i = 0; i < density.length; i += 1) {
    if (sum + density[i]! >= mass) return i + (mass - sum) / density[i]!;
    sum += density[i]!;
  }
  return density.length;
}
