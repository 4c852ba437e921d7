import type { AccountHistory, Stretch } from '../enrichment/history';
import { DAY, HOUR, MINUTE, SECOND } from '../kernel/instant';
import type { Instant } from '../kernel/instant';
import { isTimeZone, offsetAt } from '../kernel/time-zone';
import { perHistory } from './per-history';

/** A session is taken to be worked through between its start and its last input only where these lie this close. [T] */
const WORKED_THROUGH = 4 * HOUR;
/** All zones are multiples of it. */
const QUARTER = 15 * MINUTE;
const TROUGH_HOURS = 6;
/** The middle of an ordinary night, hours of the local day. */
export const NIGHT_CENTRE = 3.5;

/** Hours of the local day on which a person was active, one row of 24 flags per local day, days in order. */
export type Presence = readonly Uint8Array[];

/**
 * Instants after `from` and up to `to` at which a person did something: session starts and last inputs, activities, bids, tracked
 * work. Machine-made moments (payouts, clearing, checks by a vendor) and times that somebody else sets (interviews) stay out.
 */
export function humanMoments(history: AccountHistory, from: Instant, to: Instant): readonly Instant[] {
  const known = latestMoments(history);
  if (known.last?.from === from && known.last.to === to) return known.last.moments;
  const moments = gatherMoments(history, from, to);
  known.last = { from, to, moments };
  return moments;
}

/** The latest window asked for in each history: the signals on rhythm ask for the same one. */
const latestMoments = perHistory((): { last: { from: Instant; to: Instant; moments: readonly Instant[] } | null } => ({ last: null }));

function gatherMoments(history: AccountHistory, from: Instant, to: Instant): Instant[] {
  const moments: Instant[] = [];
  const add = (at: Instant) => { if (at > from && at <= to) moments.push(at); };
  const through = (start: Instant, end: Instant) => {
    for (let at = start; at < end; at += HOUR) add(at);
    add(end);
  };
  for (const stretch of history.stretches) {
    if (stretch.at > to) break;
    if (Math.max(stretch.at, stretch.lastInputAt ?? 0) <= from) continue;
    momentsIn(stretch).forEach(add);
  }
  for (const { at } of history.activities) add(at);
  for (const { at } of history.bids) add(at);
  for (const log of history.timeLogs) {
    if (log.source === 'tracker' && log.to > from && log.from <= to && log.to - log.from <= DAY) through(log.from, log.to);
  }
  return moments;
}

/** Instants of a stretch at which a person was at work: every hour of it where its last input is near, else its two ends. */
export function momentsIn({ at, lastInputAt }: Stretch): Instant[] {
  const end = lastInputAt === null || lastInputAt < at ? at : lastInputAt;
  if (end === at) return [at];
  if (end - at > WORKED_THROUGH) return [at, end];
  const moments: Instant[] = [];
  for (let hour = at; hour < end; hour += HOUR) moments.push(hour);
  moments.push(end);
  return moments;
}

/** `zoneAt` names the IANA zone claimed at an instant; moments without one, or with one that tzdata no longer knows, are left out. */
export function presenceOf(moments: readonly Instant[], zoneAt: (at: Instant) => string | null): Presence {
  const hours = new Set(moments.map((at) => Math.floor(at / HOUR)));
  const quarters = new Set(moments.map((at) => Math.floor(at / QUARTER)));
  const offsets = new Map<number, number | null>();
  for (const hour of hours) {
    const zone = zoneAt(hour * HOUR);
    offsets.set(hour, zone === null || !isTimeZone(zone) ? null : offsetAt(zone, hour * HOUR));
  }
  const days = new Map<number, Uint8Array>();
  for (const quarter of quarters) {
    const offset = offsets.get(Math.floor(quarter / 4));
    if (offset === null || offset === undefined) continue;
    const local = quarter * 15 + offset;
    const day = Math.floor(local / 1440);
    const flags = days.get(day) ?? new Uint8Array(24);
    flags[Math.floor((local - day * 1440) / 60)] = 1;
    days.set(day, flags);
  }
  return [...days.keys()].sort((a, b) => a - b).map((day) => days.get(day)!);
}

/** Hours from `a` to `b` the short way round the clock, 0 to 12. */
export function hoursApart(a: number, b: number): number {
  const way = (((a - b) % 24) + 24) % 24;
  return Math.min(way, 24 - way);
}

/**
 * Where days are to be cut so that no evening, no night shift and no working day is cut in two, without any zone: milliseconds after midnight UTC,
 * opposite to the circular mean of activity, one moment an hour, to a quarter of an hour. Of activity that lies
 * evenly around the clock it is the time of the first moment. `order` is in order of time.
 */
export function quietestMoment(order: readonly Instant[]): number {
  let x = 0;
  let y = 0;
  let counted = 0;
  let last = -Infinity;
  for (const at of order) {
    if (at < last + HOUR) continue;
    last = at;
    counted += 1;
    const angle = ((at % DAY) / DAY) * 2 * Math.PI;
    x += Math.cos(angle);
    y += Math.sin(angle);
  }
  if (Math.hypot(x, y) <= 1e-6 * counted) return Math.floor((order[0] ?? 0) / QUARTER) * QUARTER % DAY;
  // Cut off where no mean of times on the clock lies, so that none hangs on the last bit of a sine.
  return Math.floor(((Math.atan2(y, x) / (2 * Math.PI)) * DAY - 253 * SECOND) / QUARTER) * QUARTER + DAY / 2;
}

export type Trough = {
  /** Middle of the quietest six hours, hours of the local day. */
  centre: number;
  /** Hours from the middle of an ordinary night. */
  away: number;
  /** Share of all activity that falls into them (a fourth where the day has no shape), with one pseudo-count an hour. */
  depth: number;
};

/**
 * The quietest six hours in a row. Where several are equally quiet, as they are for people who work few hours, the one nearest
 * to an ordinary night is taken: what the data do not exclude is not held against anybody.
 */
export function troughOf(counts: ArrayLike<number>): Trough {
  const alpha = 1;
  let total = 0;
  let sum = 0;
  for (let hour = 0; hour < 24; hour += 1) {
    total += counts[hour]! + alpha;
    if (hour < TROUGH_HOURS) sum += counts[hour]! + alpha;
  }
  let least = Infinity;
  let centre = 0;
  let away = 0;
  for (let start = 0; start < 24; start += 1) {
    const middle = (start + TROUGH_HOURS / 2) % 24;
    const distance = hoursApart(middle, NIGHT_CENTRE);
    if (sum < least || (sum === least && distance < away)) {
      least = sum;
      centre = middle;
      away = distance;
    }
    sum += counts[(start + TROUGH_HOURS) % 24]! - counts[start]!;
  }
  return { centre, away, depth: least / total };
}

export function countsOf(presence: Presence): Uint32Array {
  const counts = new Uint32Array(24);
  for (const day of presence) for (let hour = 0; hour < 24; hour += 1) counts[hour]! += day[hour]!;
  return counts;
}

/**
 * 90% interval of the trough's distance from an ordinary night, by resampling whole days. The generator starts from a fixed
 * number, so the same days always give the same interval.
 */
export function awayInterval(presence: Presence, draws = 200): { low: number; high: number } {
  const random = evenly(0x5eed);
  const aways: number[] = [];
  const counts = new Uint32Array(24);
  const hoursOf = presence.map((day) => Array.from(day.keys()).filter((hour) => day[hour] === 1));
  for (let draw = 0; draw < draws; draw += 1) {
    counts.fill(0);
    for (let pick = 0; pick < presence.length; pick += 1) {
      for (const hour of hoursOf[Math.floor(random() * presence.length)]!) counts[hour]! += 1;
    }
    aways.push(troughOf(counts).away);
  }
  aways.sort((a, b) => a - b);
  return { low: aways[Math.floor(0.05 * draws)]!, high: aways[Math.ceil(0.95 * draws) - 1]! };
}

/**
 * 90% interval of a statistic, resampling whole days with replacement; `statistic` gets the numbers of the days drawn. The generator starts
 * from the data themselves (`traits`, whole numbers), so the same data always give the same interval, in whatever order they came.
 */
export function intervalOf(days: number, traits: Iterable<number>, statistic: (drawn: readonly number[]) => number, draws: number): { low: number; high: number } {
  const random = evenly(seedOf(traits));
  const drawn = Array.from({ length: days }, () => 0);
  const values = Array.from({ length: draws }, () => {
    for (let pick = 0; pick < days; pick += 1) drawn[pick] = Math.floor(random() * days);
    return statistic(drawn);
  }).sort((a, b) => a - b);
  return { low: values[Math.floor(0.05 * draws)]!, high: values[Math.ceil(0.95 * draws) - 1]! };
}

/** The middle value, of an even number of them the lower of the two; NaN of none. Leaves the list alone. */
export function medianOf(values: readonly number[]): number {
  return [...values].sort((a, b) => a - b)[Math.floor((values.length - 1) / 2)] ?? Number.NaN;
}

/** FNV-1a over whole numbers. */
function seedOf(traits: Iterable<number>): number {
  let hash = 0x811c9dc5;
  for (const trait of traits) hash = Math.imul(hash ^ trait, 0x01000193) >>> 0;
  return hash;
}

/** A small generator of even numbers in [0, 1) (mulberry32); the same seed gives the same row. */
function evenly(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}
