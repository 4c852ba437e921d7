import fc from 'fast-check';
import { expect, test } from 'vitest';
import { STANDARD_POLICY } from '../policy/standard';
import type { Finding } from '../signals/signal';
import { DAY, EVEN, KINDS, NOW, ORDINARY, assessed, familyOf, finding } from './assessment.fixture';
import { BANDS } from './assessment';
import { HELD, ceilingOf, opensComplianceCheck } from './rules';
import { assess, inRing } from './scorecard';
import { ringPosterior } from './spread';

const PRIOR = Math.log(1 / 199);
const entered = (findings: readonly Finding[], signal: string) => assessed(findings).findings.find((each) => each.signal === signal)!.entered;
/** Nats of findings and pairs: what the evidence adds, before facts about the account and innocent lives take from it. */
const added = (findings: readonly Finding[], more: Parameters<typeof assessed>[1] = {}) => {
  const result = assessed(findings, more);
  return [...result.findings.map((each) => each.entered), ...result.pairs.map((each) => each.llr)].reduce((sum, each) => sum + each, 0);
};
const on = (...digests: string[]) => digests.map((digest) => ({ kind: 'device_token' as const, digest }));

test('without findings an account stands at the base rate, clear', () => {
  expect(assessed([])).toMatchObject({ band: 'clear', strength: 'none', families: [], innocent: null, held: [], counter: [] });
  expect(assessed([]).logOdds).toBeCloseTo(PRIOR);
});

// Decay, caps, classes

test.each([[0, 1], [30, 0.5 ** 0.5], [60, 0.5], [120, 0.25], [-5, 1]])('a finding last seen %d days ago weighs %f of itself', (days, factor) => {
  expect(entered([finding('D3', 2, { lastAt: NOW - days * DAY })], 'D3')).toBeCloseTo(2 * factor);
});

test('the policy may set another half-life, another weight, shadow or nothing', () => {
  const findings = [finding('D3', 2, { lastAt: NOW - 30 * DAY })];
  const policyWith = (rule: (typeof STANDARD_POLICY)['signals'][string]) => ({ policy: { ...STANDARD_POLICY, signals: { D3: rule } } });
  const under = (rule: (typeof STANDARD_POLICY)['signals'][string]) => assessed(findings, policyWith(rule));
  expect(added(findings, policyWith({ state: 'on', factor: 1, halfLifeDays: 30 }))).toBeCloseTo(1);
  expect(added(findings, policyWith({ state: 'on', factor: 0.5, halfLifeDays: 30 }))).toBeCloseTo(0.5);
  expect(under({ state: 'off', factor: 1 })).toMatchObject({ findings: [], shadow: [] });
  const shadow = under({ state: 'shadow', factor: 1 });
  expect(shadow.logOdds).toBeCloseTo(PRIOR);
  expect(shadow.shadow.map((each) => each.signal)).toEqual(['D3']);
});

test.each<[string, Finding[], number]>([
  ['the largest in full and the second by half', [finding('P1', 1.2), finding('P2', 0.8), finding('P3', 0.6)], 1.6],
  ['quality', [finding('P1', 2, { quality: 0.5 })], 1],
  ['the cap of a family', [finding('D3', 3), finding('D1', 2.5)], 3],
  ['the lower cap of a weak family', [finding('G1', 1.4), finding('G2', 1.4)], 1.5],
  ['the full cap of a weak family with a strong finding', [finding('G4', 2.5), finding('G1', 1)], 3],
  ['no cap lifted by a strong finding that has faded', [finding('G4', 2.5, { lastAt: NOW - 400 * DAY }), finding('G1', 1.9), finding('G2', 1.8)], 1.5],
  ['families added up', [finding('D3', 2), finding('N4', 1), finding('T1', 1)], 4.6],
])('%s', (_, findings, nats) => {
  expect(added(findings)).toBeCloseTo(nats);
});

test('counter-evidence explains a finding away and never turns it into praise', () => {
  const counter = [{ kind: 'declared_travel', llr: -1.5, words: 'They declared the journey.', evidence: ['e'] }];
  expect(added([finding('G1', 1, { counter })])).toBe(0);
  const lessened = [finding('G2', 2, { counter: [{ ...counter[0]!, llr: -1 }] })];
  const half = assessed(lessened);
  expect(added(lessened)).toBeCloseTo(1);
  expect(half.counter.filter((each) => each.lowers !== null)).toEqual([expect.objectContaining({ kind: 'declared_travel', lowers: 'G2', llr: -1 })]);
  expect(half.findings[0]!.standing).toBe('moderate');
});

test('facts about the whole account lower its odds, together no further than the floor', () => {
  const shown = ['e1'];
  const one = assessed([], { circumstances: { ...ORDINARY, liveCheckOnThisDevice: shown } });
  expect(one.logOdds - PRIOR).toBeCloseTo(-1);
  const all = assessed([], { circumstances: { ...ORDINARY, liveCheckOnThisDevice: shown, verifiedDeviceContinues: shown, payeeMatches: shown } });
  expect(all.logOdds - PRIOR).toBeCloseTo(-2);
  expect(all.counter.map((each) => each.llr / all.counter[0]!.llr)).toEqual([1, 1, 0.4].map((each) => expect.closeTo(each)));
});

test('that they met clients on video lowers nothing by itself: nobody there knows the verified person', () => {
  expect(assessed([], { circumstances: { ...ORDINARY, interviewsDone: ['e1'] } })).toMatchObject({ counter: [], logOdds: expect.closeTo(PRIOR) });
});

test('a pair weighs by what is left of the two findings, and nothing where one is explained away', () => {
  const counter = (llr: number) => [{ kind: 'own_name', llr, words: 'The new method is in their own name.', evidence: ['e'] }];
  const pairs = (relief: number) => assessed([finding('D3', 2), finding('P3', 2, { counter: counter(relief) })]).pairs.map((each) => each.llr);
  expect([0, -0.5, -1].map((relief) => pairs(relief)[0])).toEqual([0.8, 0.6, 0.4].map((each) => expect.closeTo(each)));
  expect(pairs(-1.9)).toEqual([]);
});

test('a cause that was settled for the account before weighs half', () => {
  expect(added([finding('D1', 2, { identifiers: on('x') })], { cleared: new Set(['D1:device_token:x']) })).toBeCloseTo(1);
  expect(added([finding('D1', 2, { identifiers: on('x', 'y') })], { cleared: new Set(['D1:device_token:x']) })).toBeCloseTo(2);
});

// Rule (a)

test.each([
  [['G1', 'G2', 'G3', 'G4', 'G5', 'G7'], 'ask'], [['T1', 'T2', 'T6'], 'ask'], [['B1', 'C1', 'N1', 'N2', 'N6'], 'ask'],
  [['G5', 'T6', 'N2', 'C1'], 'ask'], [[], 'ask'], [['G6'], 'ask'], [['G1', 'G6', 'T1'], 'ask'],
  [['G1', 'N4'], null], [['G1', 'N3'], null], [['T1', 'C5'], null], [['D3'], null],
])('(a) findings from %j: ceiling %j', (signals, ceiling) => {
  const result = assessed(signals.map((id) => finding(id, 2.9)), { policy: EVEN });
  expect(ceilingOf(result)).toBe(ceiling);
  if (ceiling === 'ask') expect(result).toMatchObject({ band: 'review', held: expect.arrayContaining([HELD.ask]) });
});

test('(a) goes before (b): two families and a strong finding of that sort do not make act', () => {
  expect(assessed([finding('G4', 3), finding('T6', 3)], { policy: EVEN })).toMatchObject({ band: 'review', held: [HELD.ask], families: ['geography', 'time'], strength: 'strong' });
});

test('(a) is not lifted by a finding that is no more than chance', () => {
  expect(ceilingOf(assessed([finding('G4', 3), finding('D4', 0.3)], { policy: EVEN }))).toBe('ask');
});

test('a sanctioned-territory hit opens a compliance check and adds nothing, whatever the policy says of it', () => {
  const policy = { ...STANDARD_POLICY, signals: { G6: { state: 'on' as const, factor: 3 } } };
  const result = assessed([finding('G6', 4)], { policy });
  expect(result.logOdds).toBeCloseTo(PRIOR);
  expect(opensComplianceCheck(result)).toBe(true);
  expect(result.families).toEqual([]);
});

// Rule (b)

test.each<[string, Finding[], string, readonly string[]]>([
  ['one family, however strong', [finding('D3', 3), finding('D1', 3)], 'review', [HELD.families]],
  ['two families without a strong finding', [finding('D4', 1.9), finding('P3', 1.9)], 'review', [HELD.strong]],
  ['two families, one strong', [finding('D3', 2.5), finding('P3', 1)], 'act', []],
  ['a second family that is no more than chance', [finding('D3', 2.5), finding('P3', 0.4)], 'review', [HELD.families]],
])('(b) %s: %s', (_, findings, band, held) => {
  expect(assessed(findings, { policy: EVEN })).toMatchObject({ band, held });
});

test('(b) a finding in links is no second family for identifiers that another finding uses', () => {
  const device = finding('D1', 2.5, { identifiers: on('x') });
  const same = assessed([device, finding('L1', 2.5, { identifiers: on('x') })], { policy: EVEN });
  expect(same).toMatchObject({ band: 'review', families: ['device'], held: [HELD.families] });
  const more = assessed([device, finding('L1', 2.5, { identifiers: [...on('x'), { kind: 'payout_instrument', digest: 'p' }] })], { policy: EVEN });
  expect(more).toMatchObject({ band: 'act', families: ['device', 'links'] });
});

test.each<[string, Finding[], number]>([
  ['the same device in two families', [finding('D1', 2, { identifiers: on('x') }), finding('L1', 2, { identifiers: on('x') })], 2],
  ['the heavier of the two', [finding('D1', 1, { identifiers: on('x') }), finding('L1', 3, { identifiers: on('x') })], 3],
  ['half of it fresh', [finding('D1', 2, { identifiers: on('x') }), finding('L1', 2, { identifiers: on('x', 'y') })], 3],
  ['links resting on three findings of other families', [
    finding('D1', 2, { identifiers: on('x') }), finding('P1', 2, { identifiers: on('p') }), finding('L1', 3, { identifiers: on('x', 'p') }),
  ], 4],
  ['the same device twice within its family', [finding('D1', 2, { identifiers: on('x') }), finding('D2', 1, { identifiers: on('x') })], 2.5],
  ['different identifiers', [finding('D1', 2, { identifiers: on('x') }), finding('L1', 2, { identifiers: on('y') })], 4],
])('one shared fact counts once: %s', (_, findings, nats) => {
  expect(added(findings)).toBeCloseTo(nats);
});

// Pairs, rings

test('a named pair adds its term only where both findings carry weight', () => {
  expect(added([finding('D3', 2), finding('P3', 1)])).toBeCloseTo(3.8);
  expect(added([finding('D3', 2), finding('P3', 0.3)])).toBeCloseTo(2.3);
});

test('a ring lifts a member that has a finding of its own, never past what its own evidence allows, and nobody else', () => {
  const ring = { ring: 'ring_1', posterior: 0.98, strength: 0.97 };
  const own = assessed([finding('D4', 1)], { ring });
  expect(own).toMatchObject({ band: 'review', ring: 'ring_1', held: [HELD.families, HELD.strong] });
  expect(own.logOdds).toBeCloseTo(Math.log(0.9506 / 0.0494), 1);
  expect(own.own).toBeLessThan(PRIOR + 1);
  for (const alone of [[], [finding('L1', 3)]]) expect(assessed(alone, { ring })).toMatchObject({ ring: 'ring_1', spread: { llr: 0 } });
  expect(inRing(own, null, STANDARD_POLICY)).toEqual(assessed([finding('D4', 1)]));
});

test('a ring does not lift a night owl, a traveller or a VPN user for what is a question at most', () => {
  const ring = { ring: 'ring_1', posterior: 0.98, strength: 0.97 };
  for (const signal of ['T1', 'N1', 'C1', 'G1', 'B1', 'N2', 'N6', 'T6', 'G5']) {
    const findings = [finding(signal, 2.5), finding('L1', 3, { identifiers: on('x') })];
    expect(assessed(findings, { ring }), signal).toMatchObject({ spread: { llr: 0 }, logOdds: assessed(findings).logOdds });
  }
  expect(assessed([finding('T1', 1), finding('N3', 1.5)], { ring }).spread!.llr).toBeGreaterThan(0);
});

test('a ring never lowers a member, and its posterior needs three', () => {
  const strong = [finding('D3', 3), finding('P1', 3), finding('N4', 2)];
  expect(assessed(strong, { ring: { ring: 'r', posterior: 0.5, strength: 0.5 } }).logOdds).toBe(assessed(strong).logOdds);
  expect(ringPosterior([{ own: 5, strength: 1 }, { own: 5, strength: 1 }])).toBe(0);
  expect(ringPosterior([{ own: 5, strength: 0.9 }, { own: -5, strength: 0.9 }, { own: -5, strength: 0.9 }])).toBeLessThan(0.15);
  expect(ringPosterior([{ own: 2, strength: 1 }, { own: 2, strength: 1 }, { own: 2, strength: 1 }, { own: -9, strength: 1 }])).toBeCloseTo(1 / (1 + Math.exp(-2)));
});

test('what a growing finding in links has the credit for still exists: pair, ring and families stay', () => {
  const beside = (llr: number, more: Parameters<typeof assessed>[1] = {}) => assessed([finding('P1', 1, { identifiers: on('x') }), finding('L1', llr, { identifiers: on('x') })], more);
  const ring = { ring: 'ring_1', posterior: 0.98, strength: 0.97 };
  expect(beside(3).findings.find((each) => each.signal === 'P1')!.fresh).toBe(0);
  for (const llr of [0.5, 3]) expect(beside(llr, { ring }).logOdds).toBeCloseTo(Math.log(0.9506 / 0.0494), 1);
  const policy = { ...EVEN, pairs: [{ name: 'both', signals: ['P1', 'D1'] as [string, string], llr: 0.8, words: 'Both.' }] };
  const paired = (llr: number) => assessed([finding('D1', 2.5), finding('P1', 1, { identifiers: on('x') }), finding('L1', llr, { identifiers: on('x') })], { policy });
  for (const llr of [0.5, 3]) expect(paired(llr)).toMatchObject({ band: 'act', strength: 'strong', pairs: [{ llr: 0.8 }], families: ['device', 'payout'] });
});

// Properties

const SIGNALS = ['G1', 'G4', 'N1', 'N4', 'D1', 'D3', 'I1', 'P1', 'P3', 'T1', 'C1', 'C3', 'L1'];
const findings: fc.Arbitrary<Finding[]> = fc.uniqueArray(
  fc.record({
    signal: fc.constantFrom(...SIGNALS), llr: fc.double({ min: 0, max: 4, noNaN: true }), quality: fc.double({ min: 0, max: 1, noNaN: true }),
    age: fc.integer({ min: 0, max: 200 }), digests: fc.uniqueArray(fc.constantFrom('a', 'b', 'c', 'd'), { maxLength: 3 }),
  }).map(({ signal, llr, quality, age, digests }) => finding(signal, llr, { quality, lastAt: NOW - age * DAY, identifiers: on(...digests) })),
  { selector: (each) => each.signal, maxLength: 9 },
);

test('the order of findings does not matter', () => {
  fc.assert(fc.property(findings, (list) => {
    expect(assessed([...list].reverse())).toEqual(assessed(list));
  }));
});

test('a finding that grows never lowers the odds or the band, nor leaves fewer families, whatever it shares and in a ring', () => {
  const rings = fc.option(fc.record({ ring: fc.constant('ring_1'), posterior: fc.double({ min: 0, max: 1, noNaN: true }), strength: fc.double({ min: 0, max: 1, noNaN: true }) }));
  const shared = findings.map((list) => list.map((each) => ({ ...each, identifiers: on(...new Set(each.identifiers.map(({ digest }) => (digest < 'c' ? 'a' : 'b')))) })));
  fc.assert(fc.property(fc.oneof(findings, shared), fc.nat(), fc.double({ min: 0, max: 2, noNaN: true }), rings, (list, pick, more, ring) => {
    if (list.length === 0) return;
    const grown = list.map((each, i) => (i === pick % list.length ? finding(each.signal, each.llr + more, { ...each, llr: each.llr + more, strength: finding(each.signal, each.llr + more).strength }) : each));
    for (const policy of [STANDARD_POLICY, EVEN]) {
      const [before, after] = [assessed(list, { policy, ring }), assessed(grown, { policy, ring })];
      expect(after.logOdds).toBeGreaterThanOrEqual(before.logOdds - 1e-9);
      expect(after.families.length).toBeGreaterThanOrEqual(before.families.length);
      expect(BANDS.indexOf(after.band)).toBeGreaterThanOrEqual(BANDS.indexOf(before.band));
    }
  }), { numRuns: 500 });
});

test('identifiers under other digests, accounts and rings under other names give the same odds', () => {
  fc.assert(fc.property(findings, (list) => {
    const names: Record<string, string> = { a: 'z9', b: 'a1', c: 'm5', d: 'q' };
    const renamed = list.map((each) => ({ ...each, identifiers: each.identifiers.map(({ digest }) => ({ kind: 'device_token' as const, digest: names[digest]! })) }));
    const [one, two] = [assessed(list), assessed(renamed, { account: 'other' })];
    expect(two.logOdds).toBe(one.logOdds);
    expect(two.band).toBe(one.band);
    expect(two.findings.map((each) => each.entered)).toEqual(one.findings.map((each) => each.entered));
  }));
});

const wholly = ({ counter }: ReturnType<typeof assessed>) => counter.filter((each) => each.lowers === null).reduce((sum, each) => sum + each.llr, 0);

test('no family passes its cap, and what entered adds up to the odds', () => {
  fc.assert(fc.property(findings, (list) => {
    const result = assessed(list);
    expect(result.logOdds).toBeCloseTo(PRIOR + added(list) + wholly(result));
    expect(wholly(result)).toBeLessThanOrEqual(0);
    for (const signal of SIGNALS) {
      const family = result.findings.filter((each) => each.family === familyOf(signal));
      expect(family.reduce((total, each) => total + each.entered, 0)).toBeLessThanOrEqual(3 + 1e-9);
    }
  }));
});

test('missing begins with what would decide, then what the heaviest silent signals need', () => {
  const kinds = new Map(KINDS).set('D4', { ...KINDS.get('D4')!, weight: 3 });
  const result = assessed([finding('D3', 2)], { kinds, abstained: [{ signal: 'N4', missing: 'round trips' }, { signal: 'D4', missing: 'device hints' }, { signal: 'T1', missing: 'round trips' }] });
  expect(result.missing).toEqual([result.innocent!.decides, 'device hints', 'round trips']);
});

test('the same input gives the same assessment', () => {
  const input = { account: 'a', asOf: NOW, findings: [finding('D3', 2), finding('N1', 0.7)], abstained: [], circumstances: ORDINARY, kinds: KINDS, policy: STANDARD_POLICY, rarityVersion: 3 };
  expect(assess(input)).toEqual(assess({ ...input, findings: [...input.findings] }));
  expect(assess(input)).toMatchObject({ policyVersion: 1, rarityVersion: 3, assessedAt: NOW });
});
