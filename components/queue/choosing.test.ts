import { expect, test } from 'vitest';
import { between, chosenAll, chosenWith, type Choices } from './choosing';

const IDS = ['a', 'b', 'c', 'd', 'e'];
const on = (choices: Choices): string => Object.keys(choices).filter((id) => choices[id] === true).toSorted().join('');

test('a row is chosen and left again; a range goes from the row that was chosen last, in either direction', () => {
  const one = chosenWith({}, IDS, { from: null, to: 'b', isRange: false });
  expect(on(one)).toBe('b');
  expect(on(chosenWith(one, IDS, { from: 'b', to: 'b', isRange: false }))).toBe('');
  const range = chosenWith(one, IDS, { from: 'b', to: 'd', isRange: true });
  expect(on(range)).toBe('bcd');
  expect(on(chosenWith(one, IDS, { from: 'b', to: 'a', isRange: true }))).toBe('ab');
  // From a row that was left, the range is left.
  const left = chosenWith(range, IDS, { from: 'd', to: 'd', isRange: false });
  expect(on(chosenWith(left, IDS, { from: 'd', to: 'c', isRange: true }))).toBe('b');
});

test('without a row to begin from, or one that is listed no more, a range is that row', () => {
  expect([on(chosenWith({}, IDS, { from: null, to: 'c', isRange: true })), on(chosenWith({ z: true }, IDS, { from: 'z', to: 'c', isRange: true }))]).toEqual(['c', 'cz']);
  expect([between(IDS, 'd', 'b'), between(IDS, 'z', 'b'), between(IDS, 'b', 'z')]).toEqual([['b', 'c', 'd'], ['b'], ['z']]);
});

test('all that is shown is chosen, and left where it is; what is chosen elsewhere stays', () => {
  const all = chosenAll({ z: true, b: true }, IDS);
  expect(on(all)).toBe('abcdez');
  expect(on(chosenAll(all, IDS))).toBe('z');
});
