import type { Random } from './random';

/** The same picture touched up: a few bits of its hash differ. */
export function retouched(photo: string, random: Random): string {
  let value = BigInt(`0x${photo}`);
  for (let flips = random.int(0, 4); flips > 0; flips -= 1) value ^= 1n << BigInt(random.int(0, 63));
  return value.toString(16).padStart(16, '0');
}
