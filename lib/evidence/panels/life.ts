import { HOUR, type Instant } from '../../kernel/instant';
import type { PanelGiven } from './given';
import type { Hand } from './hands';
import { overviewOf, sameHands, type LaneBar } from './same-hands';

/**
 * The lanes over the whole life of an account in few numbers, for the drawing that moves while somebody brushes. Times are whole hours
 * since `from`; hands are places in `LIFE_HANDS`.
 */
export type LifeStrip = {
  from: Instant;
  to: Instant;
  lanes: readonly { id: string; bars: readonly (readonly [from: number, to: number, hand: number])[]; marks: readonly (readonly [at: number, hand: number])[] }[];
  /** Of each week a sign for every hour of the claimed day: "0" nothing to "9" the busiest hour. */
  weeks: readonly (readonly [from: number, hand: number, hours: string])[];
  turn: readonly [at: number, from: number, to: number] | null;
};

export const LIFE_HANDS: readonly Hand[] = ['verified', 'other', 'unknown'];
/** Columns of the drawing that moves; the range that is let go of is drawn in full. */
const COLUMNS = 600;

/** Null for an account of which nothing can be laid side by side. */
export function lifeOf(given: PanelGiven): LifeStrip | null {
  const { weeks, to } = overviewOf(given.history);
  const life = { from: weeks[0]?.from ?? given.range.from, to };
  const whole = sameHands({ ...given, range: life });
  if ('nothing' in whole) return null;
  const hours = (at: Instant): number => Math.round((Math.min(Math.max(at, life.from), life.to) - life.from) / HOUR);
  const hand = (one: Hand | null): number => LIFE_HANDS.indexOf(one ?? 'unknown');
  const column = Math.max(HOUR, (life.to - life.from) / COLUMNS);
  return {
    ...life,
    lanes: whole.lanes.map(({ id, bars, marks }) => ({
      id,
      bars: thinned(bars, life.to, column).map(({ from, to, hand: whose }) => [hours(from), Math.max(hours(from) + 1, hours(to)), hand(whose)] as const),
      marks: [...new Map(marks.map((mark) => [`${Math.floor((mark.at - life.from) / column)} ${mark.hand}`, [hours(mark.at), hand(mark.hand)] as const])).values()],
    })),
    weeks: whole.hours.map((week) => [hours(week.from), hand(week.hand), week.hours.map((share) => (share <= 0.02 ? 0 : Math.max(1, Math.min(9, Math.round(share * 9))))).join('')] as const),
    turn: whole.handover === null ? null : [hours(whole.handover.at), hours(whole.handover.from), hours(whole.handover.to)],
  };
}

type Run = { from: Instant; to: Instant; hand: Hand };

/** Neighbours of one hand that no column tells apart are one; what is shorter than a column is drawn only where nothing is yet. */
function thinned(bars: readonly LaneBar[], end: Instant, column: number): Run[] {
  const runs: Run[] = [];
  for (const bar of [...bars].sort((a, b) => a.from - b.from)) {
    const to = bar.to ?? end;
    const last = runs.at(-1);
    if (last !== undefined && last.hand === bar.hand && bar.from - last.to < column) last.to = Math.max(last.to, to);
    else if (last === undefined || to - bar.from >= column || bar.from >= last.to + column || last.to - last.from >= column) runs.push({ from: bar.from, to, hand: bar.hand });
  }
  return runs;
}
