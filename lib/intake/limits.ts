import { DAY, HOUR, type Instant } from '../kernel/instant';

/** The numbers of the door, in one place: what a batch, an event and an instant may be. */
export const INTAKE_LIMITS = {
  /** Events in one HTTP body. */
  batchEvents: 1_000,
  /** Bytes of one HTTP body, as sent and again after decompression (5 MB). */
  batchBytes: 5 * 1024 * 1024,
  /** Bytes of one event, serialised without white space as UTF-8 (256 KB). */
  eventBytes: 256 * 1024,
  /** Bytes of one line of an imported file: an event whose every character is escaped still fits. */
  lineBytes: 1024 * 1024,
  /** How far a platform's clock may run ahead of ours, milliseconds. */
  aheadMs: DAY,
  /** Nothing on a freelance platform is older than this. */
  earliest: Date.UTC(2000, 0, 1) as Instant,
} as const;

export type BatchLimits = { batchEvents: number; batchBytes: number };

/** For messages: "24 hours". */
export const AHEAD_WORDS = `${INTAKE_LIMITS.aheadMs / HOUR} hours`;
