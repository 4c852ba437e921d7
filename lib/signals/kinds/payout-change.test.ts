import { expect, test } from 'vitest';
import { aCheck, aDeclaration, aDevice, aGiven, aHistory, aPayout, aStretch, anEarning, anInstrument, daysFrom, findingOf, leftOf, mallory, onDay, workdays } from '../history.fixture';
import { payoutChange } from './payout-change';

const own = aDevice('own');
const fresh = aDevice('fresh');
const stretches = [...workdays({ device: own, days: daysFrom(0, 20) }), ...workdays({ device: fresh, days: daysFrom(21, 10) })];
const added = (over: Parameters<typeof anInstrument>[2] = {}) => [anInstrument(onDay(1, 9), 'first', { session: `s${onDay(1, 9)}` }), anInstrument(onDay(22, 9), 'second', { session: `s${onDay(22, 9)}`, ...over })];
const earnings = [anEarning(onDay(15), 300), anEarning(onDay(18), 250)];

test('a new bank from a new device four days after the first 500 dollars is found', () => {
  const finding = findingOf(payoutChange, aGiven(aHistory({ stretches, earnings, instruments: added() })));
  expect(finding.value).toMatchObject({ changes: 1, daysAfter: 1, afterEarnings: true, afterCheck: false, afterTurn: true });
  expect(finding.words).toBe('The payout method was replaced soon after the first money and after all devices had changed, from a new device.');
  expect(finding.identifiers).toEqual([{ kind: 'payout_instrument', digest: 'second' }]);
});

test('after a check as well, and in another name, it weighs more', () => {
  const plain = findingOf(payoutChange, aGiven(aHistory({ stretches, earnings, instruments: added() })));
  const both = findingOf(payoutChange, aGiven(aHistory({ stretches, earnings, instruments: added({ holderMatch: 'none' }), checks: [aCheck(onDay(19))] })));
  expect(both.llr).toBeGreaterThan(plain.llr);
  expect(findingOf(payoutChange, mallory()).value.afterCheck).toBe(true);
});

test('the first payout method, a late change, or one from the old device is not found', () => {
  expect(payoutChange.read(aGiven(aHistory({ stretches, earnings, instruments: added().slice(1) }))).state).toBe('quiet');
  const guest = [...workdays({ device: own, days: daysFrom(0, 31), hours: [8, 13, 16] }), aStretch({ at: onDay(22, 9), device: fresh })];
  expect(payoutChange.read(aGiven(aHistory({ stretches: guest, earnings: [anEarning(onDay(2), 900)], instruments: added() }))).state).toBe('quiet');
  const old = [...stretches, aStretch({ at: onDay(22, 11), session: 'old', device: own })];
  expect(payoutChange.read(aGiven(aHistory({ stretches: old, earnings, instruments: added({ session: 'old' }) }))).state).toBe('quiet');
});

test('a new bank long after the first money, but weeks after all devices changed, is found, and does not age while it is in use', () => {
  const late = [anInstrument(onDay(1, 9), 'first', { session: `s${onDay(1, 9)}` }), anInstrument(onDay(45, 9), 'second', { session: `s${onDay(45, 9)}` })];
  const weeks = [...workdays({ device: own, days: daysFrom(0, 20) }), ...workdays({ device: fresh, days: daysFrom(21, 40) })];
  const finding = findingOf(payoutChange, aGiven(aHistory({ stretches: weeks, earnings: [anEarning(onDay(2), 900)], instruments: late, payouts: [aPayout(onDay(58), 'second', 90)] })));
  expect(finding.value).toMatchObject({ afterTurn: true, afterEarnings: false });
  expect(finding.lastAt).toBe(weeks.at(-1)!.at);
});

test('a mover with a new bank in their own name who said so is explained', () => {
  const declarations = [aDeclaration('relocation', onDay(20), { verified: true })];
  expect(leftOf(findingOf(payoutChange, aGiven(aHistory({ stretches, earnings, instruments: added({ holderMatch: 'match' }), declarations }))))).toBeLessThan(0.2);
});

test('a change confirmed by a check on the old device is explained', () => {
  const confirming = [...stretches, aStretch({ at: onDay(22, 12), session: 'confirm', device: own })];
  const finding = findingOf(payoutChange, aGiven(aHistory({ stretches: confirming, earnings, instruments: added(), checks: [aCheck(onDay(22, 12), { check: 'phone', session: 'confirm' })] })));
  expect(finding.counter.map((each) => each.kind)).toEqual(['confirmed_on_old_device']);
});

test('without the session of the change, or without money whose rate is known, it abstains', () => {
  expect(payoutChange.read(aGiven(aHistory({ stretches, earnings, instruments: added({ session: null }) }))).state).toBe('abstains');
  const settled = workdays({ device: own, days: daysFrom(0, 31) });
  expect(payoutChange.read(aGiven(aHistory({ stretches: settled, earnings: [anEarning(onDay(18), null)], instruments: added() }))).state).toBe('abstains');
  expect(payoutChange.read(aGiven(aHistory({ stretches, earnings }))).state).toBe('abstains');
});
