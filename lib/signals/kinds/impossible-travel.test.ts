import { expect, test } from 'vitest';
import { aDeclaration, aDevice, aGiven, aHistory, aStretch, findingOf, leftOf, onDay } from '../history.fixture';
import type { StretchOver } from '../history.fixture';
import { impossibleTravel } from './impossible-travel';

const there = aDevice('there');
const leaps = (over: Partial<StretchOver> = {}) => [3, 6, 9].flatMap((day) => [aStretch({ at: onDay(day, 9) }), aStretch({ at: onDay(day, 10), city: 'osaka', device: there, ...over })]);

test('logins an hour apart on two continents are found', () => {
  const finding = findingOf(impossibleTravel, aGiven(aHistory({ stretches: leaps() })));
  expect(finding.value.times).toBe(3);
  expect(finding.strength).toBe('moderate');
  expect(finding.counter).toEqual([]);
});

test('a traveller who flies is not found', () => {
  const stretches = [aStretch({ at: onDay(3, 9) }), aStretch({ at: onDay(4, 9), city: 'osaka' }), aStretch({ at: onDay(12, 9), city: 'osaka' }), aStretch({ at: onDay(13, 12) })];
  expect(impossibleTravel.read(aGiven(aHistory({ stretches }))).state).toBe('quiet');
});

test('one leap alone, or two places within their uncertainty, is not found', () => {
  expect(impossibleTravel.read(aGiven(aHistory({ stretches: leaps().slice(0, 2) }))).state).toBe('quiet');
  const near = [3, 6, 9].flatMap((day) => [aStretch({ at: onDay(day, 9), city: 'leeds' }), aStretch({ at: onDay(day, 9.2), city: 'lisbon', device: there })]);
  expect(findingOf(impossibleTravel, aGiven(aHistory({ stretches: near }))).value.farthestKm).toBeLessThan(1_300);
  const sure = near.map((each) => ({ ...each, place: { ...each.place, radiusKm: 700 } }));
  expect(impossibleTravel.read(aGiven(aHistory({ stretches: sure }))).state).toBe('quiet');
});

test('a VPN between two places breaks the pair, and with no pair left it abstains', () => {
  expect(impossibleTravel.read(aGiven(aHistory({ stretches: leaps({ network: 'vpn_known', city: null }) }))).state).toBe('abstains');
});

test('the same device at both ends leaves three tenths', () => {
  const finding = findingOf(impossibleTravel, aGiven(aHistory({ stretches: leaps({ device: aDevice('laptop') }) })));
  expect(leftOf(finding)).toBeCloseTo(finding.llr * 0.3, 3);
});

test('a phone on a mobile network halves it, a declared VPN lowers it further', () => {
  const finding = findingOf(impossibleTravel, aGiven(aHistory({ stretches: leaps({ network: 'mobile' }), declarations: [aDeclaration('vpn', onDay(0), { verified: true })] })));
  expect(finding.counter.map((each) => each.kind).sort()).toEqual(['declared_vpn', 'mobile_network']);
  expect(leftOf(finding)).toBeLessThan(0.1);
});

test('unknown devices lower the quality, not the weight', () => {
  const known = findingOf(impossibleTravel, aGiven(aHistory({ stretches: leaps() })));
  const unknown = findingOf(impossibleTravel, aGiven(aHistory({ stretches: leaps({ device: null }) })));
  expect(unknown.llr).toBe(known.llr);
  expect(unknown.quality).toBeLessThan(known.quality);
});
