import { expect, test } from 'vitest';
import { aDeclaration, aGiven, aHistory, daysFrom, findingOf, leftOf, onDay, workdays } from '../history.fixture';
import { rentedExitShare } from './rented-exit-share';

const vpn = (first: number, count: number) => workdays({ city: null, network: 'vpn_known', days: daysFrom(first, count) });
const home = (first: number, count: number) => workdays({ days: daysFrom(first, count) });

test('a month nearly always on a VPN is a weak finding', () => {
  const finding = findingOf(rentedExitShare, aGiven(aHistory({ stretches: [...home(0, 30), ...vpn(31, 28), ...home(59, 2)] })));
  expect(finding.strength).toBe('weak');
  expect(finding.value).toMatchObject({ sessions: 90, behindExit: 84 });
  expect(finding.counter).toEqual([]);
});

test('it needs eight sessions in ten', () => {
  expect(rentedExitShare.read(aGiven(aHistory({ stretches: [...vpn(0, 15), ...home(15, 5)] }))).state).toBe('quiet');
});

test('fewer than ten sessions on known networks abstain', () => {
  expect(rentedExitShare.read(aGiven(aHistory({ stretches: vpn(0, 3) }))).state).toBe('abstains');
  expect(rentedExitShare.read(aGiven(aHistory({ stretches: workdays({ city: null, network: 'unknown', days: daysFrom(0, 20) }) }))).state).toBe('abstains');
});

test('relay and corporate networks are ordinary life', () => {
  for (const network of ['relay', 'corporate'] as const) {
    expect(rentedExitShare.read(aGiven(aHistory({ stretches: workdays({ city: null, network, days: daysFrom(0, 20) }) }))).state).toBe('quiet');
  }
});

test('a person on a VPN from day one who says so is explained', () => {
  const declarations = [aDeclaration('vpn', onDay(0))];
  const finding = findingOf(rentedExitShare, aGiven(aHistory({ stretches: vpn(0, 30), declarations })));
  expect(finding.counter.map((each) => each.kind)).toEqual(['declared_vpn', 'since_day_one']);
  expect(leftOf(finding)).toBeLessThan(0.25);
});

test('one session counts once, however many stretches it has', () => {
  const stretches = vpn(0, 20).map((each) => ({ ...each, session: 'one long session' }));
  expect(rentedExitShare.read(aGiven(aHistory({ stretches }))).state).toBe('abstains');
});
