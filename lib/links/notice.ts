import { DAY } from '../kernel/instant';
import type { IdentifierKind, Link } from './link';
import { isPlace, STEADY_DAYS } from './weight';

/** An address is somebody's steady place after this long. */
const STABLE_DAYS = 14;
/** Distinct days behind a stable stay: first and last sight alone would make two visits of a café a home. [T] */
const STABLE_SEEN = 4;

/** A line or exit on more accounts than this is shared by people who do not know each other (P5). [T] */
export const FEW_ON_LINE = 5;

export type Stay = Pick<Link, 'firstAt' | 'lastAt' | 'days'>;

export function isStable(stay: Stay): boolean {
  return stay.lastAt - stay.firstAt >= STABLE_DAYS * DAY && stay.days >= STABLE_SEEN;
}

/**
 * Who else on an identifier notices that a stay on it grew: all who were on it on more days than this answers, 0 for everybody, infinite for nobody.
 * Of a line, an exit and a device comparisons read the lesser of two stays, so that one who was there as seldom as this notices no further day. Five days
 * make a hub of those who came with other hands (edge.ts), and a steady stay on a line is looked at by those alone whose own is steady. Of everything else they read no
 * days. Whether two stays overlap is told by their limits, and concerns those alone who came in between.
 */
export function noticedAbove(kind: IdentifierKind, before: Stay, after: Stay): number {
  if (before.firstAt !== after.firstAt) return 0;
  if (!isPlace(kind) && kind !== 'device_token') return Infinity;
  if (before.days < STEADY_DAYS !== after.days < STEADY_DAYS) return 0;
  // Of a device others see to the day how long it was at work beside them.
  const more = before.days !== after.days && (before.days < STEADY_DAYS || kind === 'device_token') ? Math.min(before.days, after.days) : Infinity;
  return kind === 'ip' && isStable(before) !== isStable(after) ? Math.min(more, STABLE_SEEN - 1) : more;
}
