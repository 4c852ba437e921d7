import { createHmac, timingSafeEqual } from 'node:crypto';
import { MINUTE, SECOND, type Instant } from '../kernel/instant';

/**
 * Webhook signatures as the Standard Webhooks specification has them: HMAC-SHA256 over `id.timestamp.body`, base64, prefixed `v1,`;
 * one signature for each secret in force, separated by spaces, so that a secret can be rotated without a gap. Done here rather
 * than by a package because ours take the moment as an argument and several secrets at once; a test holds both to the same bytes.
 */
export const TOLERANCE = 5 * MINUTE;
const PREFIX = 'whsec_';
/** Bytes of a secret, as the specification bounds them. */
const LEAST_BYTES = 24;
const MOST_BYTES = 64;

/** `bytes` are random, 24 to 64 of them. */
export function secretOf(bytes: Uint8Array): string {
  if (bytes.length < LEAST_BYTES || bytes.length > MOST_BYTES) throw new Error(`A webhook secret has ${LEAST_BYTES} to ${MOST_BYTES} bytes.`);
  return PREFIX + Buffer.from(bytes).toString('base64');
}

function keyOf(secret: string): Buffer {
  const key = Buffer.from(secret.startsWith(PREFIX) ? secret.slice(PREFIX.length) : secret, 'base64');
  if (key.length === 0) throw new Error('A webhook secret cannot be empty.');
  return key;
}

export type SignedHeaders = { 'webhook-id': string; 'webhook-timestamp': string; 'webhook-signature': string };

/** Headers for one delivery attempt at `now`. The id is the order's, so every attempt carries the same one. Secrets: current first. */
export function signedHeaders(order: string, now: Instant, body: string, secrets: readonly string[]): SignedHeaders {
  if (secrets.length === 0) throw new Error('A delivery needs at least one secret to sign with.');
  const seconds = String(Math.floor(now / SECOND));
  return { 'webhook-id': order, 'webhook-timestamp': seconds, 'webhook-signature': secrets.map((secret) => sign(order, seconds, body, secret)).join(' ') };
}

function sign(id: string, seconds: string, body: string, secret: string): string {
  return `v1,${createHmac('sha256', keyOf(secret)).update(`${id}.${seconds}.${body}`, 'utf8').digest('base64')}`;
}

/** What a receiver does: true when the moment is within five minutes of `now` and any signature fits any secret. */
export function isSignedBy(headers: SignedHeaders, body: string, secrets: readonly string[], now: Instant): boolean {
  const seconds = headers['webhook-timestamp'];
  if (!/^\d{1,12}$/.test(seconds) || Math.abs(now - Number(seconds) * SECOND) > TOLERANCE) return false;
  const given = headers['webhook-signature'].split(' ');
  return secrets.some((secret) => {
    const expected = Buffer.from(sign(headers['webhook-id'], seconds, body, secret));
    return given.some((signature) => {
      const bytes = Buffer.from(signature);
      return bytes.length === expected.length && timingSafeEqual(bytes, expected);
    });
  });
}
