import type { Clock } from '@/lib/evidence/both-clocks';
import type { Instant } from '@/lib/kernel/instant';
import type { Hand } from '../../ui/hands';
import { daysInBoth } from '../../ui/moment';
import { textWidth } from './axis';
import { CLEAR, placed, spotIn, type Extent, type Placed } from './room';

/** What lasts: a place, a network, a device. `to` null is still so at the end of the range. */
export type Bar = { from: Instant; to: Instant | null; hand: Hand; label: string; /** For narrow screens. */ short?: string };
/** What happened: a circle (open where it was not taken), a diamond for a lone leak. `hand` null is neutral. */
export type Mark = { at: Instant; shape: 'done' | 'open' | 'diamond'; hand: Hand | null; label: string };

/** Where things stand in the drawing, pixels from its top: the first lane, a lane's height, an hour's height in the actogram. */
export const TOP = 47;
export const LANE = 27;
export const HOUR_HIGH = 2;
/** How long the axis is on a desk of 1440, pixels: what is merged because it falls on one spot is merged by that. */
const DESK = 728;
/** The height of a drawing with so many lanes, and where its hours begin. */
export const heightOf = (lanes: number, hours: boolean): { hours: number; bottom: number; whole: number } => {
  const top = TOP + lanes * LANE;
  const bottom = hours ? top + 60 : top + 4;
  return { hours: top, bottom, whole: bottom + 6 };
};

/** Where an instant lies in a range: a share of the axis. */
export const shareIn = (from: Instant, to: Instant) => (at: Instant): number => (to <= from ? 0 : (at - from) / (to - from));

/** `x` and `width` are shares of the axis. */
export type DrawnBar = { x: number; width: number; hand: Hand; label: string; short: string };
export type DrawnMark = { x: number; shape: Mark['shape']; hand: Hand | null; label: string; times: number };

/** Bars within the range, in order. Neighbours that say the same and nearly touch become one, so that thousands of sessions stay few shapes. */
export function barsIn(bars: readonly Bar[], from: Instant, to: Instant): DrawnBar[] {
  const drawn: DrawnBar[] = [];
  const share = shareIn(from, to);
  for (const bar of [...bars].sort((a, b) => a.from - b.from)) {
    const end = bar.to ?? to;
    if (end <= from || bar.from >= to) continue;
    const x = Math.min(share(Math.max(bar.from, from)), 1 - 1 / DESK);
    const width = Math.max(1 / DESK, share(Math.min(end, to)) - x);
    const last = drawn.at(-1);
    if (last !== undefined && last.hand === bar.hand && last.label === bar.label && x - (last.x + last.width) < 3 / DESK) last.width = Math.max(last.width, x + width - last.x);
    else drawn.push({ x, width, hand: bar.hand, label: bar.label, short: bar.short ?? bar.label });
  }
  return drawn;
}

/** So narrow that it is drawn with others of its kind, as one shape. */
export const isNarrow = ({ width }: DrawnBar): boolean => width < 8 / DESK;

/** Where several different things fell on one spot. */
const SEVERAL = 'Several changes';

/** Marks within the range; those that would lie on each other become one that says how many, and only what all of them say. */
export function marksIn(marks: readonly Mark[], from: Instant, to: Instant): DrawnMark[] {
  const drawn: DrawnMark[] = [];
  const share = shareIn(from, to);
  for (const mark of [...marks].sort((a, b) => a.at - b.at)) {
    if (mark.at < from || mark.at > to) continue;
    const x = share(mark.at);
    const last = drawn.at(-1);
    if (last !== undefined && last.shape === mark.shape && last.hand === mark.hand && x - last.x < (last.label === mark.label ? 4 : 1) / DESK) {
      last.times += 1;
      if (last.label !== mark.label) last.label = SEVERAL;
    }
    else drawn.push({ x, shape: mark.shape, hand: mark.hand, label: mark.label, times: 1 });
  }
  return drawn;
}

export const markWords = ({ label, times }: DrawnMark): string => (label === SEVERAL ? `${times} changes` : times > 1 && label !== '' ? `${label}, ${times} times` : label);

/** Words in a lane, shown where the axis has `room` pixels or more, and fewer than `until`. */
export type LaneWords = Placed & { until?: number; words: string; hand: Hand | null; /** In a bar, or beside a mark. */ of: 'bar' | 'mark' };

/** How far a mark reaches to each side, and the handover line. */
const MARK = { from: -6, to: 6 } as const;
const LINE = { from: -1, to: 1 } as const;
/** Within the ground that words stand on, left and right of them (evidence.css). */
const PAD = { bar: 5, mark: 3 } as const;

/**
 * What is written in a lane, and from which room on: in each bar its name, first where it begins, else behind something that lies on it; then beside each mark what it says, right of it or
 * left. In no room does anything lie on a mark, on the handover line (`line`) or on other words; what has no room is left to the table. Neighbours that say the same share the last one's words.
 */
export function wordsIn(bars: readonly DrawnBar[], marks: readonly DrawnMark[], line: number | null): LaneWords[] {
  const taken: Extent[] = [...marks.map(({ x }) => ({ at: x, ...MARK })), ...(line === null ? [] : [{ at: line, ...LINE }])];
  const lying = [...taken];
  const written: LaneWords[] = [];
  const write = (words: LaneWords): void => {
    written.push(words);
    taken.push(words.spot);
  };
  for (const [index, bar] of bars.entries()) {
    if (isNarrow(bar)) continue;
    // A bar that begins later lies above it.
    const end = Math.min(bar.x + bar.width, bars[index + 1]?.x ?? 1);
    const starts = [{ at: bar.x, from: LINE.to + CLEAR }, { at: bar.x, from: MARK.to + CLEAR }, ...lying.filter(({ at }) => at > bar.x && at < end).map(({ at, to }) => ({ at, from: to + CLEAR }))];
    const spotFor = (words: string, usual: number) => spotIn(starts.map(({ at, from }) => ({ at, from, to: from + textWidth(words) + 2 * PAD.bar })), [...taken, { at: end, from: 0, to: 0 }], usual);
    const full = spotFor(bar.label, DESK);
    const short = spotFor(bar.short, 0);
    if (short !== null && short.room < (full?.room ?? Infinity)) write({ ...short, until: full?.room, words: bar.short, hand: bar.hand, of: 'bar' });
    if (full !== null) write({ ...full, words: bar.label, hand: bar.hand, of: 'bar' });
  }
  for (const [index, mark] of marks.entries()) {
    const next = marks[index + 1];
    const words = markWords(mark);
    if (words === '' || (next !== undefined && next.label === mark.label && next.x - mark.x < 24 / DESK)) continue;
    const [near, far] = [MARK.to + CLEAR, MARK.to + CLEAR + textWidth(words) + 2 * PAD.mark];
    const found = spotIn([{ at: mark.x, from: near, to: far }, { at: mark.x, from: -far, to: -near }], taken);
    if (found !== null) write({ ...found, words, hand: mark.hand, of: 'mark' });
  }
  return written;
}

/** The marks of an axis by their words, `beside` pixels right of the mark and clear of the handover (`line`): where it is short, every other one goes, and again. */
export function marksNamed<Named extends { at: number; words: string }>(marks: readonly Named[], size: number, beside: number, line: number | null): (Named & Placed)[] {
  const rank = (index: number): number => (index === 0 ? Infinity : index & -index);
  const ordered = marks.map((mark, index) => ({ ...mark, index })).sort((a, b) => rank(b.index) - rank(a.index));
  return placed(ordered, ({ at, words }) => [{ at, from: beside, to: beside + textWidth(words, size) }], { there: line === null ? [] : [{ at: line, ...LINE }] });
}

/** Notes on a life, each where it begins, or at the end where it would not fit on a desk. */
export function notesNamed<Named extends { at: number; words: string }>(notes: readonly Named[]): (Named & Placed)[] {
  return placed(notes, ({ at, words }) => [{ at, from: 0, to: textWidth(words) }, { at: 1, from: -textWidth(words), to: 0 }], { usual: DESK });
}

/** What is said of the handover, most first, each where the axis is as long as its words and too short for more; the last, on the clock of the axis alone, wherever nothing else has room. */
export function flagsOf(turn: { from: Instant; to: Instant; words: string }, { zone, now }: Clock): { words: string; width: number; room: number; until?: number }[] {
  const interval = daysInBoth(turn.from, turn.to, zone, now);
  const said = [...new Set([`Likely handover, ${interval}. ${turn.words}`, `Handover, ${interval}`, `Handover, ${daysInBoth(turn.from, turn.to, null, now)}`])].map((words) => ({ words, width: Math.ceil(textWidth(words, 11.5)) + 24 }));
  return said.map((one, nth) => ({ ...one, room: nth === said.length - 1 ? 0 : one.width, until: said[nth - 1]?.width }));
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

/** Units that a drawing is wide which is stretched to the axis. */
export const STRETCHED = 1000;

/** The actogram as few paths: one for each hand and depth. `top` is hour 0; an hour is two pixels high, and the axis `STRETCHED` units wide. */
export function hoursIn(weeks: readonly Week[], from: Instant, to: Instant, top: number): { hand: Hand; depth: number; boxes: { x: number; y: number; width: number; height: number }[] }[] {
  const groups = new Map<string, { hand: Hand; depth: number; boxes: { x: number; y: number; width: number; height: number }[] }>();
  const share = shareIn(from, to);
  for (const week of weeks) {
    if (week.to <= from || week.from >= to) continue;
    const x = share(Math.max(from, week.from)) * STRETCHED;
    const width = Math.max(1, share(Math.min(to, week.to)) * STRETCHED - x - 1);
    week.hours.forEach((busy, hour) => {
      if (busy <= 0.02) return;
      const depth = DEPTHS.find((step) => busy <= step) ?? 1;
      const key = `${week.hand}${depth}`;
      const group = groups.get(key) ?? { hand: week.hand, depth, boxes: [] };
      group.boxes.push({ x, y: top + hour * HOUR_HIGH, width, height: 1.8 });
      groups.set(key, group);
    });
  }
  return [...groups.values()];
}
