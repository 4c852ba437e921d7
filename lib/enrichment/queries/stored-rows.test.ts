import { expect, test } from 'vitest';
import { factsIn } from './stored-rows';

const row = {
  network_class: 'residential' as const, asn: 64_500, owner: 'Example Line', network_source: 'table', network_reason: null, listings: null,
  readings: '[]', agreed: true, country: 'GB', lat: 53.8, lon: -1.5, radius_km: 20,
};

test('rows that say the same are one object', () => {
  expect(factsIn({ ...row })).toBe(factsIn(row));
});

test.each([
  { asn: 64_501 }, { agreed: false }, { country: 'PT' }, { listings: '[]' }, { owner: 'Another Line' }, { network_reason: 'said so' }, { lat: null },
])('rows that differ in %j are not', (other) => {
  expect(factsIn({ ...row, ...other })).not.toEqual(factsIn(row));
});

test('a row of which nothing was learnt has none', () => {
  expect(factsIn({ ...row, network_class: null })).toBeNull();
});
