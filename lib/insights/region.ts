import { UNDECLARED } from '../kernel/time-zone';
import { ratioOf, type Interval } from './interval';

/** Counts by declared region, for looking at what was done and never for doing it. */
export type ByRegion = Readonly<Record<string, { accounts: number; hits: number }>>;

/**
 * Some fifty signals are compared in seven regions, day after day: by intervals of 95% one of them would stand out every few days by chance
 * alone. These are so wide that all 350 hold together with 95% (Bonferroni: 1 - 0.05 / 350).
 */
const Z_TOGETHER = 3.803;

export type Skew = { region: string; accounts: number; hits: number; ratio: Interval };

/** How many times as often each region is hit as all the others together; the most frequent first. Regions of fewer than `least` accounts are left out. */
export function skewsOf(regions: ByRegion, least = 1): Skew[] {
  const rows = Object.entries(regions).filter(([region]) => region !== UNDECLARED);
  const all = rows.reduce((sum, [, one]) => ({ accounts: sum.accounts + one.accounts, hits: sum.hits + one.hits }), { accounts: 0, hits: 0 });
  return rows.flatMap(([region, { accounts, hits }]) => {
    const ratio = accounts < least ? null : ratioOf(hits, accounts, all.hits - hits, all.accounts - accounts, Z_TOGETHER);
    return ratio === null ? [] : [{ region, accounts, hits, ratio }];
  }).sort((a, b) => b.ratio.value - a.ratio.value || (a.region < b.region ? -1 : 1));
}

export function addTo(regions: Record<string, { accounts: number; hits: number }>, region: string, accounts: number, hits: number): void {
  const held = regions[region] ?? { accounts: 0, hits: 0 };
  regions[region] = { accounts: held.accounts + accounts, hits: held.hits + hits };
}
