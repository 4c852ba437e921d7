import { isEyeball } from './network';
import type { NetworkClass } from './network';

/** What one geolocation source answered. Coordinates are degrees; null where the source knows only the country or nothing. */
export type PlaceReading = {
  source: string;
  /** Date of the source's data, ISO day. */
  date: string;
  country: string | null;
  city: string | null;
  lat: number | null;
  lon: number | null;
  /** IANA zones that may hold there: the source's own, else those of the towns around the coordinates; absent where neither tells. */
  zones?: readonly string[];
};

/**
 * Where two independent sources put an address.
 * `country`, `lat`, `lon` and `radiusKm` are set only where both agree on the country and the network is
 * residential or mobile; anywhere else the place is unknown and every distance rule abstains.
 */
export type PlaceFact = {
  readings: readonly PlaceReading[];
  agreed: boolean;
  country: string | null;
  lat: number | null;
  lon: number | null;
  /** Uncertainty, kilometres: 300 where only one source has a city, else half the distance between them, at least 50. */
  radiusKm: number | null;
};

/** A point on the earth, degrees. */
export type Spot = { lat: number; lon: number };

/** A place as a person declares it: country and zone always, region and city where given. */
export type NamedPlace = { country: string; region: string | null; city: string | null; timeZone: string };

/** Radius of uncertainty where only one source has a city, kilometres (domain.md, conventions of section 2). */
export const ONE_CITY_RADIUS_KM = 300;
/** The least radius of uncertainty where two sources have a city, kilometres. */
export const LEAST_RADIUS_KM = 50;
const EARTH_RADIUS_KM = 6_371.0088;

/**
 * The place that the readings and the class of the network allow. Readings agree where at least two name a country and all that do
 * name the same one.
 */
export function placeOf(readings: readonly PlaceReading[], network: NetworkClass): PlaceFact {
  const countries = readings.flatMap(({ country }) => country ?? []);
  const agreed = countries.length >= 2 && new Set(countries).size === 1;
  const nowhere = { readings, agreed, country: null, lat: null, lon: null, radiusKm: null };
  if (!agreed || !isEyeball(network)) return nowhere;
  const country = countries[0] ?? null;
  const [first, second] = readings.flatMap(({ lat, lon }) => (lat === null || lon === null ? [] : [{ lat, lon }]));
  if (!first) return { ...nowhere, country };
  if (!second) return { ...nowhere, country, ...first, radiusKm: ONE_CITY_RADIUS_KM };
  return { ...nowhere, country, ...midpoint(first, second), radiusKm: Math.max(LEAST_RADIUS_KM, kilometresBetween(first, second) / 2) };
}

/** The place of an address about which nothing is known. */
export const UNKNOWN_PLACE: PlaceFact = { readings: [], agreed: false, country: null, lat: null, lon: null, radiusKm: null };

/** Great-circle distance, kilometres. */
export function kilometresBetween(a: Spot, b: Spot): number {
  const [latA, latB] = [radians(a.lat), radians(b.lat)];
  const half = Math.sin((latB - latA) / 2) ** 2 + Math.cos(latA) * Math.cos(latB) * Math.sin(radians(b.lon - a.lon) / 2) ** 2;
  return 2 * EARTH_RADIUS_KM * Math.asin(Math.min(1, Math.sqrt(half)));
}

/** The kilometres that surely lie between two places: their distance less both radii, at least 0. Null where either is unknown. */
export function gapKm(a: PlaceFact, b: PlaceFact): number | null {
  const [from, to] = [spotOf(a), spotOf(b)];
  if (!from || !to) return null;
  return Math.max(0, kilometresBetween(from, to) - (a.radiusKm ?? 0) - (b.radiusKm ?? 0));
}

/** The middle of a place, null where it is unknown. */
export function spotOf({ lat, lon }: { lat: number | null; lon: number | null }): Spot | null {
  return lat === null || lon === null ? null : { lat, lon };
}

/** Halfway along the great circle; the mean of vectors, so that the date line and the poles need no special case. */
function midpoint(a: Spot, b: Spot): Spot {
  const [x, y, z] = [vector(a), vector(b)].reduce((sum, part) => [sum[0] + part[0], sum[1] + part[1], sum[2] + part[2]]);
  return { lat: degrees(Math.atan2(z, Math.hypot(x, y))), lon: degrees(Math.atan2(y, x)) };
}

function vector({ lat, lon }: Spot): [number, number, number] {
  const [phi, lambda] = [radians(lat), radians(lon)];
  return [Math.cos(phi) * Math.cos(lambda), Math.cos(phi) * Math.sin(lambda), Math.sin(phi)];
}

function radians(angle: number): number {
  return (angle * Math.PI) / 180;
}

function degrees(angle: number): number {
  return (angle * 180) / Math.PI;
}
