import { DAY } from '../kernel/instant';
import type { IdentifierKind, Link } from './link';
import { isPlace, STEADY_DAYS } from './weight';

/** An address is somebody's steady place after this long. */
const STABLE_DAYS = 14;
/** Distinct days behind a stable stay: first and last sight alone would make two visits of a café a home. [T] */
const STABLE_SEEN = 4;

export type Stay = Pick<Link, 'firstAt' | 'lastAt' | 'days'>;

export function isStable(stay: Stay): boolean {
  return stay.lastAt - stay.firstAt >= STABLE_DAYS * DAY && stay.days >= STABLE_SEEN;
}

/**
 * Whether everybody else on an identifier notices that a stay on it grew. Of a line, an exit and a device, which may be a hub, comparisons read
 * how many of the first days there were and whether the stay is steady, so that a crowd need not be looked at again every day; of everything
 * else they read no days. Whether two stays overlap is told by their limits, and concerns those alone who came in between.
 */
export function othersNotice(kind: IdentifierKind, before: Stay, after: Stay): boolean {
  if (before.firstAt !== after.firstAt) return true;
  if (!isPlace(kind) && kind !== 'device_token') return false;
  return Math.min(before.days, STEADY_DAYS) !== Math.min(after.days, STEADY_DAYS) || isStable(before) !== isStable(after);
}
