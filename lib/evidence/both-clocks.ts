import type { Instant } from '../kernel/instant';

/** A time that is evidence: by UTC, and by the clock that the account declares; `there` is null where nothing is declared, or both clocks read the same. */
export type OnBothClocks = { utc: string; there: string | null };

/** Says a part of a moment in a zone of the time-zone database. */
type InZone = (at: Instant, zone: string) => string;

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
