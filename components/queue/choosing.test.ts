import { expect, test } from 'vitest';
import { chosenBy, type Choice, type Choosing } from './choosing';

const IDS = ['a', 'b', 'c', 'd', 'e'];
const NONE: Choosing = { chosen: {}, last: null };
const after = (...choices: (readonly [does: 'row' | 'range', to: string] | 'all' | 'none')[]): string => {
  const made = choices.map((one): Choice => (one === 'none' ? { does: 'none' } : one === 'all' ? { does: 'all', ids: IDS } : { does: one[0], to: one[1], ids: IDS }));
  return Object.keys(made.reduce(chosenBy, { ...NONE, chosen: { z: true } }).chosen).toSorted().join('');
};

test('a row is chosen and left again; a range goes from the row that was chosen last, in either direction', () => {
  expect([after(['row', 'b']), after(['row', 'b'], ['row', 'b'])]).toEqual(['bz', 'z']);
  expect([after(['row', 'b'], ['range', 'd']), after(['row', 'b'], ['range', 'a'])]).toEqual(['bcdz', 'abz']);
  // And on from its end; from a row that was left, the range is left.
  expect([after(['row', 'b'], ['range', 'c'], ['range', 'e']), after(['row', 'b'], ['range', 'd'], ['row', 'd'], ['range', 'c'])]).toEqual(['bcdez', 'bz']);
});

test('without a row to begin from, or one that is listed no more, a range is that row', () => {
  expect(after(['range', 'c'])).toBe('cz');
  expect(Object.keys(chosenBy({ chosen: { z: true }, last: 'z' }, { does: 'range', to: 'c', ids: IDS }).chosen)).toEqual(['z', 'c']);
});

test('all that is shown is chosen, and left where it is; what is chosen elsewhere stays', () => {
  expect([after(['row', 'b'], 'all'), after('all', 'all'), after('all', ['row', 'c'], 'all'), after('all', 'none')]).toEqual(['abcdez', 'z', 'abcdez', '']);
});
