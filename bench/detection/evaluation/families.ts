import type { Policy } from '../../../lib/policy/policy';
import type { Assessment } from '../../../lib/risk/assessment';
import { inRing, without } from '../../../lib/risk/scorecard';
import { ringPosterior } from '../../../lib/risk/spread';
import type { Family } from '../../../lib/signals/signal';

/**
 * The log-odds of every account as they would be without one family of evidence: stored findings weighed anew by the policy that made
 * them, and what rings add made again from what their members have left. Without links there are no rings.
 */
export function scoresWithout(family: Family, assessments: readonly Assessment[], policy: Policy): Map<string, number> {
  const alone = assessments.map((one) => {
    const gone = new Set(one.findings.filter((finding) => finding.family === family).map((finding) => finding.signal));
    return { ring: family === 'links' ? null : one.ring, strength: one.spread?.strength ?? 0, left: inRing(gone.size === 0 ? one : without(one, gone, policy), null, policy) };
  });
  const members = new Map<string, { own: number; strength: number }[]>();
  for (const { ring, strength, left } of alone) if (ring !== null) members.set(ring, [...(members.get(ring) ?? []), { own: left.own, strength }]);
  return new Map(alone.map(({ ring, strength, left }) => {
    const share = ring === null ? null : { ring, posterior: ringPosterior(members.get(ring) ?? []), strength };
    return [left.account, inRing(left, share, policy).logOdds];
  }));
}
