import { expect, test } from 'vitest';
import { aCheck, aDeclaration, aGiven, aHistory, aNeighbourhood, aRarity, daysFrom, findingOf, leftOf, onDay, workdays } from '../history.fixture';
import type { Sharing } from '../history.fixture';
import { reEntry } from './re-entry';

const stretches = workdays({ days: daysFrom(20, 20) });
const gone = { account: 'gone', firstAt: onDay(-90), lastAt: onDay(10) };
const TIED: Sharing[] = [{ kind: 'payout_instrument', digest: 'till', others: [gone] }, { kind: 'phone', digest: 'phone', others: [gone] }];
type Card = NonNullable<Parameters<typeof aNeighbourhood>[2]>[number];
function given(sharing: Sharing[] = TIED, card: Partial<Card> = {}, over: Parameters<typeof aHistory>[0] = {}, own: Partial<Card> = {}) {
  return aGiven(aHistory({ account: 'own', stretches, registeredAt: onDay(20), ...over }), aNeighbourhood('own', sharing, [{ account: 'own', ...own }, { account: 'gone', closed: 'for_cause', closedAt: onDay(12), ...card }]));
}

test('a new account tied at four nats to one closed for cause is strong, the firmer the more', () => {
  const two = findingOf(reEntry, given());
  expect(two).toMatchObject({ strength: 'strong', value: { daysAfter: 8, kinds: 2 }, identifiers: [{ kind: 'payout_instrument', digest: 'till' }, { kind: 'phone', digest: 'phone' }] });
  expect(findingOf(reEntry, given([...TIED, { kind: 'document', digest: 'passport', others: [gone] }])).llr).toBeGreaterThan(two.llr);
});

test.each<[string, ReturnType<typeof given>]>([
  ['a thin tie', given([TIED[1]!])], ['an account its holder closed', given(TIED, { closed: 'by_holder' })], ['one that is open', given(TIED, { closed: 'no', closedAt: null })],
  ['one closed long after this began', given(TIED, { closedAt: onDay(200) }, { asOf: onDay(300) })], ['one closed when nothing more happened here', given(TIED, { closedAt: onDay(45) }, { asOf: onDay(60) })],
])('%s is nothing', (_, one) => {
  expect(reEntry.read(one).state).toBe('quiet');
});

test('things of different kinds that come together to the same two tie them as in a ring; a bought laptop and its look are one thing', () => {
  const rare = aRarity();
  const soon = { account: 'gone', firstAt: onDay(-90), lastAt: onDay(10), days: 30 };
  const by = (...kinds: Sharing['kind'][]) => ({ ...given(kinds.map((kind): Sharing => ({ kind, digest: kind, own: { firstAt: onDay(20), lastAt: onDay(39) }, others: [soon], ...(kind === 'portfolio_url' ? { accounts: 3 } : {}) }))), rarity: rare });
  // An exit and a machine, the one after the other, are three nats by themselves: that they come together makes a finding stronger, and none.
  for (const little of [by('portfolio_url', 'fingerprint'), by('exit_ip', 'fingerprint')]) expect(reEntry.read(little).state).toBe('quiet');
  expect(findingOf(reEntry, by('exit_ip', 'portfolio_url', 'fingerprint')).value.nats).toBeGreaterThan(5.5);
  expect(reEntry.read(by('device_token', 'fingerprint')).state).toBe('quiet');
  expect(reEntry.read(by('portfolio_url')).state).toBe('quiet');
});

test('a household that is confirmed is explained, and a device bought from the other lowered', () => {
  const declared = { declarations: [aDeclaration('household', onDay(20), { organisation: 'house', verified: true })] };
  expect(leftOf(findingOf(reEntry, given(TIED, { organisation: 'house' }, declared)))).toBeLessThan(0.2);
  const home = [...TIED, { kind: 'ip' as const, digest: 'line', own: { firstAt: onDay(0), days: 20 }, others: [gone] }];
  expect(findingOf(reEntry, given(home, { surname: 'a' }, {}, { surname: 'b' })).counter.map((each) => each.kind)).toEqual(['other_person']);
});

test('two at home on one line with papers of their own may be two people, though the one began after the other was closed; one document is one person', () => {
  const home: Sharing[] = [...TIED, { kind: 'ip', digest: 'line', own: { firstAt: onDay(20), lastAt: onDay(39), days: 20 }, others: [gone] }];
  const checks = [aCheck(onDay(21), { check: 'document', document: 'own papers' })];
  const relative = findingOf(reEntry, given(home, { surname: 'a', documents: ['their papers'] }, { checks }, { surname: 'a' }));
  expect(relative.counter.map((each) => each.kind)).toEqual(['other_person']);
  expect(leftOf(relative)).toBeCloseTo(relative.llr / 2, 1);
  // A provider gives them another line every few days; hands that were replaced are another matter.
  const nightly = [...TIED, ...['one', 'two', 'three'].map((digest): Sharing => ({ kind: 'ip', digest, own: { firstAt: onDay(20), lastAt: onDay(39), days: 2 }, others: [gone] }))];
  expect(findingOf(reEntry, given(nightly, { surname: 'a', documents: ['their papers'] }, { checks }, { surname: 'a' })).counter.map((each) => each.kind)).toEqual(['other_person']);
  expect(findingOf(reEntry, given(home, { surname: 'a', documents: ['their papers'] }, { checks }, { surname: 'a', turnedAt: onDay(25) })).counter).toEqual([]);
  const passing: Sharing[] = [...TIED, { kind: 'ip', digest: 'line', own: { firstAt: onDay(20), lastAt: onDay(39), days: 2 }, others: [gone] }];
  const person = [...home, { kind: 'document' as const, digest: 'own papers', others: [gone] }];
  for (const sharing of [passing, person]) expect(findingOf(reEntry, given(sharing, { surname: 'a', documents: ['their papers'] }, { checks }, { surname: 'a' })).counter).toEqual([]);
});

test('without sessions or anything to compare it abstains', () => {
  expect(reEntry.read(given([])).state).toBe('abstains');
});
