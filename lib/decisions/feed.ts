import { MINUTE, type Instant } from '../kernel/instant';

export const FEED_STATES = ['in-force', 'lifted'] as const;
export type FeedState = (typeof FEED_STATES)[number];

/** Where a change stands in the feed: ordered by its moment, then by its id ("decision_…:in-force"). */
export type Position = { at: Instant; id: string };

/**
 * Up to where a reader has read. `back` is set in the middle of a sweep of several pages: how far back the sweep's end returns.
 */
export type Cursor = Position & { back: Instant | null };

export const FEED_START: Cursor = { at: 0, id: '', back: null };

/**
 * A change bears the moment at which its command began and is seen once that command has committed; longer than this lies between
 * the two in no command. What is younger may still get a neighbour before it.
 */
export const SETTLES = 10 * MINUTE;

/**
 * The cursor after a page, read at `now`; `more` where the page was full. Inside a sweep it stands behind the last change, so that the
 * next page follows. At a sweep's end it goes back to what was surely settled when the sweep began: whatever commits late is
 * met by the next sweep, and the changes of the last minutes come again. Ids tell a reader what it has seen.
 */
export function cursorAfter(given: Cursor, last: Position | null, more: boolean, now: Instant): Cursor {
  const { at, id } = last ?? given;
  const settled = given.back ?? Math.max(0, now - SETTLES);
  if (more) return { at, id, back: settled };
  return at <= settled ? { at, id, back: null } : { at: settled, id: '', back: null };
}

export function writeCursor({ at, id, back }: Cursor): string {
  return Buffer.from(JSON.stringify([at, id, back])).toString('base64url');
}

/** The cursor in a text of ours; null for any other. */
export function readCursor(text: string): Cursor | null {
  try {
    const parts: unknown = JSON.parse(Buffer.from(text, 'base64url').toString('utf8'));
    if (!Array.isArray(parts) || parts.length !== 3) return null;
    const [at, id, back] = parts as [unknown, unknown, unknown];
    if (!isInstant(at) || typeof id !== 'string' || !/^[\w:-]{0,200}$/.test(id) || !(back === null || isInstant(back))) return null;
    return { at, id, back };
  } catch {
    return null;
  }
}

/** A moment from 1970 to the end of 9999, which RFC 3339 can write. */
function isInstant(value: unknown): value is Instant {
  return typeof value === 'number' && Number.isInteger(value) && value >= 0 && value < 253_402_300_800_000;
}
