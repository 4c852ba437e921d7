import fc from 'fast-check';
import { expect, test } from 'vitest';
import { mistakeIn } from './json-text';

test.each([
  ['[1,2', 4], ['[1,,2]', 3], ['{"a":1,}', 7], ['{"a" 1}', 5], ['abc', 0], ['[01]', 1], ['["a\u0001"]', 1], ['["\\x"]', 1], ['["\\u12"]', 1], ['[] []', 3], ['', 0], ['}', 0], ['[1}', 2], ['{"a":1,2}', 7],
])('the first mistake in %j is at %i', (text, at) => {
  expect(mistakeIn(text)).toBe(at);
});

test('a text has a mistake exactly where JSON.parse refuses it', () => {
  const damaged = fc.tuple(fc.json(), fc.nat(), fc.constantFrom('', ',', '"', '{', ']', ':', '0', '-', '\\', 'e', ' ', '\n')).map(([text, at, put]) => {
    const place = at % (text.length + 1);
    return text.slice(0, place) + put + text.slice(put === '' ? place + 1 : place);
  });
  fc.assert(fc.property(fc.oneof(fc.json(), damaged, fc.string()), (text) => {
    let parses = true;
    try {
      JSON.parse(text);
    } catch {
      parses = false;
    }
    expect(mistakeIn(text) === null).toBe(parses);
  }), { numRuns: 3_000 });
});

test('depth is no danger', () => {
  expect(mistakeIn('['.repeat(1_000_000))).toBe(1_000_000);
});
