import fc from 'fast-check';
import { expect, test } from 'vitest';
import { hammingOf } from './photo';
import { bandsOfHash, majorityOf, simHash } from './simhash';

const words = (from: number, count: number) => Array.from({ length: count }, (_, index) => `word${from + index}`).join(' ');

test('equal texts have one hash, distinct ones about half the bits in common, none no hash', () => {
  expect(simHash(words(0, 60))).toBe(simHash(words(0, 60).toUpperCase()));
  const apart = Array.from({ length: 40 }, (_, index) => hammingOf(simHash(words(0, 60))!, simHash(words(1_000 * (index + 1), 60))!));
  expect(apart.reduce((sum, each) => sum + each, 0) / apart.length).toBeCloseTo(32, -1);
  expect(Math.min(...apart)).toBeGreaterThan(12);
  expect(simHash('too short')).toBeNull();
});

test('a hash is 16 hexadecimal digits, and so is what most of several say', () => {
  const hash = fc.array(fc.integer({ min: 0, max: 15 }), { minLength: 16, maxLength: 16 }).map((digits) => digits.map((digit) => digit.toString(16)).join(''));
  fc.assert(fc.property(hash, hash, (one, other) => {
    expect(majorityOf([one, one, other])).toBe(one);
    expect(majorityOf([one])).toBe(one);
  }));
});

test('two hashes within three bits share a band', () => {
  const bits = fc.uniqueArray(fc.integer({ min: 0, max: 63 }), { maxLength: 3 });
  fc.assert(fc.property(fc.bigInt({ min: 0n, max: (1n << 64n) - 1n }), bits, (value, flips) => {
    const hex = (of: bigint) => of.toString(16).padStart(16, '0');
    const other = flips.reduce((of, bit) => of ^ (1n << BigInt(bit)), value);
    expect(bandsOfHash(hex(value)).some((band) => bandsOfHash(hex(other)).includes(band))).toBe(true);
  }));
});
