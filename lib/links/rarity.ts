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
  shareOf(kind: 'screen' | 'gpu' | 'hardware' | 'fonts' | 'canvas' | 'platform' | 'fingerprint' | 'fingerprint_link' | 'shingle' | 'client', value: string): number | null;
  /**
   * Round trip, ms, at the 25th percentile of accounts on a network in a place, and how many accounts that is; null where it was not
   * counted. `place` is only ever compared with itself.
   */
  roundTripOf(asn: number, place: string): { ms: number; accounts: number } | null;
  /** What is asked for in a category, by the hour (true), by the job (false) or not told (null); null where too few bid. */
  pricesOf(category: string, hourly: boolean | null): Prices | null;
  /** How people bid on the whole platform; null where too few do. */
  readonly bidding: Bidding | null;
};

/** Accounts on one network and place from which a usual round trip is told. */
export const ROUND_TRIP_PEERS = 10;

export function roundTripKey(asn: number, place: string): string {
  return `${asn} ${place}`;
}

/** Nine deciles, lowest first, of what accounts usually ask, US dollars; each account counts once, by its median. */
export type Prices = { bidders: number; deciles: readonly number[] };

/** Nine deciles of bids a day, over the days of accounts that bid, and the share of bids that became contracts (null where no contract is told). */
export type Bidding = { bidders: number; aDay: readonly number[]; taken: number | null };

/** Fewer bidders than this are no market. [T] */
export const LEAST_BIDDERS = 20;

/**
 * How many accounts show each value, by kind (of `client`, how many have contracts with it); values shown by one account only are left out, which says as much. Beside them
 * `round_trip` (ms) and `round_trip_accounts`, by network and place, and figures of the market, `price` and `bidding`, by `figureKey`.
 */
export type RarityContent = Readonly<Record<string, Readonly<Record<string, number>>>>;

/** The table as signals read it. A value that was counted on no second account has the share of one account. */
export function rarityTableOf(head: Pick<RarityTable, 'version' | 'builtAt' | 'accounts'>, content: RarityContent): RarityTable {
  const counts = new Map(Object.entries(content).map(([kind, values]) => [kind, new Map(Object.entries(values))]));
  const figuresOf = (kind: string, row: string) => {
    const bidders = counts.get(kind)?.get(figureKey(row, 'bidders')) ?? 0;
    return bidders < LEAST_BIDDERS ? null : { bidders, deciles: Array.from({ length: 9 }, (_, index) => counts.get(kind)!.get(figureKey(row, `${index + 1}`)) ?? 0) };
  };
  const daily = figuresOf('bidding', 'a day');
  return {
    ...head,
    roundTripOf: (asn, place) => {
      const key = roundTripKey(asn, place);
      const [ms, accounts] = [counts.get('round_trip')?.get(key), counts.get('round_trip_accounts')?.get(key)];
      return ms === undefined || accounts === undefined ? null : { ms, accounts };
    },
    shareOf: (kind, value) => (head.accounts === 0 || !counts.has(kind) ? null : (counts.get(kind)?.get(value) ?? 1) / head.accounts),
    pricesOf: (category, hourly) => figuresOf('price', priceRow(category, hourly)),
    bidding: daily === null ? null : { bidders: daily.bidders, aDay: daily.deciles, taken: counts.get('bidding')?.get('taken') ?? null },
  };
}

/** A client that came after the count may have this many accounts by now. [T] */
const CAME_LATER = 5;

/** How many accounts a client has contracts with, as far as that was counted; null where no table counts clients. */
export function accountsOfClient(rarity: RarityTable | null, client: string): number | null {
  const share = rarity?.shareOf('client', client) ?? null;
  const counted = share === null ? null : Math.round(share * rarity!.accounts);
  return counted === 1 ? CAME_LATER : counted;
}

/** The row of a price table: a category and what the price is for. */
export function priceRow(category: string, hourly: boolean | null): string {
  return `${category}\n${hourly === null ? 'untold' : hourly ? 'hour' : 'job'}`;
}

/** Where one figure of a row stands in the content: "bidders", or "1" to "9" for a decile. */
export function figureKey(row: string, figure: string): string {
  return `${row}\n${figure}`;
}
