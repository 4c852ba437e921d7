import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { fakeSources } from './fake-sources';
import { packaged } from './packaged';
import { openSources } from './sources';
import type { Sources } from './sources';

/** What the real sources answer for well-known public addresses, as the stand-in repeats it. */
const RECORDED = {
  '8.8.8.0/24': { places: [{ country: 'US', city: 'Mountain View', lat: 37.42, lon: -122.08 }, { country: 'US', city: null, lat: null, lon: null }], asn: 15169, owner: 'Google LLC' },
  '81.2.69.0/24': { places: [{ country: 'GB', city: 'London', lat: 51.51, lon: -0.09 }, { country: 'GB', city: null, lat: null, lon: null }], asn: 20712, owner: 'Andrews & Arnold Ltd' },
  '2001:4860::/32': { places: [{ country: 'CA', city: 'Montreal', lat: 45.5, lon: -73.57 }, { country: 'US', city: null, lat: null, lon: null }], asn: 15169, owner: 'Google LLC' },
};

const MAKERS: [string, () => Sources][] = [
  ['the packaged sources', () => openSources({})],
  ['the stand-in', () => fakeSources(RECORDED)],
];

describe.each(MAKERS)('%s', (_, make) => {
  const sources = make();

  test('say who announces a well-known address', () => {
    expect(sources.owner('8.8.8.8')).toMatchObject({ asn: 15169, owner: 'Google LLC' });
    expect(sources.owner('81.2.69.160')).toMatchObject({ asn: 20712, owner: 'Andrews & Arnold Ltd' });
    expect(sources.owner('2001:4860:4860::8888')).toMatchObject({ asn: 15169, owner: 'Google LLC' });
  });

  test('give two independent opinions on a place, each with its source and date', () => {
    const [city, country] = sources.locate('81.2.69.160');
    expect(city).toMatchObject({ country: 'GB', city: 'London' });
    expect(city?.lat).toBeCloseTo(51.5, 1);
    expect(country).toMatchObject({ country: 'GB', city: null, lat: null, lon: null });
    for (const reading of sources.locate('2001:4860:4860::8888')) expect(reading).toMatchObject({ country: expect.stringMatching(/^[A-Z]{2}$/), date: expect.stringMatching(/^\d{4}-\d\d-\d\d$/) });
    expect(city?.source).not.toBe(country?.source);
  });

  test('know nothing of addresses that are not public, and answer all the same', () => {
    for (const ip of ['10.0.0.1', '127.0.0.1', '100.64.1.1', '192.0.2.1', '::1', '2001:db8::1', 'nonsense']) {
      expect(sources.owner(ip)).toMatchObject({ asn: null, owner: null });
      expect(sources.locate(ip).map(({ country }) => country)).toEqual([null, null]);
    }
  });

  test('fold IPv4 in IPv6 clothing, and repeat themselves', () => {
    expect(sources.owner('::ffff:8.8.8.8')).toEqual(sources.owner('8.8.8.8'));
    expect(sources.locate('8.8.8.8')).toEqual(sources.locate('8.8.8.8'));
  });

  test('describe themselves with name, version and date', () => {
    expect(sources.describe().map(({ answers }) => answers)).toEqual(['city', 'country', 'owner']);
    for (const { name, version, date } of sources.describe()) expect([name, version, date].every((text) => text.length > 0)).toBe(true);
    expect(sources.owner('8.8.8.8').source).toBe(`${sources.describe()[2]?.name} ${sources.describe()[2]?.date}`);
  });
});

test('the packaged sources know how large a network is', () => {
  const sources = openSources({});
  expect(sources.owner('8.8.8.8').addresses).toBeGreaterThan(1_000_000);
  expect(sources.owner('2001:4860:4860::8888').addresses).toBe(sources.owner('8.8.8.8').addresses);
});

test("an operator's own file takes the place of the packaged one", () => {
  const file = join(packaged('@ip-location-db/geo-whois-asn-country-mmdb').folder, 'geo-whois-asn-country.mmdb');
  const sources = openSources({ COUNTERSIGN_GEO_CITY_MMDB: file });
  expect(sources.describe()[0]).toMatchObject({ name: 'geo-whois-asn-country', answers: 'city', date: '2026-06-17' });
  expect(sources.locate('81.2.69.160')[0]).toMatchObject({ country: 'GB', city: null });
  expect(sources.locate('2001:4860:4860::8888')[0]).toMatchObject({ country: 'US' });
});

test.each(['COUNTERSIGN_GEO_CITY_MMDB', 'COUNTERSIGN_GEO_COUNTRY_MMDB', 'COUNTERSIGN_ASN_MMDB'])('%s that cannot be read stops the start and names itself and its file', (variable) => {
  expect(() => openSources({ [variable]: '/nowhere/at-all.mmdb' })).toThrow(`${variable} names /nowhere/at-all.mmdb, which cannot be read as an MMDB file: there is no such file`);
  const file = join(mkdtempSync(join(tmpdir(), 'countersign-sources-')), 'text.mmdb');
  writeFileSync(file, 'not a database at all');
  expect(() => openSources({ [variable]: file })).toThrow(new RegExp(`^${variable} names ${file}, which cannot be read as an MMDB file`));
});
