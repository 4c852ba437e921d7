import type { Check } from '../enrichment/history';
import type { Instant } from '../kernel/instant';
import { distinctDays, inLast } from './window';

const WINDOW_DAYS = 90;
/** What nothing answered stays a question for so long, while the account works on. [T] */
const UNANSWERED_DAYS = 180;
/** Days on which it has to fail: lamps and cameras make one bad evening. */
export const FAILED_DAYS = 2;

export const LIVE: ReadonlySet<Check['check']> = new Set(['liveness', 'face_match']);
/** Other ways to show who one is. */
export const OTHER_ROUTES: ReadonlySet<Check['check']> = new Set(['document', 'address', 'employment']);

/**
 * Live and face checks that failed in the last 90 days, by the vendor's own outcome; `open` where no check of the person was passed after the last of
 * them, and then of 180 days. `days` are 16 hours or more from one another (window.ts).
 */
export function failedFaces(checks: readonly Check[], asOf: Instant): { failed: readonly Check[]; days: number; open: boolean } {
  const known = checks.filter((each) => each.at <= asOf);
  const fails = known.filter((each) => LIVE.has(each.check) && each.outcome === 'failed');
  const last = fails.at(-1)?.at ?? Infinity;
  const open = fails.length > 0 && !known.some((each) => each.outcome === 'passed' && each.at > last && (LIVE.has(each.check) || OTHER_ROUTES.has(each.check)));
  const failed = inLast(fails, open ? UNANSWERED_DAYS : WINDOW_DAYS, asOf);
  return { failed, days: distinctDays(failed), open };
}
