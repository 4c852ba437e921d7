import fc from 'fast-check';
import { expect, test } from 'vitest';
import { DAY } from '@/lib/kernel/instant';
import { daysWords, dragged, gripAt, lastDay, LEAST, pinched, rangeHref, shareOf, stepOf, stepped, wheelFactor, within, zoomed, type Grip, type Range } from './brush';

const life: Range = { from: 0, to: 700 * DAY };
const window: Range = { from: 100 * DAY, to: 200 * DAY };

test('the ends are taken near them, the window inside, and anywhere else draws a new one', () => {
  const at = { from: 0.2, to: 0.4 };
  expect([0.19, 0.21, 0.3, 0.39, 0.41, 0.6, 0.1].map((share) => gripAt(share, at, 0.02))).toEqual(['from', 'from', 'window', 'to', 'to', 'new', 'new']);
  expect(gripAt(0.3, { from: 0.3, to: 0.3 }, 0.02)).toBe('to');
});

test('a window that is dragged keeps its length and stops at the ends of the life', () => {
  expect(dragged(window, 'window', 150 * DAY, 170 * DAY, life)).toEqual({ from: 120 * DAY, to: 220 * DAY });
  expect(dragged(window, 'window', 150 * DAY, 690 * DAY, life)).toEqual({ from: 600 * DAY, to: 700 * DAY });
  expect(dragged(window, 'window', 150 * DAY, -90 * DAY, life)).toEqual({ from: 0, to: 100 * DAY });
});

test('an end that is pulled over the other turns the window round; a new window is drawn both ways', () => {
  expect(dragged(window, 'to', 200 * DAY, 40 * DAY, life)).toEqual({ from: 40 * DAY, to: 100 * DAY });
  expect(dragged(window, 'from', 100 * DAY, 260 * DAY, life)).toEqual({ from: 200 * DAY, to: 260 * DAY });
  expect(dragged(window, 'new', 400 * DAY, 300 * DAY, life)).toEqual({ from: 300 * DAY, to: 400 * DAY });
});

test('zooming keeps the instant under the pointer where it is, as far as the life goes', () => {
  expect(zoomed(window, 0.5, 125 * DAY, life)).toEqual({ from: 112.5 * DAY, to: 162.5 * DAY });
  expect(zoomed(window, 2, 150 * DAY, life)).toEqual({ from: 50 * DAY, to: 250 * DAY });
  expect(zoomed(window, 4, 110 * DAY, life)).toEqual({ from: 70 * DAY, to: 470 * DAY });
  // Past an end of the life it is moved in, and no longer than the life.
  expect(zoomed(window, 4, 190 * DAY, life)).toEqual({ from: 0, to: 400 * DAY });
  expect(zoomed(window, 100, 150 * DAY, life)).toEqual(life);
  expect(zoomed(window, 0.0001, 150 * DAY, life)).toEqual({ from: 149.5 * DAY, to: 150.5 * DAY });
});

test('the wheel zooms out towards the reader and in away from them, at most twice at once, whatever it is counted in', () => {
  expect([200, -200, 0, 5_000, -5_000].map((deltaY) => wheelFactor({ deltaY, deltaMode: 0 }))).toEqual([2, 0.5, 1, 2, 0.5]);
  expect(wheelFactor({ deltaY: 3, deltaMode: 1 })).toBeCloseTo(wheelFactor({ deltaY: 48, deltaMode: 0 }));
});

test('two fingers hold the days between them: apart is closer, and both together move the window', () => {
  expect(pinched(window, [0.4, 0.6], [0.3, 0.7], life)).toEqual({ from: 125 * DAY, to: 175 * DAY });
  expect(pinched(window, [0.3, 0.7], [0.4, 0.6], life)).toEqual({ from: 50 * DAY, to: 250 * DAY });
  expect(pinched(window, [0.6, 0.4], [0.7, 0.3], life)).toEqual({ from: 125 * DAY, to: 175 * DAY });
  expect(pinched(window, [0.4, 0.6], [0.5, 0.7], life)).toEqual({ from: 90 * DAY, to: 190 * DAY });
});

test('however somebody zooms, the window stays in the life and is no shorter than a day', () => {
  const share = fc.double({ min: 0, max: 1, noNaN: true });
  fc.assert(fc.property(fc.array(fc.oneof(fc.tuple(fc.double({ min: 0.01, max: 50, noNaN: true }), share), fc.tuple(share, share, share, share)), { maxLength: 12 }), (steps) => {
    let range = window;
    for (const step of steps) range = step.length === 2 ? zoomed(range, step[0], life.from + step[1] * (life.to - life.from), life) : pinched(range, [step[0], step[1]], [step[2], step[3]], life);
    expect(range.from).toBeGreaterThanOrEqual(life.from);
    expect(range.to).toBeLessThanOrEqual(life.to + 1);
    expect(range.to - range.from).toBeGreaterThanOrEqual(LEAST - 1);
  }));
});

test('keys move an end by a day, a week or a month, and never past the other end', () => {
  expect(['ArrowLeft', 'PageUp', 'Home', 'x'].map((key) => stepOf(key, false))).toEqual([-1, 30, -Infinity, null]);
  expect(stepOf('ArrowRight', true)).toBe(7);
  expect(stepped(window, 'from', 7, life)).toEqual({ from: 107 * DAY, to: 200 * DAY });
  expect(stepped(window, 'from', Infinity, life)).toEqual({ from: 199 * DAY, to: 200 * DAY });
  expect(stepped(window, 'to', -Infinity, life)).toEqual({ from: 100 * DAY, to: 101 * DAY });
  expect(stepped(window, 'window', Infinity, life)).toEqual({ from: 600 * DAY, to: 700 * DAY });
});

test('whatever is dragged or pressed, the range lies in the life and is a day at least', () => {
  const instant = fc.integer({ min: -100, max: 800 }).map((days) => days * DAY + 1234);
  fc.assert(fc.property(fc.constantFrom<Grip>('from', 'to', 'window', 'new'), instant, instant, instant, instant, fc.constantFrom(-30, -1, 1, 7, -Infinity, Infinity), (grip, a, b, start, at, step) => {
    const range = within({ from: Math.min(a, b), to: Math.max(a, b) }, life);
    for (const next of [dragged(range, grip, Math.min(life.to, Math.max(life.from, start)), at, life), stepped(range, grip === 'new' ? 'window' : grip, step, life)]) {
      expect(next.from).toBeGreaterThanOrEqual(life.from);
      expect(next.to).toBeLessThanOrEqual(life.to);
      expect(next.to - next.from).toBeGreaterThanOrEqual(LEAST);
    }
  }));
});

test('a range is written as whole days, its last one included', () => {
  expect(rangeHref('/cases/c', { from: Date.parse('2026-09-01T13:00:00Z'), to: Date.parse('2026-09-04T01:00:00Z') })).toBe('/cases/c?from=2026-09-01&to=2026-09-05');
  expect(rangeHref('/cases/c', { from: Date.parse('2026-09-01T00:00:00Z'), to: Date.parse('2026-09-01T00:00:00Z') })).toBe('/cases/c?from=2026-09-01&to=2026-09-02');
  expect(shareOf(350 * DAY, life)).toBe(0.5);
});

test('in words a range ends with its last day, and not with the midnight after it', () => {
  const from = Date.parse('2026-10-15T00:00:00Z');
  expect([daysWords({ from, to: Date.parse('2026-11-30T00:00:00Z') }), daysWords({ from, to: Date.parse('2026-11-29T22:00:00Z') }), lastDay({ to: from + DAY })]).toEqual(['15 Oct 2026 to 29 Nov 2026', '15 Oct 2026 to 29 Nov 2026', '15 Oct 2026']);
});
