import fc from 'fast-check';
import { expect, test } from 'vitest';
import { blankedText } from './blanked-text';
import { checkEvent } from './event';
import { contentDigest, digestOf } from './identifier';
import { scrub } from './scrub';
import type { PlatformEvent } from './stored-event';

const key = new Uint8Array(32).fill(7);
const now = Date.UTC(2026, 2, 10);

const raw = (type: string, data: object) => ({ id: 'e-1', type, at: '2026-03-02T08:00:00Z', account: 'acct-mallory', session: 's-1', data });
function checked(type: string, data: object): PlatformEvent {
  const result = checkEvent(raw(type, data), { now });
  if (!result.ok) throw new Error(result.refusal.message);
  return result.event;
}

test('a session keeps digests of address and token, and hands the address over apart', () => {
  const { data, identifiers, address } = scrub(checked('session.seen', { ip: '2001:DB8:0::1', rttMs: 40, device: { token: 'tok-1', cores: 8 } }), key);
  const ip = digestOf('ip', '2001:db8::1', key);
  const token = digestOf('device_token', 'tok-1', key);
  expect(data).toEqual({ ip, rttMs: 40, device: { token, cores: 8 } });
  expect(address).toBe('2001:db8::1');
  expect(identifiers).toEqual([{ kind: 'ip', digest: ip, field: 'ip', of: 'account' }, { kind: 'device_token', digest: token, field: 'device.token', of: 'account' }]);
});

test('the client’s identifiers share the digests of the account’s own, and are told apart', () => {
  const { data, identifiers, address } = scrub(checked('contract.started', { contract: 'c', client: 'k', clientInstrument: 'EXAMPLE-17-17', clientDevice: 'tok-1', clientIp: '192.0.2.1' }), key);
  expect(data).toEqual({
    contract: 'c', client: 'k', clientInstrument: digestOf('payout_instrument', 'example 17 17', key), clientDevice: digestOf('device_token', 'tok-1', key), clientIp: digestOf('ip', '192.0.2.1', key),
  });
  expect(identifiers.map(({ of }) => of)).toEqual(['client', 'client', 'client']);
  expect(address).toBeNull();
});

test('screens get the end of a long instrument, an e-mail’s domain and two digits of a phone, and nothing of a document', () => {
  const method = scrub(checked('payout.method_added', { instrument: 'GB00 EXAM 0000 4242', rail: 'bank' }), key);
  expect(method.data['instrumentTail']).toBe('4242');
  expect(scrub(checked('payout.method_added', { instrument: '1234 5678', rail: 'card' }), key).data).not.toHaveProperty('instrumentTail');
  const changed = scrub(checked('account.changed', { email: 'Mallory@Example.uk', phone: '+44 20 7946 0958' }), key);
  expect(changed.data).toMatchObject({ emailMask: 'm•••@example.uk', phoneMask: '•••58' });
  const document = scrub(checked('verification.finished', { check: 'document', outcome: 'passed', document: 'SPECIMEN0001234', documentType: 'passport', documentCountry: 'GB' }), key);
  expect(document.data).toEqual({ check: 'document', outcome: 'passed', document: digestOf('document', 'SPECIMEN0001234', key, { country: 'GB', type: 'passport' }), documentType: 'passport', documentCountry: 'GB' });
});

test('the event itself is left as it was', () => {
  const event = checked('session.seen', { ip: '192.0.2.1', device: { token: 'tok-1' } });
  const before = JSON.stringify(event);
  scrub(event, key);
  expect(JSON.stringify(event)).toBe(before);
});

const number = fc.stringMatching(/^[A-Z]{2}[0-9]{10,20}$/);
const told = fc.oneof(
  number.map((secret) => ({ secret, event: raw('verification.finished', { check: 'document', outcome: 'passed', document: secret }) })),
  number.map((secret) => ({ secret, event: raw('payout.method_added', { instrument: secret, rail: 'bank' }) })),
  number.map((secret) => ({ secret, event: raw('payout.sent', { instrument: secret, amount: { amount: 5, currency: 'EUR' } }) })),
  number.map((secret) => ({ secret, event: raw('contract.started', { contract: 'c', client: 'k', clientInstrument: secret, clientDevice: secret, clientIp: '192.0.2.9' }) })),
  number.map((secret) => ({ secret, event: raw('account.changed', { email: `${secret}@example.com`, phone: '+44 20 7946 0958' }) })),
  number.map((secret) => ({ secret, event: raw('session.seen', { ip: '192.0.2.9', device: { token: secret } }) })),
);

test('nothing that is kept of an event holds a raw identifier', () => {
  fc.assert(fc.property(told, ({ secret, event }) => {
    const result = checkEvent(event, { now });
    if (!result.ok) throw new Error(result.refusal.message);
    const { address, ...kept } = scrub(result.event, key);
    const text = JSON.stringify(kept) + contentDigest(result.event, key);
    expect(text).not.toContain(secret);
    // Whole, since four digits stand in some digest by chance.
    expect(text).not.toMatch(/7946 ?0958/);
    expect(text).not.toContain('192.0.2.9');
    expect(address === null || address === '192.0.2.9').toBe(true);
  }));
});

const number2 = number.chain((secret) => fc.constantFrom('document', 'instrument', 'clientInstrument', 'ip', 'clientIp', 'token', 'clientDevice', 'email', 'phone', 'name', 'iban', 'passportNumber', 'data').map((field) => ({ secret, field })));

test('no refusal and no refused line holds a raw identifier, however the line is broken', () => {
  fc.assert(fc.property(number2, fc.nat(), fc.constantFrom('', '"', '{', '}', ',', '\\', 'x', ']', '['), ({ secret, field }, at, damage) => {
    const whole = JSON.stringify(field === 'data' ? { ...raw('payout.sent', {}), data: secret } : raw('payout.sent', { contract: 'c', [field]: secret, amount: { amount: 5, currency: 'EUR' }, rail: 'bank' }));
    const place = at % (whole.length + 1);
    // A mistake anywhere but inside the number itself, which would make it another number.
    const start = whole.indexOf(secret);
    if (place > start && place < start + secret.length) return;
    for (const line of [whole, whole.slice(0, place) + damage + whole.slice(place), whole.slice(0, place), whole.slice(0, place) + whole.slice(place + 1)]) {
      expect(blankedText(line)).not.toContain(secret.slice(0, 10));
      expect(blankedText(blankedText(line))).toBe(blankedText(line));
      let event: unknown;
      try {
        event = JSON.parse(line);
      } catch {
        continue;
      }
      const result = checkEvent(event, { now });
      if (!result.ok) expect(JSON.stringify(result.refusal)).not.toContain(secret.slice(0, 10));
    }
  }), { numRuns: 3_000 });
});

test('a refused line keeps what helps to find it', () => {
  const line = '{"id": "e-1", "type": "payout.method_added", "at":"2026-03-02T08:00:00Z","account":"acct-mallory","data":{"instrument":"GB00 17","rail":"pigeon","iban":{"no":["GB00 17"]},"skills":["a","b"]}}';
  expect(blankedText(line)).toBe('{"id": "e-1", "type": "payout.method_added", "at":"2026-03-02T08:00:00Z","account":"acct-mallory","data":{"instrument":"[blanked]","rail":"pigeon","iban":"[blanked]","skills":["a","b"]}}');
});

test.each([
  ['{"data":{"document":"X1', '{"data":{"document":"[blanked]"'],
  ['{"document":{"type":"X1"},"type":"bid.placed"}', '{"document":"[blanked]","type":"bid.placed"}'],
  ['{"docum\\u0065nt":"X1"}', '{"document":"[blanked]"}'],
  ['{"rail":"bank","document","X1"}', '{"rail":"bank","[blanked]","[blanked]"}'],
  ['{document: \'X1\'}', '{"[blanked]"'],
  ['"{\\"document\\":\\"X1\\"}"', '"[blanked]"'],
  ['{"AB12345678":1}', '{"[blanked]":"[blanked]"}'],
  ['GB00 17', '"[blanked]"'],
  ['', ''],
])('%s is kept as %s', (line, kept) => {
  expect(blankedText(line)).toBe(kept);
});
