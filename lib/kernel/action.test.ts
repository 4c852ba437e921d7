import { expect, test, vi } from 'vitest';

vi.mock('../staff/adapters/session', () => ({ viewer: async () => null }));
vi.mock('next/cache', () => ({ revalidatePath: () => {} }));
vi.mock('next/headers', () => ({ headers: async () => new Map() }));
vi.mock('next/navigation', () => ({ redirect: () => {} }));

const { inputOf } = await import('./action');
const formOf = (fields: readonly (readonly [string, string])[]): FormData => {
  const form = new FormData();
  for (const [name, value] of fields) form.append(name, value);
  return form;
};

test('dots nest, brackets list, empty texts are absent', () => {
  const input = inputOf(formOf([['caseId', 'c1'], ['fields.cap.amount', '50'], ['grounds[]', '2.4'], ['grounds[]', '4.2'], ['reason', ''], ['$ACTION_ID_x', 'y']]));
  expect(JSON.parse(JSON.stringify(input))).toEqual({ caseId: 'c1', fields: { cap: { amount: '50' } }, grounds: ['2.4', '4.2'] });
});

test('no name of a field reaches what all objects share', () => {
  inputOf(formOf([['__proto__.password', 'mine'], ['a.__proto__.b', 'mine'], ['constructor.prototype.c', 'mine'], ['prototype.d', 'mine']]));
  const innocent = {} as Record<string, unknown>;
  expect([innocent['password'], innocent['b'], innocent['c'], innocent['d']]).toEqual([undefined, undefined, undefined, undefined]);
  expect(Object.keys(inputOf(formOf([['__proto__.password', 'mine']])))).toEqual([]);
});

test('a name that is both a text and a branch keeps the text and throws nothing', () => {
  expect(inputOf(formOf([['a', 'text'], ['a.b', 'branch']]))['a']).toBe('text');
});
