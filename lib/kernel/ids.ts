import { randomBytes } from 'node:crypto';
import type { Instant } from './instant';

const ALPHABET = '0123456789abcdefghjkmnpqrstvwxyz';

/** `case_01m9…`: a kind, 48 bits of time and 80 of chance in Crockford's base 32, so that ids of a kind sort by age. */
export function newId(kind: string, now: Instant): string {
  let time = now;
  let head = '';
  for (let index = 0; index < 10; index += 1) {
    head = ALPHABET[time % 32] + head;
    time = Math.floor(time / 32);
  }
  let tail = '';
  for (const byte of randomBytes(16)) tail += ALPHABET[byte % 32];
  return `${kind}_${head}${tail}`;
}
