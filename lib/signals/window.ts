import { lastAtMost } from '../enrichment/network';
import { DAY, HOUR, dayOf } from '../kernel/instant';
import type { Instant } from '../kernel/instant';

type Timed = { at: Instant };

/** Rows after `from` and up to `to`. `rows` are in order of time, as those of a history are: the ends are searched, not walked to. */
export function between<T extends Timed>(rows: readonly T[], from: Instant, to: Instant): T[] {
  return rows.slice(firstAfter(rows, from), firstAfter(rows, to));
}

/** Index of the first row after an instant; the length of the list where there is none. */
export function firstAfter(rows: readonly Timed[], at: Instant): number {
  return lastAtMost(rows.length, (index) => rows[index]!.at <= at) + 1;
}

/** Index of the first row that is not before an instant; the length of the list where there is none. */
export function firstFrom(rows: readonly Timed[], at: Instant): number {
  return lastAtMost(rows.length, (index) => rows[index]!.at < at) + 1;
}

/** Rows of the last `days` days up to `asOf`. */
export function inLast<T extends Timed>(rows: readonly T[], days: number, asOf: Instant): T[] {
  return between(rows, asOf - days * DAY, asOf);
}

/** Rows by the day they fall on, days in order: UTC days, or days that begin `cut` milliseconds after its midnight. */
export function byDay<T extends Timed>(rows: readonly T[], cut = 0): Map<number, T[]> {
  const days = new Map<number, T[]>();
  for (const row of rows) {
    const day = dayOf(row.at - cut);
    const rowsOfDay = days.get(day);
    if (rowsOfDay) rowsOfDay.push(row);
    else days.set(day, [row]);
  }
  return days;
}

/** Longer than people are up: what lies further apart was not one day of anybody's. [T] */
const AWAKE = 16 * HOUR;

/**
 * On how many different days these rows lie, at least: as many of them as lie 16 hours or more from one another. `rows` are in order of time. No
 * midnight is asked, which cuts one evening in two and falls at another time of the day at every longitude, and no zone, which is claimed: who moves
 * a life by hours changes nothing. A row more never makes them fewer.
 */
export function distinctDays(rows: readonly Timed[]): number {
  let [days, last] = [0, -Infinity];
  for (const { at } of rows) {
    if (at - last < AWAKE) continue;
    days += 1;
    last = at;
  }
  return days;
}

/**
 * The commonest value. A tie goes to `preferred` where it takes part, else to the value seen last; never to the spelling
 * of a value, so that relabelling changes nothing.
 */
export function modal<T extends string | number>(values: readonly T[], preferred?: T): T | null {
  const counts = new Map<T, { count: number; last: number }>();
  values.forEach((value, index) => counts.set(value, { count: (counts.get(value)?.count ?? 0) + 1, last: index }));
  let best: { value: T; count: number; last: number } | null = null;
  for (const [value, { count, last }] of counts) {
    const wins = best === null || count > best.count
      || (count === best.count && best.value !== preferred && (value === preferred || last > best.last));
    if (wins) best = { value, count, last };
  }
  return best?.value ?? null;
}
