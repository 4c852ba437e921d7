import { expect, test } from 'vitest';
import { kilometresBetween } from '../place';
import type { Spot } from '../place';
import { spotOfName, zonesAround } from './gazetteer';

const LONDON = { lat: 51.5, lon: -0.12 };

function near(spot: Spot | null, lat: number, lon: number): boolean {
  return spot !== null && kilometresBetween(spot, { lat, lon }) < 60;
}

test('a city is found by its name, whatever its accents and case', () => {
  expect(near(spotOfName({ country: 'GB', region: null, city: 'LONDON', timeZone: 'Europe/London' }), LONDON.lat, LONDON.lon)).toBe(true);
  expect(near(spotOfName({ country: 'BR', region: null, city: 'São Paulo', timeZone: 'America/Sao_Paulo' }), -23.55, -46.63)).toBe(true);
  expect(near(spotOfName({ country: 'BR', region: null, city: 'sao paulo', timeZone: 'America/Sao_Paulo' }), -23.55, -46.63)).toBe(true);
});

test('among cities of one name the region decides, then the zone, then population', () => {
  const portland = (region: string | null, timeZone: string) => spotOfName({ country: 'US', region, city: 'Portland', timeZone });
  expect(near(portland('ME', 'America/Los_Angeles'), 43.66, -70.26)).toBe(true);
  expect(near(portland('US-OR', 'America/New_York'), 45.52, -122.68)).toBe(true);
  expect(near(portland(null, 'America/New_York'), 43.66, -70.26)).toBe(true);
  expect(near(portland(null, 'America/Denver'), 45.52, -122.68)).toBe(true);
});

test('without a known city the region stands in, then the zone within the country', () => {
  expect(near(spotOfName({ country: 'US', region: 'Texas', city: 'Nowhereville', timeZone: 'America/Chicago' }), 29.76, -95.37)).toBe(true);
  expect(near(spotOfName({ country: 'GB', region: 'England', city: null, timeZone: 'Europe/London' }), LONDON.lat, LONDON.lon)).toBe(true);
  expect(near(spotOfName({ country: 'IN', region: null, city: null, timeZone: 'Asia/Calcutta' }), 19.02, 72.85)).toBe(true);
});

test('a place of which the table knows nothing is nowhere', () => {
  expect(spotOfName({ country: 'ZZ', region: null, city: 'London', timeZone: 'Europe/London' })).toBeNull();
  expect(spotOfName({ country: 'GB', region: null, city: null, timeZone: 'Asia/Tokyo' })).toBeNull();
  expect(spotOfName({ country: 'GB', region: '', city: '', timeZone: 'Mars/Olympus' })).toBeNull();
});

test('the zones of the towns around a spot are told, nearest first, those across a border too, equal clocks once', () => {
  expect(zonesAround(LONDON, 100)).toEqual(['Europe/London']);
  expect(zonesAround({ lat: 51.13, lon: 1.31 }, 300)).toEqual(['Europe/London', 'Europe/Paris']);
});

test('they are told across the date line, and none far out at sea', () => {
  expect(zonesAround({ lat: -17.8, lon: -179.9 }, 300)).toContain('Pacific/Fiji');
  expect(zonesAround({ lat: -48.9, lon: -123.4 }, 300)).toEqual([]);
});
