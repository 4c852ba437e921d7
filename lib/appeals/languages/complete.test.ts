import { describe, expect, test } from 'vitest';
import { NOTICE_WORDS } from '../../decisions/languages/index';
import { EVIDENCE_WORDS } from '../../evidence/languages/index';
import { LANGUAGES, OWN_NAMES, type Language } from '../../kernel/language';
import { STANDARD_POLICY } from '../../policy/standard';
import { PAGE_WORDS } from './index';

/** Every catalogue of words for the holder. */
const CATALOGUES: Readonly<Record<string, Readonly<Record<Language, object>>>> = { evidence: EVIDENCE_WORDS, notices: NOTICE_WORDS, page: PAGE_WORDS };
/** What differs by language on purpose: grounds are translated from English, and forms after numbers follow each language's rules. */
const BY_LANGUAGE = /^(?:grounds|days)(?:\.|$)/;

type Leaf = string | ((given: Record<string, string>) => string) | null;
const leavesOf = (node: object, path = ''): [string, Leaf][] =>
  Object.entries(node).flatMap(([key, value]: [string, Leaf | object]) => (typeof value === 'object' && value !== null ? leavesOf(value, `${path}${key}.`) : [[`${path}${key}`, value] as [string, Leaf]]));

/** Says a message with a mark for every value that it asks for, and tells which came out, each once. */
function filledIn(leaf: Exclude<Leaf, string | null>): { text: string; marks: string[] } {
  const text = leaf(new Proxy({}, { get: (_, name) => `⟦${String(name)}⟧` }));
  return { text, marks: [...new Set([...text.matchAll(/⟦(\w+)⟧/g)].map(([, name]) => name!))].sort() };
}

describe.each(Object.entries(CATALOGUES))('the words of the %s', (_, catalogue) => {
  const reference = new Map(leavesOf(catalogue.en).filter(([path]) => !BY_LANGUAGE.test(path)));

  test.each(LANGUAGES)('are all there in %s, and fill in the same values', (language) => {
    const own = new Map(leavesOf(catalogue[language]).filter(([path]) => !BY_LANGUAGE.test(path)));
    expect([...own.keys()].sort()).toEqual([...reference.keys()].sort());
    for (const [path, english] of reference) {
      const leaf = own.get(path);
      if (typeof english === 'function' && typeof leaf === 'function') {
        const { text, marks } = filledIn(leaf);
        expect([path, marks]).toEqual([path, filledIn(english).marks]);
        expect(text, path).not.toMatch(/undefined|\{\{|\}\}|\$\{/);
      } else {
        expect([path, typeof leaf]).toEqual([path, typeof english]);
        expect(leaf === null || String(leaf).trim() !== '', path).toBe(true);
      }
    }
  });

  test.each(LANGUAGES.filter((language) => language !== 'en'))('are translated in %s: hardly a text is the English one', (language) => {
    const own = new Map(leavesOf(catalogue[language]));
    const same = [...reference].filter(([path, english]) => typeof english === 'string' && english.includes(' ') && own.get(path) === english).map(([path]) => path);
    expect(same).toEqual([]);
  });

  test.each(LANGUAGES)('have no half of a pair in %s, nor two spaces, nor a space at the end', (language) => {
    for (const [path, leaf] of leavesOf(catalogue[language])) {
      const text = typeof leaf === 'function' ? filledIn(leaf).text : (leaf ?? '');
      for (const [open, close] of [[/[“„]/, '”'], ['«', '»'], ['(', ')']] as const) expect([path, text.split(open).length], text).toEqual([path, text.split(close).length]);
      expect(text, path).toBe(text.trim());
      expect(text, path).not.toMatch(/ {2}|[“”«»] [“”«»]/);
    }
  });
});

test('a broken translation is found: a value that is left out, and one that does not exist', () => {
  expect(filledIn(({ day }) => `${day}`).marks).toEqual(['day']);
  expect(filledIn(() => 'no day').marks).toEqual([]);
  expect(filledIn(({ dya }) => `${dya}`).marks).toEqual(['dya']);
});

test.each(LANGUAGES.filter((language) => language !== 'en'))('every ground of the standard policy is there in %s', (language) => {
  const { grounds } = NOTICE_WORDS[language];
  expect(Object.keys(grounds).sort()).toEqual(STANDARD_POLICY.grounds.map(({ number }) => number).sort());
  for (const { title, text } of Object.values(grounds)) expect(title !== '' && text.endsWith('.')).toBe(true);
});

test.each(LANGUAGES)('the forms after a number in %s are those that its plural rules ask for', (language) => {
  const { days } = NOTICE_WORDS[language];
  const asked = new Set(Array.from({ length: 130 }, (_, days) => new Intl.PluralRules(language).select(days)));
  for (const rule of asked) expect(days[rule] ?? days.other).not.toBe('');
  if (language === 'uk') expect(Object.keys(days).sort()).toEqual(['few', 'many', 'one', 'other']);
});

test('every language has its own name and its own letters', () => {
  expect(new Set(Object.values(OWN_NAMES)).size).toBe(LANGUAGES.length);
  const all = (language: Language) => [EVIDENCE_WORDS, NOTICE_WORDS, PAGE_WORDS].flatMap((catalogue) => leavesOf(catalogue[language])).map(([, leaf]) => (typeof leaf === 'function' ? filledIn(leaf).text : (leaf ?? ''))).join(' ');
  // Latin letters within a Ukrainian word would be read wrongly aloud, and found by nobody: looks alike, is not.
  expect(all('uk').replaceAll(/⟦\w+⟧/g, '').match(/[\u0400-\u04ff][a-zA-Z]|[a-zA-Z][\u0400-\u04ff]/g)).toBeNull();
  expect(all('uk')).not.toMatch(/[ыэъё]/i);
  for (const [language, foreign] of [['es', /[őűğşı]/], ['hu', /[ñğşı¿]/], ['tr', /[őűñ¿é]/]] as const) expect(all(language)).not.toMatch(foreign);
});
