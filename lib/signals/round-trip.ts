import type { Stretch } from '../enrichment/history';
import { countryOf } from './distance';

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
