import type { AccountHistory, DeclarationKind } from '../enrichment/history';
import type { Instant } from '../kernel/instant';
import type { IdentifierKind, Neighbourhood } from '../links/link';
import type { RarityTable } from '../links/rarity';

export const FAMILIES = ['geography', 'network', 'device', 'identity', 'payout', 'time', 'communication', 'content', 'links', 'consequence'] as const;
export type Family = (typeof FAMILIES)[number];

/** Class of a piece of evidence (domain.md section 2): |ln LR| under 1, 1 to 2, 2 to 4; conclusive only when confirmed by a human or an independent verifier. */
export const STRENGTHS = ['none', 'weak', 'moderate', 'strong', 'conclusive'] as const;
export type Strength = (typeof STRENGTHS)[number];

export const EXHIBIT_SHAPES = ['map', 'timeline', 'clock', 'table', 'graph', 'diff'] as const;
export type ExhibitShape = (typeof EXHIBIT_SHAPES)[number];

/** What a signal may read. Nothing here names a wall clock, a database or a person's nationality. */
export type Given = {
  history: AccountHistory;
  neighbourhood: Neighbourhood;
  rarity: RarityTable | null;
  asOf: Instant;
};

/** What a signal may read that looks at nobody else. */
export type Alone = Omit<Given, 'neighbourhood'>;

/** A fact that lowers the weight of a finding, in nats (negative). */
export type Counter = { kind: string; llr: number; words: string; evidence: readonly string[] };

export type Finding = {
  signal: string;
  version: number;
  family: Family;
  strength: Exclude<Strength, 'none' | 'conclusive'>;
  /** ln LR before quality, decay and counter-evidence; nats. */
  llr: number;
  /** 0 to 1: how far the inputs can be trusted. */
  quality: number;
  firstAt: Instant;
  lastAt: Instant;
  /** The measured quantities behind the words, for tables and for the sealed packet. */
  value: Readonly<Record<string, number | string | boolean | null>>;
  /** One line, in the words of looks/README section 11: what was seen. */
  words: string;
  /** Ids of the account's own events that show it. */
  evidence: readonly string[];
  /** Identifiers that the finding rests on: one shared fact counts once. */
  identifiers: readonly { kind: IdentifierKind; digest: string }[];
  counter: readonly Counter[];
};

export type Reading =
  | { state: 'found'; finding: Finding }
  | { state: 'quiet' }
  /** The inputs are not there: `missing` says what would be needed, in words. */
  | { state: 'abstains'; missing: string };

type Described = {
  /** Permanent, like a law number: "G1". */
  id: string;
  version: number;
  title: string;
  family: Family;
  /** Days until a finding weighs half. */
  halfLifeDays: number;
  /** Nats at full quality; the policy may scale it. */
  weight: number;
  exhibit: ExhibitShape;
  /** Innocent explanations, best first, in words. */
  innocent: readonly string[];
  /** The single fact that would decide between the finding and its best innocent explanation. */
  decides: string;
  /** Declarations that lower or explain it. */
  declarations: readonly DeclarationKind[];
};

/** `alone`: it looks at nobody else, and is read while others are still being asked for. */
export type Signal = Described & ({ alone: true; read: (given: Alone) => Reading } | { alone?: undefined; read: (given: Given) => Reading });
