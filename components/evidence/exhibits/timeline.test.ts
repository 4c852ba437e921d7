import fc from 'fast-check';
import { expect, test } from 'vitest';
import { joined, rects } from './axis';
import { barsIn, flagsOf, hoursIn, marksIn, marksNamed, notesNamed, runsOf, wordsIn, type Bar, type LaneWords, type Mark } from './timeline-layout';

test('thousands of sessions that say the same become one bar', () => {
  const bars: Bar[] = Array.from({ length: 5_000 }, (_, i) => ({ from: i / 5, to: i / 5 + 0.15, hand: 'verified', label: 'Leeds' }));
  expect(barsIn(bars, 0, 1000)).toEqual([{ x: 0, width: expect.closeTo(1), hand: 'verified', label: 'Leeds', short: 'Leeds' }]);
});

test('short bars that fall on the same pixels are said once, and cover what they covered', () => {
  const bar = (x: number, width = 1) => ({ x, y: 7, width, height: 13 });
  expect(joined([bar(5.3), bar(1), bar(1), bar(1.7), bar(2.7, 2), bar(1.2)])).toEqual([bar(1, 3.7), bar(5.3)]);
  expect(rects(joined(Array.from({ length: 5_000 }, (_, i) => bar(Math.round(i / 10) / 10)))).length).toBeLessThan(30);
});

test('bars are cut to the range and those outside it are left out', () => {
  const drawn = barsIn([{ from: -50, to: 100, hand: 'verified', label: 'a' }, { from: 900, to: null, hand: 'other', label: 'b' }, { from: 1200, to: 1300, hand: 'other', label: 'c' }], 0, 1000);
  expect(drawn.map(({ x, width }) => [x, width])).toEqual([[0, 0.1], [0.9, expect.closeTo(0.1)]]);
});

test('marks on the same spot are counted, others stay apart', () => {
  const marks = [{ at: 100, shape: 'open' as const, hand: null, label: 'x' }, { at: 101, shape: 'open' as const, hand: null, label: 'x' }, { at: 500, shape: 'done' as const, hand: null, label: 'y' }];
  expect(marksIn(marks, 0, 1000).map(({ times }) => times)).toEqual([2, 1]);
});

const shownAt = (room: number) => (one: LaneWords): boolean => room >= one.room && room < (one.until ?? Infinity);

test('a mark says what it is on the side that has room, and never over another or over the handover', () => {
  const sides = (marks: Mark[], line: number | null) => wordsIn([], marksIn(marks, 0, 1000), line).filter(shownAt(800)).map(({ words, spot }) => [words, spot.from > 0 ? 'right' : 'left']);
  expect(sides([{ at: 0, shape: 'done', hand: null, label: 'long words here' }, { at: 40, shape: 'done', hand: null, label: 'b' }, { at: 990, shape: 'done', hand: null, label: 'at the end' }], null)).toEqual([['b', 'right'], ['at the end', 'left']]);
  expect(sides([{ at: 500, shape: 'done', hand: null, label: 'passed' }], 0.42)).toEqual([['passed', 'right']]);
  // Two changes on either side of the handover, nearly on it: what would run into the line is left out.
  expect(sides([{ at: 503, shape: 'done', hand: null, label: 'Rate, skills' }, { at: 512, shape: 'done', hand: null, label: 'Photo, headline' }], 0.5)).toEqual([['Photo, headline', 'right']]);
});

test('a bar is named behind what lies on its beginning, in few words where it has little room', () => {
  const bars = barsIn([{ from: 0, to: 900, hand: 'other', label: 'Lagos (Ikoyi), hosting', short: 'Ikoyi' }], 0, 1000);
  const leak = marksIn([{ at: 30, shape: 'diamond', hand: 'other', label: '' }], 0, 1000);
  const at = (room: number) => wordsIn(bars, leak, null).filter(shownAt(room)).map(({ words, spot }) => [words, spot.at]);
  expect([at(728), at(100), at(40)]).toEqual([[['Lagos (Ikoyi), hosting', 0.03]], [['Ikoyi', 0.03]], []]);
});

test('whatever stands in a lane and however long its axis is, no words lie on others, on a mark or on the handover, and all lie in it', () => {
  const instant = fc.integer({ min: 0, max: 1000 });
  const label = fc.constantFrom('', 'Leeds, declared', 'VPN exit', 'D-9E2, remote-control traces', 'Photo, headline and rate', 'Document and face passed');
  const hand = fc.constantFrom('verified' as const, 'other' as const, 'unknown' as const);
  const bar = fc.record({ at: instant, length: fc.integer({ min: 1, max: 700 }), hand, label, short: fc.constantFrom('VPN', 'Leeds', 'D-9E2') });
  const mark = fc.record({ at: instant, shape: fc.constantFrom('done' as const, 'open' as const, 'diamond' as const), hand, label });
  fc.assert(fc.property(fc.array(bar, { maxLength: 9 }), fc.array(mark, { maxLength: 14 }), fc.option(fc.double({ min: 0, max: 1, noNaN: true })), fc.integer({ min: 150, max: 1_400 }), (stays, happened, line, room) => {
    const bars = barsIn(stays.map(({ at, length, ...rest }) => ({ from: at, to: at + length, ...rest })), 0, 1000);
    const marks = marksIn(happened, 0, 1000);
    const words = wordsIn(bars, marks, line).filter(shownAt(room)).map(({ spot: { at, from, to } }) => [at * room + from, at * room + to] as const);
    const still = [...marks.map(({ x }) => [x * room - 5, x * room + 5] as const), ...(line === null ? [] : [[line * room - 0.8, line * room + 0.8] as const])];
    for (const [index, [left, right]] of words.entries()) {
      expect(left).toBeGreaterThanOrEqual(-0.01);
      expect(right).toBeLessThanOrEqual(room + 0.01);
      for (const [from, to] of [...words.slice(index + 1), ...still]) expect(right <= from || to <= left).toBe(true);
    }
  }));
});

test('of the marks of an axis those between others lose their words first, and a note that would end past a desk’s edge ends at it', () => {
  const months = Array.from({ length: 12 }, (_, index) => ({ at: index / 12, words: 'Nov' }));
  const named = (room: number) => marksNamed(months, 11, 4, null).filter((one) => room >= one.room).map(({ at }) => Math.round(at * 12)).sort((a, b) => a - b);
  expect(named(728)).toEqual([0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11]);
  expect(named(280)).toEqual([0, 2, 4, 6, 8, 10]);
  expect(named(120)).toEqual([0, 4, 8]);
  // One that would run into the handover has none.
  expect(marksNamed(months, 11, 4, 3.1 / 12).map(({ at }) => Math.round(at * 12)).includes(3)).toBe(false);
  expect(notesNamed([{ at: 0, words: 'Registered, Mar 2024' }, { at: 0.98, words: 'Active again' }]).map(({ spot, room }) => [spot.at, spot.at === 0 ? spot.from : spot.to, room < 300])).toEqual([[0, 0, true], [1, 0, true]]);
});

test('of the handover as much is said as has room, and where the declared clock has other days, on a phone the days of the axis alone', () => {
  const turn = { from: Date.UTC(2026, 8, 9), to: Date.UTC(2026, 8, 11), words: 'Six lanes change within 8 days' };
  const at = (room: number, zone: string | null) => flagsOf(turn, { zone, now: turn.to }).filter((one) => room >= one.room && room < (one.until ?? Infinity)).map(({ words }) => words);
  expect([at(728, 'Europe/London'), at(226, 'Europe/London')]).toEqual([['Likely handover, 9 to 11 Sep. Six lanes change within 8 days'], ['Handover, 9 to 11 Sep']]);
  const far = 'Handover, 9 to 11 Sep UTC (8 to 10 Sep, America/New_York)';
  expect([at(728, 'America/New_York'), at(480, 'America/New_York'), at(296, 'America/New_York'), at(226, 'America/New_York')]).toEqual([[expect.stringContaining('Likely')], [far], ['Handover, 9 to 11 Sep'], ['Handover, 9 to 11 Sep']]);
  for (const zone of ['Europe/London', 'America/Los_Angeles']) expect(flagsOf(turn, { zone, now: turn.to }).at(-1)!.width).toBeLessThan(226);
});

test('the table twin of thousands of sessions has a row for each stretch', () => {
  const session = (i: number, label: string): Bar => ({ from: i * 3_600_000, to: i * 3_600_000 + 1_800_000, hand: 'verified', label });
  const runs = runsOf([...Array.from({ length: 3000 }, (_, i) => session(i, 'a')), ...Array.from({ length: 3000 }, (_, i) => session(3000 + i, 'b'))]);
  expect(runs.map(({ label, from, to }) => [label, from, to])).toEqual([['a', 0, 2999 * 3_600_000 + 1_800_000], ['b', 3000 * 3_600_000, 5999 * 3_600_000 + 1_800_000]]);
});

test('two things that take turns every day are two rows of the table twin', () => {
  const turns = Array.from({ length: 3000 }, (_, i): Bar => ({ from: i * 3_600_000, to: i * 3_600_000 + 1_800_000, hand: 'verified', label: i % 2 === 0 ? 'a' : 'b' }));
  expect(runsOf(turns).map(({ label }) => label)).toEqual(['a', 'b']);
  const pause = 20 * 24 * 3_600_000;
  expect(runsOf([...turns, { from: 3000 * 3_600_000 + pause, to: null, hand: 'verified', label: 'a' }]).map(({ label }) => label)).toEqual(['a', 'b', 'a']);
});

test('a year of hours is a handful of paths', () => {
  const weeks = Array.from({ length: 52 }, (_, i) => ({ from: i * 19, to: i * 19 + 19, hand: i < 30 ? 'verified' as const : 'other' as const, hours: Array.from({ length: 24 }, (_, h) => (h + i) % 5 / 4) }));
  expect(hoursIn(weeks, 0, 1000, 0).length).toBeLessThanOrEqual(8);
});
