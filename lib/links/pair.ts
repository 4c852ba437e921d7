import { sha256Hex } from '../kernel/canonical';

/** One name for what two accounts' texts or pictures share, the same from either side. */
export function pairDigest(one: string, other: string): string {
  return sha256Hex([one, other].sort().join('\n')).slice(0, 32);
}
