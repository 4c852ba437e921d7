import { createHmac } from 'node:crypto';
import { canonicalJson } from '../kernel/canonical';
import ipaddr from 'ipaddr.js';
import type { PlatformEvent } from './stored-event';

/** The kinds of identifier that arrive raw and are kept only as digests. A subset of the kinds that tie accounts together. */
export const RAW_IDENTIFIER_KINDS = ['device_token', 'ip', 'payout_instrument', 'document', 'phone', 'email'] as const;
export type RawIdentifierKind = (typeof RAW_IDENTIFIER_KINDS)[number];

/** Secret of this installation, at least 32 bytes. Without it nobody can try numbers against the digests. */
export type DigestKey = Uint8Array;

/** Who issued a document and what it is: equal numbers with another issuer or type are other documents. */
export type Issuer = { country: string | null; type: string | null };

const DIGEST_KEY_BYTES = 32;
/**
 * 128 bits, 32 hexadecimal digits: among 10^10 identifiers the odds of one accidental equality are about 10^-19, and the inverted
 * index, whose rows are little but digests, is half as large as with 256. Preimages are guarded by the key, not by the length.
 */
const DIGEST_DIGITS = 32;

/**
 * The form in which two spellings of one identifier are equal; empty where nothing of it is left.
 * Documents and instruments: Unicode NFKC, upper case, letters and digits only (the contract). E-mail: NFKC, lower case, trimmed;
 * dots and plus parts stay, since not every provider ignores them. Phone: digits, with a leading + for + or 00. Address: canonical
 * text, IPv4 inside IPv6 as IPv4. Device token: as it is.
 */
export function normalFormOf(kind: RawIdentifierKind, value: string): string {
  switch (kind) {
    case 'document':
    case 'payout_instrument':
      // Changing the case can take apart what NFKC had composed, and leaving out a sign can bring together what it composes (the parts
      // of a Korean syllable): it is applied after each.
      return value.normalize('NFKC').toUpperCase().normalize('NFKC').replaceAll(/[^\p{L}\p{Nd}]/gu, '').normalize('NFKC');
    case 'email':
      return value.normalize('NFKC').toLowerCase().normalize('NFKC').trim();
    case 'phone':
      return phoneForm(value);
    case 'ip':
      return addressForm(value);
    case 'device_token':
      return value;
  }
}

function phoneForm(value: string): string {
  const signs = value.normalize('NFKC').replaceAll(/[^\p{Nd}+]/gu, '');
  const digits = signs.replaceAll('+', '');
  if (signs.startsWith('+')) return digits === '' ? '' : `+${digits}`;
  if (!digits.startsWith('00')) return digits;
  return digits.length === 2 ? '' : `+${digits.slice(2)}`;
}

function addressForm(value: string): string {
  if (!value.includes(':')) return value;
  return ipaddr.isValid(value) ? ipaddr.process(value).toString() : value.toLowerCase();
}

/**
 * What an address is compared by: the line that one subscriber has, which is the address itself in IPv4 and its /64 in IPv6, within which
 * machines change their addresses every day (RFC 8981).
 */
function lineOf(address: string): string {
  if (!ipaddr.IPv6.isValid(address)) return address;
  const [a, b, c, d] = ipaddr.IPv6.parse(address).parts;
  return new ipaddr.IPv6([a!, b!, c!, d!, 0, 0, 0, 0]).toString();
}

/**
 * Keyed digest (HMAC-SHA-256, 128 bits, hex) of the normal form together with its kind, so that a phone number and a document
 * number with the same digits differ; of an IPv6 address, of its /64. Throws on an empty normal form: `checkEvent` has refused those.
 */
export function digestOf(kind: RawIdentifierKind, value: string, key: DigestKey, issuer?: Issuer): string {
  const normal = normalFormOf(kind, value);
  if (normal === '') throw new Error(`An identifier of kind ${kind} has an empty normal form`);
  const scope = kind === 'document' ? `${issuer?.country ?? ''}\0${issuer?.type ?? ''}\0` : '';
  return keyedDigest(`${kind}\0${scope}${kind === 'ip' ? lineOf(normal) : normal}`, key);
}

/** Keyed digest of everything the event says, whatever the order of its keys: the same id with another digest is another event. */
export function contentDigest(event: PlatformEvent, key: DigestKey): string {
  const { id, type, at, account, session, data } = event;
  return keyedDigest(`content\0${canonicalJson([id, type, at, account, session, data])}`, key);
}

/** Keyed digest of a text under a name of its own; `name` must not be one of the identifier kinds. */
export function namedDigest(name: string, text: string, key: DigestKey): string {
  return keyedDigest(`${name}\0${text}`, key);
}

function keyedDigest(text: string, key: DigestKey): string {
  if (key.byteLength < DIGEST_KEY_BYTES) throw new Error(`The digest key must have at least ${DIGEST_KEY_BYTES} bytes`);
  return createHmac('sha256', key).update(text).digest('hex').slice(0, DIGEST_DIGITS);
}
