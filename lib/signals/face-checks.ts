import type { AccountHistory, Check } from '../enrichment/history';
import type { Instant } from '../kernel/instant';
import { coveredBy } from './declared';
import { distinctDays, inLast } from './window';

const WINDOW_DAYS = 90;
/** What nothing answered stays a question for so long. [T] */
const UNANSWERED_DAYS = 180;
/** Days on which it has to fail: lamps and cameras make one bad evening. */
export const FAILED_DAYS = 2;

export const LIVE: ReadonlySet<Check['check']> = new Set(['liveness', 'face_match']);
/** Other ways to show who one is. */
export const OTHER_ROUTES: ReadonlySet<Check['check']> = new Set(['document', 'address', 'employment']);

/**
 * Live and face checks that failed in the last 90 days, by the vendor's own outcome. `open`: on two days and more of the last 180 they failed after
 * the last check that was passed of a face or a document, and not while another kind of check was asked for; those that were answered in
 * between are none of it. `failed` are then these, where they are on as many days. `days` are 16 hours or more from one another (window.ts).
 */
export function failedFaces({ checks, declarations }: Pick<AccountHistory, 'checks' | 'declarations'>, asOf: Instant): { failed: readonly Check[]; days: number; open: boolean } {
  const known = checks.filter((each) => each.at <= asOf);
  const fails = known.filter((each) => LIVE.has(each.check) && each.outcome === 'failed');
  const passedAt = known.findLast((each) => each.outcome === 'passed' && (LIVE.has(each.check) || each.check === 'document'))?.at ?? -Infinity;
  const lately = inLast(fails, WINDOW_DAYS, asOf);
  const unanswered = inLast(fails.filter((each) => each.at > passedAt && coveredBy(declarations, 'accommodation', each.at) === null), UNANSWERED_DAYS, asOf);
  const open = distinctDays(unanswered) >= FAILED_DAYS;
  const failed = open && distinctDays(unanswered) >= distinctDays(lately) ? unanswered : lately;
  return { failed, days: distinctDays(failed), open };
}
