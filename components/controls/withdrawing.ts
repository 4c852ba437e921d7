import type { Instant } from '@/lib/kernel/instant';

/** What was asked to be withdrawn. `since`: of the page that it was asked on, by the server's clock; `until`: when it leaves, by the same. */
export type Asked = { words: string; since: Instant; until: Instant };

/**
 * Of what was asked, what a page of `now` has the answer to: a page made later that waits for it no longer. Before its time that is because it was
 * withdrawn (true); afterwards it may as well have left, since the question may have been lost on its way (false).
 * `waits`: the decisions that can still be withdrawn, or whose answer is waited for or shown in its form.
 */
export function answeredOf(asked: ReadonlyMap<string, Asked>, waits: ReadonlySet<string>, now: Instant): readonly (readonly [decision: string, isWithdrawn: boolean])[] {
  return [...asked].filter(([decision, { since }]) => !waits.has(decision) && now > since).map(([decision, { until }]) => [decision, now < until]);
}
