import { DAY, type Instant } from '@/lib/kernel/instant';
import { date } from '../../ui/moment';

/** The geometry of the brush: which days a drag, a key or a pair of ends asks for. Instants; shares are of the life of the account, 0 to 1. */
export type Range = { from: Instant; to: Instant };
/** What is held: one end, the whole window, or nothing yet, which draws a new window. */
export type Grip = 'from' | 'to' | 'window' | 'new';

/** No drag makes a range shorter. */
export const LEAST = DAY;

/** Where an instant lies in a life, 0 to 1. */
export function shareOf(at: Instant, life: Range): number {
  return life.to <= life.from ? 0 : Math.min(1, Math.max(0, (at - life.from) / (life.to - life.from)));
}

/** The range within the life: moved in before it is cut, and never shorter than a day. */
export function within({ from, to }: Range, life: Range): Range {
  const length = Math.min(Math.max(LEAST, to - from), Math.max(LEAST, life.to - life.from));
  const start = Math.max(life.from, Math.min(from, life.to - length));
  return { from: start, to: start + length };
}

/** What has hold of the window at this place: an end within `near`, the window itself, or nothing. All are shares. */
export function gripAt(at: number, window: { from: number; to: number }, near: number): Grip {
  const [left, right] = [Math.abs(at - window.from), Math.abs(at - window.to)];
  if (Math.min(left, right) <= near) return left < right || (left === right && at < window.from) ? 'from' : 'to';
  return at > window.from && at < window.to ? 'window' : 'new';
}

/** The range after `grip` was taken at `start` and is now at `at`. An end that is pulled over the other turns the window round. */
export function dragged(range: Range, grip: Grip, start: Instant, at: Instant, life: Range): Range {
  if (grip === 'window') return within({ from: range.from + at - start, to: range.to + at - start }, life);
  const fixed = grip === 'from' ? range.to : grip === 'to' ? range.from : start;
  return ends(fixed, at, life);
}

function ends(a: Instant, b: Instant, life: Range): Range {
  const [from, to] = [Math.max(life.from, Math.min(a, b)), Math.min(life.to, Math.max(a, b))];
  if (to - from >= LEAST) return { from, to };
  return within(b < a ? { from: to - LEAST, to } : { from, to: from + LEAST }, life);
}

/** The range made `factor` times as long about an instant of it, which keeps its place in the window as far as the life goes. */
export function zoomed(range: Range, factor: number, about: Instant, life: Range): Range {
  const length = range.to - range.from;
  const share = length <= 0 ? 0.5 : Math.min(1, Math.max(0, (about - range.from) / length));
  const next = Math.min(Math.max(LEAST, length * factor), Math.max(LEAST, life.to - life.from));
  return within({ from: about - share * next, to: about + (1 - share) * next }, life);
}

/** Pixels of the wheel after which a range is twice as long, or half. A pinch on a touchpad comes as a wheel of few pixels. */
const DOUBLES = 200;
/** What browsers count a wheel in: pixels, lines or pages. */
const PIXELS = [1, 16, 400] as const;

/** How much longer one turn of the wheel makes the range: towards the reader is wider. At most twice or half. */
export function wheelFactor({ deltaY, deltaMode }: { deltaY: number; deltaMode: number }): number {
  return Math.min(2, Math.max(0.5, 2 ** ((deltaY * (PIXELS[deltaMode as 0 | 1 | 2] ?? 1)) / DOUBLES)));
}

/** Two fingers: where on the lanes they were put down and where they are, as shares of the plot. What lay between them stays between them. */
export function pinched(range: Range, was: readonly [number, number], is: readonly [number, number], life: Range): Range {
  const apart = (pair: readonly [number, number]): number => Math.max(0.01, Math.abs(pair[1] - pair[0]));
  const middle = (pair: readonly [number, number]): number => (pair[0] + pair[1]) / 2;
  const length = range.to - range.from;
  const next = Math.min(Math.max(LEAST, (length * apart(was)) / apart(is)), Math.max(LEAST, life.to - life.from));
  const from = range.from + middle(was) * length - middle(is) * next;
  return within({ from, to: from + next }, life);
}

/** Steps of the keys, in days; null for a key that means nothing here. Home and End go to the ends of the life. */
export function stepOf(key: string, shift: boolean): number | null {
  switch (key) {
    case 'ArrowLeft': case 'ArrowDown': return shift ? -7 : -1;
    case 'ArrowRight': case 'ArrowUp': return shift ? 7 : 1;
    case 'PageDown': return -30;
    case 'PageUp': return 30;
    case 'Home': return -Infinity;
    case 'End': return Infinity;
    default: return null;
  }
}

/** The range after a key on one of the three handles. Ends do not pass each other. */
export function stepped(range: Range, grip: 'from' | 'to' | 'window', days: number, life: Range): Range {
  const to = (at: Instant): Instant => (days === -Infinity ? life.from : days === Infinity ? life.to : at + days * DAY);
  if (grip === 'from') return within({ from: Math.min(to(range.from), range.to - LEAST), to: range.to }, { ...life, to: range.to });
  if (grip === 'to') return within({ from: range.from, to: Math.max(to(range.to), range.from + LEAST) }, { ...life, from: range.from });
  const shift = days === -Infinity ? life.from - range.from : days === Infinity ? life.to - range.to : days * DAY;
  return within({ from: range.from + shift, to: range.to + shift }, life);
}

/** "15 Oct 2026": the last day of a range, which may end with the midnight after it. */
export const lastDay = ({ to }: Pick<Range, 'to'>): string => date(to - 1);

/** "15 Oct 2026 to 29 Nov 2026" */
export const daysWords = (range: Range): string => `${date(range.from)} to ${lastDay(range)}`;

/** The same page over another range. The end lies at the end of its day, so that the last day is whole. */
export function rangeHref(path: string, { from, to }: Range): string {
  const first = isoDay(Math.floor(from / DAY) * DAY);
  const last = isoDay(Math.max(Math.ceil(to / DAY) * DAY, Math.floor(from / DAY) * DAY + DAY));
  return `${path}?from=${first}&to=${last}`;
}

const isoDay = (at: Instant): string => new Date(at).toISOString().slice(0, 10);
