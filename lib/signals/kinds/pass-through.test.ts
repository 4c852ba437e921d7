import { expect, test } from 'vitest';
import { HOUR } from '../../kernel/instant';
import { aDeclaration, aGiven, aHistory, anEarning, anInstrument, aPayout, daysFrom, findingOf, leftOf, onDay } from '../history.fixture';
import { passThrough } from './pass-through';

const earnings = (count: number, usd: number | null = 100) => daysFrom(0, count).map((day) => anEarning(onDay(day, 9), usd));
const payouts = (count: number, to: (day: number) => string, { hours = 3, usd = 95 as number | null } = {}) => daysFrom(0, count).map((day) => aPayout(onDay(day, 9) + hours * HOUR, to(day), usd));
const inTurn = (day: number) => `bank ${day % 2}`;

test('eight times in a row to two places in turn are found, longer runs weigh more', () => {
  const eight = findingOf(passThrough, aGiven(aHistory({ earnings: earnings(8), payouts: payouts(8, inTurn) })));
  expect(eight).toMatchObject({ strength: 'weak', llr: 0.5, value: { timesInARow: 8, methods: 2, changes: 7 } });
  expect(findingOf(passThrough, aGiven(aHistory({ earnings: earnings(16), payouts: payouts(16, inTurn) }))).llr).toBeGreaterThan(0.5);
});

test('seven times, later than a day, or less than nine tenths, are quiet', () => {
  const state = (parts: Parameters<typeof aHistory>[0]) => passThrough.read(aGiven(aHistory({ asOf: onDay(40), ...parts }))).state;
  expect(state({ earnings: earnings(7), payouts: payouts(7, inTurn) })).toBe('quiet');
  expect(state({ earnings: earnings(12), payouts: payouts(12, inTurn, { hours: 30, usd: 60 }) })).toBe('quiet');
  expect(state({ earnings: earnings(12), payouts: payouts(12, inTurn, { usd: 85 }) })).toBe('quiet');
});

test('one account of their own is no pass-through, nor is one change of bank', () => {
  expect(passThrough.read(aGiven(aHistory({ earnings: earnings(12), payouts: payouts(12, () => 'bank') }))).state).toBe('quiet');
  expect(passThrough.read(aGiven(aHistory({ earnings: earnings(12), payouts: payouts(12, (day) => (day < 6 ? 'old bank' : 'new bank')) }))).state).toBe('quiet');
});

test('one payout cannot serve two earnings', () => {
  const twice = [...earnings(8), ...daysFrom(0, 8).map((day) => anEarning(onDay(day, 10), 100))];
  expect(passThrough.read(aGiven(aHistory({ earnings: twice, payouts: payouts(8, inTurn), asOf: onDay(20) }))).state).toBe('quiet');
});

test('a day that is not over yet does not break a run', () => {
  const history = aHistory({ earnings: [...earnings(8), anEarning(onDay(8, 9), 100)], payouts: payouts(8, inTurn), asOf: onDay(8, 12) });
  expect(findingOf(passThrough, aGiven(history)).value.timesInARow).toBe(8);
});

test('accounts in their own name, a household and a move lower it', () => {
  const plain = { earnings: earnings(10), payouts: payouts(10, inTurn) };
  const own = [anInstrument(onDay(0), 'bank 0', { holderMatch: 'match' }), anInstrument(onDay(0), 'bank 1', { holderMatch: 'match' })];
  const finding = findingOf(passThrough, aGiven(aHistory({ ...plain, instruments: own, declarations: [aDeclaration('household', onDay(0)), aDeclaration('relocation', onDay(0))] })));
  expect(finding.counter.map((each) => each.kind)).toEqual(['own_name', 'declared_household', 'declared_relocation']);
  expect(leftOf(finding)).toBeLessThan(0.2);
});

test('without earnings, payouts or a known rate it abstains', () => {
  expect(passThrough.read(aGiven(aHistory({ earnings: earnings(10) }))).state).toBe('abstains');
  expect(passThrough.read(aGiven(aHistory({ earnings: earnings(10, null), payouts: payouts(10, inTurn, { usd: null }) }))).state).toBe('abstains');
});
