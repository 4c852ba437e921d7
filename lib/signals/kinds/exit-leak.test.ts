import { expect, test } from 'vitest';
import { aDeclaration, aDevice, aGiven, aHistory, aStretch, daysFrom, findingOf, leftOf, onDay, workdays } from '../history.fixture';
import { exitLeak } from './exit-leak';

const laptop = aDevice('laptop');
const vpn = workdays({ city: null, network: 'vpn_known', device: laptop, days: daysFrom(0, 30) });
const leak = (day: number, city: 'osaka' | 'leeds' | 'lisbon' = 'osaka', minutes = 15) => aStretch({ at: onDay(day, 11), city, device: laptop, minutes });

test('one short session without the VPN, in a country never shown otherwise, is found', () => {
  const finding = findingOf(exitLeak, aGiven(aHistory({ stretches: [...vpn, leak(12)] })));
  expect(finding.strength).toBe('strong');
  expect(finding.value).toMatchObject({ leaks: 1, behindExit: true });
  expect(finding.firstAt).toBe(onDay(12, 11));
});

test('a leak from a home network that no plane could bridge is found, a day trip is not', () => {
  const home = workdays({ device: laptop, days: daysFrom(0, 30), hours: [9, 10, 12, 14] });
  expect(findingOf(exitLeak, aGiven(aHistory({ stretches: [...home, leak(12)] }))).value.behindExit).toBe(false);
  const weekend = [...workdays({ device: laptop, days: daysFrom(0, 12) }), leak(12, 'lisbon'), ...workdays({ device: laptop, days: daysFrom(13, 10) })];
  expect(exitLeak.read(aGiven(aHistory({ stretches: weekend }))).state).toBe('quiet');
});

test('more leaks weigh more', () => {
  const llr = (days: number[]) => findingOf(exitLeak, aGiven(aHistory({ stretches: [...vpn, ...days.map((day) => leak(day))] }))).llr;
  expect(llr([12])).toBeLessThan(llr([12, 19]));
  expect(llr([5, 9, 12, 19, 22, 25])).toBeLessThanOrEqual(exitLeak.weight);
});

test('a person who always uses a VPN and drops it at home supports the declared place', () => {
  expect(exitLeak.read(aGiven(aHistory({ stretches: [...vpn, leak(12, 'leeds')] }))).state).toBe('quiet');
});

test('a stay of days, a long session, or another device is no leak', () => {
  const stay = workdays({ city: 'osaka', device: laptop, days: [12, 13, 14] });
  expect(exitLeak.read(aGiven(aHistory({ stretches: [...vpn.filter((each) => each.at < onDay(12) || each.at > onDay(15)), ...stay] }))).state).toBe('quiet');
  expect(exitLeak.read(aGiven(aHistory({ stretches: [...vpn, leak(12, 'osaka', 130)] }))).state).toBe('quiet');
  expect(exitLeak.read(aGiven(aHistory({ stretches: [...vpn, aStretch({ at: onDay(12, 11), city: 'osaka', device: aDevice('another') })] }))).state).toBe('quiet');
});

test('a traveller whose VPN dropped on a declared holiday is explained', () => {
  const declarations = [aDeclaration('travel', onDay(10), { to: onDay(15), verified: true })];
  expect(leftOf(findingOf(exitLeak, aGiven(aHistory({ stretches: [...vpn, leak(12)], declarations }))))).toBeLessThan(0.2);
});

test('three countries shown openly for three days each are counter-evidence; two evenings around midnight are no three days', () => {
  const cities = ['lisbon', 'nairobi', 'lima'] as const;
  const openly = (hours: readonly number[]) => cities.flatMap((city, index) => hours.map((hour) => aStretch({ at: onDay(40 + 5 * index, hour), city, device: laptop })));
  const counter = (hours: readonly number[]) => findingOf(exitLeak, aGiven(aHistory({ stretches: [...vpn, leak(12), ...openly(hours)] }))).counter.map(({ kind }) => kind);
  expect(counter([20, 44, 68])).toContain('lives_in_several_countries');
  expect(counter([23, 24.5, 48.5])).toEqual([]);
});

test('without places, devices or a declared place it abstains', () => {
  expect(exitLeak.read(aGiven(aHistory({ stretches: vpn }))).state).toBe('abstains');
  expect(exitLeak.read(aGiven(aHistory({ stretches: workdays({ device: null, days: [1, 2] }) }))).state).toBe('abstains');
  expect(exitLeak.read(aGiven(aHistory({ versions: [], stretches: [...vpn, leak(12)] }))).state).toBe('abstains');
});
