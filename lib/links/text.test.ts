import fc from 'fast-check';
import { expect, test } from 'vitest';
import { hammingOf, isSamePhoto, photoKeys } from './photo';
import { bandKeys, jaccard, minHash, sharedPassages, shinglesOf, similarity } from './text';

test('shingles ignore case, punctuation and width of letters', () => {
  expect([...shinglesOf('Full-stack Developer, ten years!')]).toEqual(['full stack developer', 'stack developer ten', 'developer ten years']);
  expect(shinglesOf('ＦＵＬＬ stack developer')).toEqual(shinglesOf('full STACK developer'));
  expect(shinglesOf('too short').size).toBe(0);
});

test('scripts without spaces are compared as finely as others', () => {
  expect(shinglesOf('十年经验').size).toBe(2);
});

test('boilerplate of the platform is left out', () => {
  const shareOf = (shingle: string) => (shingle === 'i am a' ? 0.2 : shingle === 'am a developer' ? null : 0.001);
  expect([...shinglesOf('I am a developer', shareOf)]).toEqual(['am a developer']);
});

test.each([
  ['a b c d', 'a b c d', 1],
  ['a b c d', 'a b c e', 1 / 3],
  ['a b c d', 'e f g h', 0],
  ['', '', 0],
])('the Jaccard of %j and %j is %f', (a, b, expected) => {
  expect(jaccard(shinglesOf(a), shinglesOf(b))).toBeCloseTo(expected);
});

const words = (seed: number, count: number) => Array.from({ length: count }, (_, i) => `w${(i * 7919 + seed * 104729) % 100_003}`);

test('MinHash estimates Jaccard, and its bands find the near-duplicate but not the stranger', () => {
  const base = words(1, 300);
  const near = [...base.slice(0, 250), ...words(2, 50)];
  const [a, b, c] = [base, near, words(3, 300)].map((each) => shinglesOf(each.join(' ')));
  const [ha, hb, hc] = [minHash(a!)!, minHash(b!)!, minHash(c!)!];
  expect(Math.abs(similarity(ha, hb) - jaccard(a!, b!))).toBeLessThan(0.13);
  const keys = new Set(bandKeys(ha));
  expect(keys.size).toBe(32);
  expect(bandKeys(hb).some((key) => keys.has(key))).toBe(true);
  expect(bandKeys(hc).some((key) => keys.has(key))).toBe(false);
});

test('MinHash is the same in any order, and fixed for ever', () => {
  const set = shinglesOf('one two three four five six');
  expect(minHash(new Set([...set].reverse()))).toEqual(minHash(set));
  expect(minHash(new Set())).toBeNull();
  expect(bandKeys(minHash(shinglesOf('one two three'))!)[0]).toBe(1_687_135_269);
});

test('shared passages are marked in both originals, letter by letter', () => {
  const a = 'Hello. I build Reliable, scalable systems for banks; call me.';
  const b = 'We say: build reliable scalable systems -- for hospitals.';
  const { a: inA, b: inB, phrases } = sharedPassages(a, b);
  expect(inA.map((r) => a.slice(r.from, r.to))).toEqual(['build Reliable, scalable systems for']);
  expect(inB.map((r) => b.slice(r.from, r.to))).toEqual(['build reliable scalable systems -- for']);
  expect(phrases).toEqual(['build Reliable, scalable systems for']);
  expect(sharedPassages(a, b, () => 0.5)).toEqual({ a: [], b: [], phrases: [] });
});

test('marked ranges are ordered, apart, and inside the text', () => {
  const text = fc.array(fc.constantFrom('a', 'b', 'c', ', ', '. '), { maxLength: 40 }).map((each) => each.join(' '));
  fc.assert(fc.property(text, text, (a, b) => {
    let end = -1;
    for (const { from, to } of sharedPassages(a, b).a) {
      expect(from).toBeGreaterThan(end);
      expect(to).toBeGreaterThan(from);
      end = to;
    }
    expect(end).toBeLessThanOrEqual(a.length);
  }));
});

test('photographs within six bits share a key; far ones are not the same', () => {
  const bits = fc.uniqueArray(fc.integer({ min: 0, max: 63 }), { maxLength: 6 });
  fc.assert(fc.property(fc.bigInt({ min: 0n, max: (1n << 64n) - 1n }), bits, (value, flips) => {
    const hex = (v: bigint) => v.toString(16).padStart(16, '0');
    const other = flips.reduce((v, bit) => v ^ (1n << BigInt(bit)), value);
    expect(hammingOf(hex(value), hex(other))).toBe(flips.length);
    expect(isSamePhoto(hex(value), hex(other))).toBe(true);
    const keys = new Set(photoKeys(hex(value)));
    expect(photoKeys(hex(other)).some((key) => keys.has(key))).toBe(true);
  }));
  expect(photoKeys('0123456789abcdef')).toHaveLength(28);
  expect(isSamePhoto('0000000000000000', '000000000000007f')).toBe(false);
});
