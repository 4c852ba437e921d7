import fc from 'fast-check';
import { expect, test } from 'vitest';
import { HOUR } from '../kernel/instant';
import { STANDARD_POLICY as P } from '../policy/standard';
import { dollars, harmOf, priorityOf, standingOf } from './priority';

test('harm grows with the money, from a half to one', () => {
  expect([0, -5, NaN].map((usd) => harmOf(usd, P))).toEqual([0.5, 0.5, 0.5]);
  expect(harmOf(1_000, P)).toBeGreaterThan(0.7);
  expect(harmOf(10_000, P)).toBe(1);
  expect(harmOf(1e9, P)).toBe(1);
});

test('the place in the queue explains itself', () => {
  expect(priorityOf({ logOdds: 3, stakeUsd: 4200, waitingMs: 9.5 * HOUR, band: 'act', strength: 'strong' }, P).words)
    .toBe('strong evidence, $4,200 at stake, waiting 9 h');
  expect(priorityOf({ logOdds: 0, stakeUsd: 0, waitingMs: 0, band: 'review' }, P).words).toBe('band review, waiting under 1 h');
  expect(priorityOf({ logOdds: 0, stakeUsd: 1_234_567, waitingMs: 75 * HOUR, band: 'review' }, P).words).toContain('$1,234,567 at stake, waiting 3 d');
  expect(dollars(999.6)).toBe('$1,000');
});

const waiting = fc.record({ logOdds: fc.double({ min: -3, max: 6, noNaN: true }), stakeUsd: fc.double({ min: 0, max: 2e4, noNaN: true }), openedAt: fc.integer({ min: 0, max: 1000 }) });

test('the kept standing orders cases as evidence × harm × waiting does, at whatever hour one asks', () => {
  fc.assert(fc.property(waiting, waiting, fc.integer({ min: 1000, max: 5000 }), (a, b, now) => {
    const value = (each: typeof a) => priorityOf({ ...each, waitingMs: (now - each.openedAt) * HOUR, band: 'review' }, P).value;
    const kept = (each: typeof a) => standingOf({ ...each, openedAt: each.openedAt * HOUR }, P);
    const gap = kept(a) - kept(b);
    if (Math.abs(gap) > 1e-6) expect(Math.sign(value(a) - value(b))).toBe(Math.sign(gap));
  }));
});

