import type { Stretch } from '../enrichment/history';

const EARTH_RADIUS_KM = 6371;

/** A place both sources agree on, with coordinates: the only kind that a distance may be taken from. */
export type Located = { country: string; lat: number; lon: number; radiusKm: number };

/** The country both sources agree on, on a residential or mobile network; null means not known. */
export function countryOf(stretch: Stretch): string | null {
  return stretch.place.agreed ? stretch.place.country : null;
}

export function located(stretch: Stretch): Located | null {
  const { agreed, country, lat, lon, radiusKm } = stretch.place;
  if (!agreed || country === null || lat === null || lon === null || radiusKm === null) return null;
  return { country, lat, lon, radiusKm };
}

/** Great-circle distance (haversine) on a sphere of 6,371 km. */
export function kmBetween(a: { lat: number; lon: number }, b: { lat: number; lon: number }): number {
  const rad = Math.PI / 180;
  const dLat = (b.lat - a.lat) * rad;
  const dLon = (b.lon - a.lon) * rad;
  const h = Math.sin(dLat / 2) ** 2 + Math.cos(a.lat * rad) * Math.cos(b.lat * rad) * Math.sin(dLon / 2) ** 2;
  return 2 * EARTH_RADIUS_KM * Math.asin(Math.min(1, Math.sqrt(h)));
}

/** Kilometres between two places after both uncertainties are taken off; never below 0. */
export function surelyApartKm(a: Located, b: Located): number {
  return Math.max(0, kmBetween(a, b) - a.radiusKm - b.radiusKm);
}
