import type { Ratio } from './policy';

/**
 * How sure a likelihood ratio is. A ratio read off `cases` decided cases spread over found and not found, against and for the
 * account, has a variance of about 4 over `cases` on the log scale; an expert's word is given the cases that it is worth.
 */

/** Pseudo-cases of a figure that nobody has counted here; domain.md section 3.1 asks for at least so many. */
export const EXPERT_CASES = 20;

/** Standard normal quantile of a two-sided 90% interval. */
export const Z90 = 1.645;

export function varianceOf(cases: number): number {
  return 4 / Math.max(1, cases);
}

/** A row of the published table: 90% interval from the cases that it stands for. */
export function ratioFrom(nats: number, cases: number, source: string): Ratio {
  const half = Z90 * Math.sqrt(varianceOf(cases));
  return { nats, low: within(nats - half), high: within(nats + half), cases, source };
}

/**
 * What was counted, drawn towards what was held before by their precisions. `prior` null draws towards a ratio of 1 with the
 * pseudo-cases of an expert: little evidence says little. The result never leaves the span of the two.
 */
export function shrunk(counted: { nats: number; variance: number }, prior: Pick<Ratio, 'nats' | 'cases'> | null): { nats: number; cases: number } {
  const held = prior ?? { nats: 0, cases: EXPERT_CASES };
  const [told, seen] = [1 / varianceOf(Math.max(EXPERT_CASES, held.cases)), counted.variance > 0 ? 1 / counted.variance : 0];
  return { nats: (held.nats * told + counted.nats * seen) / (told + seen), cases: 4 * (told + seen) };
}

/** Two decimals, inside what a policy may hold. */
export function within(nats: number): number {
  return Math.round(Math.min(20, Math.max(-20, nats)) * 100) / 100;
}
