import fc from 'fast-check';
import { expect, test } from 'vitest';
import { keyFor, keyMap, keyProblems, keyRefused, normalKey, VERBS, verbNamed } from './keys';

const verb = (id: string) => verbNamed(id)!;

test('the standard keys are a set that a person could have chosen: no two verbs have one, none begins another', () => {
  expect(new Set(VERBS.map(({ id }) => id)).size).toBe(VERBS.length);
  expect(new Set(VERBS.map(({ key }) => key)).size).toBe(VERBS.length);
  const keys = VERBS.map(({ key }) => key);
  expect(keys.filter((key) => keys.some((other) => other.startsWith(`${key} `)))).toEqual([]);
  expect(VERBS.filter(({ key, fixed }) => !fixed && keyRefused(key) !== null)).toEqual([]);
  expect(keyProblems({})).toEqual({});
});

test.each([
  [' C ', 'c'], ['G  Q', 'g q'], ['Ctrl+E', 'mod+e'], ['Ctrl + e', 'mod+e'], ['⌘E', 'mod+e'], ['cmd e', 'mod+e'], ['Control+Enter', 'mod+enter'], ['Return', 'enter'], ['Esc', 'escape'], ['+', '+'], ['ctrl++', 'mod++'], ['ß', 'ß'], ['ctrl', 'ctrl'], ['', ''],
])('%j is written %j', (typed, key) => {
  expect(normalKey(typed)).toBe(key);
});

test('writing a key in the one way changes nothing any more', () => {
  fc.assert(fc.property(fc.string({ maxLength: 20 }), (typed) => { expect(normalKey(normalKey(typed))).toBe(normalKey(typed)); }));
});

test.each(['q', 'é', 'ő', ';', '?', 'g z', 'z z', 'mod+e', 'mod+b', 'mod+;', 'mod+enter'])('%j may be taken', (key) => {
  expect(keyRefused(key)).toBeNull();
});

test.each([
  ['tab', /Browsers and screen readers/], ['space', /Browsers and screen readers/], ['escape', /Browsers and screen readers/], ['enter', /Browsers and screen readers/], ['f5', /Browsers and screen readers/], ['arrowdown', /Browsers and screen readers/], ['page down', /Browsers and screen readers/], ['g tab', /Browsers and screen readers/],
  ['alt+q', /screen readers/], ['shift+q', /screen readers/], ['insert+f', /screen readers/], ['caps lock', /screen readers/], ['mod+alt+h', /screen readers/], ['ctrl', /one letter or sign/],
  ['/', /Firefox finds/], ["'", /Firefox finds/],
  ['mod+t', /opens a tab/], ['mod+w', /closes the tab/], ['mod+r', /loads the page again/], ['mod+f', /finds on the page/], ['mod+1', /change the browser’s tab/], ['mod+-', /smaller/], ['mod+tab', /one letter or sign/],
  ['a b c', /At most two/], ['claim', /one letter or sign/],
])('%j is refused with the reason', (key, words) => {
  expect(keyRefused(key)).toMatch(words);
});

test('Escape is the key of no verb: whoever presses it wants to leave something, and does nothing to a case', () => {
  expect(VERBS.filter(({ key }) => key.split(' ').includes('escape'))).toEqual([]);
});

test('two verbs never have one key, in words that name the other', () => {
  expect(keyProblems({ claim: 'x' })).toEqual({ claim: 'x is the key of “Choose the row; on a case, let it go” already.' });
  expect(keyProblems({ claim: 'q', next: 'q' })).toEqual({ claim: 'q is the key of “Take the next best case” already.', next: 'q is the key of “Claim; in the policy, begin a draft” already.' });
  expect(keyProblems({ claim: 'x', choose: 'c' })).toEqual({});
  expect(keyProblems({ claim: 'mod+k' })).toHaveProperty('claim', 'ctrl+k is the key of “Search” already.');
});

test('no key begins another', () => {
  expect(keyProblems({ claim: 'g' })).toEqual({ claim: 'g begins “g q”, the keys of “Queue”.' });
  expect(keyProblems({ claim: 'c c' })).toEqual({});
  expect(keyProblems({ queue: 'x q' })).toEqual({ queue: 'x alone is the key of “Choose the row; on a case, let it go”, so nothing may begin with it.' });
});

test('what stays stays, what sends keeps Ctrl or ⌘, and an unknown verb has no key', () => {
  expect(keyProblems({ open: 'q' })).toEqual({ open: 'This key stays as it is.' });
  expect(keyProblems({ send: 'q' })).toEqual({ send: 'What sends keeps Ctrl or ⌘, so that no slip of a finger sends.' });
  expect(keyProblems({ send: 'mod+e' })).toEqual({});
  expect(keyProblems({ nobody: 'q' })).toEqual({ nobody: 'There is no such verb.' });
});

test('whatever keys are taken, every verb keeps a key of its own', () => {
  const key = fc.oneof(fc.constantFrom(...'abcdefghijklmnopqrstuvwxyz;#'), fc.tuple(fc.constantFrom(...'gzh'), fc.constantFrom(...'abcdq')).map(([one, two]) => `${one} ${two}`), fc.constantFrom('mod+e', 'mod+b', 'mod+i', 'mod+;'));
  fc.assert(fc.property(fc.dictionary(fc.constantFrom(...VERBS.map(({ id }) => id)), key, { maxKeys: 5 }), (own) => {
    fc.pre(Object.keys(keyProblems(own)).length === 0);
    const keys = VERBS.map((one) => keyFor(one, own));
    expect(new Set(keys).size).toBe(keys.length);
    expect(keys.some((one) => keys.some((other) => other.startsWith(`${one} `)))).toBe(false);
  }));
});

test('screens are told the keys that differ, by the standard ones', () => {
  expect(keyMap({ claim: 'x', choose: 'c', note: verb('note').key })).toEqual({ c: 'x', x: 'c' });
});
