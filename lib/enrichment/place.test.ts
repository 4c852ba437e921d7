import fc from 'fast-check';
import { expect, test } from 'vitest';
import { NETWORK_CLASSES, isEyeball } from './network';
import { gapKm, kilometresBetween, placeOf } from './place';
import type { PlaceReading } from './place';

const LONDON = { country: 'GB', city: 'London', lat: 51.5074, lon: -0.1278 };
const READING = { country: 'GB', city: 'Reading', lat: 51.4543, lon: -0.9781 };
const PARIS = { country: 'FR', city: 'Paris', lat: 48.8566, lon: 2.3522 };
const EDINBURGH = { country: 'GB', city: 'Edinburgh', lat: 55.9533, lon: -3.1883 };
const BRITAIN = { country: 'GB', city: null, lat: null, lon: null };
const NOWHERE = { country: null, city: null, lat: null, lon: null };

function readings(...places: Omit<PlaceReading, 'source' | 'date'>[]): PlaceReading[] {
  return places.map((place, index) => ({ source: `source-${index}`, date: '2026-06-01', ...place }));
}

test('a city and a country that agree place a home within 300 km', () => {
  expect(placeOf(readings(LONDON, BRITAIN), 'residential')).toMatchObject({ agreed: true, country: 'GB', lat: LONDON.lat, lon: LONDON.lon, radiusKm: 300 });
});

test('two cities that agree place a home half way between them, within half their distance and never under 50 km', () => {
  const near = placeOf(readings(LONDON, READING), 'mobile');
  expect(near.radiusKm).toBe(50);
  expect(near.lon).toBeCloseTo(-0.55, 1);
  expect(placeOf(readings(LONDON, EDINBURGH), 'residential').radiusKm).toBeCloseTo(kilometresBetween(LONDON, EDINBURGH) / 2, 6);
});

test('the middle of two places on both sides of the date line lies between them', () => {
  const place = placeOf(readings({ country: 'FJ', city: 'Suva', lat: -18, lon: 178 }, { country: 'FJ', city: 'Lau', lat: -18, lon: -178 }), 'residential');
  expect(Math.abs(place.lon ?? 0)).toBeCloseTo(180, 6);
});

test.each(NETWORK_CLASSES.filter((one) => !isEyeball(one)))('on a %s network the place is unknown, whatever the sources say', (network) => {
  expect(placeOf(readings(LONDON, BRITAIN), network)).toMatchObject({ agreed: true, country: null, lat: null, lon: null, radiusKm: null });
});

test('sources that disagree, or of which only one knows, leave the place unknown and keep what each said', () => {
  const apart = placeOf(readings(LONDON, PARIS), 'residential');
  expect(apart).toMatchObject({ agreed: false, country: null, lat: null, radiusKm: null });
  expect(apart.readings.map(({ country }) => country)).toEqual(['GB', 'FR']);
  expect(placeOf(readings(LONDON, NOWHERE), 'residential')).toMatchObject({ agreed: false, country: null });
  expect(placeOf([], 'residential')).toMatchObject({ agreed: false, country: null });
});

test('agreement on the country alone gives a country without a point', () => {
  expect(placeOf(readings(BRITAIN, BRITAIN), 'residential')).toMatchObject({ agreed: true, country: 'GB', lat: null, radiusKm: null });
});

test('London to Paris is 344 km, and the gap between two places is less by both radii', () => {
  expect(kilometresBetween(LONDON, PARIS)).toBeCloseTo(343.6, 0);
  const home = placeOf(readings(LONDON, BRITAIN), 'residential');
  const away = placeOf(readings({ country: 'US', city: 'New York', lat: 40.71, lon: -74.01 }, { ...BRITAIN, country: 'US' }), 'residential');
  expect(gapKm(home, away)).toBeCloseTo(5_570 - 600, -1);
  expect(gapKm(home, home)).toBe(0);
  expect(gapKm(home, placeOf([], 'unknown'))).toBeNull();
});

test('distance is the same both ways and never more than half the earth', () => {
  const spot = fc.record({ lat: fc.double({ min: -90, max: 90, noNaN: true }), lon: fc.double({ min: -180, max: 180, noNaN: true }) });
  fc.assert(
    fc.property(spot, spot, (a, b) => {
      expect(kilometresBetween(a, b)).toBeCloseTo(kilometresBetween(b, a), 6);
      expect(kilometresBetween(a, b)).toBeLessThanOrEqual(20_016);
    }),
  );
});
