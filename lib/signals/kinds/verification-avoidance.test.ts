import { expect, test } from 'vitest';
import { aBid, aCheck, aDeclaration, aGiven, aHistory, findingOf, leftOf, onDay } from '../history.fixture';
import { verificationAvoidance } from './verification-avoidance';

const started = (...days: number[]) => days.map((day) => aCheck(onDay(day), { check: 'document', outcome: 'started' }));
const left = (...days: number[]) => days.map((day) => aCheck(onDay(day), { outcome: 'abandoned' }));
const document = aCheck(onDay(1), { check: 'document', document: 'd' });
const given = (checks: ReturnType<typeof aCheck>[], over: Parameters<typeof aHistory>[0] = {}) => aGiven(aHistory({ checks, bids: [aBid(onDay(9), null)], asOf: onDay(40), ...over }));

test('three starts in three weeks without a finish, while bidding, is weak, seven more', () => {
  const three = findingOf(verificationAvoidance, given(started(3, 8, 15)));
  expect(three).toMatchObject({ strength: 'weak', counter: [], value: { tries: 3, days: 3, atLiveStep: false } });
  expect(findingOf(verificationAvoidance, given(started(3, 5, 7, 9, 11, 13, 15))).llr).toBeGreaterThan(three.llr);
});

test('a live step left twice after the document was passed is found, without bids as well', () => {
  expect(findingOf(verificationAvoidance, given([document, ...left(2, 5)], { bids: [] })).value).toMatchObject({ atLiveStep: true, tries: 2 });
});

test('a platform that tells no starts tells them by what was abandoned', () => {
  expect(findingOf(verificationAvoidance, given(left(3, 8, 15))).value).toMatchObject({ tries: 3, atLiveStep: false });
});

test('starts that are spread out, nobody bidding, or a check that was finished, even failed, are not found', () => {
  expect(verificationAvoidance.read(given(started(3, 15, 27))).state).toBe('quiet');
  expect(verificationAvoidance.read(given(started(3, 8, 15), { bids: [] })).state).toBe('quiet');
  expect(verificationAvoidance.read(given([...started(3, 8, 15), aCheck(onDay(16), { outcome: 'failed' })])).state).toBe('quiet');
  expect(verificationAvoidance.read(given([document, ...left(2, 5), aCheck(onDay(6))], { bids: [] })).state).toBe('quiet');
});

test('a refugee who needs another route, and takes it in the end, is mostly explained', () => {
  const finding = findingOf(verificationAvoidance, given([...started(3, 8, 15), aCheck(onDay(38), { check: 'document', document: 'permit' })], { declarations: [aDeclaration('accommodation', onDay(1))] }));
  expect(finding.counter.map((each) => each.kind)).toEqual(['finished_later', 'declared_accommodation']);
  expect(leftOf(finding)).toBeLessThan(0.1);
});

test('a form that fails on one evening, and a name being changed, each lower it', () => {
  const whole = leftOf(findingOf(verificationAvoidance, given(started(8, 9, 10))));
  const evening = findingOf(verificationAvoidance, given(started(8, 8.01, 8.02)));
  expect(evening.counter.map((each) => each.kind)).toEqual(['one_sitting']);
  expect(leftOf(evening)).toBeLessThan(whole);
  // Around midnight it is one evening, too.
  expect(findingOf(verificationAvoidance, given(started(8.99, 8.995, 9.005)))).toMatchObject({ counter: [{ kind: 'one_sitting' }], value: { days: 1 } });
  expect(verificationAvoidance.read(given([document, ...left(8.99, 9.005)], { bids: [] })).state).toBe('quiet');
  expect(leftOf(findingOf(verificationAvoidance, given(started(8, 9, 10), { declarations: [aDeclaration('name_change', onDay(2))] })))).toBeLessThan(whole);
});

test('without a check that was begun it abstains', () => {
  expect(verificationAvoidance.read(given([])).state).toBe('abstains');
  expect(verificationAvoidance.read(given([aCheck(onDay(2), { check: 'phone' })])).state).toBe('abstains');
});
