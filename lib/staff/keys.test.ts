import fc from 'fast-check';
import { expect, test } from 'vitest';
import { KEY_PLACES, keysAt, meets, placeAt } from './key-place';
import { keyFor, keyMap, keyProblems, keyRefused, keysInForce, normalKey, VERBS, verbNamed } from './keys';

const verb = (id: string) => verbNamed(id)!;

test('the standard keys are a set that a person could have chosen: on no screen do two verbs have one, and none begins another', () => {
  expect(new Set(VERBS.map(({ id }) => id)).size).toBe(VERBS.length);
  const pairs = VERBS.flatMap((one) => VERBS.filter((other) => other !== one && meets(one.places, other.places)).map((other) => [one, other] as const));
  expect(pairs.filter(([one, other]) => one.key === other.key || other.key.startsWith(`${one.key} `)).map(([one, other]) => `${one.id}, ${other.id}`)).toEqual([]);
  expect(VERBS.filter(({ key, fixed }) => !fixed && keyRefused(key) !== null).map(({ id }) => id)).toEqual(['search']);
  expect(keyProblems({})).toEqual({});
});

test('every screen is found by its address, and what can never stand beside each other may have one key', () => {
  expect(['/queue', '/queue?sort=due', '/queue/claim', '/bulk', '/cases/case_1', '/reviews/waves/wave_1', '/deliveries/delivery_1', '/accounts/acc_1', '/settings', '/'].map((path) => placeAt(path.split('?')[0]!))).toEqual(['queue', 'queue', 'tray', 'tray', 'case', 'review', 'delivery', 'account', null, null]);
  expect([meets(['queue'], ['case']), meets(['queue', 'case'], ['case']), meets(['lists'], ['audit']), meets(['audit'], ['everywhere'])]).toEqual([false, true, true, true]);
  const shared = ['b', 'c', 'd', 'h', 'n', 'v'].map((key) => VERBS.filter((one) => one.key === key).map(({ id }) => id).join(' '));
  expect(shared).toEqual(['claim-chosen closure', 'claim claim-case hear draft', 'density dismiss', 'read-all hand-on empty-tray', 'next then-next next-review', 'views withdraw-own verify']);
});

test.each([
  [' C ', 'c'], ['G  Q', 'g q'], ['Ctrl+E', 'mod+e'], ['Ctrl + e', 'mod+e'], ['⌘E', 'mod+e'], ['cmd e', 'mod+e'], ['Control+Enter', 'mod+enter'], ['Return', 'enter'], ['Esc', 'escape'], ['+', '+'], ['ctrl++', 'mod++'], ['ß', 'ß'], ['ctrl', 'ctrl'], ['', ''],
])('%j is written %j', (typed, key) => {
  expect(normalKey(typed)).toBe(key);
});

test('writing a key in the one way changes nothing any more', () => {
  fc.assert(fc.property(fc.string({ maxLength: 20 }), (typed) => { expect(normalKey(normalKey(typed))).toBe(normalKey(typed)); }));
});

test.each(['q', 'é', 'ő', ';', '?', 'g z', 'z z', 'mod+;', 'mod+ö', 'mod+enter'])('%j may be taken', (key) => {
  expect(keyRefused(key)).toBeNull();
});

test.each([
  ['tab', /Browsers and screen readers/], ['space', /Browsers and screen readers/], ['escape', /Browsers and screen readers/], ['enter', /Browsers and screen readers/], ['f5', /Browsers and screen readers/], ['arrowdown', /Browsers and screen readers/], ['page down', /Browsers and screen readers/], ['g tab', /Browsers and screen readers/],
  ['alt+q', /screen readers/], ['shift+q', /screen readers/], ['insert+f', /screen readers/], ['caps lock', /screen readers/], ['mod+alt+h', /screen readers/], ['ctrl', /one letter or sign/], ['ж', /Latin letter of the same key/], ['g ж', /Latin letter/],
  ['/', /Firefox finds/], ["'", /Firefox finds/],
  ['mod+t', /opens a tab/], ['mod+w', /closes the tab/], ['mod+r', /loads the page again/], ['mod+f', /finds on the page/], ['mod+1', /change the browser’s tab/], ['mod+-', /smaller/], ['mod+tab', /one sign/], ['mod+e', /browser’s search/], ['mod+b', /bookmarks/], ['mod+i', /tells of the page/], ['mod+k', /browser’s search/],
  ['a b c', /At most two/], ['claim', /one letter or sign/],
])('%j is refused with the reason', (key, words) => {
  expect(keyRefused(key)).toMatch(words);
});

test('Escape is the key of no verb: whoever presses it wants to leave something, and does nothing to a case', () => {
  expect(VERBS.filter(({ key }) => key.split(' ').includes('escape'))).toEqual([]);
});

test('two verbs of one screen never have one key, in words that name the other', () => {
  expect(keyProblems({ claim: 'x' })).toEqual({ claim: 'x is the key of “Choose the row” already.' });
  expect(keyProblems({ claim: 'q', next: 'q' })).toEqual({ claim: 'q is the key of “Take the next best case” already.', next: 'q is the key of “Claim” already.' });
  expect(keyProblems({ claim: 'x', choose: 'c' })).toEqual({});
  expect(keyProblems({ claim: 'mod+;', next: 'mod+;' })).toHaveProperty('claim', 'ctrl+; is the key of “Take the next best case” already.');
});

test('no key begins another', () => {
  expect(keyProblems({ claim: 'g' })).toEqual({ claim: 'g begins “g q”, the keys of “Queue”.' });
  expect(keyProblems({ claim: 'c c' })).toEqual({});
  expect(keyProblems({ queue: 'x q' })).toEqual({ queue: 'x alone is the key of “Choose the row”, so nothing may begin with it.' });
});

test('what stays stays, what sends keeps Ctrl or ⌘, and an unknown verb has no key', () => {
  expect(keyProblems({ open: 'q' })).toEqual({ open: 'This key stays as it is.' });
  expect(keyProblems({ send: 'q' })).toEqual({ send: 'What sends keeps Ctrl or ⌘, so that no slip of a finger sends.' });
  expect(keyProblems({ send: 'mod+;' })).toEqual({});
  expect(keyProblems({ nobody: 'q' })).toEqual({ nobody: 'There is no such verb.' });
});

test('whatever keys are taken, every verb of a screen keeps a key of its own', () => {
  const key = fc.oneof(fc.constantFrom(...'abcdefghijklmnopqrstuvwxyz;#'), fc.tuple(fc.constantFrom(...'gzh'), fc.constantFrom(...'abcdq')).map(([one, two]) => `${one} ${two}`), fc.constantFrom('mod+#', 'mod+.', 'mod+;'));
  fc.assert(fc.property(fc.dictionary(fc.constantFrom(...VERBS.map(({ id }) => id)), key, { maxKeys: 5 }), (own) => {
    fc.pre(Object.keys(keyProblems(own)).length === 0);
    for (const place of KEY_PLACES) {
      const keys = VERBS.filter(({ places }) => meets(places, [place])).filter(({ places }) => place !== 'everywhere' && place !== 'lists' ? true : places.includes(place)).map((one) => keyFor(one, own));
      expect(new Set(keys).size).toBe(keys.length);
      expect(keys.some((one) => keys.some((other) => other.startsWith(`${one} `)))).toBe(false);
    }
  }));
});

test('screens are told the keys that differ, by the standard ones, and a verb moves alone', () => {
  const own = keyMap({ claim: 'x', choose: 'c', dismiss: '#', note: verb('note').key, changes: ';' });
  expect(keysAt(own, '/queue')).toEqual({ r: ';', c: 'x', x: 'c' });
  expect(keysAt(own, '/cases/case_1')).toEqual({ r: ';', d: '#' });
  expect(keysAt(own, '/policy')).toEqual({ r: ';' });
  expect(keysAt(own, '/bulk')).toEqual({ r: ';', d: '#' });
  expect(keysAt(own, '/gallery/settings')).toEqual({ r: ';', c: 'x', x: 'c', d: '#' });
});

test('a key that was kept before another began with it, or is the same, is not in force, and neither is what had changed places with it', () => {
  // “y” begins the grounds of a case and of a review; “c c” is begun by nothing.
  expect(keyProblems({ note: 'y' })).toEqual({ note: 'y begins “y 1”, the keys of “Ground 1 of the list”.' });
  expect(keysInForce({ note: 'y', choose: ';' })).toEqual({ choose: ';' });
  expect(keyMap({ note: 'y', choose: ';' })).toEqual({ queue: { x: ';' } });
  // Dismiss gave its key to watch and took one that is begun: both go back, and no two verbs have one key.
  expect(keysInForce({ dismiss: 'e', watch: 'd' })).toEqual({});
  expect(keysInForce({ claim: 'x', choose: 'c' })).toEqual({ claim: 'x', choose: 'c' });
});

test('whatever was kept, what is in force is a set that could be chosen, and what could be chosen is in force', () => {
  const key = fc.oneof(fc.constantFrom(...'abcdefghijklmnopqrstuvwxyz;#'), fc.constantFrom('y 1', 'g q', 'e v', 'z z', 'mod+;'));
  fc.assert(fc.property(fc.dictionary(fc.constantFrom(...VERBS.map(({ id }) => id), 'gone'), key, { maxKeys: 6 }), (own) => {
    const inForce = keysInForce(own);
    expect(keyProblems(inForce)).toEqual({});
    if (Object.keys(keyProblems(own)).length === 0) expect(inForce).toEqual(own);
  }));
});
