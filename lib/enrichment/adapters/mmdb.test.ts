import { expect, test } from 'vitest';
import { ownerIn, placeIn } from './mmdb';

test('places are read from the flat shape, from the nested one and from plain strings', () => {
  const london = { country: 'GB', city: 'London', lat: 51.5, lon: -0.1, zone: null };
  expect(placeIn({ country_code: 'GB', city: 'London', latitude: 51.5, longitude: -0.1 })).toEqual(london);
  expect(placeIn({ country: { iso_code: 'GB' }, city: { names: { en: 'London' } }, location: { latitude: 51.5, longitude: -0.1 } })).toEqual(london);
  expect(placeIn({ country: 'GB', city: 'London', lat: '51.5', lng: '-0.1' })).toEqual(london);
});

test('a zone is read where the record names one for a place', () => {
  const record = { country_code: 'GB', city: 'London', latitude: 51.5, longitude: -0.1 };
  expect(placeIn({ ...record, timezone: 'Europe/London' }).zone).toBe('Europe/London');
  expect(placeIn({ country: { iso_code: 'GB' }, city: { names: { en: 'London' } }, location: { latitude: 51.5, longitude: -0.1, time_zone: 'Europe/London' } }).zone).toBe('Europe/London');
  expect(placeIn({ ...record, city: '', timezone: 'Europe/London' }).zone).toBeNull();
});

test('the middle of a country is no place, a region code no country, and a broken coordinate none', () => {
  expect(placeIn({ country_code: 'GB', city: '', latitude: 54, longitude: -2 })).toEqual({ country: 'GB', city: null, lat: null, lon: null, zone: null });
  expect(placeIn({ country_code: 'EU' }).country).toBeNull();
  expect(placeIn({ country_code: 'ZZ' }).country).toBeNull();
  expect(placeIn({ country_code: 'GB', city: 'London', latitude: 151, longitude: -0.1 }).lat).toBeNull();
  expect(placeIn(null)).toEqual({ country: null, city: null, lat: null, lon: null, zone: null });
});

test('owners are read from the shapes of both publishers', () => {
  expect(ownerIn({ autonomous_system_number: 15169, autonomous_system_organization: 'Google LLC' })).toEqual({ asn: 15169, owner: 'Google LLC' });
  expect(ownerIn({ asn: 'AS15169', as_name: 'Google LLC' })).toEqual({ asn: 15169, owner: 'Google LLC' });
  expect(ownerIn({})).toEqual({ asn: null, owner: null });
  expect(ownerIn(null)).toEqual({ asn: null, owner: null });
});
