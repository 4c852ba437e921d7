/**
 * "1 in 13", "9 in 10", above even odds "59 in 100", as people read odds everywhere (`oddsWords` in lib/risk/odds.ts), but in two figures, since a policy
 * is compared by them: below even odds always as one in so many ("1 in 8.4"), so that a threshold and an account stand in one notation.
 */
export function oddsOf(nats: number): string {
  const all = Number((1 + Math.exp(Math.abs(nats))).toPrecision(2));
  if (nats < 0) return `1 in ${all.toLocaleString('en-GB')}`;
  if (!Number.isInteger(all)) return `${Math.round(100 / (1 + Math.exp(-nats)))} in 100`;
  return `${(all - 1).toLocaleString('en-GB')} in ${all.toLocaleString('en-GB')}`;
}
