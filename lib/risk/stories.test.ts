import { expect, test } from 'vitest';
import { STANDARD_POLICY } from '../policy/standard';
import { KINDS, ORDINARY, assessed, finding, kind } from './assessment.fixture';
import type { Circumstances } from './circumstances';
import { addsNothing } from './rules';
import { livesOf } from './stories';

const told = (signals: string[], circumstances: Partial<Circumstances> = {}) =>
  assessed(signals.map((id) => finding(id, 1.5)), { circumstances: { ...ORDINARY, ...circumstances } });
const declared = (...kinds: (keyof Circumstances['declared'])[]) => ({ declared: Object.fromEntries(kinds.map((each) => [each, { verified: true, evidence: ['d'] }])) });

test.each<[string, string[], Partial<Circumstances>]>([
  ['traveller', ['G1', 'G2', 'T1'], declared('travel')],
  ['mover', ['D3', 'P3'], declared('relocation')],
  ['household', ['D1', 'P1'], { ...declared('household'), sharers: 1 }],
  ['agency', ['D1', 'C3', 'G5'], { ...declared('agency'), sharers: 8 }],
  ['new_device', ['D3'], { neverMoved: ['e'], ownDevice: ['e'] }],
  ['classmates', ['C6', 'T6', 'C3'], { alikeAge: true, sharers: 4 }],
  ['relative_account', ['P1', 'P2'], { ownPayout: false, payoutSharers: 1, payoutSteady: ['e'], oneSurname: true, sharers: 1 }],
  ['vpn_user', ['N1', 'N6'], declared('vpn')],
  ['virtual_desktop', ['D4', 'D2'], declared('virtual_desktop')],
  ['shift_worker', ['T1', 'T2'], { hoursSteady: ['e'] }],
  ['shared_address', ['G5', 'T6'], { crowded: true, sharers: 9 }],
  ['second_hand_device', ['D1'], { handedOn: true, sharers: 1 }],
  ['name_change', ['I4', 'P2'], declared('name_change')],
  ['camera_averse', ['C1', 'I2'], declared('accommodation')],
  ['beginner', ['B1'], { ageDays: 20 }],
  ['template', ['C6', 'C3'], {}],
  ['returning', ['I1', 'D1'], { predecessor: true, sharers: 1 }],
  ['own_client', ['P5'], { openly: ['e'] }],
  ['dispute', ['X1'], { interviewsDone: ['e'] }],
])('the best innocent story is %s for %j with the facts that tell it', (story, signals, circumstances) => {
  const { innocent } = told(signals, circumstances);
  expect(innocent).toMatchObject({ kind: story, leaves: [] });
  expect(innocent!.support.length).toBeGreaterThan(0);
  expect(innocent!.decides).not.toBe('');
});

test('a shared address explains no ring, whose ties ask for more or for hands that changed; a class, an agency and a household do', () => {
  const explain = told(['G5', 'L1'], { crowded: true, sharers: 5 }).stories.filter((each) => each.explains.includes('L1')).map((each) => each.kind);
  expect(explain).not.toContain('shared_address');
  for (const story of ['classmates', 'agency', 'household']) expect(explain).toContain(story);
});

test('a story is less likely by what it leaves unexplained', () => {
  const alone = told(['G1'], declared('travel')).stories.find((each) => each.kind === 'traveller')!;
  const more = told(['G1', 'P1'], declared('travel')).stories.find((each) => each.kind === 'traveller')!;
  expect(more.leaves).toEqual(['P1']);
  expect(alone.llr - more.llr).toBeCloseTo(1.5, 1);
});

test('people who live together do not explain a tie to an account closed for cause: that one began after the other was shut out is no part of it', () => {
  const household = told(['D1', 'L2'], declared('household')).stories.find((each) => each.kind === 'household')!;
  expect(household).toMatchObject({ explains: ['D1'], leaves: ['L2'] });
});

test('a pair of findings is explained only by a story that explains both', () => {
  const result = assessed([finding('D3', 2), finding('N2', 1.5)]);
  expect(result.pairs).toHaveLength(1);
  const mover = result.stories.find((each) => each.kind === 'mover')!;
  const alone = assessed([finding('D3', 2)]).stories.find((each) => each.kind === 'mover')!;
  expect(alone.llr - mover.llr).toBeCloseTo(1.5 + 0.5, 1);
});

test('without findings there is no story, and a finding that a story does not list is left by it', () => {
  expect(assessed([]).stories).toEqual([]);
  expect(told(['X1', 'G1']).stories.filter((each) => each.kind !== 'dispute').every((each) => each.leaves.includes('X1'))).toBe(true);
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

test('every published signal but the compliance check is part of some innocent story', () => {
  for (const signal of Object.keys(STANDARD_POLICY.ratios!).filter((each) => !addsNothing(each))) expect(told([signal]).stories, signal).not.toEqual([]);
});

test('every story has its share in the standard policy, and the policy names no other', () => {
  const lives = livesOf(ORDINARY, STANDARD_POLICY).single.map((life) => life.kind).sort();
  expect(Object.keys(STANDARD_POLICY.stories!).sort()).toEqual(lives);
});

test('shares are shares: together under 1, and facts move them both ways', () => {
  const facts = { ...declared('travel', 'vpn'), exitFromStart: ['e'], verifiedDeviceContinues: ['e'], hoursSteady: ['e'] };
  for (const circumstances of [{}, facts, { crowded: true, alikeAge: true, sharers: 3, togetherFromStart: true, openly: ['e'] }]) {
    const { single, both } = livesOf({ ...ORDINARY, ...circumstances }, STANDARD_POLICY);
    const lives = [...single, ...both];
    expect(lives.reduce((sum, life) => sum + life.share, 0)).toBeLessThan(1);
    expect(lives.every((life) => life.share > 0)).toBe(true);
  }
  const agency = (circumstances: Partial<Circumstances>) => livesOf({ ...ORDINARY, sharers: 4, ...circumstances }, STANDARD_POLICY).single.find((life) => life.kind === 'agency')!.share;
  expect(agency({ togetherFromStart: true })).toBeGreaterThan(1.5 * agency({}));
  expect(agency({ ownPayout: false })).toBeLessThan(0.3 * agency({}));
});

test('two lives at once are told where both are common, or facts speak for them', () => {
  expect(told(['G1', 'N1']).stories.map((each) => each.kind)).toContain('traveller+vpn_user');
  expect(told(['P5', 'X1']).stories.map((each) => each.kind)).toEqual(expect.not.arrayContaining(['own_client+dispute']));
  const { innocent } = told(['G1', 'N1'], { ...declared('travel', 'vpn'), verifiedDeviceContinues: ['e'], exitFromStart: ['e'] });
  expect(innocent).toMatchObject({ kind: 'traveller+vpn_user', leaves: [], words: 'They travel and work on the way. They use a VPN, for privacy or because they must.' });
});

test('which two lives at once are told follows the calibration by which act begins', () => {
  const both = (a: number, b: number) => livesOf(ORDINARY, { ...STANDARD_POLICY, calibration: { a, b, source: 'a test', cases: 0 } }).both.length;
  expect(both(1, -3)).toBeGreaterThan(both(1, 0));
  expect(both(1, 2)).toBeLessThan(both(1, 0));
});

test('the commoner a life that explains the signs, the lower the odds; what it leaves stays', () => {
  const odds = (signals: string[], share: number) => assessed(signals.map((id) => finding(id, 1.5)), { policy: { ...STANDARD_POLICY, stories: { traveller: share } } }).logOdds;
  expect(odds(['G1', 'G2'], 0.3)).toBeLessThan(odds(['G1', 'G2'], 0.03));
  expect(odds(['N4', 'I1'], 0.3)).toBeCloseTo(odds(['N4', 'I1'], 0.03), 1);
  const [bare, left] = [assessed([finding('G1', 1.5)]), assessed([finding('G1', 1.5), finding('I1', 3)])];
  expect(left.logOdds - bare.logOdds).toBeGreaterThan(2.5);
});

test('a life that explains everything leaves the odds at its own share against that of abuse, however heavy the signs', () => {
  const heavy = assessed([finding('D3', 3.6), finding('P3', 1.9), finding('G1', 1.6), finding('T1', 1.6)]);
  const mover = heavy.stories.find((each) => each.kind === 'mover')!;
  expect(heavy.logOdds).toBeLessThan(-mover.llr);
  expect(-mover.llr).toBeCloseTo(Math.log(0.005 / 0.995 / mover.share));
});
