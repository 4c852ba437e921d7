/** "9 in 10", "1 in 13", near even odds "59 in 100", as people read odds everywhere (`oddsWords` in lib/risk/odds.ts), but in two figures, since a policy is compared by them. */
export function oddsOf(nats: number): string {
  const all = Number((1 + Math.exp(Math.abs(nats))).toPrecision(2));
  if (!Number.isInteger(all)) return `${Math.round(100 / (1 + Math.exp(-nats)))} in 100`;
  return `${nats < 0 ? 1 : (all - 1).toLocaleString('en-GB')} in ${all.toLocaleString('en-GB')}`;
}
