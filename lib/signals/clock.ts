import type { Stretch } from '../enrichment/history';
import { isTimeZone, offsetAt } from '../kernel/time-zone';
import { hoursApart } from './rhythm';

/** Whether the clock of the device can be set beside the place: a home whose zones are known. */
export function tellsClock({ network, place, device }: Stretch): boolean {
  return network.class === 'residential' && place.agreed && device !== null && device.timeZone !== null && place.readings.some((each) => each.zones !== undefined);
}

/** Hours to the nearest zone that may hold there; a zone that tzdata no longer knows says nothing. */
export function clockGap({ at, device, place }: Stretch): number {
  const clock = device!.timeZone!;
  if (!isTimeZone(clock)) return 0;
  const own = offsetAt(clock, at) / 60;
  let least = 24;
  for (const { zones } of place.readings) for (const zone of zones ?? []) {
    if (zone === clock) return 0;
    if (isTimeZone(zone)) least = Math.min(least, hoursApart(own, offsetAt(zone, at) / 60));
  }
  return least === 24 ? 0 : least;
}
