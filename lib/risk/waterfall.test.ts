import { expect, test } from 'vitest';
import { ORDINARY, assessed, finding } from './assessment.fixture';
import { waterfallOf } from './waterfall';

const march = finding('D3', 3, { words: 'New device since March.', counter: [{ kind: 'address_updated', llr: -0.4, words: 'They told us.', evidence: ['e'] }] });
const rented = assessed([march, finding('P3', 1.6), finding('P1', 2.6), finding('N4', 1.2), finding('G1', 0.9)], {
  circumstances: { ...ORDINARY, payeeMatches: ['e9'] }, ring: { ring: 'ring_1', posterior: 0.9999, strength: 0.9999 },
});

test('the steps of the waterfall add up to the odds', () => {
  const steps = waterfallOf(rented);
  const total = steps.at(-1)!;
  expect(total.kind).toBe('total');
  expect(steps.slice(0, -1).reduce((sum, each) => sum + each.nats, 0)).toBeCloseTo(rented.logOdds);
  expect(steps.at(-2)!.after).toBeCloseTo(total.after);
  expect(steps.map((each) => each.kind)).toEqual(['prior', 'finding', 'finding', 'finding', 'finding', 'finding', 'pair', 'counter', 'lives', 'ring', 'total']);
});

test('the heaviest finding comes first and shows what lessened it', () => {
  const [prior, first] = waterfallOf(rented);
  expect(prior).toMatchObject({ weight: '1 in 200' });
  expect(first).toMatchObject({ id: 'D3', family: 'device', words: 'New device since March.', weight: '12 times likelier' });
  expect(first!.lessened.map((each) => each.kind)).toEqual(['address_updated']);
});

test('what kept a finding from entering in full is said beside it', () => {
  const one = assessed([finding('D3', 3.6), finding('D1', 2), finding('P1', 1.5)]);
  const notes = Object.fromEntries(waterfallOf(one).map((each) => [each.id, each.notes]));
  expect(notes).toMatchObject({ D3: ['held to its family’s limit'], D1: ['second in its family, by half', 'held to its family’s limit'], P1: [] });
});

test('innocent lives stand last before the ring, named by the best of them', () => {
  const steps = waterfallOf(assessed([finding('D3', 3), finding('P3', 1.6)], { circumstances: { ...ORDINARY, payeeMatches: ['e9'] } }));
  expect(steps.slice(-3).map((each) => each.kind)).toEqual(['counter', 'lives', 'total']);
  expect(steps.at(-2)).toMatchObject({ words: 'Ordinary lives that leave such traces, above all: they moved, and changed device and bank with it.' });
  expect(steps.at(-2)!.nats).toBeLessThan(0);
});
