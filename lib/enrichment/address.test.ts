import fc from 'fast-check';
import { expect, test } from 'vitest';
import { isPublic, maskAddress, parseAddress, parseRange, rangeText, textOf } from './address';
import type { Address } from './address';

function address(text: string): Address {
  const parsed = parseAddress(text);
  if (!parsed) throw new Error(`${text} is an address`);
  return parsed;
}

test('IPv4 in IPv6 clothing is folded to IPv4', () => {
  expect(parseAddress('::ffff:81.2.69.160')).toEqual({ text: '81.2.69.160', family: 4, number: 0x510245a0 });
  expect(address('2001:4860:4860:0:0:0:0:8888').text).toBe('2001:4860:4860::8888');
});

test.each(['', '1.2.3', '01.2.3.4', '0x7f.1.1.1', '1.2.3.256', 'fe80::1%eth0', '1::2::3', ' 1.2.3.4', 'example.com'])('"%s" is not an address', (text) => {
  expect(parseAddress(text)).toBeNull();
});

test.each(['10.0.0.1', '192.168.1.1', '127.0.0.1', '100.64.3.4', '169.254.0.9', '192.0.2.7', '198.51.100.7', '203.0.113.7', '224.0.0.1', '255.255.255.255', '::1', 'fc00::1', 'fe80::1', '2001:db8::1', '::ffff:10.0.0.1'])(
  '%s is not public',
  (text) => {
    expect(isPublic(address(text))).toBe(false);
  },
);

test.each(['8.8.8.8', '81.2.69.160', '2001:4860:4860::8888'])('%s is public', (text) => {
  expect(isPublic(address(text))).toBe(true);
});

test('a masked address keeps the network and hides who', () => {
  expect(maskAddress(address('81.2.69.160'))).toBe('81.2.•.•');
  expect(maskAddress(address('2a00:1450:4009:80b::1'))).toBe('2a00:1450:•');
});

test('a range is read from an address, a block or two ends, and written back in one form', () => {
  expect(rangeText(parseRange('81.2.69.160')!)).toBe('81.2.69.160/32');
  expect(rangeText(parseRange('81.2.69.160/24')!)).toBe('81.2.69.0/24');
  expect(rangeText(parseRange('81.2.69.0 - 81.2.69.255')!)).toBe('81.2.69.0/24');
  expect(rangeText(parseRange('81.2.69.1-81.2.69.9')!)).toBe('81.2.69.1-81.2.69.9');
  expect(rangeText(parseRange('2a00::/12')!)).toBe('2a00::/12');
  expect(rangeText(parseRange('::ffff:81.2.69.0/120')!)).toBe('81.2.69.0/24');
});

test.each(['81.2.69.9-81.2.69.1', '81.2.69.1-2a00::1', '81.2.69.0/33', '81.2.69.0/', '81.2.69.0/-1', '2a00::/129', 'x/8'])('"%s" is not a range', (text) => {
  expect(parseRange(text)).toBeNull();
});

test('every number is the number of its own text', () => {
  fc.assert(fc.property(fc.nat({ max: 0xffffffff }), (number) => address(textOf(4, number)).number === number));
  fc.assert(
    fc.property(fc.bigInt({ min: 1n << 96n, max: (1n << 128n) - 1n }), (number) => address(textOf(6, number)).number === number),
  );
});

test('every range reads back from its own text', () => {
  fc.assert(
    fc.property(fc.nat({ max: 0xffffffff }), fc.nat({ max: 0xffffffff }), (a, b) => {
      const range = { family: 4 as const, from: Math.min(a, b), to: Math.max(a, b) };
      expect(parseRange(rangeText(range))).toEqual(range);
    }),
  );
});
