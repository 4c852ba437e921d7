import { expect, test } from 'vitest';
import { aCall } from '../conduct.fixture';
import { aCheck, aDeclaration, aGiven, aHistory, findingOf, leftOf, onDay } from '../history.fixture';
import { videoAvoidance } from './video-avoidance';

const declined = (...days: number[]) => days.map((day) => aCall(onDay(day), 'declined', { client: `client ${day % 2}` }));
const given = (interviews: ReturnType<typeof aCall>[], over: Parameters<typeof aHistory>[0] = {}) => aGiven(aHistory({ interviews, asOf: onDay(40), ...over }));

test('three calls with two clients declined and none done is weak, more is a little more', () => {
  const three = findingOf(videoAvoidance, given(declined(1, 8, 15)));
  expect(three).toMatchObject({ strength: 'weak', counter: [], value: { refused: 3, clients: 2 } });
  expect(findingOf(videoAvoidance, given(declined(1, 4, 6, 9, 12, 15, 18, 21))).llr).toBeGreaterThan(three.llr);
});

test('a disabled person whose calls carry an accommodation, or who has declared one, is never found', () => {
  const calls = [...declined(1, 8), aCall(onDay(15), 'declined', { client: 'client 3', accommodation: true })];
  expect(videoAvoidance.read(given(calls)).state).toBe('quiet');
  expect(videoAvoidance.read(given(declined(1, 8, 15), { declarations: [aDeclaration('accommodation', onDay(0))] })).state).toBe('quiet');
  expect(videoAvoidance.read(given(declined(1, 8, 15), { declarations: [aDeclaration('accommodation', onDay(12))] })).state).toBe('quiet');
});

test('an accommodation that had ended before mutes nothing', () => {
  expect(videoAvoidance.read(given(declined(21, 28, 35), { declarations: [aDeclaration('accommodation', onDay(0), { to: onDay(10) })] })).state).toBe('found');
});

test('one call that was done, one client, or calls put off are not found', () => {
  expect(videoAvoidance.read(given([...declined(1, 8, 15), aCall(onDay(20), 'done')])).state).toBe('quiet');
  expect(videoAvoidance.read(given(declined(2, 4, 6, 8))).state).toBe('quiet');
  expect(videoAvoidance.read(given([1, 8, 15].map((day) => aCall(onDay(day), 'rescheduled', { client: `client ${day}` })))).state).toBe('quiet');
  expect(videoAvoidance.read(given(declined(1, 8, 15), { asOf: onDay(200) })).state).toBe('quiet');
});

test('a live check passed, calls joined without a picture, and earlier calls each lower it', () => {
  const whole = findingOf(videoAvoidance, given(declined(101, 108, 115), { asOf: onDay(120) }));
  const off = [101, 108, 115].map((day) => aCall(onDay(day), 'camera_off', { client: `client ${day % 2}` }));
  const lowered: [string, ReturnType<typeof given>][] = [
    ['proved_otherwise', given(declined(101, 108, 115), { asOf: onDay(120), checks: [aCheck(onDay(105))] })], ['took_part', given(off, { asOf: onDay(120) })],
    ['done_before', given([aCall(onDay(3), 'done'), ...declined(101, 108, 115)], { asOf: onDay(120) })],
  ];
  for (const [kind, each] of lowered) {
    const finding = findingOf(videoAvoidance, each);
    expect(finding.counter.map((counter) => counter.kind)).toEqual([kind]);
    expect(leftOf(finding)).toBeLessThan(leftOf(whole));
  }
});

test('without calls, or without the clients who asked for them, it abstains', () => {
  expect(videoAvoidance.read(given([])).state).toBe('abstains');
  expect(videoAvoidance.read(given([1, 8, 15].map((day) => aCall(onDay(day), 'declined', { client: null })))).state).toBe('abstains');
});
