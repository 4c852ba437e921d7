import { DAY, type Instant } from '../kernel/instant';
import type { Policy } from '../policy/policy';

/** The part of the policy's limits that gives an appeal its clocks: six months from the notice at least (DSA Art. 20(1)); an outcome in two weeks. */
export type RedressLimits = Pick<Policy['limits'], 'appealWindowMonths' | 'appealAnswerDays'>;

/** The same day and time of day, `months` later in UTC; the month's last day where it has no such day. */
export function monthsAfter(at: Instant, months: number): Instant {
  const from = new Date(at);
  const to = new Date(at);
  to.setUTCDate(1);
  to.setUTCMonth(from.getUTCMonth() + months);
  const lastDay = new Date(Date.UTC(to.getUTCFullYear(), to.getUTCMonth() + 1, 0)).getUTCDate();
  to.setUTCDate(Math.min(from.getUTCDate(), lastDay));
  return to.getTime();
}

/** The last moment at which an appeal can be filed. */
export function appealUntil(noticeAt: Instant, limits: RedressLimits): Instant {
  return monthsAfter(noticeAt, limits.appealWindowMonths);
}

/** When the written outcome is due. */
export function appealDueAt(filedAt: Instant, limits: RedressLimits): Instant {
  return filedAt + limits.appealAnswerDays * DAY;
}
