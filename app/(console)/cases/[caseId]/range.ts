import { DAY, type Instant } from '@/lib/kernel/instant';

/** The stretch of time that the panels follow; both ends are days in the address. */
export type Range = { from: Instant; to: Instant };

const LEAST = 7 * DAY;
const A_DAY = /^\d{4}-\d{2}-\d{2}$/;

/** The range in the address, or null for the usual one. */
export function rangeIn(params: Readonly<Record<string, string | string[] | undefined>>): Range | null {
  const [from, to] = [params['from'], params['to']].map((value) => (typeof value === 'string' && A_DAY.test(value) ? Date.parse(`${value}T00:00:00Z`) : NaN));
  return from === undefined || to === undefined || !Number.isFinite(from) || !Number.isFinite(to) || to - from < DAY ? null : { from, to };
}

/** The same page with the range moved by half its length, or half and twice as long, within the life of the account. */
export function rangesAround(path: string, now: Range, life: Range): { earlier: string; later: string; closer: string; wider: string } {
  const length = now.to - now.from;
  const middle = now.from + length / 2;
  const href = (from: number, to: number): string => {
    const wanted = Math.max(LEAST, Math.min(to - from, life.to - life.from));
    const start = Math.max(life.from, Math.min(from, life.to - wanted));
    return `${path}?from=${day(start)}&to=${day(Math.max(start + wanted, start + DAY))}`;
  };
  return {
    earlier: href(now.from - length / 2, now.to - length / 2),
    later: href(now.from + length / 2, now.to + length / 2),
    closer: href(middle - length / 4, middle + length / 4),
    wider: href(middle - length, middle + length),
  };
}

/** The end of a range lies at the end of its day, so that the last day is whole. */
const day = (at: Instant): string => new Date(Math.ceil(at / DAY) * DAY).toISOString().slice(0, 10);
