import { expect, test } from 'vitest';
import { declaredAt, coveredBy, declaredNear, explainedBy } from './declared';
import { aDeclaration, aHistory, aVersion, declaredIn, onDay } from './history.fixture';

test('a declaration covers from its beginning up to its end', () => {
  const journey = aDeclaration('travel', onDay(10), { to: onDay(20) });
  expect([9, 10, 19, 20].map((day) => coveredBy([journey], 'travel', onDay(day)))).toEqual([null, journey, journey, null]);
  expect(coveredBy([journey], 'vpn', onDay(12))).toBeNull();
});

test('a journey without an end stands for ninety days, a household for good', () => {
  expect(coveredBy([aDeclaration('travel', onDay(0))], 'travel', onDay(91))).toBeNull();
  expect(coveredBy([aDeclaration('household', onDay(0))], 'household', onDay(900))).not.toBeNull();
});

test('a verified declaration goes before one that is only said', () => {
  const said = aDeclaration('vpn', onDay(0));
  const proven = aDeclaration('vpn', onDay(5), { verified: true });
  expect(coveredBy([said, proven], 'vpn', onDay(6))).toBe(proven);
});

test('what happens once is looked for around its day', () => {
  const device = aDeclaration('new_device', onDay(10));
  expect(declaredNear([device], 'new_device', onDay(35), 30)).toBe(device);
  expect(declaredNear([device], 'new_device', onDay(45), 30)).toBeNull();
});

test('an explanation is the mean over all sights, verified words weighing more', () => {
  const sights = [{ at: onDay(1) }, { at: onDay(11) }];
  expect(explainedBy([aDeclaration('travel', onDay(10))], 'travel', sights, 'words')?.share).toBeCloseTo(0.3);
  expect(explainedBy([aDeclaration('travel', onDay(10), { verified: true })], 'travel', sights, 'words')?.share).toBeCloseTo(0.475);
  expect(explainedBy([], 'travel', sights, 'words')).toBeNull();
});

test('the place declared is the one of the time, and before the first the first', () => {
  const history = aHistory({ versions: [aVersion({ at: onDay(5) }), aVersion({ at: onDay(10), declared: declaredIn('lisbon') })] });
  expect([1, 7, 10].map((day) => declaredAt(history, onDay(day))?.city)).toEqual(['leeds', 'leeds', 'lisbon']);
});
