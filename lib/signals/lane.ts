import type { AccountHistory, Device, Stretch } from '../enrichment/history';
import { DAY, HOUR, dayOf } from '../kernel/instant';
import type { Instant } from '../kernel/instant';
import { deviceKey, printOf } from './device-set';
import { countryOf, located } from './distance';
import { hoursApart, humanMoments } from './rhythm';
import { distinctDays } from './window';

/**
 * How clearly one lane of a life changes at each of its moments. A lane is what is seen on active days: country, network class, device,
 * payout instrument (values that are equal or not), and the hours (an angle on the clock of the sun). Days are the unit, so that a busy
 * day is one witness. Everything here is linear in the length of the history but for the sorting of days.
 */

/** Between the last sight of what was before and the first of what came; `nats` for a change there against none, uncapped. */
export type Gap = { from: Instant; to: Instant; nats: number };

/**
 * `gaps` in order of time; `peaks` the clearest gap of each day on which a change is likelier than none; `episodes` the beginnings of
 * stretches of up to four weeks with such days; `days` on which the lane is seen.
 */
export type Curve = { gaps: readonly Gap[]; peaks: readonly Gap[]; episodes: readonly Instant[]; days: number };

/** Changes within four weeks are one. [T] */
export const EPISODE = 28 * DAY;

type Sight = { at: Instant; value: string };
/** One value on one day. */
type DaySight = { from: Instant; to: Instant; value: string };

/** Days looked at on either side of a possible change. [T] */
const REACH = 60 * DAY;
/** Sights needed on either side. */
const ENOUGH = 3;
/** What a change must first pay: one place among the days of a window, e^3 = 20. */
export const COST = 3;
/** A value that shows on both sides of a handover costs this much each day: old things seldom stay, new ones were seldom there. [T] */
const BOTH_SIDES = 3;
/** Hours by which the middle of the active day must move, days needed on either side, and what counts as a day with a middle. [T] */
const SHIFT_HOURS = 4;
const ENOUGH_DAYS = 5;
const MIDDLE = 0.2;
/** Days all alike would make any difference certain; nobody is that punctual. */
const LEAST_SPREAD = 0.05;

export function placeCurve(history: AccountHistory): Curve {
  return valueCurve(sightsOf(history.stretches, countryOf));
}

export function networkCurve(history: AccountHistory): Curve {
  return valueCurve(sightsOf(history.stretches, (each) => (each.network.class === 'unknown' ? null : each.network.class)));
}

/** A device that hides its token is the one of that fingerprint which once showed it: a missing field makes no second device. */
export function deviceCurve(history: AccountHistory): Curve {
  const shown = new Map<string, string>();
  for (const { device } of history.stretches) {
    const print = device?.token ? printOf(device) : null;
    if (print !== null && !shown.has(print)) shown.set(print, deviceKey(device)!);
  }
  const keyOf = (device: Device | null) => (device?.token ? null : shown.get(printOf(device) ?? '')) ?? deviceKey(device);
  return valueCurve(sightsOf(history.stretches, (each) => keyOf(each.device)));
}

/** The instrument that stands, the one added or paid to last, on every active day from the first on. */
export function payoutCurve(history: AccountHistory): Curve {
  const steps = [...history.instruments, ...history.payouts].sort((a, b) => a.at - b.at || (a.event < b.event ? -1 : 1));
  if (steps.length < 2) return NO_CURVE;
  const sights: Sight[] = [];
  let next = 0;
  let standing: string | null = null;
  const upTo = (at: Instant) => {
    for (; next < steps.length && steps[next]!.at <= at; next += 1) {
      standing = steps[next]!.instrument;
      sights.push({ at: steps[next]!.at, value: standing });
    }
  };
  for (const { at } of history.stretches) {
    upTo(at);
    if (standing !== null) sights.push({ at, value: standing });
  }
  upTo(Infinity);
  return valueCurve(sights);
}

function sightsOf(stretches: readonly Stretch[], valueOf: (stretch: Stretch) => string | null): Sight[] {
  const sights: Sight[] = [];
  for (const stretch of stretches) {
    const value = valueOf(stretch);
    if (value !== null) sights.push({ at: stretch.at, value });
  }
  return sights;
}

export const NO_CURVE: Curve = { gaps: [], peaks: [], episodes: [], days: 0 };

/**
 * Each value once a day; a value of one day only, or of one night around midnight, is a stray, and all strays are one value. In order of first sight;
 * `sights` are in order of time.
 */
function daily(sights: readonly Sight[]): DaySight[] {
  const values = new Map<string, { moments: Sight[]; days: DaySight[]; day: number }>();
  for (const sight of sights) {
    const { at, value } = sight;
    let seen = values.get(value);
    if (seen === undefined) values.set(value, (seen = { moments: [], days: [], day: Number.NaN }));
    seen.moments.push(sight);
    // In order of time, so that whatever day it is, it is the last one.
    if (seen.day === dayOf(at)) seen.days.at(-1)!.to = at;
    else {
      seen.day = dayOf(at);
      seen.days.push({ from: at, to: at, value });
    }
  }
  const strays = new Map<number, DaySight>();
  const kept: DaySight[] = [];
  for (const { moments, days } of values.values()) {
    if (distinctDays(moments) > 1) for (const each of days) kept.push(each);
    else for (const each of days) {
      const known = strays.get(dayOf(each.from));
      strays.set(dayOf(each.from), { from: Math.min(known?.from ?? each.from, each.from), to: Math.max(known?.to ?? each.to, each.to), value: STRAY });
    }
  }
  return [...kept, ...strays.values()].sort((a, b) => a.from - b.from || a.to - b.to);
}

const STRAY = '';

/** Counts of values with their Dirichlet-multinomial likelihood (total concentration 1), kept up to date one sight at a time. */
class Bag {
  readonly counts: Int32Array;
  total = 0;
  loglik = 0;

  constructor(private readonly values: number) {
    this.counts = new Int32Array(values);
  }

  add(value: number): void {
    this.loglik += Math.log((this.counts[value]! + 1 / this.values) / (this.total + 1));
    this.counts[value]! += 1;
    this.total += 1;
  }

  remove(value: number): void {
    this.counts[value]! -= 1;
    this.total -= 1;
    this.loglik -= Math.log((this.counts[value]! + 1 / this.values) / (this.total + 1));
  }
}

/**
 * Slides over the sights with what lies up to 60 days before and after: nats by which two sources of values explain them better than one,
 * less what both sides have in common, less the cost of choosing the moment.
 */
function valueCurve(sights: readonly Sight[]): Curve {
  const [first] = sights;
  // One value and no other is what most lanes show.
  if (sights.every(({ value }) => value === first?.value)) return { ...NO_CURVE, days: new Set(sights.map(({ at }) => dayOf(at))).size };
  const rows = daily(sights);
  const names = new Map<string, number>();
  for (const { value } of rows) if (!names.has(value)) names.set(value, names.size);
  const days = new Set(rows.map((each) => dayOf(each.from))).size;
  if (names.size < 2) return { ...NO_CURVE, days };
  const values = rows.map((each) => names.get(each.value)!);
  const [before, after, all] = [new Bag(names.size), new Bag(names.size), new Bag(names.size)];
  let common = 0;
  const move = (bag: Bag, other: Bag, step: 1 | -1, value: number) => {
    common -= Math.min(bag.counts[value]!, other.counts[value]!);
    if (step === 1) bag.add(value); else bag.remove(value);
    common += Math.min(bag.counts[value]!, other.counts[value]!);
  };
  const gaps: Gap[] = [];
  let [low, high] = [0, 0];
  let seenTo = -Infinity;
  for (let i = 0; i < rows.length; i += 1) {
    const at = rows[i]!.from;
    for (; high < rows.length && rows[high]!.from <= at + REACH; high += 1) { move(after, before, 1, values[high]!); all.add(values[high]!); }
    for (; low < i && rows[low]!.from < at - REACH; low += 1) { move(before, after, -1, values[low]!); all.remove(values[low]!); }
    if (i > 0 && before.total >= ENOUGH && after.total >= ENOUGH) {
      gaps.push({ from: Math.min(seenTo, at), to: at, nats: before.loglik + after.loglik - all.loglik - BOTH_SIDES * common - COST });
    }
    move(after, before, -1, values[i]!);
    move(before, after, 1, values[i]!);
    seenTo = Math.max(seenTo, rows[i]!.to);
  }
  return { gaps, ...peaksOf(gaps), days };
}

type ActiveDay = { from: Instant; to: Instant; x: number; y: number; longitude: number | null };

/**
 * The middle of the active day as an angle, each day one unit vector: Gaussian likelihood of two middles against one, with the usual
 * penalty. Where the place of most days is known on both sides the clock of the sun is taken, so that nobody's hours move by a journey.
 */
export function rhythmCurve(history: AccountHistory): Curve {
  const rows = activeDays(history);
  const [before, after] = [new Hours(), new Hours()];
  const gaps: Gap[] = [];
  let [low, high] = [0, 0];
  for (let i = 0; i < rows.length; i += 1) {
    const at = rows[i]!.from;
    for (; high < rows.length && rows[high]!.from <= at + REACH; high += 1) after.add(rows[high]!, 1);
    for (; low < i && rows[low]!.from < at - REACH; low += 1) before.add(rows[low]!, -1);
    if (before.days >= ENOUGH_DAYS && after.days >= ENOUGH_DAYS) gaps.push({ from: rows[i - 1]!.to, to: at, nats: hoursMoved(before, after) - COST });
    after.add(rows[i]!, -1);
    before.add(rows[i]!, 1);
  }
  return { gaps, ...peaksOf(gaps), days: rows.length };
}

/** Days with a middle: each hour counts once, and a day spread evenly round the clock has none. */
function activeDays(history: AccountHistory): ActiveDay[] {
  const hours = new Map<number, Instant>();
  for (const at of humanMoments(history, -Infinity, history.asOf)) {
    const hour = Math.floor(at / HOUR);
    hours.set(hour, Math.min(hours.get(hour) ?? at, at));
  }
  const longitudes = new Map<number, number>();
  for (const stretch of history.stretches) {
    const place = longitudes.has(dayOf(stretch.at)) ? null : located(stretch);
    if (place !== null) longitudes.set(dayOf(stretch.at), place.lon);
  }
  const days = new Map<number, ActiveDay & { hours: number }>();
  for (const [hour, at] of hours) {
    const number = Math.floor(hour / 24);
    const angle = ((hour % 24) / 12) * Math.PI;
    let day = days.get(number);
    if (day === undefined) days.set(number, (day = { from: at, to: at, x: 0, y: 0, longitude: longitudes.get(number) ?? null, hours: 0 }));
    day.from = Math.min(day.from, at);
    day.to = Math.max(day.to, at);
    day.x += Math.cos(angle);
    day.y += Math.sin(angle);
    day.hours += 1;
  }
  return [...days.values()].sort((a, b) => a.from - b.from).flatMap(({ x, y, hours: count, ...day }) => {
    const length = Math.hypot(x, y);
    return length < MIDDLE * count ? [] : [{ ...day, x: x / length, y: y / length }];
  });
}

/** Sums of the middles of days, by the clock and, for days whose place is known, by the sun. */
class Hours {
  days = 0;
  placed = 0;
  readonly clock = { x: 0, y: 0 };
  readonly sun = { x: 0, y: 0 };

  add({ x, y, longitude }: ActiveDay, step: 1 | -1): void {
    this.days += step;
    this.clock.x += step * x;
    this.clock.y += step * y;
    if (longitude === null) return;
    const [cos, sin] = [Math.cos((longitude / 180) * Math.PI), Math.sin((longitude / 180) * Math.PI)];
    this.placed += step;
    this.sun.x += step * (x * cos - y * sin);
    this.sun.y += step * (x * sin + y * cos);
  }
}

function hoursMoved(before: Hours, after: Hours): number {
  const sunlit = before.placed >= Math.max(ENOUGH_DAYS, 0.8 * before.days) && after.placed >= Math.max(ENOUGH_DAYS, 0.8 * after.days);
  const [a, b] = sunlit ? [before.sun, after.sun] : [before.clock, after.clock];
  const [n, m] = sunlit ? [before.placed, after.placed] : [before.days, after.days];
  const hour = ({ x, y }: { x: number; y: number }) => ((Math.atan2(y, x) / Math.PI) * 12 + 24) % 24;
  if (hoursApart(hour(a), hour(b)) < SHIFT_HOURS || Math.hypot(a.x, a.y) < MIDDLE * n || Math.hypot(b.x, b.y) < MIDDLE * m) return -Infinity;
  const spread = (x: number, y: number, count: number) => Math.max(LEAST_SPREAD, 1 - (x * x + y * y) / (count * count));
  return (n + m) * Math.log(spread(a.x + b.x, a.y + b.y, n + m)) - n * Math.log(spread(a.x, a.y, n)) - m * Math.log(spread(b.x, b.y, m)) - Math.log(n + m);
}

function peaksOf(gaps: readonly Gap[]): Pick<Curve, 'peaks' | 'episodes'> {
  const best = new Map<number, Gap>();
  for (const gap of gaps) {
    if (gap.nats <= 0) continue;
    const known = best.get(dayOf(gap.to));
    if (known === undefined || gap.nats > known.nats) best.set(dayOf(gap.to), gap);
  }
  const peaks = [...best.values()];
  const episodes: Instant[] = [];
  for (const { to } of peaks) if (episodes.length === 0 || to - episodes.at(-1)! > EPISODE) episodes.push(to);
  return { peaks, episodes };
}
