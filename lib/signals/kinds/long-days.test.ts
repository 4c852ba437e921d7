import { expect, test } from 'vitest';
import { HOUR } from '../../kernel/instant';
import { aDeclaration, aDevice, aGiven, aHistory, anActivity, daysFrom, findingOf, leftOf, onDay, workdays } from '../history.fixture';
import { longDays } from './long-days';

/** The longest pause of these is 3 hours 20 minutes, their span 20 hours 40. */
const ROUND = [4, 8, 12, 16, 20, 24];
const round = (days: number[], device = aDevice('laptop')) => workdays({ days, hours: ROUND, device });
const two = (count: number) => [...round(daysFrom(0, count)), ...workdays({ days: daysFrom(0, count), hours: [14], device: aDevice('other') })];

test('days of eighteen hours with hardly a pause are found, more of them weigh more', () => {
  const twelve = findingOf(longDays, aGiven(aHistory({ stretches: two(12) })));
  expect(twelve.strength).toBe('moderate');
  expect(twelve.counter).toEqual([]);
  expect(twelve.value).toMatchObject({ longDays: 12 });
  expect(findingOf(longDays, aGiven(aHistory({ stretches: two(28) }))).llr).toBeGreaterThan(twelve.llr);
});

test('the pause of the last day, whose night is not known yet, is left out', () => {
  // Four nights are short and five are long; the tenth is not over, and would seem short.
  const slept = [...round(daysFrom(0, 4)), ...daysFrom(4, 6).flatMap((day) => workdays({ days: [day], hours: [5, 8, 11, 14, 17, 20, 23] }))];
  expect(findingOf(longDays, aGiven(aHistory({ stretches: two(11) }))).value).toMatchObject({ activeDays: 11, longDays: 11 });
  expect(longDays.read(aGiven(aHistory({ stretches: slept }))).state).toBe('quiet');
});

test('nine such days, an ordinary day, and a night shift across midnight are quiet', () => {
  expect(longDays.read(aGiven(aHistory({ stretches: [...two(9), ...workdays({ days: daysFrom(9, 15) })] }))).state).toBe('quiet');
  expect(longDays.read(aGiven(aHistory({ stretches: workdays({ days: daysFrom(0, 28) }) }))).state).toBe('quiet');
  expect(longDays.read(aGiven(aHistory({ stretches: workdays({ days: daysFrom(0, 28), hours: [0, 2, 4, 20, 22] }) }))).state).toBe('quiet');
});

test('somebody who works eighteen hours and sleeps the other six is not two people', () => {
  expect(longDays.read(aGiven(aHistory({ stretches: workdays({ days: daysFrom(0, 28), hours: [6, 9, 12, 15, 18, 21, 23.5] }) }))).state).toBe('quiet');
});

test('where the days stand on the clock, and in which zone, changes nothing', () => {
  const turned = (by: number) => longDays.read(aGiven(aHistory({ stretches: workdays({ days: daysFrom(0, 20), hours: ROUND.map((hour) => hour + by) }), versions: [] }))).state;
  expect([0, 5, 11, 17.5].map(turned)).toEqual(['found', 'found', 'found', 'found']);
});

test('a program that transfers at night, one device, an agency and a household lower it', () => {
  const synced = [...workdays({ days: daysFrom(0, 20), hours: [10, 13, 16] }), ...workdays({ days: daysFrom(0, 20), hours: [11], device: aDevice('other') })];
  const activities = daysFrom(0, 20).flatMap((day) => [0, 3, 6, 20, 22].map((hour) => anActivity(onDay(day, hour) + HOUR / 7, { kind: 'download' })));
  const finding = findingOf(longDays, aGiven(aHistory({ stretches: synced, activities })));
  expect(finding.counter.map((each) => each.kind)).toEqual(['no_human_input']);
  expect(leftOf(finding)).toBeLessThan(finding.llr / 3);
  expect(findingOf(longDays, aGiven(aHistory({ stretches: round(daysFrom(0, 20)) }))).counter.map((each) => each.kind)).toEqual(['one_device']);
  for (const kind of ['agency', 'household', 'accommodation'] as const) {
    expect(findingOf(longDays, aGiven(aHistory({ stretches: two(20), declarations: [aDeclaration(kind, onDay(0))] }))).counter.map((each) => each.kind)).toEqual([`declared_${kind}`]);
  }
});

test('fewer than ten active days abstain', () => {
  expect(longDays.read(aGiven(aHistory({ stretches: round(daysFrom(0, 5)) }))).state).toBe('abstains');
});
