import { DAY, HOUR, MINUTE } from './instant';
import type { Instant } from './instant';

/** What the time-zone database says of one zone, kept because asking is slow. */
type Zone = {
  canonical: string;
  format: Intl.DateTimeFormat;
  /** Offsets in minutes by UTC day; `changes` where the offset differs between the day's ends. */
  days: Map<number, number | 'changes'>;
};

/** Names of tzdata without a slash. The runtime also takes abbreviations ("PST", "IST") that are ambiguous and no IANA names. */
const PLAIN_NAMES = new Set(
  ('cet cst6cdt cuba eet egypt eire est est5edt gb gb-eire gmt gmt+0 gmt-0 gmt0 greenwich hongkong hst iceland iran israel jamaica japan '
    + 'kwajalein libya met mst mst7mdt navajo nz nz-chat poland portugal prc pst8pdt roc rok singapore turkey uct universal utc w-su wet zulu').split(' '),
);

const ZONES = new Map<string, Zone | null>();
/** Names come from outside, so what is kept is bounded: tzdata has some 600 names. */
const KEPT_NAMES = 2_000;

/** True for a name of the IANA time-zone database ("Europe/London", "UTC"); fixed offsets ("+01:00") are no zones. */
export function isTimeZone(name: string): boolean {
  return zoneOf(name) !== null;
}

/** The one name that stands for a zone and its aliases ("Asia/Calcutta" for "Asia/Kolkata"); null where there is no such zone. */
export function canonicalZone(name: string): string | null {
  return zoneOf(name)?.canonical ?? null;
}

/** Minutes east of UTC in a zone at an instant, daylight saving included: 60 for "Europe/London" in July. Throws on an unknown zone. */
export function offsetAt(name: string, at: Instant): number {
  const zone = zoneOf(name);
  if (!zone) throw new RangeError(`unknown time zone ${name}`);
  const day = Math.floor(at / DAY);
  let known = zone.days.get(day);
  if (known === undefined) {
    const first = readOffset(zone, day * DAY);
    known = first === readOffset(zone, (day + 1) * DAY) ? first : 'changes';
    zone.days.set(day, known);
  }
  return known === 'changes' ? readOffset(zone, at) : known;
}

/** The hour on the wall clock of a zone at an instant, with its fraction: 0 up to 24, 13.5 for half past one in the afternoon. */
export function localHour(name: string, at: Instant): number {
  return (((at + offsetAt(name, at) * MINUTE) % DAY) + DAY) % DAY / HOUR;
}

/** The calendar day in a zone at an instant, counted in days since 1970-01-01. */
export function localDay(name: string, at: Instant): number {
  return Math.floor((at + offsetAt(name, at) * MINUTE) / DAY);
}

function zoneOf(name: string): Zone | null {
  const known = ZONES.get(name);
  if (known !== undefined) return known;
  if (ZONES.size >= KEPT_NAMES) ZONES.clear();
  const zone = openZone(name);
  ZONES.set(name, zone);
  return zone;
}

function openZone(name: string): Zone | null {
  if (!/^[A-Za-z][A-Za-z0-9_+-]*(\/[A-Za-z0-9_+-]+)+$/.test(name) && !PLAIN_NAMES.has(name.toLowerCase())) return null;
  if (/^(etc\/unknown|systemv\/)/i.test(name)) return null;
  try {
    const format = new Intl.DateTimeFormat('en-US', {
      timeZone: name, hourCycle: 'h23', year: 'numeric', month: 'numeric', day: 'numeric', hour: 'numeric', minute: 'numeric', second: 'numeric',
    });
    return { canonical: format.resolvedOptions().timeZone, format, days: new Map() };
  } catch {
    return null;
  }
}

function readOffset(zone: Zone, at: Instant): number {
  const second = Math.floor(at / 1_000) * 1_000;
  const parts: Partial<Record<Intl.DateTimeFormatPartTypes, number>> = {};
  for (const { type, value } of zone.format.formatToParts(second)) parts[type] = Number(value);
  const { year = 0, month = 1, day = 1, hour = 0, minute = 0, second: seconds = 0 } = parts;
  return Math.round((Date.UTC(year, month - 1, day, hour, minute, seconds) - second) / MINUTE);
}

/** What an IANA name begins with, and the part of the world that it says. */
export const AREAS = {
  Africa: 'Africa', America: 'the Americas', US: 'the Americas', Canada: 'the Americas', Asia: 'Asia', Europe: 'Europe', Australia: 'Oceania', Pacific: 'Oceania', Atlantic: 'Atlantic islands', Indian: 'Indian Ocean islands',
} as const satisfies Readonly<Record<string, string>>;
export const REGIONS = ['Africa', 'the Americas', 'Asia', 'Europe', 'Oceania', 'Atlantic islands', 'Indian Ocean islands'] as const;
export const UNDECLARED = 'not declared';

/** The part of the world whose clock the account declares: coarse on purpose, and known wherever a time zone is. */
export function regionOf(timeZone: string | null): string {
  return (AREAS as Readonly<Record<string, string>>)[timeZone?.split('/')[0] ?? ''] ?? UNDECLARED;
}
