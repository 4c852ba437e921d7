import fc from 'fast-check';
import { expect, test } from 'vitest';
import { MINUTE } from '../kernel/instant';
import { cursorAfter, FEED_START, readCursor, SETTLES, writeCursor, type Cursor, type Position } from './feed';

type Change = Position & { committedAt: number };

const after = (a: Position, b: Position): boolean => a.at > b.at || (a.at === b.at && a.id > b.id);

/** What the feed answers at `now`: committed changes behind the cursor, in order. */
function page(changes: readonly Change[], cursor: Cursor, limit: number, now: number): Change[] {
  return changes.filter((one) => one.committedAt <= now && after(one, cursor)).sort((a, b) => (after(a, b) ? 1 : -1)).slice(0, limit);
}

const moment = fc.integer({ min: 0, max: 90 * MINUTE });
const history = fc.array(fc.record({ at: moment, slow: fc.integer({ min: 0, max: SETTLES - 1 }) }), { maxLength: 25 })
  .map((list) => list.map(({ at, slow }, index): Change => ({ at, id: `decision_${index}:in-force`, committedAt: at + slow })));

test('a reader that goes on from its cursor misses no change, however late it commits and wherever the reader stops', () => {
  fc.assert(fc.property(history, fc.array(moment, { minLength: 1, maxLength: 40 }), fc.integer({ min: 1, max: 4 }), (changes, visits, limit) => {
    const seen = new Set<string>();
    let cursor = FEED_START;
    const read = (now: number): boolean => {
      const found = page(changes, cursor, limit, now);
      for (const { id } of found) seen.add(id);
      const more = found.length === limit;
      cursor = readCursor(writeCursor(cursorAfter(cursor, found.at(-1) ?? null, more, now)))!;
      return more;
    };
    // One page a visit: a reader may be gone for any time in the middle of a sweep.
    for (const now of visits.sort((a, b) => a - b)) read(now);
    const end = 90 * MINUTE + 2 * SETTLES;
    for (let sweeps = 0; sweeps < 3; sweeps += 1) while (read(end + sweeps)) { /* to the sweep's end */ }
    expect([...seen].sort()).toEqual(changes.map(({ id }) => id).sort());
  }));
});

test('at rest the cursor stands behind the last change, and nothing comes twice', () => {
  const last = { at: 5 * MINUTE, id: 'decision_1:lifted' };
  const cursor = cursorAfter(FEED_START, last, false, last.at + SETTLES);
  expect(cursor).toEqual({ ...last, back: null });
  expect(cursorAfter(cursor, null, false, last.at + 2 * SETTLES)).toEqual(cursor);
});

test('a young end of the feed is read again, a sweep in several pages as a whole', () => {
  const now = 60 * MINUTE;
  const young = { at: now - MINUTE, id: 'decision_9:in-force' };
  expect(cursorAfter(FEED_START, young, false, now)).toEqual({ at: now - SETTLES, id: '', back: null });
  const inside = cursorAfter(FEED_START, young, true, now);
  expect(inside).toEqual({ ...young, back: now - SETTLES });
  expect(cursorAfter(inside, null, false, now + 3 * SETTLES)).toEqual({ at: now - SETTLES, id: '', back: null });
});

test('a text that is no cursor of ours is none', () => {
  for (const text of ['', 'x', 'bnVsbA', Buffer.from('[1,"a\u0000",null]').toString('base64url'), Buffer.from('[-1,"",null]').toString('base64url'), Buffer.from('[1,"",1e99]').toString('base64url'), Buffer.from('[1,"a"]').toString('base64url')]) {
    expect(readCursor(text)).toBeNull();
  }
});
