import type { Settled } from '../policy/counted';
import type { Assessment } from './assessment';
import type { Kinds } from './weighing';

/**
 * A settled case as learning reads it, from the assessment on which it was settled. Findings in shadow are heard along: a signal
 * earns its place before it counts. What lowered a finding is left out, since the ratio is that of the sign itself.
 */
export function settledRow(assessment: Pick<Assessment, 'findings' | 'shadow' | 'unread'>, kinds: Kinds, against: boolean, propensity: number): Settled {
  const found = [...assessment.findings, ...assessment.shadow].map(({ signal, llr, quality }) => {
    const fullest = kinds.get(signal)?.weight ?? 0;
    return { signal, fullness: fullest > 0 ? Math.min(1, Math.max(0, (llr * quality) / fullest)) : 1 };
  });
  return { found, unread: assessment.unread, against, propensity };
}
