import { sha256Hex } from '../kernel/canonical';

/** What names a device that shows no token, by its fingerprint: screens write the head of it. */
export const printDigest = (print: string): string => sha256Hex(`print ${print}`);
