import type { Instant } from '@/lib/kernel/instant';
import type { Hand } from '../../ui/hands';
import { px, type Scale } from './axis';

/** What lasts: a place, a network, a device. `to` null is still so at the end of the range. */
export type Bar = { from: Instant; to: Instant | null; hand: Hand; label: string; /** For narrow screens. */ short?: string };
/** What happened: a circle (open where it was not taken), a diamond for a lone leak. `hand` null is neutral. */
export type Mark = { at: Instant; shape: 'done' | 'open' | 'diamond'; hand: Hand | null; label: string };

/** Where things stand in the drawing, user units: the first lane's top, a lane's height, an hour's height in the actogram. */
export const TOP = 47;
export const LANE = 27;
export const HOUR_HIGH = 2;
export type Frame = { width: number; left: number; right: number; slim: boolean };
export const WIDE: Frame = { width: 836, left: 96, right: 824, slim: false };
export const SLIM: Frame = { width: 352, left: 58, right: 340, slim: true };
/** The height of a drawing with so many lanes, and where its hours begin. */
export const heightOf = (lanes: number, hours: boolean): { hours: number; bottom: number; whole: number } => {
  const top = TOP + lanes * LANE;
  const bottom = hours ? top + 60 : top + 4;
  return { hours: top, bottom, whole: bottom + 6 };
};

export type DrawnBar = { x: number; width: number; hand: Hand; label: string; short: string };
export type DrawnMark = { x: number; shape: Mark['shape']; hand: Hand | null; label: string; times: number };

/** Bars within the range, in order. Neighbours that say the same and nearly touch become one, so that thousands of sessions stay few shapes. */
export function barsIn(bars: readonly Bar[], from: Instant, to: Instant, scale: Scale): DrawnBar[] {
  const drawn: DrawnBar[] = [];
  for (const bar of [...bars].sort((a, b) => a.from - b.from)) {
    const end = bar.to ?? to;
    if (end <= from || bar.from >= to) continue;
    const x = Math.min(scale(Math.max(bar.from, from)), scale(to) - 1);
    const width = Math.max(1, px(scale(Math.min(end, to)) - x));
    const last = drawn.at(-1);
    if (last !== undefined && last.hand === bar.hand && last.label === bar.label && x - (last.x + last.width) < 3) last.width = px(Math.max(last.width, x + width - last.x));
    else drawn.push({ x, width, hand: bar.hand, label: bar.label, short: bar.short ?? bar.label });
  }
  return drawn;
}

/** Where several different things fell on one spot. */
export const SEVERAL = 'Several changes';

/** Marks within the range; those that would lie on each other become one that says how many, and only what all of them say. */
export function marksIn(marks: readonly Mark[], from: Instant, to: Instant, scale: Scale): DrawnMark[] {
  const drawn: DrawnMark[] = [];
  for (const mark of [...marks].sort((a, b) => a.at - b.at)) {
    if (mark.at < from || mark.at > to) continue;
    const x = scale(mark.at);
    const last = drawn.at(-1);
    if (last !== undefined && last.shape === mark.shape && last.hand === mark.hand && x - last.x < (last.label === mark.label ? 4 : 1)) {
      last.times += 1;
      if (last.label !== mark.label) last.label = SEVERAL;
    }
    else drawn.push({ x, shape: mark.shape, hand: mark.hand, label: mark.label, times: 1 });
  }
  return drawn;
}

/**
 * Where each mark's label goes: right of it, or left where the handover line or the next mark stands in the way; nowhere where neither
 * side has room. `end` is an SVG text anchor. Neighbours with the same words share the last one's label.
 */
export function labelled(marks: readonly DrawnMark[], widthOf: (mark: DrawnMark) => number, edges: { left: number; right: number }, line: number | null): ReadonlyMap<DrawnMark, 'start' | 'end'> {
  const kept = new Map<DrawnMark, 'start' | 'end'>();
  let writtenTo = edges.left;
  for (const [index, mark] of marks.entries()) {
    const [before, next] = [marks[index - 1], marks[index + 1]];
    if (mark.label === '' || (next !== undefined && next.label === mark.label && next.x - mark.x < 24)) continue;
    const width = widthOf(mark);
    const right = [mark.x + 9, mark.x + 9 + width] as const;
    const left = [mark.x - 9 - width, mark.x - 9] as const;
    const crosses = (side: readonly [number, number]) => line !== null && line > side[0] && line < side[1];
    if (right[1] <= Math.min(edges.right, (next?.x ?? Infinity) - 6) && !crosses(right)) {
      kept.set(mark, 'start');
      writtenTo = right[1];
    } else if (left[0] >= Math.max(writtenTo, (before?.x ?? -Infinity) + 6) && !crosses(left)) kept.set(mark, 'end');
  }
  return kept;
}

const GAP = 14 * 86_400_000;

/**
 * Bars as stretches for a table: sights of the same thing with less than two weeks between them are one, whatever was seen in between. Somebody who
 * changes between two devices every day has two lines and not one a day.
 */
export function runsOf(bars: readonly Bar[]): Bar[] {
  const runs: Bar[] = [];
  const latest = new Map<string, Bar>();
  for (const bar of [...bars].sort((a, b) => a.from - b.from)) {
    const key = `${bar.hand} ${bar.label}`;
    const last = latest.get(key);
    if (last !== undefined && (last.to === null || bar.from - last.to < GAP)) {
      last.to = last.to === null || bar.to === null ? null : Math.max(last.to, bar.to);
      continue;
    }
    const run = { ...bar };
    latest.set(key, run);
    runs.push(run);
  }
  return runs;
}

/** One week of the working hours: share of activity in each hour of the claimed local day, 0 to 1. */
export type Week = { from: Instant; to: Instant; hand: Hand; hours: readonly number[] };

const DEPTHS = [0.25, 0.5, 0.75, 1] as const;

/** The actogram as few paths: one for each hand and depth. `top` is hour 0; an hour is two pixels high. */
export function hoursIn(weeks: readonly Week[], from: Instant, to: Instant, scale: Scale, top: number): { hand: Hand; depth: number; boxes: { x: number; y: number; width: number; height: number }[] }[] {
  const groups = new Map<string, { hand: Hand; depth: number; boxes: { x: number; y: number; width: number; height: number }[] }>();
  for (const week of weeks) {
    if (week.to <= from || week.from >= to) continue;
    const x = scale(Math.max(from, week.from));
    const width = Math.max(1, scale(Math.min(to, week.to)) - x - 1);
    week.hours.forEach((share, hour) => {
      if (share <= 0.02) return;
      const depth = DEPTHS.find((step) => share <= step) ?? 1;
      const key = `${week.hand}${depth}`;
      const group = groups.get(key) ?? { hand: week.hand, depth, boxes: [] };
      group.boxes.push({ x, y: top + hour * HOUR_HIGH, width, height: 1.8 });
      groups.set(key, group);
    });
  }
  return [...groups.values()];
}
