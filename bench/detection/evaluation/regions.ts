import type { Interval } from './intervals';

/** Parts of the world in which accounts are declared: for looking whether flags fall evenly, and for nothing else. */
const REGIONS: Readonly<Record<string, readonly string[]>> = {
  'North America': ['US', 'CA'],
  'Latin America': ['BR', 'AR', 'MX'],
  'Western Europe': ['GB', 'DE', 'FR', 'NL', 'ES', 'PT', 'IT', 'SE'],
  'Eastern Europe and Turkey': ['PL', 'HU', 'RO', 'UA', 'TR', 'RU'],
  'East Asia': ['CN', 'KR', 'JP'],
  'South Asia': ['IN', 'PK', 'BD'],
  'South-east Asia and Oceania': ['PH', 'ID', 'VN', 'LA', 'TH', 'AU'],
  'Africa and Middle East': ['NG', 'KE', 'EG', 'ZA', 'AE'],
};

export function regionOf(country: string | null): string {
  return Object.entries(REGIONS).find(([, countries]) => country !== null && countries.includes(country))?.[0] ?? 'elsewhere';
}

export type RegionRow = { region: string; flagged: boolean };

/** The flag rate of a region's innocents over that of all others, with an interval so wide that those of all regions hold together with 95%. */
export type RegionRatio = { region: string; accounts: number; flagged: number; /** Null, and the interval everything, where nobody is flagged anywhere. */ ratio: number | null; interval: Interval };

/** How far apart the rates may lie. */
export const EVEN: Interval = [0.8, 1.25];

/** For nine regions at most: of so many intervals of 95% each one is wrong in every third world (Bonferroni: 1 - 0.05 / 9). */
const Z_TOGETHER = 2.773;

/** Katz's interval on the logarithm; half an account is added to each cell, so that nobody flagged is no division by nothing. */
export function regionRatios(rows: readonly RegionRow[]): RegionRatio[] {
  const names = [...new Set(rows.map((row) => row.region))].sort();
  const none = rows.every((row) => !row.flagged);
  return names.map((region) => {
    const [own, others] = [rows.filter((row) => row.region === region), rows.filter((row) => row.region !== region)];
    const flagged = own.filter((row) => row.flagged).length;
    if (none) return { region, accounts: own.length, flagged, ratio: null, interval: [0, Infinity] as const };
    const [a, n, b, m] = [flagged + 0.5, own.length + 1, others.filter((row) => row.flagged).length + 0.5, others.length + 1];
    const centre = Math.log(a / n) - Math.log(b / m);
    const half = Z_TOGETHER * Math.sqrt(1 / a - 1 / n + 1 / b - 1 / m);
    return { region, accounts: own.length, flagged, ratio: Math.exp(centre), interval: [Math.exp(centre - half), Math.exp(centre + half)] as const };
  });
}

/** Uneven beyond what chance explains: the whole interval lies outside. */
export function isUneven({ interval: [low, high] }: RegionRatio): boolean {
  return high < EVEN[0] || low > EVEN[1];
}
