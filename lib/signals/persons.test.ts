import { expect, test } from 'vitest';
import { personsAmong } from './persons';

test('accounts with a mark in common are one person or household, also over others', () => {
  expect(personsAmong([['a'], ['b'], ['c']])).toBe(3);
  expect(personsAmong([['a', 'x'], ['b', 'x'], ['c']])).toBe(2);
  expect(personsAmong([['a'], ['b'], ['a', 'b']])).toBe(1);
  expect(personsAmong([])).toBe(0);
});
