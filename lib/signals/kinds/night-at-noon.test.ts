import { expect, test } from 'vitest';
import { aDeclaration, aGiven, aHistory, aVersion, daysFrom, declaredIn, findingOf, leftOf, onDay, workdays } from '../history.fixture';
import { nightAtNoon } from './night-at-noon';

const busy = (first: number, count: number, hours: number[]) => workdays({ days: daysFrom(first, count), hours });
const byDay = [7, 9, 11, 13, 15, 17, 19, 21, 23];
const byNight = [0, 2, 4, 6, 17, 18, 19, 20, 22];

test('quiet hours at noon of the claimed place are found', () => {
  const finding = findingOf(nightAtNoon, aGiven(aHistory({ stretches: busy(0, 28, byNight) })));
  expect(finding.strength).toBe('moderate');
  expect(finding.value.quietAround).toBe(10);
  expect(finding.value.low).toBeGreaterThanOrEqual(3);
});

test('an ordinary day, and evenings beside another job, are not found', () => {
  expect(nightAtNoon.read(aGiven(aHistory({ stretches: busy(0, 28, byDay) }))).state).toBe('quiet');
  expect(nightAtNoon.read(aGiven(aHistory({ stretches: busy(0, 28, [18, 19, 20, 21, 22]) }))).state).toBe('quiet');
});

test('it follows the claimed zone, not the clock of the server', () => {
  const inOsaka = { versions: [aVersion({ declared: declaredIn('osaka') })] };
  expect(nightAtNoon.read(aGiven(aHistory({ ...inOsaka, stretches: busy(0, 28, byDay.map((hour) => (hour + 15) % 24)) }))).state).toBe('quiet');
  expect(findingOf(nightAtNoon, aGiven(aHistory({ ...inOsaka, stretches: busy(0, 28, byDay) }))).value.awayHours).toBeGreaterThan(5);
});

test('a change to summer time moves nobody’s night', () => {
  const versions = [aVersion({ declared: { ...declaredIn('leeds'), timeZone: 'Europe/London' } })];
  const spring = nightAtNoon.read(aGiven(aHistory({ versions, stretches: busy(15, 28, byDay) })));
  expect(spring.state).toBe('quiet');
});

test('hours without a shape give no interval to stand on', () => {
  const scattered = daysFrom(0, 28).flatMap((day) => busy(day, 1, [(day * 7) % 24, (day * 11 + 5) % 24]));
  expect(nightAtNoon.read(aGiven(aHistory({ stretches: scattered }))).state).toBe('quiet');
});

test('a night worker since sign-up, and a traveller who said so, are lowered', () => {
  const always = findingOf(nightAtNoon, aGiven(aHistory({ stretches: busy(0, 90, byNight) })));
  expect(always.counter.map((each) => each.kind)).toEqual(['since_sign_up']);
  const turned = aHistory({ stretches: [...busy(0, 60, byDay), ...busy(60, 30, byNight)], declarations: [aDeclaration('travel', onDay(58), { to: onDay(95), verified: true })] });
  expect(leftOf(findingOf(nightAtNoon, aGiven(turned)))).toBeLessThan(0.1);
});

test('fewer than fifteen active days abstain, as does a missing zone', () => {
  expect(nightAtNoon.read(aGiven(aHistory({ stretches: busy(0, 14, byNight) }))).state).toBe('abstains');
  expect(nightAtNoon.read(aGiven(aHistory({ versions: [], stretches: busy(0, 28, byNight) }))).state).toBe('abstains');
});

test('the same days give the same interval every time', () => {
  const given = aGiven(aHistory({ stretches: busy(0, 28, byNight) }));
  expect(nightAtNoon.read(given)).toEqual(nightAtNoon.read(given));
});
