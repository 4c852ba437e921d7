import { expect, test } from 'vitest';
import { aCheck, aDeclaration, aGiven, aHistory, daysFrom, findingOf, leftOf, onDay, workdays } from '../history.fixture';
import { failedLiveChecks } from './failed-live-checks';

const failed = (...days: number[]) => days.map((day) => aCheck(onDay(day), { outcome: 'failed' }));

test('failed on two different days is strong, on four stronger', () => {
  const two = findingOf(failedLiveChecks, aGiven(aHistory({ checks: failed(1, 4) })));
  expect(two).toMatchObject({ strength: 'strong', counter: [], value: { failedDays: 2 } });
  expect(findingOf(failedLiveChecks, aGiven(aHistory({ checks: failed(1, 4, 6, 9) }))).llr).toBeGreaterThan(two.llr);
});

test('five tries in poor light on one evening are one day', () => {
  expect(failedLiveChecks.read(aGiven(aHistory({ checks: failed(1, 1.01, 1.02, 1.03, 1.04) }))).state).toBe('quiet');
});

test('two tries a quarter of an hour apart are one day wherever midnight falls', () => {
  for (let hour = 0; hour < 24; hour += 0.25) expect(failedLiveChecks.read(aGiven(aHistory({ checks: failed(1 + hour / 24, 1 + (hour + 0.25) / 24) }))).state).toBe('quiet');
});

test('a failed document or an abandoned check is another matter', () => {
  const checks = [1, 2, 3].flatMap((day) => [aCheck(onDay(day), { check: 'document', outcome: 'failed' }), aCheck(onDay(day), { outcome: 'abandoned' })]);
  expect(failedLiveChecks.read(aGiven(aHistory({ checks }))).state).toBe('abstains');
});

test('another route passed afterwards explains most, the same check once more explains less', () => {
  const left = (over: Parameters<typeof aCheck>[1]) => leftOf(findingOf(failedLiveChecks, aGiven(aHistory({ checks: [...failed(1, 4), aCheck(onDay(8), over)] }))));
  expect(left({ check: 'document' })).toBeLessThan(left({}));
  expect(left({})).toBeLessThan(2.2);
});

test('somebody who asked for another kind of check beforehand is respected', () => {
  const finding = findingOf(failedLiveChecks, aGiven(aHistory({ checks: failed(1, 4), declarations: [aDeclaration('accommodation', onDay(0), { verified: true })] })));
  expect(finding.counter.map((each) => each.kind)).toEqual(['declared_accommodation']);
});

test('what nothing answered stands while the account works on, for half a year; what was answered is of its season', () => {
  const stretches = workdays({ days: daysFrom(1, 150) });
  const at = (day: number, ...more: ReturnType<typeof aCheck>[]) => aGiven(aHistory({ stretches: stretches.filter((each) => each.at < onDay(day)), checks: [...failed(1, 4), ...more], asOf: onDay(day) }));
  expect(findingOf(failedLiveChecks, at(60))).toMatchObject({ value: { open: true }, lastAt: stretches.findLast((each) => each.at < onDay(60))!.at });
  // It fades like every other: from 90 days after the last failure on.
  expect(findingOf(failedLiveChecks, at(140))).toMatchObject({ value: { open: true, failedDays: 2 }, lastAt: onDay(94) });
  // Somebody whose camera failed and who then passed, by this or another route, is not asked again.
  for (const check of ['liveness', 'document'] as const) expect(failedLiveChecks.read(at(140, aCheck(onDay(6), { check }))).state).toBe('quiet');
  expect(findingOf(failedLiveChecks, at(60, aCheck(onDay(6)))).lastAt).toBe(onDay(4));
  // A telephone and a bill show no face.
  for (const check of ['phone', 'address'] as const) expect(findingOf(failedLiveChecks, at(140, aCheck(onDay(6), { check }))).value.open).toBe(true);
});

test('a failure that was answered is not asked about again: failed, passed, and failed on one evening months later', () => {
  const later = (...days: number[]) => aGiven(aHistory({ checks: [...failed(1), aCheck(onDay(2)), ...failed(...days)], asOf: onDay(170) }));
  expect(failedLiveChecks.read(later(160)).state).toBe('quiet');
  expect(findingOf(failedLiveChecks, later(110, 160))).toMatchObject({ value: { open: true, failedDays: 2 }, firstAt: onDay(110) });
  // Within 90 days the two count as they did, and nothing is open.
  const close = findingOf(failedLiveChecks, aGiven(aHistory({ checks: [...failed(1), aCheck(onDay(2)), ...failed(60)], asOf: onDay(70) })));
  expect(close).toMatchObject({ value: { open: false, failedDays: 2 }, lastAt: onDay(60) });
});

test('of somebody who asked for another kind of check nothing stays open', () => {
  const at = (day: number, from: number) => aGiven(aHistory({ checks: failed(1, 4), declarations: [aDeclaration('accommodation', onDay(from))], asOf: onDay(day) }));
  expect(findingOf(failedLiveChecks, at(60, 0))).toMatchObject({ value: { open: false }, lastAt: onDay(4) });
  expect(failedLiveChecks.read(at(140, 0)).state).toBe('quiet');
  expect(findingOf(failedLiveChecks, at(140, 10)).value.open).toBe(true);
});

test('failures of last year do not count', () => {
  expect(failedLiveChecks.read(aGiven(aHistory({ checks: failed(1, 4), asOf: onDay(200) }))).state).toBe('quiet');
});
