import { hash64, shinglesOf } from './text';

/**
 * SimHash of 64 bits (Charikar 2002) over three-word shingles, as 16 hexadecimal digits; null for a text without any. Texts that differ in a name or a sum differ in few bits; distinct texts in about 32.
 */
export function simHash(text: string): string | null {
  const shingles = shinglesOf(text);
  if (shingles.size === 0) return null;
  const votes = new Int32Array(64);
  for (const shingle of shingles) {
    const [high, low] = hash64(shingle);
    for (let bit = 0; bit < 32; bit += 1) {
      votes[bit]! += (high >>> bit) & 1 ? 1 : -1;
      votes[bit + 32]! += (low >>> bit) & 1 ? 1 : -1;
    }
  }
  return hexOf((bit) => votes[bit]! > 0);
}

/** What most of these hashes say, bit by bit; a tie is 0. */
export function majorityOf(hashes: readonly string[]): string {
  const votes = new Int32Array(64);
  for (const hash of hashes) for (let bit = 0; bit < 64; bit += 1) votes[bit]! += bitOf(hash, bit) ? 1 : -1;
  return hexOf((bit) => votes[bit]! > 0);
}

/** Two hashes within 3 bits share at least one of these four 16-bit bands, each marked with its place. */
export function bandsOfHash(hash: string): number[] {
  return [0, 1, 2, 3].map((band) => band * 65_536 + Number.parseInt(hash.slice(band * 4, band * 4 + 4), 16));
}

function bitOf(hash: string, bit: number): boolean {
  return ((Number.parseInt(hash[bit >> 2]!, 16) >> (bit & 3)) & 1) === 1;
}

function hexOf(isSet: (bit: number) => boolean): string {
  let hash = '';
  for (let digit = 0; digit < 16; digit += 1) {
    let value = 0;
    for (let bit = 0; bit < 4; bit += 1) if (isSet(digit * 4 + bit)) value |= 1 << bit;
    hash += value.toString(16);
  }
  return hash;
}
