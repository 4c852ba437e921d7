import { expect, test } from 'vitest';
import { aCheck, aDeclaration, aGiven, aHistory, aStretch, aVersion, daysFrom, declaredIn, findingOf, leftOf, onDay, workdays } from '../history.fixture';
import { declaredPlaceGap } from './declared-place-gap';

const abroad = workdays({ city: 'lisbon', days: daysFrom(10, 20) });

test('three weeks in another country than declared are found, with their days counted', () => {
  const finding = findingOf(declaredPlaceGap, aGiven(aHistory({ stretches: [...workdays({ days: daysFrom(0, 10) }), ...abroad] })));
  expect(finding.value).toMatchObject({ days: 30, gapDays: 20, places: 1 });
  expect(finding.strength).toBe('moderate');
  expect(finding.counter).toEqual([]);
});

test('it fires at seven days and half of the days, not below', () => {
  const at = (home: number, away: number) =>
    declaredPlaceGap.read(aGiven(aHistory({ stretches: [...workdays({ days: daysFrom(0, home) }), ...workdays({ city: 'lisbon', days: daysFrom(home, away) })] }))).state;
  expect(at(7, 7)).toBe('found');
  expect(at(8, 7)).toBe('quiet');
  expect(at(0, 6)).toBe('quiet');
});

test('more days weigh more, up to the bound', () => {
  const llr = (days: number) => findingOf(declaredPlaceGap, aGiven(aHistory({ stretches: workdays({ city: 'lisbon', days: daysFrom(0, days) }) }))).llr;
  expect(llr(7)).toBeLessThan(llr(12));
  expect(llr(12)).toBeLessThan(llr(29));
  expect(llr(29)).toBeLessThanOrEqual(declaredPlaceGap.weight);
});

test('a nomad who declared the journey with its country is explained, and more so with a proof', () => {
  const left = (verified: boolean, country: string | null) => leftOf(findingOf(declaredPlaceGap, aGiven(aHistory({
    stretches: abroad, declarations: [aDeclaration('travel', onDay(9), { to: onDay(40), country, verified })],
  }))));
  expect(left(true, 'PT')).toBeLessThan(0.1);
  expect(left(false, 'PT')).toBeLessThan(0.7);
  expect(left(true, 'KE')).toBeGreaterThan(left(true, null));
});

test('a mover who updates the address answers the days before as well', () => {
  const versions = [aVersion(), aVersion({ at: onDay(25), declared: declaredIn('lisbon') })];
  expect(declaredPlaceGap.read(aGiven(aHistory({ versions, stretches: abroad }))).state).toBe('quiet');
});

test('an address check passed in these weeks halves it', () => {
  const finding = findingOf(declaredPlaceGap, aGiven(aHistory({ stretches: abroad, checks: [aCheck(onDay(20), { check: 'address' })] })));
  expect(finding.counter.map((each) => each.kind)).toEqual(['address_confirmed']);
});

test('without an agreed place or a declared one it abstains', () => {
  const vpn = workdays({ city: null, network: 'vpn_known', days: daysFrom(0, 20) });
  expect(declaredPlaceGap.read(aGiven(aHistory({ stretches: vpn })))).toEqual({ state: 'abstains', missing: expect.stringContaining('two sources') });
  expect(declaredPlaceGap.read(aGiven(aHistory({ versions: [], stretches: abroad }))).state).toBe('abstains');
});

test('an odd day with as many sessions at home counts as home', () => {
  const mixed = daysFrom(0, 10).flatMap((day) => [aStretch({ at: onDay(day, 9) }), aStretch({ at: onDay(day, 15), city: 'lisbon' })]);
  expect(declaredPlaceGap.read(aGiven(aHistory({ stretches: mixed }))).state).toBe('quiet');
});
