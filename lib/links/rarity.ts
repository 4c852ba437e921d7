import type { Instant } from '../kernel/instant';

/**
 * Platform-wide frequencies, versioned and rebuilt at most daily, so that an assessment can name the table it used.
 * `shareOf` answers null for a value or component the table does not hold.
 */
export type RarityTable = {
  version: number;
  builtAt: Instant;
  /** Accounts counted. */
  accounts: number;
  shareOf(kind: 'screen' | 'gpu' | 'hardware' | 'fonts' | 'canvas' | 'platform' | 'fingerprint' | 'fingerprint_link' | 'shingle', value: string): number | null;
};

/** How many accounts show each value, by kind; values shown by one account only are left out, which says as much. */
export type RarityContent = Readonly<Record<string, Readonly<Record<string, number>>>>;

/** The table as signals read it. A value that was counted on no second account has the share of one account. */
export function rarityTableOf(head: Pick<RarityTable, 'version' | 'builtAt' | 'accounts'>, content: RarityContent): RarityTable {
  const counts = new Map(Object.entries(content).map(([kind, values]) => [kind, new Map(Object.entries(values))]));
  return {
    ...head,
    shareOf: (kind, value) => (head.accounts === 0 || !counts.has(kind) ? null : (counts.get(kind)?.get(value) ?? 1) / head.accounts),
  };
}
