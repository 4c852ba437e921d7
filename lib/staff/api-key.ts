import { randomBytes } from 'node:crypto';
import { sha256Hex } from '../kernel/canonical';

/** 256 random bits behind a prefix that secret scanners can look for. Shown once; only its SHA-256 is kept. */
export function newSecret(): string {
  return `csk_${randomBytes(32).toString('base64url')}`;
}

export const hashOfSecret = (secret: string): string => sha256Hex(secret);
