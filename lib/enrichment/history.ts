import type { Instant } from '../kernel/instant';
import type { NetworkFact } from './network';
import type { PlaceFact } from './place';

export { historyOf } from './chronicle';
export type { Telling } from './chronicle';
export type { SessionFacts } from './stretch';

/**
 * Everything known about one account up to an instant, in event-time order: the only thing signals read about the account itself.
 * Built by `historyOf` from stored events and session facts; the same for any order and any repetition of the same events.
 * Identifiers are keyed digests (hex); raw values never reach this far.
 */
export type AccountHistory = {
  account: string;
  /** Nothing later than this is in the history. */
  asOf: Instant;
  registeredAt: Instant | null;
  /** Every version of the account's own fields, oldest first; each row carries the merged state after the change. */
  versions: readonly AccountVersion[];
  profiles: readonly ProfileVersion[];
  stretches: readonly Stretch[];
  activities: readonly Activity[];
  checks: readonly Check[];
  instruments: readonly Instrument[];
  payouts: readonly Payout[];
  earnings: readonly Earning[];
  bids: readonly Bid[];
  contracts: readonly Contract[];
  timeLogs: readonly TimeLog[];
  interviews: readonly Interview[];
  messageFlags: readonly MessageFlag[];
  clientReports: readonly ClientReport[];
  declarations: readonly Declaration[];
  referrals: readonly Referral[];
  reviews: readonly Review[];
};

/** Where a fact came from: the id of the event that told it. */
type Told = { event: string; at: Instant };

export type Declared = { country: string; region: string | null; city: string | null; timeZone: string; /** From the gazetteer; null where the place is not found. */ lat: number | null; lon: number | null };

export type AccountVersion = Told & {
  name: string | null;
  legalName: string | null;
  birthDate: string | null;
  /** Keyed digests. */
  email: string | null;
  phone: string | null;
  phoneKind: string | null;
  declared: Declared | null;
  kind: 'individual' | 'agency' | 'agency_member' | 'household_member' | null;
  organisation: string | null;
  category: string | null;
  language: string | null;
  skills: readonly string[];
  hourlyRate: Money | null;
  closed: 'no' | 'by_holder' | 'for_cause' | null;
};

export type ProfileVersion = Told & {
  headline: string | null;
  summary: string | null;
  resume: string | null;
  portfolio: readonly string[];
  photoHash: string | null;
  education: readonly { school: string; country?: string; from?: number; to?: number }[];
  employment: readonly { employer: string; title?: string; from?: number; to?: number }[];
};

/** One stretch of a session on one address and device (`session.seen`, later reports of the same stretch merged in). */
export type Stretch = Told & {
  session: string;
  /** Latest reported end and last human input; null where never reported. */
  endedAt: Instant | null;
  lastInputAt: Instant | null;
  /** Keyed digest of the address; null once blanked by retention. */
  ip: string | null;
  network: NetworkFact;
  place: PlaceFact;
  rttMs: number | null;
  device: Device | null;
};

export type Device = {
  /** Keyed digest of the first-party token. */
  token: string | null;
  platform: string | null;
  browser: string | null;
  /** IANA zone the browser reported; null where unknown to tzdata or absent. */
  timeZone: string | null;
  languages: readonly string[];
  keyboard: string | null;
  screen: string | null;
  gpu: string | null;
  cores: number | null;
  memoryGb: number | null;
  fonts: string | null;
  canvas: string | null;
  hints: readonly string[];
};

export type Activity = Told & { session: string | null; kind: 'page' | 'message' | 'upload' | 'download' | 'work' | 'mfa'; count: number; size: number | null };
export type CheckKind = 'document' | 'liveness' | 'face_match' | 'phone' | 'email' | 'address' | 'employment' | 'education';
export type Check = Told & {
  session: string | null;
  check: CheckKind;
  outcome: 'started' | 'passed' | 'failed' | 'abandoned';
  vendor: string | null;
  score: number | null;
  /** Keyed digest of kind, issuer, type and normal form of the number. */
  document: string | null;
  documentType: string | null;
  documentCountry: string | null;
  imageHash: string | null;
  reason: string | null;
};
/** `amount` in the currency the platform sent; `usd` by the dated table of the policy, null where the currency is unknown. */
export type Money = { amount: number; currency: string; usd: number | null };
export type Instrument = Told & { session: string | null; instrument: string; rail: 'bank' | 'card' | 'wallet' | 'crypto' | 'cash'; country: string | null; holderMatch: 'match' | 'partial' | 'none' | 'unknown' | null };
export type Payout = Told & { instrument: string; amount: Money };
export type Earning = Told & { amount: Money; contract: string | null; client: string | null };
export type Bid = Told & { client: string | null; job: string | null; category: string | null; price: Money | null; hourly: boolean | null; proposal: string | null };
export type Contract = { contract: string; client: string | null; startedAt: Instant | null; endedAt: Instant | null; hourly: boolean | null; value: Money | null; /** Keyed digests of what the client used. */ clientInstrument: string | null; clientDevice: string | null; clientIp: string | null; reason: string | null; events: readonly string[] };
export type TimeLog = Told & { contract: string; from: Instant; to: Instant; source: 'tracker' | 'manual' };
export type Interview = Told & { client: string | null; state: 'requested' | 'done' | 'declined' | 'rescheduled' | 'camera_off'; accommodation: boolean };
export type MessageFlag = Told & { flag: 'off_platform' | 'crypto_request' | 'prepayment' | 'third_party_payment' | 'threat'; client: string | null };
export type ClientReport = Told & { client: string | null; kind: 'theft' | 'extortion' | 'impersonation' | 'different_person' | 'quality' | 'other'; text: string | null };
export type DeclarationKind = 'travel' | 'relocation' | 'vpn' | 'virtual_desktop' | 'household' | 'agency' | 'name_change' | 'new_device' | 'accommodation';
/** `from` falls back to the event's instant; `to` is null while the declaration stands. Sent again with the same kind and `from`, it is ended. */
export type Declaration = Told & { kind: DeclarationKind; from: Instant; to: Instant | null; country: string | null; organisation: string | null; verified: boolean };
export type Referral = Told & { to: string; client: string | null };
export type Review = Told & { client: string; rating: number };

/** The account's own fields as they stand at the end of the history. */
export function current(history: AccountHistory): AccountVersion | null {
  return history.versions.at(-1) ?? null;
}
