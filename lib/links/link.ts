import type { Instant } from '../kernel/instant';

/** The kinds of identifier that can tie accounts together. Kind ids are permanent. */
export const IDENTIFIER_KINDS = [
  'device_token', 'fingerprint', 'ip', 'exit_ip', 'payout_instrument', 'document', 'phone', 'email', 'photo', 'portfolio_url', 'text_shingles', 'client',
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
  /** When it was closed, as it stands now; null while it is open. */
  closedAt: Instant | null;
  /** The latest contract with each client, newest first, at most `REMEMBERED`. */
  engagements: readonly { client: string; at: Instant }[];
  /** Latest reviews left for it, newest first, at most `REMEMBERED`. */
  reviews: readonly { client: string; at: Instant }[];
  /** Accounts that it has referred openly to a client, sorted. */
  referred: readonly string[];
  /** Keyed digests of the schools it claims, sorted; equality only. */
  schools: readonly string[];
  /** Its first session known here, or its registration where there is none. */
  since: Instant | null;
  /** When every device of its beginnings was replaced by others at once (turn.ts); null where that did not happen. */
  turnedAt: Instant | null;
};

/** Rows of one sort that a card carries at most. */
export const REMEMBERED = 12;

/** One identifier of the account, with everybody else who shows it. */
export type SharedIdentifier = {
  kind: IdentifierKind;
  digest: string;
  own: Link;
  /** How many accounts show it on the whole platform, counted to `HUB_ABOVE` + 1 at most; of a picture, it or another copy of it. */
  accounts: number;
  /** Above the cap: a crowd, which links nobody. `others` is empty then. */
  hub: boolean;
  /** Share of the platform's accounts that show it, by the rarity table in force; null while no table is built. */
  share: number | null;
  others: readonly Link[];
  /** Of a fingerprint that others share: its parts with the share of accounts that show each, null where that is not counted. */
  parts?: readonly { part: string; share: number | null }[];
};

/** What the links chapter tells a signal about an account. */
export type Neighbourhood = {
  identifiers: readonly SharedIdentifier[];
  neighbours: ReadonlyMap<string, NeighbourCard>;
  ring: RingMembership | null;
  /** Near-duplicate texts, boilerplate removed. */
  textTwins: readonly TextTwin[];
  /** Photographs of other accounts that are the same picture as one of ours, though not to the bit. */
  photoTwins: readonly PhotoTwin[];
  /** Templates of our proposals that other accounts use as well, tools known platform-wide left out. */
  templates: readonly SharedTemplate[];
  /** When the accounts that share more than a crowd with us acted, and we: for synchrony alone. */
  beats: ReadonlyMap<string, Beats>;
};

/** Of an account that shares nothing with anybody. */
export const ALONE: Neighbourhood = { identifiers: [], neighbours: new Map(), ring: null, textTwins: [], photoTwins: [], templates: [], beats: new Map() };

export type TextTwin = { account: string; field: 'summary' | 'resume'; at: Instant; jaccard: number; shared: readonly string[] };

/**
 * `own` and `theirs` are 64-bit perceptual hashes; `shared` names the pair, the same from either side. `accounts` counts those that show either picture,
 * in whatever copy, as the more are; two where it is not told.
 */
export type PhotoTwin = { account: string; own: string; theirs: string; bits: number; shared: string; accounts?: number };

/** One way of writing that fills many proposals of an account within 30 days (template.ts). */
export type Template = { /** 64-bit SimHash of what its proposals have in common, 16 hexadecimal digits. */ hash: string; firstAt: Instant; lastAt: Instant; proposals: number };

/** A template of ours with those of others within 3 bits of it. */
export type SharedTemplate = Template & { others: readonly (Template & { account: string })[] };

/** Minutes (epoch minutes, ascending, distinct) in which an account did something, by the sort of act; bounded (beat.ts). */
export type Beats = Readonly<Record<string, readonly number[]>>;

export type RingMembership = { ring: string; name: string; members: readonly { account: string; strength: number }[]; /** 0 to 1. */ strength: number; kinds: readonly IdentifierKind[] };

/** An identifier on more accounts than this is a hub: drawn as a crowd, linking nobody. */
export const HUB_ABOVE = 50;

/** So many persons on one home line, device or payout instrument are many (G5, L3 of domain.md section 2). */
export const HUB_PERSONS = 5;
