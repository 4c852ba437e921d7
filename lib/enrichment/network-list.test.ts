import { expect, test } from 'vitest';
import { classNamed, networkListReader, readNetworkList } from './network-list';

test('one entry a line: blocks, addresses, ranges and AS numbers, with comments of every kind', () => {
  const text = ['\uFEFF# a list', '81.2.69.0/24', '81.2.70.7', '', '; note', '// note', '81.2.71.0 - 81.2.71.255', 'AS9009 # M247, GB', 'AS55286\t# SERVER', 'asn 64496', '2a00:1450::/32'].join('\r\n');
  expect(readNetworkList(text)).toEqual({
    format: 'lines',
    suggests: null,
    entries: ['81.2.69.0/24', '81.2.70.7/32', '81.2.71.0/24', 'AS9009', 'AS55286', 'AS64496', '2a00:1450::/32'],
    refused: [],
  });
});

test('a table of Tor relays is known by its header and names its class', () => {
  const table = ['fingerprint, ipaddr, port', '0008D9640FE4947F73E355F67E20C2D290BBC72C, 204.8.96.141, 444', '0008D9640FE4947F73E355F67E20C2D290BBC72C, 2620:7:6003::141, 81', 'FFFE7BB34A4C2F136EF7A4BD099D2FC737175EB6, 204.8.96.141, 448'];
  expect(readNetworkList(table)).toEqual({ format: 'table', suggests: 'tor', entries: ['204.8.96.141/32', '2620:7:6003::141/128'], refused: [] });
});

test('a geofeed is known by its comment, and its first column is read', () => {
  const feed = '# Self-published geofeed as defined in datatracker.ietf.org/doc/html/rfc8805\n172.32.0.0/11,US,,,\n208.54.137.250/32,US,US-WA,Seattle,\n';
  expect(readNetworkList(feed)).toMatchObject({ format: 'geofeed', entries: ['172.32.0.0/11', '208.54.137.250/32'], refused: [] });
});

test('a table may keep the ends of its ranges in two columns, with or without a header', () => {
  expect(readNetworkList('start_ip,end_ip,name\n"81.2.69.0","81.2.69.255","Example, Inc."\n').entries).toEqual(['81.2.69.0/24']);
  expect(readNetworkList('81.2.69.0,81.2.69.127,64500,Example\n').entries).toEqual(['81.2.69.0/25']);
});

test.each([
  ['81.2.69.400/24', /line 1: "81.2.69.400\/24" is neither an address, a CIDR block, a range nor an AS number\. Correct the line, or put # before it/],
  ['example.com', /neither an address/],
  ['fe80::1%eth0', /carries a zone/],
  ['AS0', /no AS number/],
  ['AS4294967296', /no AS number/],
  ['0.0.0.0/0', /wider than a \/8/],
  ['2000::/3', /wider than a \/16/],
  ['10.0.0.0/8', /private or reserved/],
  ['192.168.1.1', /private or reserved/],
  ['2001:db8::/32', /private or reserved/],
  ['81.2.69.9-81.2.69.1', /neither an address/],
])('the line "%s" is refused with its number and the way out', (text, message) => {
  const { entries, refused } = readNetworkList([text]);
  expect(entries).toEqual([]);
  expect(refused).toEqual([{ line: 1, text, message: expect.stringMatching(message) }]);
});

test('one bad line does not harm its neighbours, and a long one is cut', () => {
  const { entries, refused } = readNetworkList(['81.2.69.1', 'x'.repeat(5_000), '81.2.69.2']);
  expect(entries).toEqual(['81.2.69.1/32', '81.2.69.2/32']);
  expect(refused[0]).toMatchObject({ line: 2, text: 'x'.repeat(200) });
  expect(refused[0]?.message.length).toBeLessThan(300);
});

test('a list can be taken line by line as it streams', () => {
  const reader = networkListReader();
  for (let index = 0; index < 1_000; index += 1) reader.take(`81.2.${index % 250}.0/24`);
  expect(reader.finish().entries).toHaveLength(250);
});

test.each([
  ['tor-exits.csv', 'tor'],
  ['vpn-ipv4.txt', 'vpn_known'],
  ['egress-ip-ranges.csv', 'relay'],
  ['our-gateways', 'corporate'],
  ['datacenter-asns.txt', 'hosting'],
  ['mobile-tmobile-us.csv', 'mobile'],
  ['storage.txt', null],
])('a list named %s is of class %s', (name, expected) => {
  expect(classNamed(name)).toBe(expected);
});
