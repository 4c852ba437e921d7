import type { Counter, Finding } from './signal';

/** A fact that explains part of a finding: `share` 0 to 1 of whatever weight the facts before it have left. */
export type Explanation = { kind: string; share: number; words: string; evidence: readonly string[] };

/** The class that goes with a weight in nats (domain.md section 2): under 1 weak, under 2 moderate, from 2 on strong. */
export function strengthOf(llr: number): Finding['strength'] {
  if (llr < 1) return 'weak';
  return llr < 2 ? 'moderate' : 'strong';
}

/**
 * Nats for a measured value: `least` at the threshold, `most` at the value beyond which more of the same says no more.
 * Linear in between, never outside: monotone and bounded whatever comes in.
 */
export function graded(value: number, threshold: number, full: number, least: number, most: number): number {
  const way = full === threshold ? 1 : (value - threshold) / (full - threshold);
  return least + (most - least) * Math.min(1, Math.max(0, way));
}

/** How far a number of observations can be trusted: 0.7 where there are just `enough`, towards 1 with more, less below. */
export function sureness(observations: number, enough: number): number {
  if (observations <= 0) return 0;
  return observations < enough ? (0.7 * observations) / enough : 1 - (0.3 * enough) / observations;
}

/**
 * Explanations as nats against a finding of `llr`, strongest first. Each takes its share of what is left, so that together
 * they can explain a finding away and never turn it into praise. On the scale of `llr`: before quality and decay.
 */
export function countersOf(llr: number, explanations: readonly Explanation[]): Counter[] {
  let left = llr;
  const order = [...explanations].sort((a, b) => b.share - a.share || (a.kind < b.kind ? -1 : a.kind > b.kind ? 1 : 0));
  return order.filter((each) => each.share > 0).map(({ kind, share, words, evidence }) => {
    const taken = left * Math.min(1, share);
    left -= taken;
    return { kind, llr: -rounded(taken), words, evidence };
  });
}

/** Four decimals: keeps sums independent of the order in which they were formed. */
export function rounded(value: number): number {
  return Math.round(value * 10_000) / 10_000;
}
