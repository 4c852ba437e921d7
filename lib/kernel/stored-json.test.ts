import { expect, test } from 'vitest';
import { storedJson } from './stored-json';

test('a text is read once, another for itself, and what cannot be read is refused each time', () => {
  let times = 0;
  const read = storedJson({ parse: (value) => { times += 1; if (value === null) throw new Error('nothing'); return { value }; } });
  expect(read('{"a":1}')).toBe(read('{"a":1}'));
  expect(read('{"a":2}')).toEqual({ value: { a: 2 } });
  expect(times).toBe(2);
  for (const _ of [1, 2]) expect(() => read('null')).toThrow('nothing');
  for (let n = 0; n < 20; n += 1) read(String(n));
  expect(read('{"a":1}')).toEqual({ value: { a: 1 } });
});
