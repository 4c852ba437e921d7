/**
 * Photographs by 64-bit perceptual hash (16 hex digits). Two are the same picture at a Hamming distance of 6 or less.
 * To find such neighbours by equality: cut the hash into 8 bands of 8 bits. Six changed bits touch at most 6 bands, so at least
 * two stay equal; every pair of bands is one key (28 keys of 16 bits). One band alone would be shared by every 256th photograph.
 */
export const SAME_PHOTO_BITS = 6;

/** Bits up to which two hashes are mostly one file saved twice; beyond it, a cut or a retouch. [T] */
export const SAVED_TWICE_BITS = 3;

/** 28 lookup keys of a hash; two hashes within 6 bits share at least one. */
export function photoKeys(hash: string): string[] {
  const bands = Array.from({ length: 8 }, (_, i) => hash.slice(2 * i, 2 * i + 2));
  const keys: string[] = [];
  for (let i = 0; i < 8; i += 1) for (let j = i + 1; j < 8; j += 1) keys.push(`${i}${j}${bands[i]}${bands[j]}`);
  return keys;
}

/** Differing bits, 0 to 64. */
export function hammingOf(a: string, b: string): number {
  let count = 0;
  for (let from = 0; from < 16; from += 8) {
    for (let bits = Number.parseInt(a.slice(from, from + 8), 16) ^ Number.parseInt(b.slice(from, from + 8), 16); bits !== 0; bits &= bits - 1) count += 1;
  }
  return count;
}

export function isSamePhoto(a: string, b: string): boolean {
  return hammingOf(a, b) <= SAME_PHOTO_BITS;
}
