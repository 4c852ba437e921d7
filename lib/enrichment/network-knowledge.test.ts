import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { readIpv4Table } from './adapters/asn-table';
import { packaged } from './adapters/packaged';
import { knownClassOf } from './network-knowledge';
import { OPERATORS_BY_NUMBER } from './network-operators';

test('every hand-written number belongs to the operator it stands under', () => {
  const { owners } = readIpv4Table(readFileSync(join(packaged('@ip-location-db/asn').folder, 'asn-ipv4-num.csv')));
  const strangers = OPERATORS_BY_NUMBER.flatMap(({ operators }) =>
    Object.entries(operators).flatMap(([operator, numbers]) =>
      numbers.filter((asn) => !(owners.get(asn) ?? operator).toLowerCase().includes(operator.toLowerCase())).map((asn) => `AS${asn} is ${owners.get(asn)}, not ${operator}`),
    ),
  );
  expect(strangers).toEqual([]);
});

test('no number stands under two classes', () => {
  const numbers = OPERATORS_BY_NUMBER.flatMap(({ operators }) => Object.values(operators).flat());
  expect(numbers.filter((asn, index) => numbers.indexOf(asn) !== index)).toEqual([]);
});

test.each([
  ['Amazon.com, Inc.', 'hosting'],
  ['OVH SAS', 'hosting'],
  ['Hetzner Online GmbH', 'hosting'],
  ['Example Hosting s.r.o.', 'hosting'],
  ['Example Datacentre Ltd', 'hosting'],
  ['VPS Example LLC', 'hosting'],
  ['Example Cloud Ltd', 'hosting'],
  ['Example Cloud Broadband Ltd', 'residential'],
  ['Some Hostel Group', 'residential'],
  ['Example VPN Limited', 'vpn_known'],
  ['PacketHub S.A.', 'vpn_known'],
  ['Cloudflare, Inc.', 'relay'],
  ['Netskope Inc', 'corporate'],
  ['University of Example', 'corporate'],
  ['Example Bank plc', 'corporate'],
  ['T-Mobile Example GmbH', 'mobile'],
  ['Example Cellular Inc.', 'mobile'],
  ['Cable & Wireless Example', 'residential'],
  ['Exxon Mobil Corporation', 'residential'],
  ['Comcast Cable Communications, LLC', 'residential'],
  ['Google Fiber Inc.', 'residential'],
  ['Deutsche Telekom AG', 'residential'],
  ['Free SAS', 'residential'],
] as const)('the owner "%s" is %s by name', (owner, expected) => {
  expect(knownClassOf({ asn: null, owner }).class).toBe(expected);
});

test('a number goes before the name it is announced under', () => {
  expect(knownClassOf({ asn: 6167, owner: 'Verizon Business' }).class).toBe('mobile');
  expect(knownClassOf({ asn: 36183, owner: 'Akamai Technologies, Inc.' }).class).toBe('relay');
  expect(knownClassOf({ asn: 63949, owner: 'Akamai Technologies, Inc.' }).class).toBe('hosting');
});

test('an owner that nobody names is unknown, and every answer has a reason', () => {
  expect(knownClassOf({ asn: null, owner: null })).toEqual({ class: 'unknown', reason: 'no source names an owner of the address' });
  expect(knownClassOf({ asn: 64500, owner: ' ' }).class).toBe('unknown');
  expect(knownClassOf({ asn: 64500, owner: 'Example Ltd' }).reason).toMatch(/taken for an access provider/);
});

test('a small network that nothing marks is unknown, a large one or one named for access is a home', () => {
  expect(knownClassOf({ asn: 64500, owner: 'Example Ltd', addresses: 256 }).class).toBe('unknown');
  expect(knownClassOf({ asn: 64500, owner: 'Example Ltd', addresses: 65_536 }).class).toBe('residential');
  expect(knownClassOf({ asn: 64500, owner: 'Example Telecom Ltd', addresses: 256 }).class).toBe('residential');
});
