import fc from 'fast-check';
import { expect, test } from 'vitest';
import { STANDARD_POLICY } from '../policy/standard';
import { STANDARD_RATIOS } from '../policy/standard-ratios';
import { mallory, trent } from '../signals/history.fixture';
import { SIGNALS } from '../signals/kinds';
import { readAll } from '../signals/reading';
import type { Given } from '../signals/signal';
import { EVEN, ORDINARY, assessed, finding } from './assessment.fixture';
import { BANDS } from './assessment';
import { circumstancesOf } from './circumstances';
import { ceilingOf } from './rules';
import { assess } from './scorecard';
import { livesOf } from './stories';
import type { Kinds } from './weighing';

const kinds: Kinds = new Map(SIGNALS.map((signal) => [signal.id, signal]));

function readAndAssess(given: Given) {
  const { findings, abstained } = readAll(given, SIGNALS);
  return assess({
    account: given.history.account, asOf: given.asOf, findings, abstained, kinds, policy: STANDARD_POLICY, rarityVersion: null,
    circumstances: circumstancesOf(given),
  });
}

/** Everything in a history or neighbourhood that is text and equal to a key, replaced: one to one, everywhere at once. */
function relabelled<T>(value: T, names: ReadonlyMap<string, string>): T {
  if (typeof value === 'string') return (names.get(value) ?? value) as T;
  if (value instanceof Map) return new Map([...value].map(([key, each]) => [relabelled(key, names), relabelled(each, names)])) as T;
  if (Array.isArray(value)) return value.map((each: unknown) => relabelled(each, names)) as T;
  if (typeof value === 'object' && value !== null) return Object.fromEntries(Object.entries(value).map(([key, each]) => [key, relabelled(each as unknown, names)])) as T;
  return value;
}

test('Mallory, whose account somebody else works, reaches act, and no innocent story explains it all', () => {
  const result = readAndAssess(mallory());
  expect(result).toMatchObject({ band: 'act', strength: 'strong', held: [] });
  expect(result.families).toEqual(expect.arrayContaining(['device', 'payout']));
  for (const story of result.stories) expect(story.leaves.length).toBeGreaterThan(0);
  expect(ceilingOf(result)).toBeNull();
});

test('Trent, who declared his journey, never gets past watch on any day of it', () => {
  const whole = trent();
  for (let asOf = whole.asOf; asOf > whole.asOf - 25 * 86_400_000; asOf -= 86_400_000) {
    const cut = <R extends { at: number }>(rows: readonly R[]) => rows.filter((row) => row.at <= asOf);
    const history = { ...whole.history, asOf, stretches: cut(whole.history.stretches), declarations: cut(whole.history.declarations) };
    expect(['clear', 'watch']).toContain(readAndAssess({ ...whole, history, asOf }).band);
  }
});

test('Trent without a declaration never gets past review, and what he may be told is at most a question', () => {
  const given = trent();
  const result = readAndAssess({ ...given, history: { ...given.history, declarations: [] } });
  expect(['clear', 'watch', 'review']).toContain(result.band);
  expect(ceilingOf(result)).toBe('ask');
});

const travelling = ['G1', 'G2', 'G3', 'G4', 'G5', 'G7', 'N1', 'N2', 'N6', 'T1', 'T2', 'T3', 'T4', 'T5', 'T6', 'B1', 'C1'];

test('no traveller, however far, often and late, is ever held for more than a question', () => {
  const any = fc.uniqueArray(fc.tuple(fc.constantFrom(...travelling), fc.double({ min: 0, max: 4, noNaN: true })), { selector: ([id]) => id, maxLength: 12 });
  fc.assert(fc.property(any, (list) => {
    const result = assessed(list.map(([id, llr]) => finding(id, llr)), { policy: EVEN });
    expect(BANDS.indexOf(result.band)).toBeLessThanOrEqual(BANDS.indexOf('review'));
    expect(ceilingOf(result)).toBe('ask');
  }));
});

test('the mover, hardest twin of a rented account, is not brought to act when facts tell the move', () => {
  const seen = [finding('D3', 3.6), finding('P3', 1.9), finding('G1', 1.6), finding('T1', 1.6)];
  const silent = assessed(seen);
  const told = assessed(seen, { circumstances: { ...ORDINARY, declared: { relocation: { verified: false, evidence: ['e'] } }, addressUpdated: ['v'] } });
  expect(told.innocent).toMatchObject({ kind: 'mover', leaves: [] });
  expect(told.band).not.toBe('act');
  expect(silent.innocent!.llr).toBeLessThan(told.innocent!.llr);
});

/** Everything that a life explains, each sign at its fullest, and not one fact that speaks for the life. */
const lived = (kind: string) => {
  const life = livesOf(ORDINARY, STANDARD_POLICY).single.find((each) => each.kind === kind)!;
  return Object.entries(STANDARD_RATIOS).filter(([signal]) => life.explains(signal, [])).map(([signal, { nats }]) => finding(signal, nats));
};

test.each(Object.keys(STANDARD_POLICY.stories!))('an account that shows all that a %s explains, at its fullest and with nothing said, is not brought to act', (kind) => {
  const result = assessed(lived(kind));
  expect(result.findings.length).toBeGreaterThan(0);
  expect(result.band).not.toBe('act');
});

test.each([
  ['mover', 'vpn_user'], ['mover', 'shift_worker'], ['traveller', 'vpn_user'], ['agency', 'shift_worker'], ['vpn_user', 'shift_worker'], ['vpn_user', 'camera_averse'], ['household', 'shift_worker'], ['beginner', 'traveller'],
])('nor one that is a %s and a %s at once', (one, two) => {
  const both = new Map([...lived(one), ...lived(two)].map((each) => [each.signal, each]));
  expect(assessed([...both.values()]).band).not.toBe('act');
});

test('what no common life explains together stands out, and above every one of those', () => {
  const innocent = Math.max(...Object.keys(STANDARD_POLICY.stories!).map((kind) => assessed(lived(kind)).logOdds));
  const sharing = { ...ORDINARY, sharers: 6, deviceSharers: 4, payoutSharers: 6, ownPayout: false };
  for (const [signals, circumstances] of [
    [['D3', 'P3', 'N2', 'N4', 'T1'], ORDINARY], [['P1', 'L1', 'N3', 'N4', 'C3', 'T1'], sharing], [['G5', 'D4', 'N4', 'T1', 'L1', 'P1'], sharing], [['I2', 'I3', 'D4', 'T1', 'N4'], ORDINARY], [['N3', 'D1', 'C3', 'T6', 'N4', 'G1'], sharing],
  ] as const) expect(assessed(signals.map((signal) => finding(signal, STANDARD_RATIOS[signal]!.nats)), { circumstances }).logOdds, signals.join()).toBeGreaterThan(innocent);
});

test('countries relabelled one to one and people renamed one to one move no score', () => {
  const names = new Map([
    ['GB', 'JP'], ['JP', 'KE'], ['PT', 'GB'], ['KE', 'PT'], ['PE', 'PE'],
    ['A. Person', 'Z. Jemand'], ['Alex Person', 'Zoe Jemand'], ['mallory', 'quentin'], ['trent', 'ursula'], ['oscar', 'adam'], ['sybil', 'zelda'],
  ]);
  for (const given of [mallory(), trent()]) {
    const [one, two] = [readAndAssess(given), readAndAssess(relabelled(given, names))];
    expect(two.logOdds).toBe(one.logOdds);
    expect(two.band).toBe(one.band);
    expect(two.stories.map(({ kind, llr }) => ({ kind, llr }))).toEqual(one.stories.map(({ kind, llr }) => ({ kind, llr })));
  }
});
