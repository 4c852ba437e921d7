import { DAY, HOUR, MINUTE, type Instant } from '../../kernel/instant';
import { offsetAt } from '../../kernel/time-zone';
import { declaredAt } from '../../signals/declared';
import { countsOf, humanMoments, momentsIn, presenceOf } from '../../signals/rhythm';
import type { Stretch } from '../../enrichment/history';
import { clockOf, within, zoneOf, type Content, type PanelGiven } from './given';
import { mostly, type Hand } from './hands';
import { deviceLabel, rangeWords, shortDay } from './labels';
import { declaredName } from './places';

export type HourRing = { hours: readonly number[]; hand: Hand; title: string; says: string };
/** One device's hours of the claimed local day, as shares of its busiest hour. */
export type DeviceHours = { device: string; hand: Hand; sessions: number; hours: readonly number[]; says: string; /** The same by UTC, where a zone is declared. */ utc?: string | null };
export type WorkingClock = Content<'clock', { inner: HourRing | null; outer: HourRing | null; devices?: readonly DeviceHours[]; place: string; innocent: string; describe: string }>;

/** Fewer active days draw no working day. */
const ENOUGH_DAYS = 5;
/** The middle of an ordinary working day, hours local. */
const NOON_OF_WORK = 13.5;
/** Below this length of the mean vector the activity has no middle. */
const SHAPELESS = 0.2;

/** Activity by hour of the claimed local day, before the handover and since. */
export function workingClock(given: PanelGiven): WorkingClock {
  const { hands, history, range } = given;
  const { turn } = hands;
  const by = clockOf(given);
  const split = turn !== null && turn.at > range.from && turn.at < range.to ? turn.at : null;
  const inner = split === null ? null : ringOf(given, range.from, split, `until ${shortDay(split, by)}`);
  const outer = split === null ? ringOf(given, range.from, range.to, rangeWords(range, by)) : ringOf(given, split, range.to, 'since');
  if (inner === null && outer === null) return { panel: 'clock', nothing: { words: 'Too few active days to draw a working day', searched: `Needs ${ENOUGH_DAYS} days with activity in ${rangeWords(range, by)}.` } };
  const claimed = declaredName(history, range.to);
  return {
    panel: 'clock', inner, outer, devices: byDevice(given), place: claimed === null ? 'UTC' : `${claimed} time`,
    innocent: 'A night shift, a carer’s day or a client’s hours look the same. Never enough alone. The offset lays the middle of the active hours on 13:30; its interval is how far the days differ.',
    describe: `24-hour clock in claimed local time. ${[inner === null ? '' : `Before the handover: ${inner.says}`, outer === null ? '' : `${inner === null ? 'All days' : 'Since'}: ${outer.says}`].filter(Boolean).join(' ')}`,
  };
}

function ringOf(given: PanelGiven, from: Instant, to: Instant, title: string): HourRing | null {
  const { history, hands } = given;
  const moments = humanMoments(history, from - 1, to);
  const presence = presenceOf(moments, (at) => declaredAt(history, at)?.timeZone ?? 'UTC');
  if (presence.length < ENOUGH_DAYS) return null;
  const counts = [...countsOf(presence)];
  const most = Math.max(1, ...counts);
  const stretches = history.stretches.filter((each) => each.at >= from && each.at < to);
  // Of everything that was done, on whatever device: what each device did is told beside its own bar alone.
  const hours = activeHours(counts);
  const utc = hours === null ? null : utcOf(given, hours, moments);
  const says = [hours === null ? 'No clear working day.' : `${runWords(hours)}${utc === null ? '' : ` (${utc} UTC)`}.`, fitWords(moments)].join(' ');
  return { hours: counts.map((count) => Math.round((count / most) * 100) / 100), hand: mostly(stretches.map((each) => hands.ofStretch(each))), title, says };
}

const MOST_DEVICES = 4;
/** Fewer sessions show no hours. */
const ENOUGH_SESSIONS = 3;

/** When each device is at work, the busiest first. */
function byDevice(given: PanelGiven): DeviceHours[] {
  const { history, hands, range } = given;
  const groups = new Map<string, Stretch[]>();
  for (const stretch of within(history.stretches, range)) {
    const label = deviceLabel(stretch.device);
    if (label === null) continue;
    const known = groups.get(label);
    if (known) known.push(stretch);
    else groups.set(label, [stretch]);
  }
  return [...groups].filter(([, own]) => own.length >= ENOUGH_SESSIONS).sort((a, b) => b[1].length - a[1].length || (a[0] < b[0] ? -1 : 1)).slice(0, MOST_DEVICES).map(([device, own]) => {
    const counts = [...countsOf(presenceOf(own.flatMap(momentsIn), (at) => declaredAt(history, at)?.timeZone ?? 'UTC'))];
    const most = Math.max(1, ...counts);
    const hours = activeHours(counts);
    const moments = own.flatMap(momentsIn);
    return { device, hand: mostly(own.map((each) => hands.ofStretch(each))), sessions: own.length, hours: counts.map((count) => Math.round((count / most) * 100) / 100), says: hours === null ? 'at all hours' : runWords(hours), utc: hours === null ? null : utcOf(given, hours, moments) };
  });
}

/**
 * The same run of hours by UTC: not counted again, which could find another run, but moved by the declared offset. Where the offset changed
 * meanwhile (a clock put back, another zone declared), by each that held for a fifth of the activity or more, two at most. Null where no zone is
 * declared, and the hours are UTC already.
 */
function utcOf(given: PanelGiven, { start, end }: Run, moments: readonly Instant[]): string | null {
  if (zoneOf(given) === null) return null;
  const held = new Map<number, number>();
  for (const at of moments) {
    const offset = offsetAt(declaredAt(given.history, at)?.timeZone ?? 'UTC', at) * MINUTE;
    held.set(offset, (held.get(offset) ?? 0) + 1);
  }
  const most = [...held].filter(([, count]) => count >= moments.length / 5).sort((a, b) => b[1] - a[1] || a[0] - b[0]).slice(0, 2);
  const at = (hour: number, offset: number): string => clockWords((((hour * HOUR - offset) % DAY) + DAY) % DAY);
  return most.map(([offset]) => `${at(start, offset)} to ${at(end, offset)}`).join(', or ');
}

/** "09", or "09:30" where a zone is no whole hour away. */
const clockWords = (ofDay: number): string => `${two(Math.floor(ofDay / HOUR))}${ofDay % HOUR === 0 ? '' : `:${two((ofDay % HOUR) / MINUTE)}`}`;

/** Hours of the day, from the first up to the end. */
type Run = { start: number; end: number };
const runWords = ({ start, end }: Run): string => `${two(start)} to ${two(end)}`;

/** The shortest run of hours that holds nine tenths of the activity. Null where it takes most of the day. */
export function activeHours(counts: readonly number[]): Run | null {
  const total = counts.reduce((sum, each) => sum + each, 0);
  if (total === 0) return null;
  for (let length = 1; length <= 18; length += 1) {
    let best = { start: 0, sum: -1 };
    for (let start = 0; start < 24; start += 1) {
      let sum = 0;
      for (let hour = 0; hour < length; hour += 1) sum += counts[(start + hour) % 24] ?? 0;
      if (sum > best.sum) best = { start, sum };
    }
    if (best.sum >= 0.9 * total) return { start: best.start, end: (best.start + length) % 24 };
  }
  return null;
}

/**
 * The offset from UTC under which the middle of the active hours (their circular mean) falls on 13:30, with a 90% interval from the
 * spread of the days' own middles (1.645 standard errors, half an hour at least). Null where the activity has no middle.
 */
export function fitOffset(moments: readonly Instant[]): { offset: number; low: number; high: number } | null {
  const days = new Map<number, Set<number>>();
  // Days are cut at the quiet end of the day, so that one evening is not two halves of two days.
  const centre = middleOf([...new Set(moments.map((at) => Math.floor(at / HOUR)))].map((hour) => hour % 24));
  if (centre === null) return null;
  const cut = ((centre + 12) % 24) * HOUR;
  for (const at of moments) {
    const day = Math.floor((at - cut) / DAY);
    days.set(day, (days.get(day) ?? new Set()).add(Math.floor(at / HOUR) % 24));
  }
  const away = [...days.values()].flatMap((hours) => {
    const middle = middleOf([...hours], 0);
    return middle === null ? [] : [turned(middle - centre)];
  });
  const mean = away.reduce((sum, each) => sum + each, 0) / away.length;
  const spread = Math.sqrt(away.reduce((sum, each) => sum + (each - mean) ** 2, 0) / Math.max(1, away.length - 1));
  const margin = Math.max(0.5, (1.645 * spread) / Math.sqrt(away.length));
  const offset = turned(NOON_OF_WORK - centre - 0.5);
  return { offset: half(offset), low: half(offset - margin), high: half(offset + margin) };
}

function fitWords(moments: readonly Instant[]): string {
  const fit = fitOffset(moments);
  return fit === null ? 'Fits no zone in particular.' : `Fits ${utc(fit.offset)}, 90% between ${signed(fit.low)} and ${signed(fit.high)}.`;
}

/** Circular mean of hours of the day; null where they point nowhere. */
function middleOf(hours: readonly number[], least = SHAPELESS): number | null {
  const angle = (hour: number): number => (hour / 12) * Math.PI;
  const x = hours.reduce((sum, hour) => sum + Math.cos(angle(hour)), 0) / hours.length;
  const y = hours.reduce((sum, hour) => sum + Math.sin(angle(hour)), 0) / hours.length;
  return hours.length === 0 || Math.hypot(x, y) <= Math.max(least, 1e-9) ? null : ((Math.atan2(y, x) / Math.PI) * 12 + 24) % 24;
}

/** Hours the short way round, from −12 up to 12. */
const turned = (hours: number): number => ((((hours + 12) % 24) + 24) % 24) - 12;
const half = (hours: number): number => Math.round(hours * 2) / 2;
const two = (hour: number): string => String(hour).padStart(2, '0');
const signed = (hours: number): string => `${hours < 0 ? '−' : '+'}${Math.floor(Math.abs(hours))}${Math.abs(hours) % 1 === 0 ? '' : ':30'}`;
const utc = (hours: number): string => (hours === 0 ? 'UTC' : `UTC${signed(hours)}`);
