import { randomBytes } from 'node:crypto';
import { argon2id, argon2Verify } from 'hash-wasm';

/** argon2id with OWASP's parameters for 2024 and later: 19 MiB, two passes, one lane. */
const COST = { memorySize: 19_456, iterations: 2, parallelism: 1, hashLength: 32 } as const;

export function hashPassword(password: string): Promise<string> {
  return argon2id({ ...COST, password: password.normalize('NFKC'), salt: randomBytes(16), outputType: 'encoded' });
}

let nobody: Promise<string> | undefined;

/** Takes as long for an unknown person as for a known one. */
export async function isPassword(password: string, hash: string | null): Promise<boolean> {
  nobody ??= hashPassword(randomBytes(24).toString('hex'));
  const matches = await argon2Verify({ password: password.normalize('NFKC'), hash: hash ?? (await nobody) });
  return matches && hash !== null;
}

/** A password to begin with: 120 random bits in 20 letters and digits, to be handed over once. */
export function newPassword(): string {
  return randomBytes(15).toString('base64url');
}
