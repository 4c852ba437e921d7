import { createCipheriv, createDecipheriv, createHmac, hkdfSync, randomBytes, timingSafeEqual } from 'node:crypto';
import { chmodSync, existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { dataFolder } from './env';

/** What the one key of the installation is used for. Each use has a key of its own, derived by HKDF (RFC 5869). */
type Use = 'identifiers' | 'holder-pages' | 'sessions' | 'ledger' | 'webhook-secrets' | 'throttle' | 'contacts' | 'uploads' | 'topics';

let root: Buffer | undefined;

/**
 * 32 bytes from `COUNTERSIGN_KEY` (base64), or from the file `key` in the data folder, made there on first use.
 * Losing it makes stored digests unmatchable with new events: back it up with the database.
 */
function rootKey(): Buffer {
  if (root) return root;
  const given = process.env.COUNTERSIGN_KEY;
  if (given) {
    root = Buffer.from(given, 'base64');
    if (root.length !== 32) throw new Error('COUNTERSIGN_KEY must be 32 bytes in base64. Make one with: openssl rand -base64 32');
    return root;
  }
  const file = join(dataFolder(), 'key');
  if (!existsSync(file)) {
    mkdirSync(dataFolder(), { recursive: true });
    try {
      writeFileSync(file, randomBytes(32).toString('base64'), { flag: 'wx', mode: 0o600 });
    } catch (error) {
      // Another process of ours was quicker: its key is the key.
      if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error;
    }
    chmodSync(file, 0o600);
  }
  root = Buffer.from(readFileSync(file, 'utf8').trim(), 'base64');
  if (root.length !== 32) throw new Error(`${file} does not hold 32 bytes in base64. Restore it from your backup.`);
  return root;
}

export function keyFor(use: Use): Buffer {
  return Buffer.from(hkdfSync('sha256', rootKey(), Buffer.alloc(0), `countersign/${use}`, 32));
}

/** Keyed digest: it can be checked but not guessed. */
export function mac(use: Use, text: string): string {
  return createHmac('sha256', keyFor(use)).update(text, 'utf8').digest('base64url');
}

export function sameText(a: string, b: string): boolean {
  const left = Buffer.from(a);
  const right = Buffer.from(b);
  return left.length === right.length && timingSafeEqual(left, right);
}

/** AES-256-GCM; nonce, tag and what is sealed. */
export function sealBytes(use: Use, bytes: Uint8Array): Buffer {
  const nonce = randomBytes(12);
  const cipher = createCipheriv('aes-256-gcm', keyFor(use), nonce);
  const body = Buffer.concat([cipher.update(bytes), cipher.final()]);
  return Buffer.concat([nonce, cipher.getAuthTag(), body]);
}

export function openBytes(use: Use, sealed: Uint8Array): Buffer {
  const decipher = createDecipheriv('aes-256-gcm', keyFor(use), sealed.subarray(0, 12));
  decipher.setAuthTag(sealed.subarray(12, 28));
  return Buffer.concat([decipher.update(sealed.subarray(28)), decipher.final()]);
}

/** The same for a text, in base64url. */
export function seal(use: Use, text: string): string {
  return sealBytes(use, Buffer.from(text, 'utf8')).toString('base64url');
}

export function open(use: Use, sealed: string): string {
  return openBytes(use, Buffer.from(sealed, 'base64url')).toString('utf8');
}
