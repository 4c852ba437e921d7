import { rangeHref, type Range } from '@/components/evidence/exhibits/brush';
import { DAY } from '@/lib/kernel/instant';

export type { Range };

const LEAST = 7 * DAY;
const A_DAY = /^\d{4}-\d{2}-\d{2}$/;

/** The range in the address, or null for the usual one. */
export function rangeIn(params: Readonly<Record<string, string | string[] | undefined>>): Range | null {
  const [from, to] = [params['from'], params['to']].map((value) => (typeof value === 'string' && A_DAY.test(value) ? Date.parse(`${value}T00:00:00Z`) : NaN));
  return from === undefined || to === undefined || !Number.isFinite(from) || !Number.isFinite(to) || to - from < DAY ? null : { from, to };
}

/** A handover is looked at with this much around it. */
const AROUND = 21 * DAY;

/**
 * The same page with the range moved by half its length, or half and twice as long, within the life of the account; the whole life, the
 * weeks around the handover, and back to the usual range where another was chosen.
 */
export function rangesAround(path: string, now: Range, life: Range, { turn = null, isChosen = false }: { turn?: Range | null; isChosen?: boolean } = {}) {
  const length = now.to - now.from;
  const middle = now.from + length / 2;
  const href = (from: number, to: number): string => {
    const wanted = Math.max(LEAST, Math.min(to - from, life.to - life.from));
    const start = Math.max(life.from, Math.min(from, life.to - wanted));
    return rangeHref(path, { from: start, to: start + wanted });
  };
  return {
    earlier: href(now.from - length / 2, now.to - length / 2),
    later: href(now.from + length / 2, now.to + length / 2),
    closer: href(middle - length / 4, middle + length / 4),
    wider: href(middle - length, middle + length),
    whole: href(life.from, life.to),
    around: turn === null ? null : href(turn.from - AROUND, turn.to + AROUND),
    usual: isChosen ? path : null,
  };
}
