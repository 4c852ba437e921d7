import type { Instant } from '../kernel/instant';
import { ENGLISH, type Reader } from '../kernel/language';
import { daysOnBoth, inWords, momentOnBoth } from './both-clocks';

/** A region may count years otherwise (Iran, Thailand): a deadline has one date for everybody. */
const WRITTEN = { calendar: 'gregory', numberingSystem: 'latn' } as const;

/** Formats are costly to make and few: one for each way of reading. */
const formats = new Map<string, Intl.DateTimeFormat>();

function formatted(at: Instant, locale: string, timeZone: string, part: 'day' | 'time'): string {
  const key = `${locale} ${timeZone} ${part}`;
  const known = formats.get(key) ?? new Intl.DateTimeFormat(locale, { timeZone, ...WRITTEN, ...(part === 'day' ? { day: 'numeric', month: 'long', year: 'numeric' } : { hour: '2-digit', minute: '2-digit', hourCycle: 'h23' }) });
  formats.set(key, known);
  return known.format(at);
}

/** "17 November 2026", by UTC; where the reader's zone has another day at that moment, that day stands beside it. */
export function dayWords(at: Instant, { locale, zone }: Reader = ENGLISH): string {
  return inWords(daysOnBoth(zone, (where) => formatted(at, locale, where, 'day')));
}

/** "17 November 2026, 14:10 UTC", and the same moment in the reader's zone where it is known and reads otherwise: "… UTC (17:10 Europe/Istanbul)". */
export function momentWords(at: Instant, { locale, zone }: Reader = ENGLISH): string {
  return inWords(momentOnBoth(at, zone, (when, where) => formatted(when, locale, where, 'day'), (when, where) => formatted(when, locale, where, 'time')));
}

/** "$1,870.00"; an unknown currency code stands before the number as it is. */
export function moneyWords(amount: number, currency: string, { locale }: Reader = ENGLISH): string {
  try {
    // British English writes "US$"; the console, and whoever reads plain English, has "$".
    return new Intl.NumberFormat(locale === ENGLISH.locale ? 'en-US' : locale, { style: 'currency', currency, numberingSystem: 'latn' }).format(amount);
  } catch {
    return `${currency} ${amount.toFixed(2)}`;
  }
}

/** "4,000" */
export function numberWords(value: number, { locale }: Reader = ENGLISH): string {
  return new Intl.NumberFormat(locale, { numberingSystem: 'latn' }).format(value);
}

/** "one, two and three" */
export function listWords(items: readonly string[], { locale }: Reader = ENGLISH): string {
  return new Intl.ListFormat(locale, { type: 'conjunction' }).format(items);
}

/** The form of a word that goes with a number, by the rules of the language: "1 day", "14 days", "21 день". */
export function formFor(count: number, locale: string, forms: Readonly<Partial<Record<Intl.LDMLPluralRule, string>> & { other: string }>): string {
  return forms[new Intl.PluralRules(locale).select(count)] ?? forms.other;
}

/** The text with a full stop, unless it has one: in some languages a date ends with its own ("2026. november 17."). */
export function sentence(text: string): string {
  return text.endsWith('.') ? text : `${text}.`;
}
