import { expect, test } from 'vitest';
import { parseAddress } from '../address';
import { ownerAt, readIpv4Table, readIpv6Table } from './asn-table';
import type { AsnTable } from './asn-table';

function ask(table: AsnTable, ip: string): unknown {
  const address = parseAddress(ip);
  return address && ownerAt(table, address);
}

test('the IPv4 table answers inside its ranges, at their ends, and not between them', () => {
  const table = readIpv4Table(Buffer.from('16777216,16777471,13335,"Example, Inc."\n16778240,16779263,38803,Gtelecom Pty Ltd\n16779264,16779264,38803,Gtelecom Pty Ltd'));
  expect(ask(table, '1.0.0.0')).toEqual({ asn: 13335, owner: 'Example, Inc.' });
  expect(ask(table, '1.0.0.255')).toEqual({ asn: 13335, owner: 'Example, Inc.' });
  expect(ask(table, '1.0.1.0')).toBeNull();
  expect(ask(table, '0.255.255.255')).toBeNull();
  expect(ask(table, '1.0.8.0')).toEqual({ asn: 38803, owner: 'Gtelecom Pty Ltd' });
  expect(ask(table, '1.0.8.1')).toBeNull();
  expect([...table.sizes]).toEqual([[13335, 256], [38803, 1025]]);
});

test('names whose quotes were escaped twice over are read without them', () => {
  const table = readIpv4Table(Buffer.from('16777216,16777471,8402,"PJSC """"Example"""""\n'));
  expect(ask(table, '1.0.0.1')).toEqual({ asn: 8402, owner: 'PJSC Example' });
});

test('the IPv6 table reads canonical text, and widens ranges finer than a /64', () => {
  const lines = [
    '2001::,2001::ffff:ffff:ffff:ffff:ffff:ffff,6939,Example LLC',
    '2001:200::,2001:200:1b9:ffff:ffff:ffff:ffff:ffff,2500,Wide',
    '2001:500:30ff::,2001:500:30ff::2f,396585,First',
    '2001:500:30ff::30,2001:500:30ff:1::,396552,Second',
    '2c0f:fff0::,2c0f:fff0:ffff:ffff:ffff:ffff:ffff:ffff,37125,Last',
  ];
  const table = readIpv6Table(Buffer.from(`${lines.join('\n')}\n`));
  expect(ask(table, '2001::1')).toEqual({ asn: 6939, owner: 'Example LLC' });
  expect(ask(table, '2001:200:1b9:ffff::1')).toEqual({ asn: 2500, owner: 'Wide' });
  expect(ask(table, '2001:200:1ba::1')).toBeNull();
  expect(ask(table, '2001:500:30ff::31')).toEqual({ asn: 396585, owner: 'First' });
  expect(ask(table, '2001:500:30ff:1::9')).toEqual({ asn: 396552, owner: 'Second' });
  expect(ask(table, '2c0f:fff0:1234::')).toEqual({ asn: 37125, owner: 'Last' });
  expect(ask(table, '3fff::')).toBeNull();
});

test('a damaged table is an error, not a wrong answer', () => {
  expect(() => readIpv4Table(Buffer.from('<html>not found</html>'))).toThrow('the table of networks is damaged');
});
