import type { Instant } from '../kernel/instant';

/** The event types of the contract, in its order. Permanent, like law numbers. */
export const EVENT_TYPES = [
  'account.registered', 'account.changed', 'profile.changed', 'session.seen', 'activity.recorded',
  'verification.started', 'verification.finished', 'payout.method_added', 'payout.sent', 'earning.cleared',
  'bid.placed', 'contract.started', 'contract.ended', 'time.logged', 'interview.changed', 'message.flagged',
  'client.reported', 'declaration.made', 'referral.made', 'review.left',
] as const;
export type EventType = (typeof EVENT_TYPES)[number];

/** One event as the platform told it, checked against the contract. Holds raw identifiers: never stored, never logged. */
export type PlatformEvent = {
  id: string;
  type: EventType;
  at: Instant;
  account: string;
  session: string | null;
  data: Readonly<Record<string, unknown>>;
};

/** One event as it is kept: `data` is scrubbed, keyed digests stand in the place of raw identifiers. Never changed after. */
export type StoredEvent = {
  id: string;
  type: string;
  at: Instant;
  receivedAt: Instant;
  account: string;
  session: string | null;
  data: Record<string, unknown>;
};
