import { expect, test } from 'vitest';
import { KINDS, ORDINARY, assessed, finding, kind } from './assessment.fixture';
import type { Circumstances } from './circumstances';

const told = (signals: string[], circumstances: Partial<Circumstances> = {}) =>
  assessed(signals.map((id) => finding(id, 1.5)), { circumstances: { ...ORDINARY, ...circumstances } });
const declared = (...kinds: (keyof Circumstances['declared'])[]) => ({ declared: Object.fromEntries(kinds.map((each) => [each, { verified: true, evidence: ['d'] }])) });

test.each<[string, string[], Partial<Circumstances>]>([
  ['traveller', ['G1', 'G2', 'T1'], declared('travel')],
  ['mover', ['D3', 'P3'], declared('relocation')],
  ['household', ['D1', 'P1'], { ...declared('household'), sharers: 1 }],
  ['agency', ['D1', 'C3', 'G5'], { ...declared('agency'), sharers: 8 }],
  ['vpn_user', ['N1', 'G4'], declared('vpn')],
  ['virtual_desktop', ['D4', 'D2'], declared('virtual_desktop')],
  ['shift_worker', ['T1', 'T2'], { hoursSteady: ['e'] }],
  ['shared_address', ['G5', 'T6'], { crowded: true, sharers: 9 }],
  ['second_hand_device', ['D1'], { handedOn: true, sharers: 1 }],
  ['name_change', ['I4', 'P2'], declared('name_change')],
  ['camera_averse', ['C1', 'I2'], declared('accommodation')],
  ['beginner', ['B1'], { ageDays: 20 }],
])('the best innocent story is %s for %j with the facts that tell it', (story, signals, circumstances) => {
  const { innocent } = told(signals, circumstances);
  expect(innocent).toMatchObject({ kind: story, leaves: [] });
  expect(innocent!.support.length).toBeGreaterThan(0);
  expect(innocent!.decides).not.toBe('');
});

test('a story is less likely by what it leaves unexplained', () => {
  const alone = told(['G1'], declared('travel')).stories.find((each) => each.kind === 'traveller')!;
  const more = told(['G1', 'P1'], declared('travel')).stories.find((each) => each.kind === 'traveller')!;
  expect(more.leaves).toEqual(['P1']);
  expect(alone.llr - more.llr).toBeCloseTo(1.5);
});

test('a pair of findings is explained only by a story that explains both', () => {
  const result = assessed([finding('D3', 2), finding('N2', 1.5)]);
  expect(result.pairs).toHaveLength(1);
  const mover = result.stories.find((each) => each.kind === 'mover')!;
  expect(mover.standing - mover.llr).toBeCloseTo(1.5 + 0.5);
});

test('without findings there is no story, and a finding that nobody lists is left by all', () => {
  expect(assessed([]).stories).toEqual([]);
  expect(told(['X1', 'G1']).stories.every((each) => each.leaves.includes('X1'))).toBe(true);
});

test('a signal yet unlisted is explained by the stories whose declaration it accepts', () => {
  const kinds = new Map(KINDS).set('N9', kind('N9', { declarations: ['vpn'] }));
  expect(assessed([finding('N9', 1)], { kinds }).stories.map((each) => each.kind)).toEqual(['vpn_user']);
});

test('one beneficiary speaks against an unregistered agency; own beneficiaries and an open beginning for it', () => {
  const llr = (circumstances: Partial<Circumstances>) => told(['D1', 'C3'], { sharers: 6, ...circumstances }).stories.find((each) => each.kind === 'agency')!.llr;
  expect(llr({ ownPayout: true, togetherFromStart: true })).toBeGreaterThan(llr({ ownPayout: true }));
  expect(llr({ ownPayout: false })).toBeLessThan(llr({ ownPayout: true }) - 2);
});
