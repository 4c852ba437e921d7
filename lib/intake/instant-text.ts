import type { Instant } from '../kernel/instant';

const DAYS = [31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31] as const;
const SHORTEST = '2026-03-02T09:30:00Z'.length;

/**
 * The moment that an RFC 3339 text names, or null where it names none: impossible dates, 24:00, leap seconds (:60), no offset.
 * Digits beyond the millisecond are dropped. Read by position rather than by pattern: every event passes here several times.
 */
export function instantOf(text: string): Instant | null {
  if (text.length < SHORTEST || text[4] !== '-' || text[7] !== '-' || text[13] !== ':' || text[16] !== ':' || (text[10] !== 'T' && text[10] !== 't')) return null;
  const year = digits(text, 0, 4);
  const month = digits(text, 5, 2);
  const day = digits(text, 8, 2);
  const hour = digits(text, 11, 2);
  const minute = digits(text, 14, 2);
  const second = digits(text, 17, 2);
  // Comparisons with NaN are false, so what is no digit ends here as well.
  if (!(year >= 0 && month >= 1 && month <= 12 && day >= 1 && day <= daysIn(year, month) && hour <= 23 && minute <= 59 && second <= 59)) return null;
  let at = 19;
  let ms = 0;
  if (text[at] === '.') {
    const from = at + 1;
    for (at = from; isDigit(text.charCodeAt(at));) at += 1;
    if (at === from) return null;
    for (let place = 0; place < 3; place += 1) ms = ms * 10 + (from + place < at ? text.charCodeAt(from + place) - ZERO : 0);
  }
  const offset = offsetMinutes(text, at);
  // Years below 100 would be read as 19xx; they are long before anything we accept either way.
  return offset === null ? null : Date.UTC(year, month - 1, day, hour, minute - offset, second, ms);
}

/** True where the text has a leap second in the place of its seconds. */
export function isLeapSecond(text: string): boolean {
  return instantOf(text) === null && text.slice(17, 19) === '60' && instantOf(`${text.slice(0, 17)}59${text.slice(19)}`) !== null;
}

/** Z, or ±hh:mm to the end of the text. */
function offsetMinutes(text: string, at: number): number | null {
  const sign = text[at];
  if (sign === 'Z' || sign === 'z') return text.length === at + 1 ? 0 : null;
  if ((sign !== '+' && sign !== '-') || text.length !== at + 6 || text[at + 3] !== ':') return null;
  const hour = digits(text, at + 1, 2);
  const minute = digits(text, at + 4, 2);
  if (!(hour <= 23 && minute <= 59)) return null;
  return (sign === '-' ? -1 : 1) * (hour * 60 + minute);
}

const ZERO = 0x30;

function isDigit(code: number): boolean {
  return code >= ZERO && code <= 0x39;
}

/** The number that `count` digits write, NaN where one of them is none. */
function digits(text: string, from: number, count: number): number {
  let number = 0;
  for (let at = from; at < from + count; at += 1) {
    const code = text.charCodeAt(at);
    if (!isDigit(code)) return Number.NaN;
    number = number * 10 + code - ZERO;
  }
  return number;
}

function daysIn(year: number, month: number): number {
  if (month === 2 && year % 4 === 0 && (year % 100 !== 0 || year % 400 === 0)) return 29;
  return DAYS[month - 1] ?? 0;
}
