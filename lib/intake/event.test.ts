import fc from 'fast-check';
import { Ajv2020 } from 'ajv/dist/2020.js';
import addFormats from 'ajv-formats';
import { describe, expect, test } from 'vitest';
import schema from '../../docs/contract/events.schema.json';
import { CONTRACT, FORMAT_WORDS, PATTERN_WORDS } from './contract';
import { checkEvent } from './event';
import { INTAKE_LIMITS } from './limits';
import { EVENT_REFUSAL_CODES, type EventRefusalCode } from './refusal';
import { EVENT_TYPES } from './stored-event';

const now = Date.UTC(2026, 2, 10, 12);
const session = { id: 'e-1', type: 'session.seen', at: '2026-03-02T08:00:00Z', account: 'acct-mallory', session: 's-1', data: { ip: '192.0.2.40' } };
const registered = { id: 'e-2', type: 'account.registered', at: '2026-03-02T08:00:00Z', account: 'acct-mallory', data: { name: 'Mallory', declared: { country: 'GB', timeZone: 'Europe/London' } } };
const seen = (data: object, rest: object = {}) => ({ ...session, ...rest, data: { ...session.data, ...data } });
const event = (type: string, data: object) => ({ id: 'e-3', type, at: '2026-03-02T08:00:00Z', account: 'acct-mallory', data });

function refusalOf(raw: unknown) {
  const checked = checkEvent(raw, { now });
  return checked.ok ? null : checked.refusal;
}

test('the list of event types is the contract’s own', () => {
  expect([...CONTRACT.keys()]).toEqual([...EVENT_TYPES]);
});

test('every pattern and format of the contract is explained in words', () => {
  const text = JSON.stringify(schema);
  const patterns = [...text.matchAll(/"pattern":("(?:[^"\\]|\\.)*")/g)].map((found) => JSON.parse(found[1] ?? '') as string);
  const formats = [...text.matchAll(/"format":"([^"]+)"/g)].map((found) => found[1] ?? '');
  expect(patterns.length).toBeGreaterThan(3);
  expect(patterns.filter((pattern) => PATTERN_WORDS[pattern] === undefined)).toEqual([]);
  expect(formats.filter((format) => FORMAT_WORDS[format] === undefined)).toEqual([]);
});

test('an event that follows the contract is taken, with its moment as epoch milliseconds', () => {
  expect(checkEvent(seen({}, { at: '2026-03-02T09:00:00.5+01:00' }), { now })).toEqual({
    ok: true,
    event: { id: 'e-1', type: 'session.seen', at: Date.UTC(2026, 2, 2, 8, 0, 0, 500), account: 'acct-mallory', session: 's-1', data: { ip: '192.0.2.40' } },
  });
});

const REFUSED: [string, unknown, EventRefusalCode, string][] = [
  ['a list', [session], 'not-an-object', ''],
  ['nothing', null, 'not-an-object', ''],
  ['a number', 5, 'not-an-object', ''],
  ['no type', { ...session, type: undefined }, 'missing-field', '/type'],
  ['a type that is a number', { ...session, type: 5 }, 'wrong-type', '/type'],
  ['a type of the sender’s own', { ...session, type: 'session.seem' }, 'unknown-type', '/type'],
  ['a type from the prototype', { ...session, type: 'constructor' }, 'unknown-type', '/type'],
  ['no id', { ...session, id: undefined }, 'missing-field', '/id'],
  ['an empty id', { ...session, id: '' }, 'missing-field', '/id'],
  ['an id that is too long', { ...session, id: 'x'.repeat(129) }, 'too-long', '/id'],
  ['an id with a line feed', { ...session, id: 'a\nb' }, 'invalid-format', '/id'],
  ['a session event without session', { ...session, session: undefined }, 'missing-field', '/session'],
  ['no address', { ...session, data: {} }, 'missing-field', '/data/ip'],
  ['an address that is a number', seen({ ip: 5 }), 'wrong-type', '/data/ip'],
  ['an address that is none', seen({ ip: '192.0.2.256' }), 'invalid-format', '/data/ip'],
  ['a field that does not exist', seen({ color: 'red' }), 'unknown-field', '/data/color'],
  ['a field beside the others', { ...session, note: 'x' }, 'unknown-field', '/note'],
  ['a __proto__ of the sender’s own', JSON.parse('{"id":"e","type":"bid.placed","at":"2026-03-02T08:00:00Z","account":"a","data":{"__proto__":{"x":1}}}'), 'unknown-field', '/data/[blanked]'],
  ['data that is text', { ...session, data: 'x' }, 'wrong-type', '/data'],
  ['a change of nothing', event('account.changed', {}), 'missing-field', '/data'],
  ['a rail that does not exist', event('payout.method_added', { instrument: 'EXAMPLE-1', rail: 'pigeon' }), 'unknown-value', '/data/rail'],
  ['too many languages', seen({ device: { languages: Array.from({ length: 21 }, () => 'en') } }), 'too-long', '/data/device/languages'],
  ['a round trip of two minutes', seen({ rttMs: 120_000 }), 'out-of-range', '/data/rttMs'],
  ['no cores at all', seen({ device: { cores: 0 } }), 'out-of-range', '/data/device/cores'],
  ['half a core', seen({ device: { cores: 1.5 } }), 'wrong-type', '/data/device/cores'],
  ['a screen in words', seen({ device: { screen: 'large' } }), 'invalid-format', '/data/device/screen'],
  ['a birth date that does not exist', { ...registered, data: { ...registered.data, birthDate: '1990-02-30' } }, 'invalid-format', '/data/birthDate'],
  ['an e-mail without a domain', { ...registered, data: { ...registered.data, email: 'mallory@' } }, 'invalid-format', '/data/email'],
  ['a link that is none', event('profile.changed', { portfolio: ['not a link'] }), 'invalid-format', '/data/portfolio/0'],
  ['a leap second', { ...session, at: '2016-12-31T23:59:60Z' }, 'invalid-instant', '/at'],
  ['the 30th of February', { ...session, at: '2026-02-30T00:00:00Z' }, 'invalid-instant', '/at'],
  ['the 29th of February of a common year', { ...session, at: '2025-02-29T00:00:00Z' }, 'invalid-instant', '/at'],
  ['an instant without offset', { ...session, at: '2026-02-03T00:00:00' }, 'invalid-instant', '/at'],
  ['hour 24', { ...session, at: '2026-02-03T24:00:00Z' }, 'invalid-instant', '/at'],
  ['an end that is no instant', seen({ endedAt: 'yesterday' }), 'invalid-instant', '/data/endedAt'],
  ['the day after tomorrow', { ...session, at: '2026-03-12T12:00:00Z' }, 'future', '/at'],
  ['an end in the future', seen({ endedAt: '2026-03-12T12:00:00Z' }), 'future', '/data/endedAt'],
  ['the last century', { ...session, at: '1999-12-31T23:59:59Z' }, 'before-2000', '/at'],
  ['time logged in 1970', event('time.logged', { contract: 'c', from: '1970-01-01T00:00:00Z', to: '2026-01-01T00:00:00Z', source: 'manual' }), 'before-2000', '/data/from'],
  ['a declaration from before 2000', event('declaration.made', { kind: 'vpn', to: '1999-01-01T00:00:00Z' }), 'before-2000', '/data/to'],
  ['U+0000 in a text', seen({ userAgent: 'a\0b' }), 'forbidden-character', '/data/userAgent'],
  ['U+0000 in the account', { ...session, account: 'a\0' }, 'forbidden-character', '/account'],
  ['U+0000 in a key', seen({ 'a\0': 1 }), 'forbidden-character', '/data'],
  ['half a surrogate pair', seen({ device: { languages: ['en', '\ud800'] } }), 'forbidden-character', '/data/device/languages/1'],
  ['a zone of another planet', { ...registered, data: { ...registered.data, declared: { country: 'GB', timeZone: 'Mars/Olympus' } } }, 'unknown-time-zone', '/data/declared/timeZone'],
  ['an abbreviation for a zone', { ...registered, data: { ...registered.data, declared: { country: 'GB', timeZone: 'IST' } } }, 'unknown-time-zone', '/data/declared/timeZone'],
  ['an instrument of dashes', event('payout.sent', { instrument: '--- ---', amount: { amount: 1, currency: 'EUR' } }), 'empty-identifier', '/data/instrument'],
  ['a phone of words', event('account.changed', { phone: 'none' }), 'empty-identifier', '/data/phone'],
  ['an event of a megabyte', seen({ userAgent: 'x'.repeat(1_000_000) }), 'too-large', ''],
  ['an event within every length but large in bytes', event('profile.changed', { resume: '\u{1f600}'.repeat(50_000), summary: '\u{1f600}'.repeat(20_000) }), 'too-large', ''],
  ['an event nested beyond reason', seen({ x: JSON.parse('['.repeat(50_000) + ']'.repeat(50_000)) }), 'too-large', ''],
];

describe('a refusal names the field and its code:', () => {
  test.each(REFUSED)('%s', (_name, raw, code, path) => {
    expect(refusalOf(raw)).toMatchObject({ code, path });
  });
});

test('every code that an event can be refused with is reached above', () => {
  const ofLines: EventRefusalCode[] = ['invalid-json', 'not-utf8', 'truncated'];
  const reached = new Set([...REFUSED.map(([, , code]) => code), ...ofLines]);
  expect(EVENT_REFUSAL_CODES.filter((code) => !reached.has(code))).toEqual([]);
});

test.each([
  ['a private address', seen({ ip: '10.0.0.7' })],
  ['a local IPv6 address', seen({ ip: 'fe80::1' })],
  ['a zone that only the device knows', seen({ device: { timeZone: 'Mars/Olympus' } })],
  ['an old zone name', { ...registered, data: { ...registered.data, declared: { country: 'IN', timeZone: 'Asia/Calcutta' } } }],
  ['an instant 23 hours ahead', { ...session, at: '2026-03-11T11:00:00Z' }],
  ['a leap day', { ...session, at: '2024-02-29T00:00:00-11:30' }],
  ['a journey declared ahead', event('declaration.made', { kind: 'travel', from: '2026-05-01T00:00:00Z', to: '2026-06-01T00:00:00Z' })],
  ['text that only looks like an escape', seen({ userAgent: '\\u0000 \\ud800' })],
  ['an emoji', seen({ userAgent: '\u{1f600}' })],
])('%s is taken', (_name, raw) => {
  expect(refusalOf(raw)).toBeNull();
});

test('a message names no value that was sent', () => {
  fc.assert(fc.property(fc.stringMatching(/^[A-Z0-9]{8,30}$/), fc.constantFrom('rail', 'country', 'holderMatch', 'unheard'), (value, field) => {
    const refusal = refusalOf(event('payout.method_added', { instrument: 'EXAMPLE-1', rail: 'bank', [field]: value }));
    if (refusal !== null) expect(JSON.stringify(refusal)).not.toContain(value);
  }));
});

test('no input makes the check throw, and a refusal always says why', () => {
  const field = fc.oneof(fc.jsonValue(), fc.constantFrom('session.seen', '2026-03-02T08:00:00Z', '192.0.2.1', {}, { ip: '::1' }));
  const nearly = fc.record({ id: field, type: fc.constantFrom(...EVENT_TYPES, 'x'), at: field, account: field, session: field, data: field }, { requiredKeys: [] });
  fc.assert(fc.property(fc.oneof(fc.anything(), fc.anything({ withBigInt: true, withNullPrototype: true }), fc.jsonValue(), nearly), (raw) => {
    const checked = checkEvent(raw, { now });
    if (!checked.ok) expect(checked.refusal.message).not.toBe('');
  }), { numRuns: 2_000 });
});

test('what the check takes, the whole schema takes, and what the schema refuses, the check refuses', () => {
  const whole = new Ajv2020({ strict: false });
  addFormats(whole);
  const valid = whole.compile(schema);
  const bases = [...REFUSED.filter(([, , code]) => code !== 'too-large').map(([, raw]) => raw), session, registered];
  const value = fc.oneof(fc.constantFrom<unknown>('GB', '192.0.2.1', '2026-03-02T08:00:00Z', 'bank', 'match', true, 1, 0.5, -1, [], {}, ['en'], null), fc.string());
  fc.assert(fc.property(fc.constantFrom(...bases), fc.constantFrom('ip', 'rail', 'country', 'holderMatch', 'endedAt', 'rttMs', 'device', 'name', 'declared', 'skills', 'instrument', 'from'), value, fc.constantFrom(...EVENT_TYPES), fc.boolean(), (base, name, given, type, retyped) => {
    const raw = JSON.parse(JSON.stringify(base)) as { type?: string; data?: unknown } | null;
    if (typeof raw === 'object' && raw !== null && typeof raw.data === 'object' && raw.data !== null) {
      Object.assign(raw.data, { [name]: given });
      if (retyped) raw.type = type;
    }
    if (checkEvent(raw, { now }).ok) expect(valid(raw)).toBe(true);
    if (!valid(raw)) expect(checkEvent(raw, { now }).ok).toBe(false);
  }), { numRuns: 1_000 });
});

test('the limits are those that the documents promise', () => {
  expect(INTAKE_LIMITS).toMatchObject({ batchEvents: 1_000, batchBytes: 5_242_880, eventBytes: 262_144 });
});
