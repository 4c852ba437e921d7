import { expect, test } from 'vitest';
import { aCheck, aDeclaration, aGiven, aHistory, aNeighbourhood, aVersion, findingOf, leftOf, onDay } from '../history.fixture';
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
