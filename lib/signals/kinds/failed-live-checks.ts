import type { Check } from '../../enrichment/history';
import { FAILED_DAYS, LIVE, OTHER_ROUTES, failedFaces } from '../face-checks';
import { abstains, found, quiet } from '../reading';
import type { Signal } from '../signal';
import { goesOnUntil } from '../standing';
import { graded } from '../weight';
import type { Explanation } from '../weight';
import { distinctDays } from '../window';

/**
 * I2. Live check or face match failed on at least 2 different days of the last 90 [T], 16 hours or more from one another (window.ts): the tries of one
 * sitting are one, also around midnight. Where no check of a face or a document was passed after them the question is open: they are looked back upon for 180
 * days [T], those alone that came after the last pass (face-checks.ts, decision 0090). It goes on for 90 days after the last of them, and fades from there. The vendor's own outcome is read, never the score: the point of one false match in 10,000 is the vendor's and
 * differs between vendors. Conclusive only on a human check. Source: FBI, Okta, Unit 42; error rates differ by light, age and skin; domain.md section 2.
 */
export const failedLiveChecks: Signal = {
  id: 'I2',
  version: 3,
  title: 'Live or face check failed on different days',
  family: 'identity',
  halfLifeDays: 60,
  weight: 3.2,
  exhibit: 'table',
  innocent: ['Poor light, a weak camera or a changed face', 'A vendor that errs more often on some faces', 'A disability that makes the task hard'],
  decides: 'The same check in person, or by a route without a camera',
  declarations: ['accommodation', 'name_change'],
  alone: true,
  read({ history, asOf }) {
    const live = history.checks.filter((each) => LIVE.has(each.check) && (each.outcome === 'passed' || each.outcome === 'failed') && each.at <= asOf);
    if (live.length === 0) return abstains('a finished live or face check');
    const { failed, days, open } = failedFaces(history, asOf);
    if (days < FAILED_DAYS) return quiet;
    const vendors = new Set(failed.map((each) => each.vendor)).size;
    const explained = [passedAfter(history.checks, failed, asOf), accommodated(history.declarations, failed[0]!.at)];
    return found(failedLiveChecks, {
      llr: graded(days, FAILED_DAYS, 5, 2.2, 3.2),
      quality: vendors > 1 ? 1 : 0.85,
      firstAt: failed[0]!.at,
      lastAt: open ? goesOnUntil(history, failed.at(-1)!.at, asOf) : failed.at(-1)!.at,
      value: { failedDays: days, failed: failed.length, open, passed: live.length - live.filter((each) => each.outcome === 'failed').length },
      words: `A live or face check was not passed on ${days} different days.`,
      evidence: failed.map((each) => each.event),
      explained: explained.filter((each) => each !== null),
    });
  },
};

/** Another route passed afterwards weighs more than one more try at the same: masks pass now and then, too. */
function passedAfter(checks: readonly Check[], failed: readonly Check[], asOf: number): Explanation | null {
  const last = failed.at(-1)!.at;
  const passed = checks.filter((each) => each.outcome === 'passed' && each.at > last && each.at <= asOf);
  const kinds = new Set(failed.map((each) => each.check));
  const other = passed.filter((each) => OTHER_ROUTES.has(each.check) || (LIVE.has(each.check) && !kinds.has(each.check)));
  if (other.length > 0) return { kind: 'other_route_passed', share: 0.65, words: 'Another way of showing who they are was passed afterwards.', evidence: other.map((each) => each.event) };
  const same = passed.filter((each) => LIVE.has(each.check));
  if (same.length === 0) return null;
  const sure = distinctDays(same) >= 2;
  return { kind: 'passed_later', share: sure ? 0.6 : 0.4, words: 'The same check was passed afterwards.', evidence: same.map((each) => each.event) };
}

function accommodated(declarations: readonly { kind: string; from: number; to: number | null; verified: boolean; event: string }[], at: number): Explanation | null {
  const said = declarations.filter((each) => each.kind === 'accommodation' && each.from <= at && (each.to === null || at < each.to));
  if (said.length === 0) return null;
  return { kind: 'declared_accommodation', share: said.some((each) => each.verified) ? 0.7 : 0.4, words: 'They asked for another kind of check.', evidence: said.map((each) => each.event) };
}
