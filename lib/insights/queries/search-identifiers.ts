import { digestOf, normalFormOf, type DigestKey, type RawIdentifierKind } from '../../intake/identifier';
import type { IdentifierKind } from '../../links/link';

/** A pasted text that can be nothing but one kind of raw identifier: it is digested, and looked for in no other way. */
export function onlyIdentifier(q: string): RawIdentifierKind | null {
  if (/^[^\s@]+@[^\s@]+$/.test(q)) return 'email';
  if (/^(?:\d{1,3}\.){3}\d{1,3}$/.test(q) || (/^[0-9a-f:.]+$/i.test(q) && q.split(':').length > 2)) return 'ip';
  if (/^\+[\d\s().-]{6,}$/.test(q)) return 'phone';
  if (/^[a-z]{2}\d{2}(?:\s?[a-z0-9]){11,30}$/i.test(q) && isChecked(q)) return 'payout_instrument';
  return null;
}

/** Whether the check digits of an account number fit the rest (ISO 13616): ids of a platform may look like one. */
function isChecked(iban: string): boolean {
  const plain = iban.replace(/\s/g, '').toUpperCase();
  return [...plain.slice(4), ...plain.slice(0, 4)].reduce((rest, sign) => Number(`${rest}${Number.parseInt(sign, 36)}`) % 97, 0) === 1;
}

/** What links are looked for, by word. Addresses are looked for among the sessions (`search-addresses.ts`): the index of links leaves some networks out. */
export const FOUND_BY: Partial<Record<IdentifierKind, string>> = { email: 'e-mail', phone: 'phone', device_token: 'device', payout_instrument: 'payout instrument', fingerprint: 'device', document: 'document', photo: 'photo' };

/** Every digest under which the index may have this text; a digest or a picture's hash as screens show it is taken as it is. */
export function digestsFor(q: string, key: DigestKey): string[] {
  const raw = guessesOf(q).map((kind) => digestOf(kind, q, key));
  return [...new Set([...raw, ...(/^(?:[0-9a-f]{16}|[0-9a-f]{32})$/.test(q) ? [q] : [])])];
}

/** What the text may be. A device token can be anything; the rest have a look of their own. */
function guessesOf(q: string): RawIdentifierKind[] {
  const only = onlyIdentifier(q);
  if (only !== null) return normalFormOf(only, q) === '' ? [] : [only];
  const kinds: RawIdentifierKind[] = ['device_token'];
  if (/^[\d\s().-]{6,}$/.test(q)) kinds.push('phone');
  if (/^[a-z0-9\s-]{6,64}$/i.test(q) && /\d/.test(q)) kinds.push('payout_instrument');
  return kinds.filter((kind) => normalFormOf(kind, q) !== '');
}

/** As the contract has them. A platform may also tell no type, and no country. */
const DOCUMENT_TYPES = ['passport', 'id_card', 'driving_licence', 'residence_permit', 'tax_id', 'other', null] as const;
let countries: (string | null)[] | undefined;

/** Every code that names a country, and none. */
function issuingCountries(): (string | null)[] {
  const names = new Intl.DisplayNames(['en'], { type: 'region', fallback: 'none' });
  const letters = [...'ABCDEFGHIJKLMNOPQRSTUVWXYZ'];
  return (countries ??= [null, ...letters.flatMap((one) => letters.map((two) => one + two)).filter((code) => names.of(code) !== undefined)]);
}

/**
 * A document's number is digested together with its issuer and type, and whoever pastes it knows neither: the digests of all of them,
 * some two thousand. Empty where the text has not the look of a number.
 */
export function documentDigests(q: string, key: DigestKey): string[] {
  if (!/^[a-z0-9][a-z0-9\s./-]{4,39}$/i.test(q) || !/\d{2}/.test(q)) return [];
  return issuingCountries().flatMap((country) => DOCUMENT_TYPES.map((type) => digestOf('document', q, key, { country, type })));
}
