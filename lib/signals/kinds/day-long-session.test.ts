import { expect, test } from 'vitest';
import { HOUR } from '../../kernel/instant';
import { aDeclaration, aGiven, aHistory, anActivity, aStretch, daysFrom, findingOf, leftOf, onDay, workdays } from '../history.fixture';
import { dayLongSession } from './day-long-session';

const open = (hours: number) => aStretch({ at: onDay(3, 8), session: 'long', minutes: hours * 60 });
const done = (hours: number, kind: 'page' | 'download' = 'page', every = 2) =>
  Array.from({ length: Math.ceil(hours / every) }, (_, index) => anActivity(onDay(3, 8) + index * every * HOUR, { session: 'long', kind }));

test('a session at work for a day is found, one for two days weighs more', () => {
  const day = findingOf(dayLongSession, aGiven(aHistory({ stretches: [open(25)], activities: done(25) })));
  expect(day.value).toMatchObject({ sessions: 1, hours: 24, threes: 9, threesByHand: 9 });
  expect(day.strength).toBe('moderate');
  const two = findingOf(dayLongSession, aGiven(aHistory({ stretches: [open(49)], activities: done(49) })));
  expect(two.llr).toBeGreaterThan(day.llr);
});

test('a session over several addresses is one session', () => {
  const parts = [0, 6, 12, 18].map((hour) => aStretch({ at: onDay(3, 8 + hour), session: 'long', ip: `address ${hour}`, minutes: 7 * 60 }));
  expect(findingOf(dayLongSession, aGiven(aHistory({ stretches: parts, activities: done(25) }))).value.sessions).toBe(1);
});

test('a window left open, a night’s pause and a working day are quiet', () => {
  expect(dayLongSession.read(aGiven(aHistory({ stretches: [open(60)] }))).state).toBe('quiet');
  const paused = done(30).filter((each) => each.at < onDay(3, 20) || each.at > onDay(4, 4));
  expect(dayLongSession.read(aGiven(aHistory({ stretches: [open(30)], activities: paused }))).state).toBe('quiet');
  expect(dayLongSession.read(aGiven(aHistory({ stretches: [open(10)], activities: done(10) }))).state).toBe('quiet');
});

test('a program that syncs all night is explained: no person’s input is on record', () => {
  const finding = findingOf(dayLongSession, aGiven(aHistory({ stretches: [open(30)], activities: done(30, 'download') })));
  expect(finding.counter.map((each) => each.kind)).toEqual(['no_human_input']);
  expect(leftOf(finding)).toBeLessThan(finding.llr / 3);
});

test('a virtual desktop, an agency and a household lower it', () => {
  for (const kind of ['virtual_desktop', 'agency', 'household'] as const) {
    const finding = findingOf(dayLongSession, aGiven(aHistory({ stretches: [open(30)], activities: done(30), declarations: [aDeclaration(kind, onDay(0))] })));
    expect(finding.counter.map((each) => each.kind)).toEqual([`declared_${kind}`]);
  }
});

test('where neither ends nor activities are told it abstains', () => {
  const bare = workdays({ days: daysFrom(0, 5) }).map((each) => ({ ...each, endedAt: null, lastInputAt: null }));
  expect(dayLongSession.read(aGiven(aHistory({ stretches: bare }))).state).toBe('abstains');
});
