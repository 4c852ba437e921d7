import { expect, test } from 'vitest';
import { aDeclaration, aGiven, aHistory, aMessageFlag, anActivity, anInstrument, findingOf, leftOf, onDay } from '../history.fixture';
import { railRequest } from './rail-request';

const asked = (days: number[], flag: 'crypto_request' | 'prepayment' | 'third_party_payment' = 'crypto_request') => days.map((day) => aMessageFlag(onDay(day), flag, `client ${day}`));
const bank = anInstrument(onDay(0), 'bank');

test('three flagged requests to different clients are found, more of them and of more sorts weigh more', () => {
  const three = findingOf(railRequest, aGiven(aHistory({ messageFlags: asked([1, 3, 5]), instruments: [bank] })));
  expect(three).toMatchObject({ strength: 'moderate', counter: [], value: { times: 3, days: 3, clients: 3, ways: 'crypto_request' } });
  expect(findingOf(railRequest, aGiven(aHistory({ messageFlags: [...asked([1, 3, 5]), ...asked([7, 9], 'prepayment')], instruments: [bank] }))).llr).toBeGreaterThan(three.llr);
});

test('twice, all on one day, one client only, or long ago, is quiet', () => {
  const state = (messageFlags: ReturnType<typeof asked>, asOf = onDay(20)) => railRequest.read(aGiven(aHistory({ messageFlags, asOf }))).state;
  expect(state(asked([1, 2]))).toBe('quiet');
  expect(state([1, 2, 3].map((hour) => aMessageFlag(onDay(1, hour), 'prepayment', `client ${hour}`)))).toBe('quiet');
  expect(state([1, 2, 3].map((day) => aMessageFlag(onDay(day), 'prepayment', 'one client')))).toBe('quiet');
  expect(state(asked([1, 2, 3]), onDay(70))).toBe('quiet');
});

test('moving the talk elsewhere, or a threat, is another matter', () => {
  expect(railRequest.read(aGiven(aHistory({ messageFlags: [1, 2, 3].map((day) => aMessageFlag(onDay(day), 'off_platform', `client ${day}`)) }))).state).toBe('quiet');
});

test('whoever the platform itself pays in coins, cannot pay at all, or has moved, is lowered', () => {
  const kinds = (parts: Parameters<typeof aHistory>[0]) => findingOf(railRequest, aGiven(aHistory({ messageFlags: asked([1, 3, 5]), ...parts })));
  const open = kinds({ instruments: [anInstrument(onDay(0), 'coins', { rail: 'crypto' })] });
  expect(open.counter.map((each) => each.kind)).toEqual(['same_way_in_the_open']);
  const cutOff = kinds({ declarations: [aDeclaration('relocation', onDay(0), { verified: true })] });
  expect(cutOff.counter.map((each) => each.kind)).toEqual(['declared_relocation', 'no_way_to_be_paid']);
  expect(leftOf(cutOff)).toBeLessThan(0.4);
});

test('without messages or flags it abstains; with unflagged messages it is quiet', () => {
  expect(railRequest.read(aGiven(aHistory())).state).toBe('abstains');
  expect(railRequest.read(aGiven(aHistory({ activities: [anActivity(onDay(1), { kind: 'message' })] }))).state).toBe('quiet');
});
