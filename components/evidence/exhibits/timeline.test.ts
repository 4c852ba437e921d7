import { expect, test } from 'vitest';
import { joined, linear, rects } from './axis';
import { barsIn, hoursIn, labelled, marksIn, runsOf, type Bar } from './timeline-layout';

const scale = linear(0, 1000, 0, 800);

test('thousands of sessions that say the same become one bar', () => {
  const bars: Bar[] = Array.from({ length: 5_000 }, (_, i) => ({ from: i / 5, to: i / 5 + 0.15, hand: 'verified', label: 'Leeds' }));
  expect(barsIn(bars, 0, 1000, scale)).toEqual([{ x: 0, width: 800, hand: 'verified', label: 'Leeds', short: 'Leeds' }]);
});

test('short bars that fall on the same pixels are said once, and cover what they covered', () => {
  const bar = (x: number, width = 1) => ({ x, y: 7, width, height: 13 });
  expect(joined([bar(5.3), bar(1), bar(1), bar(1.7), bar(2.7, 2), bar(1.2)])).toEqual([bar(1, 3.7), bar(5.3)]);
  expect(rects(joined(Array.from({ length: 5_000 }, (_, i) => bar(Math.round(i / 10) / 10)))).length).toBeLessThan(30);
});

test('bars are cut to the range and those outside it are left out', () => {
  const drawn = barsIn([{ from: -50, to: 100, hand: 'verified', label: 'a' }, { from: 900, to: null, hand: 'other', label: 'b' }, { from: 1200, to: 1300, hand: 'other', label: 'c' }], 0, 1000, scale);
  expect(drawn.map(({ x, width }) => [x, width])).toEqual([[0, 80], [720, 80]]);
});

test('marks on the same spot are counted, others stay apart', () => {
  const marks = [{ at: 100, shape: 'open' as const, hand: null, label: 'x' }, { at: 101, shape: 'open' as const, hand: null, label: 'x' }, { at: 500, shape: 'done' as const, hand: null, label: 'y' }];
  expect(marksIn(marks, 0, 1000, scale).map(({ times }) => times)).toEqual([2, 1]);
});

test('a label is written where it has room, on the side that has it, and never over the handover', () => {
  const width = (mark: { label: string }) => mark.label.length * 6;
  const drawn = marksIn([{ at: 0, shape: 'done', hand: null, label: 'long words here' }, { at: 40, shape: 'done', hand: null, label: 'b' }, { at: 990, shape: 'done', hand: null, label: 'at the end' }], 0, 1000, scale);
  expect([...labelled(drawn, width, { left: 0, right: 800 }, null)].map(([mark, side]) => [mark.label, side])).toEqual([['b', 'start'], ['at the end', 'end']]);
  const checked = marksIn([{ at: 500, shape: 'done', hand: null, label: 'passed' }], 0, 1000, scale);
  expect([...labelled(checked, width, { left: 0, right: 800 }, 420).values()]).toEqual(['end']);
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
  expect(hoursIn(weeks, 0, 1000, scale, 0).length).toBeLessThanOrEqual(8);
});
