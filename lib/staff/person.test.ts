import { expect, test } from 'vitest';
import { pseudonymFor } from './person';

const ids = Array.from({ length: 200 }, (_, index) => `staff_${index}`);

test('a name for outside is nobody’s own, neither its bearer’s nor a colleague’s', () => {
  const names = ['Larch', 'Sorrel Moreno', 'Ana Tarn-Quill'];
  const given = new Set(ids.map((id) => pseudonymFor(id, [], names)));
  expect([...given].filter((name) => ['Larch', 'Sorrel', 'Tarn', 'Quill'].includes(name))).toEqual([]);
  expect(given.size).toBe(20);
});

test('two people never share a name for outside: once names run out they are numbered', () => {
  const taken: string[] = [];
  for (const id of ids) taken.push(pseudonymFor(id, taken, ['Larch']));
  expect(new Set(taken).size).toBe(ids.length);
  expect(taken.at(-1)).toMatch(/ \d+$/);
});

test('where people here bear every one of those names, there still is one', () => {
  const all = [...new Set(ids.map((id) => pseudonymFor(id, [], [])))];
  expect(all).toContain(pseudonymFor('staff_1', [], all));
});
