import { sha256Hex } from '../kernel/canonical';

/** Signs of a digest by which screens name what has no other name, a device among them; and by which such a device is kept and searched for. */
export const NAMED_BY = 4;

/** What names a device that shows no token, by its fingerprint: screens write the head of it. */
export const printDigest = (print: string): string => sha256Hex(`print ${print}`);
