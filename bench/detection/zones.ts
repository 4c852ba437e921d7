import { DAY, dayOf, HOUR, type Instant } from '../../lib/kernel/instant';

const readers = new Map<string, Intl.DateTimeFormat>();
const offsets = new Map<string, number>();

/** What a zone adds to UTC at noon of a UTC day, milliseconds. Remembered: asking the zone tables is slow. */
export function offsetOf(zone: string, at: Instant): number {
  const day = dayOf(at);
  const key = `${zone}/${day}`;
  const known = offsets.get(key);
  if (known !== undefined) return known;
  let reader = readers.get(zone);
  if (!reader) readers.set(zone, (reader = new Intl.DateTimeFormat('en-US', { timeZone: zone, hourCycle: 'h23', year: 'numeric', month: '2-digit', day: '2-digit', hour: '2-digit', minute: '2-digit' })));
  const noon = day * DAY + 12 * HOUR;
  const parts = Object.fromEntries(reader.formatToParts(noon).map((part) => [part.type, Number(part.value)]));
  const local = Date.UTC(parts.year as number, (parts.month as number) - 1, parts.day as number, parts.hour as number, parts.minute as number);
  const offset = local - noon;
  offsets.set(key, offset);
  return offset;
}

/** The moment at which it is `hour` o'clock (fractions allowed, also below 0 and above 24) on a local calendar day, by its number. */
export function localHour(zone: string, localDay: number, hour: number): Instant {
  const guess = localDay * DAY + hour * HOUR;
  return guess - offsetOf(zone, guess);
}

/** The number of the local calendar day of a moment, and its weekday (0 Sunday). */
export function localDayOf(zone: string, at: Instant): number {
  return Math.floor((at + offsetOf(zone, at)) / DAY);
}

export function weekdayOf(localDay: number): number {
  return (localDay + 4) % 7;
}
