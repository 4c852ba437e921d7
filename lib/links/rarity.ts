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
  /**
   * Round trip, ms, at the 25th percentile of accounts on a network in a place, and how many accounts that is; null where it was not
   * counted. `place` is only ever compared with itself.
   */
  roundTripOf(asn: number, place: string | null): { ms: number; accounts: number } | null;
};

/** Accounts on one network and place from which a usual round trip is told. */
export const ROUND_TRIP_PEERS = 10;

export function roundTripKey(asn: number, place: string | null): string {
  return `${asn} ${place ?? ''}`;
}

/**
 * How many accounts show each value, by kind; values shown by one account only are left out, which says as much. Beside them
 * `round_trip` (ms) and `round_trip_accounts`, by network and place.
 */
export type RarityContent = Readonly<Record<string, Readonly<Record<string, number>>>>;

/** The table as signals read it. A value that was counted on no second account has the share of one account. */
export function rarityTableOf(head: Pick<RarityTable, 'version' | 'builtAt' | 'accounts'>, content: RarityContent): RarityTable {
  const counts = new Map(Object.entries(content).map(([kind, values]) => [kind, new Map(Object.entries(values))]));
  return {
    ...head,
    roundTripOf: (asn, place) => {
      const key = roundTripKey(asn, place);
      const [ms, accounts] = [counts.get('round_trip')?.get(key), counts.get('round_trip_accounts')?.get(key)];
      return ms === undefined || accounts === undefined ? null : { ms, accounts };
    },
    shareOf: (kind, value) => (head.accounts === 0 || !counts.has(kind) ? null : (counts.get(kind)?.get(value) ?? 1) / head.accounts),
  };
}
