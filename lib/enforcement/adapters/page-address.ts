import { sha256Hex } from '../../kernel/canonical';
import { publicUrl } from '../../kernel/env';
import { mac, sameText } from '../../kernel/secrets';

/** The private address of a holder's page: its id and a keyed digest of it. Nothing of it is stored, so nothing of it can leak from the database. */
export function pageToken(page: string): string {
  return `${page}.${mac('holder-pages', page)}`;
}

export function pageAddress(page: string): string {
  return `${publicUrl()}/appeal/${pageToken(page)}`;
}

/** The address as staff read it, who never hold it: masked, with a digest by which one that turns up somewhere is known again. SHA-256, hexadecimal. */
export function maskedAddress(page: string): { masked: string; digest: string } {
  return { masked: `${publicUrl()}/appeal/•••`, digest: sha256Hex(pageAddress(page)) };
}

/** The page that a token opens; null for a token that we did not make. */
export function pageOf(token: string): string | null {
  const dot = token.lastIndexOf('.');
  const page = token.slice(0, dot);
  return dot > 0 && sameText(token.slice(dot + 1), mac('holder-pages', page)) ? page : null;
}
