import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { EXPERT_CASES, ratioFrom, shrunk, varianceOf } from './ratio';
import { STANDARD_RATIOS } from './standard-ratios';

test('every published ratio is worth at least twenty cases, lies within its interval and names its source', () => {
  expect(Object.keys(STANDARD_RATIOS)).toHaveLength(48);
  for (const [signal, ratio] of Object.entries(STANDARD_RATIOS)) {
    expect(ratio.cases, signal).toBeGreaterThanOrEqual(EXPERT_CASES);
    expect(ratio.low, signal).toBeLessThan(ratio.nats);
    expect(ratio.high, signal).toBeGreaterThan(ratio.nats);
    expect(ratio.source, signal).toMatch(/cases: .{10,}/);
  }
});

test('the more cases, the narrower the interval', () => {
  const wide = (cases: number) => { const { low, high } = ratioFrom(2, cases, 'a test'); return high - low; };
  expect(wide(20)).toBeCloseTo(2 * 1.645 * Math.sqrt(0.2), 1);
  expect(wide(80)).toBeCloseTo(wide(20) / 2, 1);
});

test('little evidence is drawn to the expert, much evidence to itself; without an expert to a ratio of 1', () => {
  const expert = { nats: 2, cases: 20 };
  expect(shrunk({ nats: 0, variance: varianceOf(2) }, expert).nats).toBeGreaterThan(1.7);
  expect(shrunk({ nats: 0, variance: varianceOf(2000) }, expert).nats).toBeLessThan(0.05);
  expect(shrunk({ nats: 3, variance: varianceOf(20) }, null).nats).toBeCloseTo(1.5);
  expect(shrunk({ nats: 3, variance: varianceOf(20) }, { nats: 1, cases: 20 })).toMatchObject({ nats: expect.closeTo(2), cases: expect.closeTo(40) });
});

test('a shrunk ratio lies between what was held and what was counted, and nothing counted changes nothing', () => {
  const nats = fc.double({ min: -4, max: 4, noNaN: true });
  fc.assert(fc.property(nats, nats, fc.double({ min: 0.01, max: 10, noNaN: true }), fc.integer({ min: 0, max: 500 }), (held, counted, variance, cases) => {
    const result = shrunk({ nats: counted, variance }, { nats: held, cases });
    expect(result.nats).toBeGreaterThanOrEqual(Math.min(held, counted) - 1e-9);
    expect(result.nats).toBeLessThanOrEqual(Math.max(held, counted) + 1e-9);
    expect(result.cases).toBeGreaterThanOrEqual(EXPERT_CASES);
    expect(shrunk({ nats: counted, variance: 0 }, { nats: held, cases }).nats).toBeCloseTo(held);
  }));
});

test('the document shows the table as it is in force', () => {
  const rows = Object.entries(STANDARD_RATIOS).map(([signal, { nats, low, high, cases, source }]) => {
    const times = (value: number) => (value < 0 ? `1/${Math.exp(-value).toFixed(1)}` : Math.exp(value).toFixed(1));
    return `| ${signal} | ${nats.toFixed(2)} | ${low.toFixed(2)} to ${high.toFixed(2)} | ${times(nats)} | ${times(low)} to ${times(high)} | ${cases} | ${source.replace(/^.*? cases: /, '')} |`;
  });
  const written = readFileSync(join(import.meta.dirname, '../../docs/ratios.md'), 'utf8').split('\n').filter((line) => /^\| [A-Z]\d /.test(line));
  expect(written).toEqual(rows);
});
