import { expect, test } from 'vitest';
import { aCheck, aDeclaration, aGiven, aHistory, aNeighbourhood, aProfile, aRarity, aVersion, findingOf, leftOf, onDay } from '../history.fixture';
import type { Sharing } from '../history.fixture';
import { personaCrossover } from './persona-crossover';

type Card = NonNullable<Parameters<typeof aNeighbourhood>[2]>[number];
const checks = [aCheck(onDay(3), { check: 'document', document: 'passport' })];
function given(own: Partial<Card>, theirs: Partial<Card>, over: Parameters<typeof aHistory>[0] = {}) {
  return aGiven(aHistory({ account: 'own', checks, asOf: onDay(50), ...over }), aNeighbourhood('own', [{ kind: 'document', digest: 'passport', others: [{ account: 'o' }] }], [{ account: 'own', ...own }, { account: 'o', ...theirs }]));
}

test('one document behind two family names, or schools of which none is the same, is strong', () => {
  expect(findingOf(personaCrossover, given({ surname: 'a' }, { surname: 'b' }))).toMatchObject({ strength: 'strong', value: { names: true, schools: false }, identifiers: [{ kind: 'document', digest: 'passport' }] });
  const both = findingOf(personaCrossover, given({ surname: 'a', schools: ['x'] }, { surname: 'b', schools: ['y'] }));
  expect(both.words).toBe('One document is behind 2 accounts that claim different names and schools.');
  expect(both.llr).toBeGreaterThan(findingOf(personaCrossover, given({ schools: ['x'] }, { schools: ['y'] })).llr);
});

test('one life on two accounts is left to the signal on documents', () => {
  expect(personaCrossover.read(given({ surname: 'a', schools: ['x', 'z'] }, { surname: 'a', schools: ['z'] })).state).toBe('quiet');
  expect(personaCrossover.read(given({ surname: 'a', schools: ['x'] }, { surname: null, schools: [] })).state).toBe('quiet');
});

test('a change of name that is declared with proof explains a name, and no schools', () => {
  const declared = { declarations: [aDeclaration('name_change', onDay(2), { verified: true })] };
  expect(leftOf(findingOf(personaCrossover, given({ surname: 'a' }, { surname: 'b' }, declared)))).toBeLessThan(0.5);
  expect(findingOf(personaCrossover, given({ schools: ['x'] }, { schools: ['y'] }, declared)).counter).toEqual([]);
});

test('members of one registered organisation are not compared', () => {
  expect(personaCrossover.read(given({ surname: 'a' }, { surname: 'b', organisation: 'org' }, { versions: [aVersion({ organisation: 'org' })] })).state).toBe('quiet');
});

test('without a document or claims of its own it abstains', () => {
  expect(personaCrossover.read(given({ surname: 'a' }, { surname: 'b' }, { checks: [] })).state).toBe('abstains');
  expect(personaCrossover.read(given({}, { surname: 'b' })).state).toBe('abstains');
});

const FACE: Sharing = { kind: 'photo', digest: '00ff00ff00ff00ff', others: [{ account: 'o' }] };
const LAPTOP: Sharing = { kind: 'device_token', digest: 'laptop', others: [{ account: 'o' }] };
function faced(sharing: Sharing[], own: Partial<Card> = { surname: 'a' }, theirs: Partial<Card> = { surname: 'b' }, over: Parameters<typeof aHistory>[0] = {}) {
  const history = aHistory({ account: 'own', profiles: [aProfile(onDay(2), { photoHash: '00ff00ff00ff00ff' })], asOf: onDay(50), ...over });
  return aGiven(history, aNeighbourhood('own', sharing, [{ account: 'own', ...own }, { account: 'o', ...theirs }]), aRarity());
}

test('one face under two names, and one pair of hands: a device, a rare machine or an exit of few', () => {
  const finding = findingOf(personaCrossover, faced([FACE, LAPTOP]));
  expect(finding).toMatchObject({ strength: 'moderate', value: { face: true, accounts: 2 }, identifiers: [{ kind: 'device_token', digest: 'laptop' }] });
  expect(finding.words).toBe('One face is on 2 accounts under different names, and a device ties them.');
  for (const kind of ['fingerprint', 'exit_ip', 'payout_instrument'] as const) expect(personaCrossover.read(faced([FACE, { ...LAPTOP, kind }])).state).toBe('found');
});

test('one persona after the other: what the second shows within weeks of the first ties them as well', () => {
  const gone = { account: 'o', firstAt: onDay(-60), lastAt: onDay(-5), days: 30 };
  for (const kind of ['fingerprint', 'device_token'] as const) expect(personaCrossover.read(faced([FACE, { ...LAPTOP, kind, others: [gone] }])).state).toBe('found');
});

test('somebody whose portrait and work were copied, a picture of a library behind one exit, a family and a registered team are not found', () => {
  const page: Sharing = { kind: 'portfolio_url', digest: 'page', others: [{ account: 'o' }] };
  const many = Array.from({ length: 12 }, (_, index) => ({ account: index === 0 ? 'o' : `o${index}` }));
  const home: Sharing = { kind: 'ip', digest: 'home', others: [{ account: 'o' }] };
  const team = { versions: [aVersion({ organisation: 'team' })] };
  for (const innocent of [
    faced([FACE, page]), faced([{ ...FACE, others: many }, LAPTOP]), faced([FACE, { kind: 'exit_ip', digest: 'service', others: many }]), faced([FACE, LAPTOP, home]),
    faced([FACE, LAPTOP], { surname: 'a' }, { surname: 'a' }), faced([FACE, LAPTOP], {}, { surname: 'b' }), faced([LAPTOP]), faced([FACE, LAPTOP], { surname: 'a' }, { surname: 'b', organisation: 'team' }, team),
  ]) expect(innocent.neighbourhood && personaCrossover.read(innocent).state).not.toBe('found');
});

test('a change of name between two accounts explains the names', () => {
  const declared = { declarations: [aDeclaration('name_change', onDay(2), { verified: true })] };
  expect(findingOf(personaCrossover, faced([FACE, LAPTOP], { surname: 'a' }, { surname: 'b' }, declared)).counter.map((each) => each.kind)).toEqual(['declared_name_change']);
});
