import type { Instant } from '../kernel/instant';

/** The kinds of identifier that can tie accounts together. Kind ids are permanent. */
export const IDENTIFIER_KINDS = [
  'device_token', 'fingerprint', 'ip', 'exit_ip', 'payout_instrument', 'document', 'phone', 'email', 'photo', 'portfolio_url', 'text_shingles',
] as const;
export type IdentifierKind = (typeof IDENTIFIER_KINDS)[number];

/** One row of the inverted index: this account showed this identifier from `firstAt` to `lastAt`, on `days` distinct UTC days. */
export type Link = {
  kind: IdentifierKind;
  /** Keyed digest, hex. */
  digest: string;
  account: string;
  firstAt: Instant;
  lastAt: Instant;
  days: number;
};

/** What a neighbour brings to a comparison, so that signals need not read its whole history. */
export type NeighbourCard = {
  account: string;
  registeredAt: Instant | null;
  /** Keyed digest of the normalised family name; equality only. */
  surname: string | null;
  kind: 'individual' | 'agency' | 'agency_member' | 'household_member' | null;
  organisation: string | null;
  closed: 'no' | 'by_holder' | 'for_cause' | null;
  /** Digests of the neighbour's payout instruments and documents in use. */
  instruments: readonly string[];
  documents: readonly string[];
  /** Clients it has had contracts with. */
  clients: readonly string[];
};

/** One identifier of the account, with everybody else who shows it. */
export type SharedIdentifier = {
  kind: IdentifierKind;
  digest: string;
  own: Link;
  /** How many accounts show it on the whole platform, counted to `HUB_ABOVE` + 1 at most. */
  accounts: number;
  /** Above the cap: a crowd, which links nobody. `others` is empty then. */
  hub: boolean;
  /** Share of the platform's accounts that show it, by the rarity table in force; null while no table is built. */
  share: number | null;
  others: readonly Link[];
};

/** What the links chapter tells a signal about an account. */
export type Neighbourhood = {
  identifiers: readonly SharedIdentifier[];
  neighbours: ReadonlyMap<string, NeighbourCard>;
  ring: RingMembership | null;
  /** Near-duplicate texts, boilerplate removed. */
  textTwins: readonly TextTwin[];
};

export type TextTwin = { account: string; field: 'summary' | 'resume' | 'proposal'; at: Instant; jaccard: number; shared: readonly string[] };

export type RingMembership = { ring: string; name: string; members: readonly { account: string; strength: number }[]; /** 0 to 1. */ strength: number; kinds: readonly IdentifierKind[] };

/** An identifier on more accounts than this is a hub: drawn as a crowd, linking nobody. */
export const HUB_ABOVE = 50;
