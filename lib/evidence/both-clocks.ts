import type { Instant } from '../kernel/instant';

/** A time that is evidence: by UTC, and by the clock that the account declares; `there` is null where nothing is declared, or a day is the same day. */
export type OnBothClocks = { utc: string; there: string | null };

/** Says a part of a moment in a zone of the time-zone database. */
type InZone = (at: Instant, zone: string) => string;

/** A day, or several of them: `write` says them in a zone. The declared clock is named only where it has other days. */
export function daysOnBoth(zone: string | null, write: (zone: string) => string): OnBothClocks {
  const [utc, there] = [write('UTC'), zone === null ? null : write(zone)];
  return there === null || utc === there ? { utc, there: null } : { utc: `${utc} UTC`, there: `${there}, ${zone}` };
}

/** A moment: the declared clock stands beside UTC always, with its day where that is another. */
export function momentOnBoth(at: Instant, zone: string | null, day: InZone, time: InZone): OnBothClocks {
  const here = day(at, 'UTC');
  const utc = `${here}, ${time(at, 'UTC')} UTC`;
  if (zone === null) return { utc, there: null };
  const there = day(at, zone);
  return { utc, there: `${there === here ? '' : `${there}, `}${time(at, zone)} ${zone}` };
}

/** "19 Oct, 13:04 UTC (14:04 Europe/London)" */
export const inWords = ({ utc, there }: OnBothClocks): string => (there === null ? utc : `${utc} (${there})`);
