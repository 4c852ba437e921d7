import { digestOf, normalFormOf, type DigestKey, type RawIdentifierKind } from './identifier';
import type { PlatformEvent } from './stored-event';

/** One identifier that an event showed: `of` says whether it is the account's own or its client's. */
export type ShownIdentifier = { kind: RawIdentifierKind; digest: string; /** Dotted, inside data: "device.token". */ field: string; of: 'account' | 'client' };

export type Scrubbed = {
  /**
   * The data to keep: a digest in the place of each raw identifier, and beside it the little that screens may show
   * (`instrumentTail`, `emailMask`, `phoneMask`). Nothing of a document is shown.
   */
  data: Record<string, unknown>;
  identifiers: readonly ShownIdentifier[];
  /** The session's address itself, canonical, for a column of its own with a retention period; null where the event has none. */
  address: string | null;
};

type RawField = { kind: RawIdentifierKind; of: 'account' | 'client' };

/** The fields of `data` that hold raw identifiers, whatever the event type; `device.token` is the only one further down. */
const RAW_FIELDS: ReadonlyMap<string, RawField> = new Map([
  ['ip', { kind: 'ip', of: 'account' }],
  ['document', { kind: 'document', of: 'account' }],
  ['instrument', { kind: 'payout_instrument', of: 'account' }],
  ['email', { kind: 'email', of: 'account' }],
  ['phone', { kind: 'phone', of: 'account' }],
  ['clientInstrument', { kind: 'payout_instrument', of: 'client' }],
  ['clientDevice', { kind: 'device_token', of: 'client' }],
  ['clientIp', { kind: 'ip', of: 'client' }],
]);

const TAIL_FROM_LENGTH = 9;

/** The event without its raw identifiers. `event` must have passed `checkEvent`. The client's address is kept as a digest only. */
export function scrub(event: PlatformEvent, key: DigestKey): Scrubbed {
  const data: Record<string, unknown> = {};
  const identifiers: ShownIdentifier[] = [];
  let address: string | null = null;
  for (const [field, value] of Object.entries(event.data)) {
    const raw = RAW_FIELDS.get(field);
    if (raw !== undefined && typeof value === 'string') {
      const digest = digestOf(raw.kind, value, key, raw.kind === 'document' ? issuerIn(event.data) : undefined);
      data[field] = digest;
      Object.assign(data, hintFor(field, value));
      identifiers.push({ kind: raw.kind, digest, field, of: raw.of });
      if (field === 'ip') address = normalFormOf('ip', value);
    } else if (field === 'device') {
      const device = { ...(value as { token?: string }) };
      if (device.token !== undefined) {
        device.token = digestOf('device_token', device.token, key);
        identifiers.push({ kind: 'device_token', digest: device.token, field: 'device.token', of: 'account' });
      }
      data[field] = device;
    } else data[field] = value;
  }
  return { data, identifiers, address };
}

/** Raw identifiers of an event whose normal form is empty: the dotted field of the first, or null. */
export function emptyIdentifierIn(data: Readonly<Record<string, unknown>>): string | null {
  for (const [field, { kind }] of RAW_FIELDS) {
    const value = data[field];
    if (typeof value === 'string' && normalFormOf(kind, value) === '') return field;
  }
  return null;
}

function issuerIn(data: Readonly<Record<string, unknown>>) {
  return { country: (data['documentCountry'] as string | undefined) ?? null, type: (data['documentType'] as string | undefined) ?? null };
}

/** What a screen may show of a raw value, so that a person can tell two apart. */
function hintFor(field: string, value: string): Record<string, string> {
  if (field === 'instrument') {
    const normal = [...normalFormOf('payout_instrument', value)];
    return normal.length >= TAIL_FROM_LENGTH ? { instrumentTail: normal.slice(-4).join('') } : {};
  }
  if (field === 'email') {
    const [local = '', domain = ''] = normalFormOf('email', value).split('@');
    return { emailMask: `${local.length > 1 ? local[0] : ''}•••@${domain}` };
  }
  if (field === 'phone') {
    const digits = [...normalFormOf('phone', value)];
    return digits.length > 4 ? { phoneMask: `•••${digits.slice(-2).join('')}` } : {};
  }
  return {};
}
