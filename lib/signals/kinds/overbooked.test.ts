import { expect, test } from 'vitest';
import { aContract, DAY_0, aDeclaration, aGiven, aHistory, aTimeLog, aVersion, declaredIn, findingOf, leftOf, onDay } from '../history.fixture';
import { overbooked } from './overbooked';

const long = (days: number[], hours: number, source: 'tracker' | 'manual' = 'tracker') => days.flatMap((day) => [aTimeLog('one', onDay(day, 1), hours / 2, source), aTimeLog('two', onDay(day, 1 + hours / 2), hours / 2, source)]);

test('seventeen hours billed on three days are found, more days weigh more', () => {
  const three = findingOf(overbooked, aGiven(aHistory({ timeLogs: long([1, 2, 3], 17) })));
  expect(three).toMatchObject({ strength: 'moderate', value: { fullDays: 3, mostHours: 17, trackersAtOnceHours: 0 } });
  expect(findingOf(overbooked, aGiven(aHistory({ timeLogs: long([1, 2, 3, 4, 5, 6], 17) }))).llr).toBeGreaterThan(three.llr);
});

test('sixteen hours, or two such days, are quiet', () => {
  expect(overbooked.read(aGiven(aHistory({ timeLogs: long([1, 2, 3, 4], 16) }))).state).toBe('quiet');
  expect(overbooked.read(aGiven(aHistory({ timeLogs: long([1, 2], 20) }))).state).toBe('quiet');
});

test('two trackers at once for two hours on end are strong; one after the other, or for ninety minutes, are quiet', () => {
  const read = (second: number, hours: number) => overbooked.read(aGiven(aHistory({ timeLogs: [aTimeLog('one', onDay(1, 9), 4), aTimeLog('two', onDay(1, second), hours)] })));
  const found = read(10, 2);
  expect(found.state === 'found' && found.finding).toMatchObject({ strength: 'strong', value: { trackersAtOnceHours: 2 } });
  expect(read(13, 4).state).toBe('quiet');
  expect(read(10, 1.5).state).toBe('quiet');
});

test('one contract’s tracker told in slices that overlap runs once, and hours by hand beside a tracker are no second tracker', () => {
  const slices = [0, 1, 2, 3].map((hour) => aTimeLog('one', onDay(1, 9 + hour), 4));
  expect(overbooked.read(aGiven(aHistory({ timeLogs: slices }))).state).toBe('quiet');
  expect(overbooked.read(aGiven(aHistory({ timeLogs: [aTimeLog('one', onDay(1, 9), 5), aTimeLog('two', onDay(1, 9), 5, 'manual')] }))).state).toBe('quiet');
});

test('work at a fixed price is billed by the piece, and its tracker does not count', () => {
  const timeLogs = [aTimeLog('one', onDay(1, 9), 5), aTimeLog('two', onDay(1, 9), 5)];
  expect(overbooked.read(aGiven(aHistory({ timeLogs, contracts: [aContract('two', DAY_0, { hourly: false })] }))).state).toBe('quiet');
});

test('days are those of the claimed zone, and UTC where none is claimed', () => {
  const nights = [1, 2, 3].flatMap((day) => [aTimeLog('one', onDay(day, 15), 8.5), aTimeLog('two', onDay(day, 23.5), 8.5)]);
  expect(findingOf(overbooked, aGiven(aHistory({ timeLogs: nights, versions: [aVersion({ declared: declaredIn('osaka') })] }))).value.fullDays).toBe(3);
  expect(overbooked.read(aGiven(aHistory({ timeLogs: nights, versions: [] }))).state).toBe('quiet');
});

test('hours written down by hand, an agency and a registered team are lowered', () => {
  const kinds = (parts: Parameters<typeof aHistory>[0], source: 'tracker' | 'manual' = 'tracker') => findingOf(overbooked, aGiven(aHistory({ timeLogs: long([1, 2, 3], 18, source), ...parts })));
  expect(kinds({}, 'manual').counter.map((each) => each.kind)).toEqual(['written_by_hand']);
  expect(leftOf(kinds({}, 'manual'))).toBeLessThan(0.5);
  expect(kinds({ declarations: [aDeclaration('agency', onDay(0))] }).counter.map((each) => each.kind)).toEqual(['declared_agency']);
  expect(leftOf(kinds({ versions: [aVersion({ kind: 'agency', organisation: 'org' })] }))).toBeLessThan(0.1);
});

test('without time logs it abstains; an entry of forty hours is a slip and left out', () => {
  expect(overbooked.read(aGiven(aHistory())).state).toBe('abstains');
  expect(overbooked.read(aGiven(aHistory({ timeLogs: [aTimeLog('one', onDay(1), 40), aTimeLog('two', onDay(3), 40), aTimeLog('three', onDay(5), 40)] }))).state).toBe('quiet');
});
