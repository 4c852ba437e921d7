/** "9 to 1", "1 in 13": two figures, since a policy is compared by them. */
export function oddsOf(nats: number): string {
  const rounded = (value: number) => Number(value.toPrecision(2)).toLocaleString('en-GB');
  return nats >= 0 ? `${rounded(Math.exp(nats))} to 1` : `1 in ${rounded(1 + Math.exp(-nats))}`;
}
