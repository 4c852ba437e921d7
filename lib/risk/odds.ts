/** Log-odds of a probability, kept finite: beyond one in a billion nobody can tell. */
export function logit(p: number): number {
  const kept = Math.min(1 - 1e-9, Math.max(1e-9, p));
  return Math.log(kept / (1 - kept));
}

/** Nearest by ratio, not by difference: halfway between 8 and 12 is about 9.8. */
export function nearest(steps: readonly number[], value: number): number {
  return steps.reduce((best, step) => (Math.abs(Math.log(step / value)) < Math.abs(Math.log(best / value)) ? step : best));
}

const OF = [2, 3, 4, 5, 6, 8, 10, 12, 15, 20, 30, 50, 100, 200, 500, 1000] as const;

/**
 * How many of how many: "1 in 3", "19 in 20". One form from end to end, since "20 to 1" is to some an outsider's odds. Beyond a thousand it stops
 * counting.
 */
export function oddsWords(logOdds: number): string {
  const all = 1 + Math.exp(Math.abs(logOdds));
  const of = nearest(OF, all);
  const words = `${logOdds < 0 ? 1 : grouped(of - 1)} in ${grouped(of)}`;
  // A rounding error does not pass the bound.
  return all > 1000 * (1 + 1e-9) ? `${logOdds < 0 ? 'under' : 'over'} ${words}` : words;
}

/** The odds as a sentence begins with them: "About" and "19 in 20"; beyond a thousand "Over" or "Under", which are no guess and so never "about". */
export function aboutOdds(logOdds: number): { lead: string; odds: string } {
  const words = oddsWords(logOdds);
  const [, bound, rest] = /^(over|under) (.+)$/.exec(words) ?? [];
  return bound === undefined || rest === undefined ? { lead: 'About', odds: words } : { lead: `${bound.charAt(0).toUpperCase()}${bound.slice(1)}`, odds: rest };
}

function grouped(value: number): string {
  return value >= 1000 ? `${Math.floor(value / 1000)},${String(value % 1000).padStart(3, '0')}` : String(value);
}
