/** Milliseconds since 1970-01-01T00:00:00Z. The one representation of a moment inside the book. */
export type Instant = number;

export const SECOND = 1_000;
export const MINUTE = 60 * SECOND;
export const HOUR = 60 * MINUTE;
export const DAY = 24 * HOUR;

/** RFC 3339 in UTC, whole seconds unless the moment has milliseconds. */
export function rfc3339(at: Instant): string {
  return new Date(at).toISOString().replace('.000Z', 'Z');
}

/** As a value for `timestamptz` in written SQL; a moment that never comes, or never was, is its infinity. */
export function iso(at: Instant): string {
  if (Math.abs(at) === Infinity) return at > 0 ? 'infinity' : '-infinity';
  return new Date(at).toISOString();
}

/** The same where there may be none. */
export function isoOf(at: Instant | null): string | null {
  return at === null ? null : iso(at);
}

/** The UTC calendar day a moment falls on, counted in days since 1970-01-01. */
export function dayOf(at: Instant): number {
  return Math.floor(at / DAY);
}
