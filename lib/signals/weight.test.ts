import fc from 'fast-check';
import { expect, test } from 'vitest';
import { countersOf, graded, strengthOf, sureness } from './weight';

test('a grade rises with its value and never leaves its bounds', () => {
  fc.assert(fc.property(fc.double({ noNaN: true }), fc.double({ noNaN: true }), (a, b) => {
    const [low, high] = [graded(Math.min(a, b), 5, 12, 0.8, 1.6), graded(Math.max(a, b), 5, 12, 0.8, 1.6)];
    expect(low).toBeLessThanOrEqual(high);
    expect(low).toBeGreaterThanOrEqual(0.8);
    expect(high).toBeLessThanOrEqual(1.6);
  }));
});

test('more observations are surer, just enough is seven tenths', () => {
  expect(sureness(0, 10)).toBe(0);
  expect(sureness(10, 10)).toBeCloseTo(0.7);
  fc.assert(fc.property(fc.nat(1_000), fc.nat(1_000), (n, more) => {
    expect(sureness(n + more, 7)).toBeGreaterThanOrEqual(sureness(n, 7));
  }));
});

test('explanations take their share of what is left and never more than all', () => {
  const one = (kind: string, share: number) => ({ kind, share, words: '', evidence: [] });
  expect(countersOf(2, [one('b', 0.5), one('a', 0.6)]).map((each) => [each.kind, each.llr])).toEqual([['a', -1.2], ['b', -0.4]]);
  expect(countersOf(2, [one('none', 0)])).toEqual([]);
  fc.assert(fc.property(fc.array(fc.double({ min: 0, max: 3, noNaN: true })), (shares) => {
    const sum = countersOf(3, shares.map((share, index) => one(`k${index}`, share))).reduce((total, each) => total + each.llr, 0);
    expect(sum).toBeGreaterThan(-3.001);
  }));
});

test('the classes meet at one and two nats', () => {
  expect([0.99, 1, 1.99, 2].map(strengthOf)).toEqual(['weak', 'moderate', 'moderate', 'strong']);
});
