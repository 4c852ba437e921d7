/** A part of a machine is rare where no more than so many of the platform's accounts show it. [T] */
const RARE_PART = 0.01;
/** Equal machines say something where so many of their parts are rare. [T] */
const RARE_PARTS = 2;

/** How many of a fingerprint's parts are rare; `share` is of the platform's accounts, null where it is not known. */
export function rarePartsOf(parts: readonly { share: number | null }[] = []): number {
  return parts.filter(({ share }) => share !== null && share <= RARE_PART).length;
}

/** Whether a machine that looks the same says something by itself. */
export function isTelling(parts?: readonly { share: number | null }[]): boolean {
  return rarePartsOf(parts) >= RARE_PARTS;
}
