import fc from 'fast-check';
import { expect, test } from 'vitest';
import { STANDARD_POLICY } from '../policy/standard';
import { STANDARD_RATIOS } from '../policy/standard-ratios';
import { FAMILIES } from '../signals/signal';
import type { Finding } from '../signals/signal';
import { SIGNALS } from '../signals/kinds';
import { DAY, EVEN, NOW, assessed, familyOf, finding } from './assessment.fixture';
import { HELD, bandByOdds, ceilingOf, neverExceedsAsk, opensComplianceCheck } from './rules';
import { decay } from './weighing';

/** The rules (a) to (d) of domain.md section 2 against every signal of the catalogue. */
const ALL = Object.keys(STANDARD_RATIOS);
const AT_MOST_ASK = ['G1', 'G2', 'G3', 'G4', 'G5', 'G7', 'N1', 'N2', 'N6', 'T1', 'T2', 'T3', 'T5', 'T6', 'C1', 'B1'];
const BEYOND = ALL.filter((signal) => !AT_MOST_ASK.includes(signal) && signal !== 'G6');
/** Strong findings of every sort, each on an identifier of its own. */
const strong = (signal: string, more: Partial<Finding> = {}) => finding(signal, 2.9, { identifiers: [{ kind: 'device_token', digest: signal }], ...more });

test.each(ALL)('(a) %s is on the side of the rule where the catalogue puts it', (signal) => {
  const one = { signal, family: familyOf(signal) };
  expect(neverExceedsAsk(one)).toBe(AT_MOST_ASK.includes(signal) || signal === 'G6');
  expect(ceilingOf(assessed([strong(signal)], { policy: EVEN }))).toBe(BEYOND.includes(signal) ? null : 'ask');
});

test('(a) in any combination, however heavy, and in a ring too, they never exceed ask', () => {
  fc.assert(fc.property(fc.subarray([...AT_MOST_ASK, 'G6'], { minLength: 1 }), fc.boolean(), (signals, ringed) => {
    const ring = ringed ? { ring: 'r', posterior: 0.9999, strength: 1 } : null;
    const result = assessed(signals.map((signal) => strong(signal, { llr: 4 })), { policy: EVEN, ring });
    expect(ceilingOf(result)).toBe('ask');
    expect(result.band).not.toBe('act');
  }), { numRuns: 300 });
});

test.each(BEYOND)('(a) goes before (b): with %s beside them the ceiling is lifted, and two families and a strong finding make act', (signal) => {
  const partner = familyOf(signal) === 'time' ? 'G1' : 'T1';
  expect(assessed([strong(signal), strong(partner)], { policy: EVEN })).toMatchObject({ band: 'act', held: [] });
});

test.each(ALL.flatMap((one, i) => ALL.slice(i + 1).filter((two) => familyOf(one) === familyOf(two)).map((two) => [one, two] as const)))('(b) %s and %s are one family and never make act', (one, two) => {
  expect(assessed([strong(one), strong(two)], { policy: EVEN }).band).not.toBe('act');
});

test.each(BEYOND)('(b) %s without a strong finding does not make act', (signal) => {
  const partner = familyOf(signal) === 'payout' ? 'D3' : 'P1';
  const result = assessed([finding(signal, 1.9, { identifiers: [{ kind: 'ip', digest: 'x' }] }), finding(partner, 1.9)], { policy: EVEN });
  expect(result).toMatchObject({ band: 'review', held: [HELD.strong] });
});

test.each(['L1', 'L2', 'L3', 'L4', 'L5'])('(b) %s is a second family only for identifiers that no other counted finding uses', (links) => {
  const on = (...digests: string[]) => digests.map((digest) => ({ kind: 'device_token' as const, digest }));
  const device = strong('D1', { identifiers: on('x') });
  const families = (...digests: string[]) => assessed([device, strong(links, { identifiers: on(...digests) })], { policy: EVEN }).families;
  expect(families('x')).toHaveLength(1);
  expect(families()).toEqual(['device']);
  expect(families('x', 'y')).toEqual(['device', 'links']);
  expect(families('y')).toEqual(['device', 'links']);
});

test.each(ALL)('G6 adds nothing beside %s', (signal) => {
  const alone = signal === 'G6' ? [] : [strong(signal)];
  const [without, beside] = [assessed(alone), assessed([...alone, finding('G6', 4)])];
  expect(beside.logOdds).toBe(without.logOdds);
  expect(beside).toMatchObject({ band: without.band, families: without.families, strength: without.strength });
  expect(opensComplianceCheck(beside)).toBe(true);
});

test('(d) every signal has a half-life within the published range, and every finding fades', () => {
  for (const signal of SIGNALS) {
    expect(signal.halfLifeDays, signal.id).toBeGreaterThanOrEqual(30);
    expect(signal.halfLifeDays, signal.id).toBeLessThanOrEqual(90);
    expect(decay(NOW - signal.halfLifeDays * DAY, NOW, signal.halfLifeDays)).toBeCloseTo(0.5);
  }
  for (const signal of ALL.filter((each) => each !== 'G6')) {
    const [fresh, old] = [assessed([strong(signal)]), assessed([strong(signal, { firstAt: NOW - 400 * DAY, lastAt: NOW - 300 * DAY })])];
    expect(old.logOdds, signal).toBeLessThan(fresh.logOdds);
  }
});

test('every signal that is read is in the published table, in a family of the contract, and explained by something', () => {
  for (const signal of SIGNALS) {
    expect(STANDARD_RATIOS[signal.id], signal.id).toBeDefined();
    expect(FAMILIES).toContain(signal.family);
    expect(signal.family, signal.id).toBe(familyOf(signal.id));
    expect(signal.innocent.length, signal.id).toBeGreaterThan(0);
  }
});

test('a band begins where calibrated odds do: a calibration that says more lifts it, one that says less lowers it', () => {
  const under = (a: number, b: number) => ({ ...STANDARD_POLICY, calibration: { a, b, source: 'a test', cases: 0 } });
  expect([under(1, 0), under(1, 2), under(2, 0), under(1, -4)].map((policy) => bandByOdds(1.5, policy))).toEqual(['review', 'act', 'act', 'watch']);
  const findings = [strong('D3'), strong('P1')];
  const [plain, surer] = [under(1, 0), under(1, 4)].map((policy) => assessed(findings, { policy }));
  expect([plain!.band, surer!.band]).toEqual(['review', 'act']);
});
