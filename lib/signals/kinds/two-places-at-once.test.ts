import { expect, test } from 'vitest';
import { aDeclaration, aDevice, aGiven, aHistory, aStretch, findingOf, leftOf, onDay } from '../history.fixture';
import type { StretchOver } from '../history.fixture';
import { twoPlacesAtOnce } from './two-places-at-once';

const second = aDevice('second');
const pairs = (days: number[], over: Partial<StretchOver> = {}) =>
  days.flatMap((day) => [aStretch({ at: onDay(day, 9), minutes: 120 }), aStretch({ at: onDay(day, 10), city: 'nairobi', device: second, minutes: 30, ...over })]);

test('two devices far apart at the same time on three days are found, more times weigh more', () => {
  const three = findingOf(twoPlacesAtOnce, aGiven(aHistory({ stretches: pairs([1, 3, 5]) })));
  expect(three.value.times).toBe(3);
  const ten = findingOf(twoPlacesAtOnce, aGiven(aHistory({ stretches: pairs([1, 2, 3, 4, 5, 6, 7, 8, 9, 10]) })));
  expect(ten.llr).toBeGreaterThan(three.llr);
  expect(ten.strength).toBe('strong');
});

test('twice is not enough, and what overlaps in one go is one time', () => {
  expect(twoPlacesAtOnce.read(aGiven(aHistory({ stretches: pairs([1, 3]) }))).state).toBe('quiet');
  const one = [aStretch({ at: onDay(1, 9), minutes: 200 }), ...[9.5, 10, 10.5, 11].map((hour) => aStretch({ at: onDay(1, hour), city: 'nairobi', device: second, minutes: 40 }))];
  expect(twoPlacesAtOnce.read(aGiven(aHistory({ stretches: one }))).state).toBe('quiet');
});

test('a phone beside the laptop on a mobile network leaves three tenths', () => {
  const finding = findingOf(twoPlacesAtOnce, aGiven(aHistory({ stretches: pairs([1, 3, 5], { network: 'mobile' }) })));
  expect(leftOf(finding)).toBeCloseTo(finding.llr * 0.3, 3);
});

test('one after the other, the same device, or the same town is not found', () => {
  const after = [1, 3, 5].flatMap((day) => [aStretch({ at: onDay(day, 9), minutes: 30 }), aStretch({ at: onDay(day, 20), city: 'nairobi', device: second })]);
  expect(twoPlacesAtOnce.read(aGiven(aHistory({ stretches: after }))).state).toBe('quiet');
  expect(twoPlacesAtOnce.read(aGiven(aHistory({ stretches: pairs([1, 3, 5], { device: aDevice('laptop') }) }))).state).toBe('quiet');
  expect(twoPlacesAtOnce.read(aGiven(aHistory({ stretches: pairs([1, 3, 5], { city: 'leeds' }) }))).state).toBe('quiet');
});

test('an open window without input is not at work', () => {
  const idle = pairs([1, 3, 5]).map((each) => (each.device?.token === 'second' ? each : { ...each, lastInputAt: each.at }));
  expect(twoPlacesAtOnce.read(aGiven(aHistory({ stretches: idle }))).state).toBe('quiet');
});

test('a declared agency lowers it', () => {
  const finding = findingOf(twoPlacesAtOnce, aGiven(aHistory({ stretches: pairs([1, 3, 5]), declarations: [aDeclaration('agency', onDay(0), { verified: true })] })));
  expect(leftOf(finding)).toBeLessThan(0.4 * finding.llr);
});

test('without places it abstains', () => {
  expect(twoPlacesAtOnce.read(aGiven(aHistory({ stretches: pairs([1, 3, 5], { city: null, network: 'vpn_known' }).filter((each) => each.device?.token === 'second') }))).state).toBe('abstains');
});
