import { expect, test } from 'vitest';
import { STANDARD_POLICY } from '../policy/standard';
import { ORDINARY, assessed, finding } from './assessment.fixture';
import { counterfactuals, waterfallOf } from './waterfall';

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
  expect(steps.map((each) => each.kind)).toEqual(['prior', 'finding', 'finding', 'finding', 'finding', 'finding', 'pair', 'counter', 'ring', 'total']);
});

test('the heaviest finding comes first and shows what lessened it', () => {
  const [prior, first] = waterfallOf(rented);
  expect(prior).toMatchObject({ weight: '1 in 200' });
  expect(first).toMatchObject({ id: 'D3', family: 'device', words: 'New device since March.', weight: '12 times likelier' });
  expect(first!.lessened.map((each) => each.kind)).toEqual(['address_updated']);
});

test('a counterfactual names the fact, and the band that would follow', () => {
  const act = assessed([finding('D3', 2.9), finding('P3', 1.5), finding('N4', 1.6), finding('I1', 2.2)]);
  expect(act.band).toBe('act');
  const lines = counterfactuals(act, STANDARD_POLICY);
  const device = lines.find((each) => each.id === 'D3')!;
  expect(device).toMatchObject({ kind: 'finding', band: 'review', words: 'If “Title of D3” were shown to be innocent (fact about D3), the band would be review.' });
  const mover = lines.find((each) => each.id === 'mover')!;
  expect(mover).toMatchObject({ kind: 'story', band: 'watch', signals: ['D3', 'P3'] });
  expect(mover.logOdds).toBeLessThan(device.logOdds);
});

test('the counterfactual of a finding is the assessment made without it', () => {
  const list = [finding('D3', 2.9), finding('P3', 1.5), finding('N4', 1.6), finding('I1', 2.2)];
  for (const line of counterfactuals(assessed(list), STANDARD_POLICY)) {
    const rest = assessed(list.filter((each) => !line.signals.includes(each.signal)));
    expect(line).toMatchObject({ band: rest.band });
    expect(line.logOdds).toBeCloseTo(rest.logOdds);
  }
});

test('a clear account has no counterfactual', () => {
  expect(counterfactuals(assessed([finding('N1', 0.6)]), STANDARD_POLICY)).toEqual([]);
});
