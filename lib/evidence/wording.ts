import type { Instant } from '../kernel/instant';

const DAY_FORMAT = new Intl.DateTimeFormat('en-GB', { timeZone: 'UTC', day: 'numeric', month: 'long', year: 'numeric' });
const TIME_FORMAT = new Intl.DateTimeFormat('en-GB', { timeZone: 'UTC', hour: '2-digit', minute: '2-digit', hourCycle: 'h23' });

/** "17 November 2026" */
export function dayWords(at: Instant): string {
  return DAY_FORMAT.format(at);
}

/** "17 November 2026, 14:10 UTC": a deadline names its zone. */
export function momentWords(at: Instant): string {
  return `${dayWords(at)}, ${TIME_FORMAT.format(at)} UTC`;
}

/** "$1,870.00"; an unknown currency code stands before the number as it is. */
export function moneyWords(amount: number, currency: string): string {
  try {
    return new Intl.NumberFormat('en-US', { style: 'currency', currency }).format(amount);
  } catch {
    return `${currency} ${amount.toFixed(2)}`;
  }
}

/** "one, two and three" */
export function listWords(items: readonly string[]): string {
  const last = items.at(-1) ?? '';
  return items.length < 2 ? last : `${items.slice(0, -1).join(', ')} and ${last}`;
}
