import { expect, test } from 'vitest';
import { aDeclaration, aDevice, aGiven, aHistory, anInstrument, aNeighbourhood, daysFrom, findingOf, leftOf, onDay, workdays } from '../history.fixture';
import type { Sharing } from '../history.fixture';
import { ringMember } from './ring-member';

const stretches = workdays({ device: aDevice('desk'), days: daysFrom(0, 40), ip: 'line' });
const MATES = ['own', 'o', 'p', 'q'];
const others = MATES.slice(1).map((account) => ({ account, firstAt: onDay(0), lastAt: onDay(40) }));
const own = { firstAt: onDay(0), lastAt: onDay(40) };
const TIED: Sharing[] = [{ kind: 'device_token', digest: 'desk', own, others }, { kind: 'payout_instrument', digest: 'till', own, others }];
const LINE: Sharing = { kind: 'ip', digest: 'line', own, others };
function given(sharing: Sharing[] = TIED, strength = 0.8, over: Parameters<typeof aHistory>[0] = {}, card: { organisation?: string; turnedAt?: number } = {}) {
  const ring = strength === 0 ? null : { ring: 'ring_1', name: 'Kestrel', strength, kinds: ['device_token' as const, 'payout_instrument' as const], members: MATES.map((account) => ({ account, strength })) };
  const cards = MATES.map((account, index) => ({ account, surname: `s${index}`, ...card, ...(account === 'own' ? { organisation: null } : {}) }));
  return aGiven(aHistory({ account: 'own', stretches, instruments: [anInstrument(onDay(1), 'till')], asOf: onDay(41), ...over }), aNeighbourhood('own', sharing, cards, [], { ring }));
}

test('a member is found, the firmer the stronger, and rests on what the ring shares', () => {
  const firm = findingOf(ringMember, given(TIED, 0.95));
  expect(firm).toMatchObject({ strength: 'strong', value: { members: 4, kinds: 2 }, identifiers: [{ kind: 'device_token', digest: 'desk' }, { kind: 'payout_instrument', digest: 'till' }] });
  expect(firm.llr).toBeGreaterThan(findingOf(ringMember, given(TIED, 0.55)).llr);
  expect(firm.evidence.length).toBeGreaterThan(0);
});

test('sharing without a ring is left to the other signals', () => {
  expect(ringMember.read(given(TIED, 0)).state).toBe('quiet');
});

test('an agency that never registered is lowered: together from the beginning, hands unchanged, each paid for themself', () => {
  const open = findingOf(ringMember, given([TIED[0]!, LINE]));
  expect(open.counter.map((each) => each.kind)).toEqual(['open_group']);
  expect(findingOf(ringMember, given([...TIED, LINE], 0.8, {}, { turnedAt: onDay(20) })).counter).toEqual([]);
});

test('a household confirmed by declaration is explained', () => {
  const finding = findingOf(ringMember, given(TIED, 0.8, { declarations: [aDeclaration('household', onDay(0), { organisation: 'house', verified: true })] }, { organisation: 'house' }));
  expect(leftOf(finding)).toBeLessThan(0.2);
});

test('with nothing to compare it abstains', () => {
  expect(ringMember.read(given([], 0)).state).toBe('abstains');
});
