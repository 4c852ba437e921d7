import { expect, test } from 'vitest';
import { apart } from './axis';

test('of labels that would touch the one before them, none is left, and the others stay where they are', () => {
  const at = (from: number, to: number) => ({ from, to });
  expect(apart([])).toEqual([]);
  expect(apart([at(0, 10), at(18, 30), at(37, 50), at(38, 60), at(90, 95)])).toEqual([at(0, 10), at(18, 30), at(38, 60), at(90, 95)]);
});
