import { expect, test } from 'vitest';
import { aDeclaration, aDevice, aGiven, aHistory, aStretch, aVersion, daysFrom, declaredIn, findingOf, leftOf, onDay, workdays } from '../history.fixture';
import { clockElsewhere } from './clock-elsewhere';

const inZone = (timeZone: string | null) => aDevice('laptop', { timeZone });
const days = (count: number, timeZone: string | null = 'Asia/Tokyo', first = 0) => workdays({ days: daysFrom(first, count), device: inZone(timeZone) });

test('a clock nine hours away in all sessions is found, a smaller share weighs less', () => {
  const all = findingOf(clockElsewhere, aGiven(aHistory({ stretches: days(10) })));
  expect(all).toMatchObject({ strength: 'moderate', counter: [], value: { sessions: 30, apart: 30, share: 1, medianHours: 9 } });
  const most = findingOf(clockElsewhere, aGiven(aHistory({ stretches: [...days(7), ...days(3, 'Etc/UTC', 7)] })));
  expect(most.llr).toBeLessThan(all.llr);
});

test('less than three fifths of the sessions, or less than three hours, is quiet', () => {
  expect(clockElsewhere.read(aGiven(aHistory({ stretches: [...days(5), ...days(5, 'Etc/UTC', 5)] }))).state).toBe('quiet');
  expect(clockElsewhere.read(aGiven(aHistory({ stretches: days(10, 'Etc/GMT-2') }))).state).toBe('quiet');
  expect(clockElsewhere.read(aGiven(aHistory({ stretches: days(10, 'Etc/GMT-3') }))).state).toBe('found');
});

test('hours are compared at the instant: summer time opens no gap between a place and its own zone', () => {
  const summer = days(60, 'Europe/London').map((each) => ({ ...each, place: { ...each.place, readings: each.place.readings.map((one) => ({ ...one, zones: ['Europe/Lisbon'] })) } }));
  expect(clockElsewhere.read(aGiven(aHistory({ stretches: summer }))).state).toBe('quiet');
});

test('of several zones that may hold there the nearest counts', () => {
  const either = days(10).map((each) => ({ ...each, place: { ...each.place, readings: each.place.readings.map((one) => ({ ...one, zones: ['Etc/UTC', 'Asia/Seoul'] })) } }));
  expect(clockElsewhere.read(aGiven(aHistory({ stretches: either }))).state).toBe('quiet');
});

test('a phone’s network and a VPN have no place to compare with', () => {
  for (const network of ['mobile', 'vpn_known'] as const) {
    expect(clockElsewhere.read(aGiven(aHistory({ stretches: workdays({ days: daysFrom(0, 10), network, device: inZone('Asia/Tokyo') }) }))).state).toBe('abstains');
  }
});

test('a traveller who keeps the clock of home and has declared the journey is explained', () => {
  const away = workdays({ days: daysFrom(0, 12), city: 'osaka', device: inZone('Etc/UTC') });
  const kept = findingOf(clockElsewhere, aGiven(aHistory({ stretches: away })));
  expect(kept.counter.map((each) => each.kind)).toEqual(['clock_of_declared_place']);
  const declared = findingOf(clockElsewhere, aGiven(aHistory({ stretches: away, declarations: [aDeclaration('travel', onDay(0), { verified: true })] })));
  expect(leftOf(declared)).toBeLessThan(0.1);
});

test('a VPN, a move and a virtual desktop lower it', () => {
  for (const kind of ['vpn', 'relocation', 'virtual_desktop'] as const) {
    expect(findingOf(clockElsewhere, aGiven(aHistory({ stretches: days(10), declarations: [aDeclaration(kind, onDay(0))] }))).counter.map((each) => each.kind)).toEqual([`declared_${kind}`]);
  }
});

test('without zones of device or place, or with few sessions, it abstains', () => {
  expect(clockElsewhere.read(aGiven(aHistory({ stretches: days(10, null) }))).state).toBe('abstains');
  expect(clockElsewhere.read(aGiven(aHistory({ stretches: days(3) }))).state).toBe('abstains');
  const bare = days(10).map((each) => ({ ...each, place: { ...each.place, readings: each.place.readings.map((one) => ({ ...one, zones: undefined })) } }));
  expect(clockElsewhere.read(aGiven(aHistory({ stretches: bare }))).state).toBe('abstains');
});

test('one long session that changes its address many times is one session', () => {
  const parts = daysFrom(0, 10).flatMap((day) => [9, 10, 11].map((hour) => aStretch({ at: onDay(day, hour), session: `day ${day}`, device: inZone('Asia/Tokyo') })));
  expect(findingOf(clockElsewhere, aGiven(aHistory({ stretches: parts, versions: [aVersion({ declared: declaredIn('lima') })] }))).value.sessions).toBe(10);
});
