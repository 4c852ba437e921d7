import { expect, test } from 'vitest';
import { LANGUAGES, readerOf, type Language } from '../kernel/language';
import { dayWords, momentWords, moneyWords, numberWords } from './wording';

const LATE = Date.UTC(2026, 10, 17, 22, 10);
/** Which of the white spaces stands before a unit is the locale's own business. */
const plain = (words: string): string => words.replace(/\s/g, ' ');

type Written = { zone: string; day: string; moment: string; money: string; number: string };
const WRITTEN: Readonly<Record<Language, Written>> = {
  en: { zone: 'Europe/London', day: '17 November 2026', moment: '17 November 2026, 22:10 UTC', money: '€12,345.50', number: '12,345.5' },
  es: { zone: 'Europe/Madrid', day: '17 de noviembre de 2026', moment: '17 de noviembre de 2026, 22:10 UTC (23:10 Europe/Madrid)', money: '12.345,50 €', number: '12.345,5' },
  hu: { zone: 'Europe/Budapest', day: '2026. november 17.', moment: '2026. november 17., 22:10 UTC (23:10 Europe/Budapest)', money: '12 345,50 EUR', number: '12 345,5' },
  tr: { zone: 'Europe/Istanbul', day: '17 Kasım 2026 UTC (18 Kasım 2026, Europe/Istanbul)', moment: '17 Kasım 2026, 22:10 UTC (18 Kasım 2026, 01:10 Europe/Istanbul)', money: '€12.345,50', number: '12.345,5' },
  uk: { zone: 'Europe/Kyiv', day: '17 листопада 2026 р. UTC (18 листопада 2026 р., Europe/Kyiv)', moment: '17 листопада 2026 р., 22:10 UTC (18 листопада 2026 р., 00:10 Europe/Kyiv)', money: '12 345,50 EUR', number: '12 345,5' },
};

test.each(LANGUAGES)('days, moments, money and numbers are written as people write them in %s, times on both clocks', (language) => {
  const { zone, ...written } = WRITTEN[language];
  const reader = readerOf({ tag: language, zone });
  expect({ day: plain(dayWords(LATE, reader)), moment: plain(momentWords(LATE, reader)), money: plain(moneyWords(12_345.5, 'EUR', reader)), number: plain(numberWords(12_345.5, reader)) }).toEqual(written);
});

test('the region of an account keeps its own way of writing numbers', () => {
  expect(numberWords(12_345.5, readerOf({ tag: 'es-MX', zone: null }))).toBe('12,345.5');
});

test('years are Gregorian and figures are Arabic wherever somebody lives: a deadline has one date', () => {
  for (const tag of ['tr-IR', 'en-TH', 'uk-SA']) expect(dayWords(LATE, readerOf({ tag, zone: null }))).toMatch(/2026/);
});

test('a currency that nobody knows stands before its amount as it is', () => {
  expect(moneyWords(12, '???')).toBe('??? 12.00');
});
