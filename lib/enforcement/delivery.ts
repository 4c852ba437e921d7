import { HOUR, MINUTE, SECOND, type Instant } from '../kernel/instant';
import { locked, type Lock, type Moves } from '../kernel/moves';

export const DELIVERY_STATUSES = ['waiting', 'leased', 'delivered', 'failed'] as const;
export type DeliveryStatus = (typeof DELIVERY_STATUSES)[number];

export const DELIVERY_MOVES = {
  lease: { from: ['waiting'], to: 'leased' },
  /** The worker that held it died: the attempt may have arrived, so it is made again under the same id. */
  lapse: { from: ['leased'], to: 'waiting' },
  deliver: { from: ['leased'], to: 'delivered' },
  retry: { from: ['leased'], to: 'waiting' },
  fail: { from: ['leased'], to: 'failed' },
  /** By a person, from the Deliveries screen; the receiver sees the same id. */
  replay: { from: ['failed', 'delivered'], to: 'waiting' },
} as const satisfies Moves<DeliveryStatus>;
export type DeliveryMove = keyof typeof DELIVERY_MOVES;

export type Delivery = {
  status: DeliveryStatus;
  /** Attempts since the delivery was made or replayed. */
  tries: number;
  nextAt: Instant;
  leaseUntil: Instant | null;
  deliveredAt: Instant | null;
  version: number;
};

/** Longer than any attempt may take, so that a lease that lapses belongs to a dead worker. */
export const DELIVERY_LEASE = 2 * MINUTE;
export const ATTEMPT_TIMEOUT = 20 * SECOND;
export const MOST_TRIES = 12;
/** Refusals by the receiver are its own mistake more often than a hiccup: fewer tries. */
export const MOST_TRIES_WHEN_REFUSED = 5;

/** Waits after the 1st, 2nd, ... 11th attempt: about three days in all. */
const WAITS: readonly number[] = [5 * SECOND, 30 * SECOND, 2 * MINUTE, 10 * MINUTE, 30 * MINUTE, 1 * HOUR, 3 * HOUR, 6 * HOUR, 12 * HOUR, 24 * HOUR, 24 * HOUR];
export const LONGEST_RETRY_AFTER = 24 * HOUR;

/** When to try again after `tries` attempts; `random` in [0, 1) spreads it by a fifth either way. Null when the tries are spent. */
export function nextTryAt(tries: number, random: number, now: Instant, retryAfter: number | null = null): Instant | null {
  const wait = WAITS[tries - 1];
  if (wait === undefined || tries >= MOST_TRIES) return null;
  const spread = Math.round(wait * (0.8 + 0.4 * random));
  return now + Math.max(spread, Math.min(retryAfter ?? 0, LONGEST_RETRY_AFTER));
}

/** How an attempt ended: an HTTP status with its Retry-After header, or no answer at all. What came of a letter has words of its own beside the status that means the same. */
export type Attempt = { kind: 'answer'; status: number; retryAfter: string | null; says?: string } | { kind: 'silence'; why: string };

export type Sense = { sense: 'done' } | { sense: 'again'; retryAfter: number | null } | { sense: 'refused' } | { sense: 'gone' };

/** What an answer means. Redirects are not followed: an order is for the address that was configured. */
export function senseOf(attempt: Attempt, now: Instant): Sense {
  if (attempt.kind === 'silence') return { sense: 'again', retryAfter: null };
  const { status } = attempt;
  if (status >= 200 && status < 300) return { sense: 'done' };
  if (status === 410) return { sense: 'gone' };
  if (status === 408 || status === 425 || status === 429 || status >= 500) return { sense: 'again', retryAfter: retryAfterOf(attempt.retryAfter, now) };
  return { sense: 'refused' };
}

/** Retry-After in milliseconds from `now`: seconds or an HTTP date; null when absent, unreadable or past. */
export function retryAfterOf(header: string | null, now: Instant): number | null {
  if (header === null) return null;
  const wait = /^\s*\d+\s*$/.test(header) ? Number(header) * SECOND : Date.parse(header) - now;
  return Number.isFinite(wait) && wait > 0 ? wait : null;
}

/** The words that the Deliveries screen shows for an attempt. */
export function attemptWords(attempt: Attempt): string {
  return attempt.kind === 'silence' ? attempt.why : (attempt.says ?? `HTTP ${attempt.status}`);
}

type Moved = { state: 'moved'; delivery: Delivery };

function to(delivery: Delivery, name: DeliveryMove, changes: Partial<Delivery>): Moved | Lock {
  const { from, to: status } = DELIVERY_MOVES[name];
  if (!(from as readonly DeliveryStatus[]).includes(delivery.status)) return locked('move-closed', `A ${delivery.status} delivery cannot ${name}.`);
  return { state: 'moved', delivery: { ...delivery, leaseUntil: null, ...changes, status, version: delivery.version + 1 } };
}

export function lease(delivery: Delivery, now: Instant): Moved | Lock {
  if (delivery.nextAt > now) return locked('move-closed', 'This delivery is not due yet.');
  return to(delivery, 'lease', { leaseUntil: now + DELIVERY_LEASE });
}

export function lapse(delivery: Delivery, now: Instant): Moved | Lock {
  if (delivery.leaseUntil !== null && delivery.leaseUntil > now) return locked('move-closed', 'This delivery is still being attempted.');
  return to(delivery, 'lapse', { nextAt: now });
}

/** The delivery after an attempt. `random` in [0, 1). */
export function settle(delivery: Delivery, attempt: Attempt, now: Instant, random: number): Moved | Lock {
  const tries = delivery.tries + 1;
  const sense = senseOf(attempt, now);
  if (sense.sense === 'done') return to(delivery, 'deliver', { tries, deliveredAt: now });
  if (sense.sense === 'gone' || (sense.sense === 'refused' && tries >= MOST_TRIES_WHEN_REFUSED)) return to(delivery, 'fail', { tries });
  const nextAt = nextTryAt(tries, random, now, sense.sense === 'again' ? sense.retryAfter : null);
  return nextAt === null ? to(delivery, 'fail', { tries }) : to(delivery, 'retry', { tries, nextAt });
}

export function replay(delivery: Delivery, now: Instant): Moved | Lock {
  return to(delivery, 'replay', { tries: 0, nextAt: now, deliveredAt: null });
}
