import type { Beats } from '../links/link';

/** Acts within so many minutes of each other are one moment. */
const NEAR = 2;
/** Chance is what the other did within an hour around: two people who work the same hours meet often without acting in step. */
const AROUND = 60;

export type Step = { account: string; sort: string; together: number; expected: number; p: number; /** Minutes of our own acts that met one of theirs. */ minutes: readonly number[] };

/** How often two accounts did the same sort of thing within two minutes of each other, and how likely chance alone does that. */
export function stepsWith(account: string, own: Beats, theirs: Beats): Step[] {
  return Object.keys(own).sort().flatMap((sort): Step[] => {
    const [mine, other] = [own[sort] ?? [], theirs[sort] ?? []];
    if (mine.length === 0 || other.length === 0) return [];
    const minutes: number[] = [];
    let expected = 0;
    let next = 0;
    for (const minute of mine) {
      const near = countIn(other, minute - AROUND, minute + AROUND);
      expected += Math.min(1, (near * (2 * NEAR + 1)) / (2 * AROUND + 1));
      while (next < other.length && other[next]! < minute - NEAR) next += 1;
      // Each act of theirs meets one of ours at most.
      if (next < other.length && other[next]! <= minute + NEAR) {
        minutes.push(minute);
        next += 1;
      }
    }
    return [{ account, sort, together: minutes.length, expected, p: poissonTail(minutes.length, expected), minutes }];
  });
}

/** Those of `steps` that are beyond chance at `level`, false discoveries held to it over all that were looked at (Benjamini and Hochberg 1995). */
export function beyondChance(steps: readonly Step[], level: number): Step[] {
  const ordered = [...steps].sort((a, b) => a.p - b.p || b.together - a.together || (a.account < b.account ? -1 : 1));
  const last = ordered.findLastIndex((step, index) => step.p <= (level * (index + 1)) / ordered.length);
  return ordered.slice(0, last + 1);
}

/** P(X >= n) for a Poisson of mean `mean`. */
export function poissonTail(n: number, mean: number): number {
  if (n <= 0) return 1;
  if (mean <= 0) return 0;
  // Summed upwards from n, where terms fall once k exceeds the mean.
  let term = Math.exp(-mean + n * Math.log(mean) - logFactorial(n));
  if (n <= mean) {
    let below = 0;
    for (let k = 0, each = Math.exp(-mean); k < n; k += 1, each *= mean / k) below += each;
    return Math.max(0, 1 - below);
  }
  let tail = 0;
  for (let k = n; term > tail * 1e-12; k += 1, term *= mean / k) tail += term;
  return Math.min(1, tail);
}

function logFactorial(n: number): number {
  let sum = 0;
  for (let k = 2; k <= n; k += 1) sum += Math.log(k);
  return sum;
}

/** How many of these ascending minutes lie from `from` to `to`, both included. */
function countIn(minutes: readonly number[], from: number, to: number): number {
  return firstAfter(minutes, to) - firstAfter(minutes, from - 1);
}

function firstAfter(minutes: readonly number[], limit: number): number {
  let [low, high] = [0, minutes.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if (minutes[middle]! > limit) high = middle;
    else low = middle + 1;
  }
  return low;
}
