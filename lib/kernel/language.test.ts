import { expect, test } from 'vitest';
import { inEnglish, languageAskedFor, languageNamed, languageOf, markOf, readerOf } from './language';

test.each([['tr', 'tr'], ['tr-TR', 'tr'], ['TR_tr', 'tr'], ['uk-Cyrl-UA', 'uk'], ['es-419', 'es'], [' hu ', 'hu'], ['en-US', 'en'], ['de', 'en'], ['', 'en'], ['ukr', 'en'], [null, 'en'], [undefined, 'en']] as const)('the tag %s reads as %s', (tag, language) => {
  expect(languageOf(tag)).toBe(language);
});

test('what is written in any language is marked with it, and with nothing where it is not known', () => {
  expect(['tr-TR', 'TR_tr', ' hu ', 'de-AT', 'uk-Cyrl-UA', 'not a tag', '', null, undefined].map(markOf)).toEqual(['tr-TR', 'tr-TR', 'hu', 'de-AT', 'uk-Cyrl-UA', null, null, null, null]);
});

test('a name is one of ours exactly, or none', () => {
  expect(languageNamed('uk')).toBe('uk');
  for (const other of ['UK', 'uk-UA', 'de', '', null, ['uk'], 5]) expect(languageNamed(other)).toBeNull();
});

test('a reader keeps the region of their account while they read its language, and the zone always', () => {
  expect(readerOf({ tag: 'es-MX', zone: 'America/Mexico_City' })).toEqual({ language: 'es', locale: 'es-MX', zone: 'America/Mexico_City' });
  expect(readerOf({ tag: 'es-MX', zone: 'America/Mexico_City' }, 'hu')).toEqual({ language: 'hu', locale: 'hu', zone: 'America/Mexico_City' });
  expect(readerOf({ tag: 'de-AT', zone: 'Mars/Olympus' })).toEqual({ language: 'en', locale: 'en-GB', zone: null });
  expect(readerOf({ tag: 'not a tag', zone: '' })).toEqual({ language: 'en', locale: 'en-GB', zone: null });
  expect(inEnglish({ zone: 'Europe/Istanbul' })).toEqual({ language: 'en', locale: 'en-GB', zone: 'Europe/Istanbul' });
});

test.each([['uk-UA,uk;q=0.9,en;q=0.5', 'uk'], ['de,en;q=0.4,hu;q=0.6', 'hu'], ['de-DE', null], ['es;q=0', null], ['', null], [null, null], [';;q=x,', null]] as const)('a browser that asks for %s gets %s', (header, language) => {
  expect(languageAskedFor(header)).toBe(language);
});
