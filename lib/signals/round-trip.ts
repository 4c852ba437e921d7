import type { Stretch } from '../enrichment/history';
import { countryOf } from './distance';
import { modal } from './window';

/** Lines over satellites are slow by themselves. */
const SATELLITE = /satellite|starlink|viasat|hughes|eutelsat|oneweb/i;

/** Whether the round trip of a stretch tells how far away somebody sits: on a fixed line of a known network and place, and not over a satellite. */
export function isTimed(stretch: Stretch): boolean {
  return stretch.rttMs !== null && stretch.network.asn !== null && stretch.network.class !== 'mobile' && countryOf(stretch) !== null && !SATELLITE.test(stretch.network.owner ?? '');
}

/** The lower of the two in the middle, where there are two. */
export function median(values: readonly number[]): number {
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[Math.floor((sorted.length - 1) / 2)]!;
}

/** A round trip longer by so much on fixed lines of one country: hands on another continent, or a detour in between. [T], as N4. */
export const FAR_MS = 80;
/** Timed sessions needed on either side. */
const ENOUGH = 3;

/**
 * By how many milliseconds the fixed lines of one and the same country answer later than before; 0 where either side has too few. Only longer
 * counts: who comes nearer hides nothing.
 */
export function slowing(before: readonly Stretch[], after: readonly Stretch[]): number {
  const country = modal(before.filter(isTimed).flatMap((each) => countryOf(each) ?? []));
  const lag = (stretches: readonly Stretch[]): number | null => {
    const timed = stretches.filter((each) => isTimed(each) && countryOf(each) === country);
    return timed.length < ENOUGH ? null : median(timed.map((each) => each.rttMs!));
  };
  const [was, is] = [lag(before), lag(after)];
  return was === null || is === null ? 0 : is - was;
}
