import type { LifeStrip } from '@/lib/evidence/panels/life';
import { HOUR } from '@/lib/kernel/instant';
import { axisMarks } from '../../ui/moment';
import { daysWords, type Range } from './brush';
import { heightOf, HOUR_HIGH, LANE, TOP } from './timeline-layout';

/** What the canvas needs of the page: colours as they are now, and fills for the three hands in the order of the strip. */
export type Inks = { surface: string; text: string; quiet: string; line: string; hands: readonly (string | CanvasPattern)[] };

/** One bar of a lane in columns of the screen. */
export type Column = { x: number; width: number; hand: number };

/** Between two marks of the axis, pixels: their words fit between. */
const WORDS = 56;

/** The bars of one lane within a range, whole columns wide: neighbours of one hand in the same column are one, so that no lane has more shapes than columns. */
export function columnsOf(bars: LifeStrip['lanes'][number]['bars'], from: number, to: number, width: number): Column[] {
  const columns: Column[] = [];
  const scale = width / (to - from);
  for (const [start, end, hand] of bars) {
    if (end <= from || start >= to) continue;
    const x = Math.floor(Math.max(0, start - from) * scale);
    const right = Math.max(x + 1, Math.ceil(Math.min(width, (end - from) * scale)));
    const last = columns.at(-1);
    if (last !== undefined && last.hand === hand && x <= last.x + last.width) last.width = Math.max(last.width, right - last.x);
    else if (last === undefined || right > last.x + last.width) columns.push({ x, width: right - x, hand });
  }
  return columns;
}

/**
 * Draws the lanes over a range, right of their names, where the finished drawing stands: what somebody sees while the brush moves.
 * The canvas covers the plot; heights and words are those of the finished drawing.
 */
export function drawLife(canvas: HTMLCanvasElement, strip: LifeStrip, range: Range, lanes: number, hours: boolean, inks: Inks): void {
  const context = canvas.getContext('2d');
  if (context === null) return;
  const { bottom, whole, hours: hoursTop } = heightOf(lanes, hours);
  const scale = canvas.height / whole;
  const width = canvas.width / scale;
  context.setTransform(scale, 0, 0, scale, 0, 0);
  context.fillStyle = inks.surface;
  context.fillRect(0, 0, width, whole);
  const [from, to] = [(range.from - strip.from) / HOUR, (range.to - strip.from) / HOUR];
  const xOf = (hour: number): number => ((hour - from) / (to - from)) * width;

  context.font = '11px Inter, sans-serif';
  context.lineWidth = 1;
  for (const { at, words } of axisMarks(range.from, range.to, Math.min(12, Math.floor(width / WORDS)))) {
    const x = xOf((at - strip.from) / HOUR);
    context.fillStyle = inks.line;
    context.fillRect(x, 43, 1, bottom - 43);
    context.fillStyle = inks.quiet;
    context.fillText(words, x + 4, 38);
  }
  strip.lanes.forEach((lane, index) => {
    const y = TOP + index * LANE;
    context.fillStyle = inks.line;
    context.fillRect(0, y, width, 1);
    for (const column of columnsOf(lane.bars, from, to, width)) {
      context.fillStyle = inks.hands[column.hand] ?? inks.line;
      context.fillRect(column.x, y + 7, column.width, 13);
    }
    for (const [at, hand] of lane.marks) {
      if (at < from || at > to) continue;
      context.fillStyle = hand === 2 ? inks.quiet : (inks.hands[hand] ?? inks.quiet);
      context.beginPath();
      context.arc(xOf(at), y + 13.5, 4.5, 0, 7);
      context.fill();
    }
  });
  if (hours) {
    context.fillStyle = inks.line;
    context.fillRect(0, hoursTop, width, 1);
    for (const [start, hand, shares] of strip.weeks) {
      const x = xOf(start);
      const right = xOf(start + 168);
      if (right < 0 || x > width) continue;
      context.fillStyle = inks.hands[hand] ?? inks.line;
      for (let hour = 0; hour < 24; hour += 1) {
        const share = shares.charCodeAt(hour) - 48;
        if (share <= 0) continue;
        context.globalAlpha = Math.ceil((share / 9) * 4) / 4;
        context.fillRect(x, hoursTop + 6 + hour * HOUR_HIGH, Math.max(1, right - x - 1), 1.8);
      }
      context.globalAlpha = 1;
    }
  }
  if (strip.turn !== null) {
    const [at, start, end] = strip.turn.map(xOf) as [number, number, number];
    context.fillStyle = inks.text;
    context.globalAlpha = 0.09;
    context.fillRect(start, 43, Math.max(2, end - start), bottom - 41);
    context.globalAlpha = 1;
    context.fillRect(at - 0.8, 22, 1.6, bottom - 20);
  }
  context.fillStyle = inks.text;
  context.font = '600 12px Inter, sans-serif';
  const words = daysWords(range);
  context.fillText(words, Math.max(0, (width - context.measureText(words).width) / 2), 15);
}

/** Colours of the theme as it is, with the same fills for the hands that the finished drawing has. */
export function inksOf(element: Element): Inks {
  const style = getComputedStyle(element);
  const ink = (name: string): string => style.getPropertyValue(name).trim();
  return {
    surface: ink('--surface'), text: ink('--text'), quiet: ink('--text-2'), line: ink('--line'),
    hands: [ink('--teal'), hatch(ink('--ochre-mid'), ink('--ochre-text')), dots(ink('--line'), ink('--text-3'))],
  };
}

function tile(draw: (context: CanvasRenderingContext2D) => void, instead: string): string | CanvasPattern {
  const small = document.createElement('canvas');
  [small.width, small.height] = [7, 7];
  const context = small.getContext('2d');
  if (context === null) return instead;
  draw(context);
  return context.createPattern(small, 'repeat') ?? instead;
}

function hatch(ground: string, stroke: string): string | CanvasPattern {
  return tile((context) => {
    context.fillStyle = ground;
    context.fillRect(0, 0, 7, 7);
    context.strokeStyle = stroke;
    context.lineWidth = 1.7;
    context.beginPath();
    for (const shift of [-7, 0, 7]) {
      context.moveTo(shift - 1, 8);
      context.lineTo(shift + 8, -1);
    }
    context.stroke();
  }, stroke);
}

function dots(ground: string, dot: string): string | CanvasPattern {
  return tile((context) => {
    context.fillStyle = ground;
    context.fillRect(0, 0, 7, 7);
    context.fillStyle = dot;
    context.beginPath();
    context.arc(3.5, 3.5, 1.1, 0, 7);
    context.fill();
  }, ground);
}
