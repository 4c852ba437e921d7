import { expect, test } from 'vitest';
import { aDeclaration, aDevice, aGiven, aHistory, daysFrom, findingOf, leftOf, onDay, workdays } from '../history.fixture';
import { twoRhythms } from './two-rhythms';

const one = aDevice('one');
const other = aDevice('other');
const shift = (device: ReturnType<typeof aDevice>, hours: number[], days = daysFrom(0, 28)) => workdays({ device, hours, days });
const early = [6, 8, 10, 12];
const late = [17, 19, 21, 23];

test('two shifts on two devices, day after day, are found', () => {
  const finding = findingOf(twoRhythms, aGiven(aHistory({ stretches: [...shift(one, early), ...shift(other, late)] })));
  expect(finding).toMatchObject({ strength: 'moderate', counter: [], value: { activeDays: 28, daysWithBoth: 28, devices: 2 } });
  expect(finding.value.hoursApart).toBeGreaterThanOrEqual(8);
  expect(finding.value.gain).toBeGreaterThan(10);
});

test('one device all day, two devices in the same hours, and two rhythms a few hours apart are quiet', () => {
  const state = (...stretches: ReturnType<typeof shift>[]) => twoRhythms.read(aGiven(aHistory({ stretches: stretches.flat() }))).state;
  expect(state(shift(one, [...early, ...late]))).toBe('quiet');
  expect(state(shift(one, early), shift(other, early))).toBe('quiet');
  expect(state(shift(one, [8, 10, 12]), shift(other, [13, 15, 17]))).toBe('quiet');
  expect(state(shift(one, [...early, ...late]), shift(other, [...early, ...late]))).toBe('quiet');
});

test('a mover who works elsewhere on a new laptop from one day on is no two people', () => {
  const stretches = [...shift(one, early, daysFrom(0, 14)), ...shift(other, late, daysFrom(14, 14))];
  expect(twoRhythms.read(aGiven(aHistory({ stretches }))).state).toBe('quiet');
});

test('a second device used now and then is quiet', () => {
  expect(twoRhythms.read(aGiven(aHistory({ stretches: [...shift(one, early), ...shift(other, late, [3, 9, 15])] }))).state).toBe('quiet');
});

test('a phone in the evening, an agency, a household and a virtual desktop lower it', () => {
  const phone = aDevice('phone', { platform: 'Android 14' });
  const evening = findingOf(twoRhythms, aGiven(aHistory({ stretches: [...shift(one, early), ...shift(phone, late)] })));
  expect(evening.counter.map((each) => each.kind)).toEqual(['phone_beside_computer']);
  expect(leftOf(evening)).toBeLessThan(0.6);
  for (const kind of ['agency', 'household', 'virtual_desktop'] as const) {
    const finding = findingOf(twoRhythms, aGiven(aHistory({ stretches: [...shift(one, early), ...shift(other, late)], declarations: [aDeclaration(kind, onDay(0))] })));
    expect(finding.counter.map((each) => each.kind)).toEqual([`declared_${kind}`]);
  }
});

test('without devices, or with few days, it abstains', () => {
  expect(twoRhythms.read(aGiven(aHistory({ stretches: workdays({ device: null, days: daysFrom(0, 28) }) }))).state).toBe('abstains');
  expect(twoRhythms.read(aGiven(aHistory({ stretches: [...shift(one, early, daysFrom(0, 10)), ...shift(other, late, daysFrom(0, 10))] }))).state).toBe('abstains');
});
