import { createPrivateKey, createPublicKey, sign, verify, type KeyObject } from 'node:crypto';
import { canonicalJson, sha256Hex } from '../kernel/canonical';
import type { Instant } from '../kernel/instant';

export type Head = { chain: string; seq: number; digest: string };

/** A signed statement of where the chains stood. Checkpoints are a chain themselves. */
export type Checkpoint = { number: number; at: Instant; heads: readonly Head[]; previous: string; digest: string; signature: string };

export function digestOfCheckpoint(checkpoint: Omit<Checkpoint, 'digest' | 'signature'>): string {
  const { number, at, heads, previous } = checkpoint;
  return sha256Hex(canonicalJson({ number, at, heads, previous }));
}

/** PKCS#8 wrapping of a raw Ed25519 seed (RFC 8410, section 7). */
const PKCS8_ED25519 = Buffer.from('302e020100300506032b657004220420', 'hex');

/** Ed25519 (RFC 8032) key pair from 32 bytes. */
export function signingKey(seed: Buffer): { privateKey: KeyObject; publicKey: KeyObject } {
  const privateKey = createPrivateKey({ key: Buffer.concat([PKCS8_ED25519, seed]), format: 'der', type: 'pkcs8' });
  return { privateKey, publicKey: createPublicKey(privateKey) };
}

export function signCheckpoint(digest: string, key: KeyObject): string {
  return sign(null, Buffer.from(digest, 'hex'), key).toString('base64');
}

export function isSignedBy(checkpoint: Checkpoint, key: KeyObject): boolean {
  return digestOfCheckpoint(checkpoint) === checkpoint.digest && verify(null, Buffer.from(checkpoint.digest, 'hex'), key, Buffer.from(checkpoint.signature, 'base64'));
}
