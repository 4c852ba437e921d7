import type { AccountHistory } from '../enrichment/history';

/** Derives once per history what several signals ask for: a history never changes, and it takes what was derived with it. */
export function perHistory<T>(derive: (history: AccountHistory) => T): (history: AccountHistory) => T {
  const known = new WeakMap<AccountHistory, { derived: T }>();
  return (history) => {
    const kept = known.get(history);
    if (kept) return kept.derived;
    const derived = derive(history);
    known.set(history, { derived });
    return derived;
  };
}
