import type { Instant } from '../kernel/instant';

/** A time that is evidence: by UTC, and by the clock that the account declares; `there` is null where nothing is declared, or both clocks read the same. */
export type OnBothClocks = { utc: string; there: string | null };

/** By what a time is told: the clock that the account declares (`zone`, null where it declares none), and the present, whose year goes without saying. */
export type Clock = { zone: string | null; now: Instant };

/** Says a part of a moment in a zone of the time-zone database. */
type InZone = (at: Instant, zone: string) => string;

/** Writes a part of a moment, one format a zone. All months have three letters, so that columns of dates line up. */
export function written(options: Intl.DateTimeFormatOptions): InZone {
  const formats = new Map<string, Intl.DateTimeFormat>();
  return (at, zone) => {
    const format = formats.get(zone) ?? new Intl.DateTimeFormat('en-GB', { timeZone: zone, ...options });
    formats.set(zone, format);
    return format.format(at).replace('Sept', 'Sep');
  };
}
const year = written({ year: 'numeric' });
const dayAlone = written({ day: 'numeric', month: 'short' });
const dayOfYear = written({ day: 'numeric', month: 'short', year: 'numeric' });

/** "17 Nov"; of another year than that of `now` by the same clock, "17 Nov 2024". */
export const shortDayIn = (at: Instant, zone: string, now: Instant): string => (year(at, zone) === year(now, zone) ? dayAlone : dayOfYear)(at, zone);

/** The first and the last of several days, or the one that there is. A year that both have is said once, with the last. */
export function shortDaysIn(from: Instant, to: Instant, zone: string, now: Instant): readonly [first: string, last: string] | readonly [only: string] {
  const last = shortDayIn(to, zone, now);
  if (dayOfYear(from, zone) === dayOfYear(to, zone)) return [last];
  return [year(from, zone) === year(to, zone) ? dayAlone(from, zone) : shortDayIn(from, zone, now), last];
}

/** A day, or several of them: `write` says them in a zone. The declared clock is named only where it has other days. */
export function daysOnBoth(zone: string | null, write: (zone: string) => string): OnBothClocks {
  const [utc, there] = [write('UTC'), zone === null ? null : write(zone)];
  return there === null || utc === there ? { utc, there: null } : { utc: `${utc} UTC`, there: `${there}, ${zone}` };
}

/** A moment: the declared clock stands beside UTC where it reads otherwise, with its day where that is another. */
export function momentOnBoth(at: Instant, zone: string | null, day: InZone, time: InZone): OnBothClocks {
  const reads = (where: string) => ({ day: day(at, where), time: time(at, where) });
  const here = reads('UTC');
  const utc = `${here.day}, ${here.time} UTC`;
  if (zone === null) return { utc, there: null };
  const there = reads(zone);
  if (there.day !== here.day) return { utc, there: `${there.day}, ${there.time} ${zone}` };
  return { utc, there: there.time === here.time ? null : `${there.time} ${zone}` };
}

/** "19 Oct, 13:04 UTC (14:04 Europe/London)" */
export const inWords = ({ utc, there }: OnBothClocks): string => (there === null ? utc : `${utc} (${there})`);
