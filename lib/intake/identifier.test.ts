import fc from 'fast-check';
import { expect, test } from 'vitest';
import { canonicalJson } from '../kernel/canonical';
import { contentDigest, digestOf, normalFormOf, RAW_IDENTIFIER_KINDS } from './identifier';
import type { PlatformEvent } from './stored-event';

const key = new Uint8Array(32).fill(7);
const otherKey = new Uint8Array(32).fill(8);

test.each([
  ['document', 'ab-12 34', 'AB1234'],
  ['document', 'ＡＢ１２', 'AB12'],
  ['document', 'straße', 'STRASSE'],
  ['document', '\u3200-\u1161', '\uac00'],
  ['payout_instrument', 'gb00 exam 0000', 'GB00EXAM0000'],
  ['payout_instrument', ' - ', ''],
  ['email', ' Mallory.Hale+work@Example.COM ', 'mallory.hale+work@example.com'],
  ['email', '\u03aa\u0301@example.com', '\u0390@example.com'],
  ['phone', '+44 (0)20 7946-0958', '+4402079460958'],
  ['phone', '0044 20 7946 0958', '+442079460958'],
  ['phone', '020 7946 0958', '02079460958'],
  ['phone', '00', ''],
  ['phone', 'none', ''],
  ['ip', '192.0.2.1', '192.0.2.1'],
  ['ip', '2001:0DB8:0:0::0001', '2001:db8::1'],
  ['ip', '::ffff:192.0.2.1', '192.0.2.1'],
  ['device_token', ' Tok-1 ', ' Tok-1 '],
] as const)('the normal form of the %s "%s" is "%s"', (kind, value, normal) => {
  expect(normalFormOf(kind, value)).toBe(normal);
});

test('a normal form is its own normal form', () => {
  fc.assert(fc.property(fc.constantFrom(...RAW_IDENTIFIER_KINDS), fc.oneof(fc.string({ unit: 'binary' }), fc.string({ unit: 'grapheme' }), fc.ipV6(), fc.ipV4()), (kind, value) => {
    const normal = normalFormOf(kind, value);
    expect(normalFormOf(kind, normal)).toBe(normal);
  }), { numRuns: 2_000 });
});

test('a digest is 128 bits, depends on the key and the kind, and not on the spelling', () => {
  const digest = digestOf('payout_instrument', 'GB00 EXAM 17', key);
  expect(digest).toMatch(/^[0-9a-f]{32}$/);
  expect(digestOf('payout_instrument', 'gb00-exam-17', key)).toBe(digest);
  expect(digestOf('payout_instrument', 'GB00 EXAM 17', otherKey)).not.toBe(digest);
  expect(digestOf('document', 'GB00 EXAM 17', key)).not.toBe(digest);
});

test('the addresses that one line has within its IPv6 /64 are one, and IPv4 addresses are each their own', () => {
  const digest = (ip: string) => digestOf('ip', ip, key);
  expect(digest('2001:db8:1:2:aaaa:bbbb:cccc:dddd')).toBe(digest('2001:DB8:1:2::7'));
  expect(digest('2001:db8:1:3::7')).not.toBe(digest('2001:db8:1:2::7'));
  expect(digest('::ffff:192.0.2.1')).toBe(digest('192.0.2.1'));
  expect(digest('192.0.2.2')).not.toBe(digest('192.0.2.1'));
});

test('equal numbers from another issuer or of another type are other documents', () => {
  const digests = [undefined, { country: 'GB', type: 'passport' }, { country: 'HU', type: 'passport' }, { country: 'GB', type: 'id_card' }, { country: null, type: 'passport' }]
    .map((issuer) => digestOf('document', 'SPECIMEN 17', key, issuer));
  expect(new Set(digests).size).toBe(5);
});

test('a short key and an empty identifier are bugs, and raise', () => {
  expect(() => digestOf('phone', '1', new Uint8Array(16))).toThrow('32 bytes');
  expect(() => digestOf('phone', '-', key)).toThrow('empty');
});

const base: PlatformEvent = { id: 'e-1', type: 'bid.placed', at: 1_770_000_000_000, account: 'acct-mallory', session: null, data: {} };

test('the content digest does not see the order of keys or the spelling of numbers, and sees everything else', () => {
  const shuffled = (value: unknown): unknown => {
    if (typeof value !== 'object' || value === null) return value;
    if (Array.isArray(value)) return value.map(shuffled);
    return Object.fromEntries(Object.entries(value).reverse().map(([name, inner]) => [name, shuffled(inner)]));
  };
  fc.assert(fc.property(fc.dictionary(fc.string(), fc.jsonValue()), (data) => {
    expect(contentDigest({ ...base, data: shuffled(data) as Record<string, unknown> }, key)).toBe(contentDigest({ ...base, data }, key));
    expect(contentDigest({ ...base, data: { ...data, extra: 'x' } }, key)).not.toBe(contentDigest({ ...base, data: { ...data, extra: 'y' } }, key));
  }));
  const one = JSON.parse('{"price":{"amount":1.0}}') as Record<string, unknown>;
  const other = JSON.parse('{"price":{"amount":1e0}}') as Record<string, unknown>;
  expect(contentDigest({ ...base, data: one }, key)).toBe(contentDigest({ ...base, data: other }, key));
  for (const change of [{ id: 'e-2' }, { at: base.at + 1 }, { account: 'a' }, { session: 's' }, { type: 'referral.made' as const }]) {
    expect(contentDigest({ ...base, ...change }, key)).not.toBe(contentDigest(base, key));
  }
});

test('canonical JSON is JSON of the same value', () => {
  fc.assert(fc.property(fc.jsonValue(), (value) => {
    const again = JSON.parse(canonicalJson(value)) as unknown;
    expect(again).toEqual(JSON.parse(JSON.stringify(value)));
  }));
});
