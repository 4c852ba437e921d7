import { Webhook } from 'standardwebhooks';
import { expect, test } from 'vitest';
import { MINUTE } from '../kernel/instant';
import { isSignedBy, secretOf, signedHeaders, TOLERANCE } from './signature';

const NOW = Date.UTC(2026, 10, 17, 14, 10);
const body = '{"order":"ord_1","note":"wähle"}';
const current = secretOf(new Uint8Array(32).fill(7));
const previous = secretOf(new Uint8Array(24).fill(9));

test('our signature is byte for byte the one of the reference implementation', () => {
  const headers = signedHeaders('ord_1', NOW, body, [current]);
  expect(headers['webhook-signature']).toBe(new Webhook(current).sign('ord_1', new Date(NOW), body));
  expect(headers).toMatchObject({ 'webhook-id': 'ord_1', 'webhook-timestamp': String(NOW / 1000) });
});

test('the reference implementation accepts a delivery during rotation with either secret', () => {
  const headers = signedHeaders('ord_1', Date.now(), body, [current, previous]);
  for (const secret of [current, previous]) expect(new Webhook(secret).verify(body, headers)).toEqual(JSON.parse(body));
});

test('a changed body, id, moment or secret does not verify', () => {
  const headers = signedHeaders('ord_1', NOW, body, [current, previous]);
  expect(isSignedBy(headers, body, [previous], NOW)).toBe(true);
  expect(isSignedBy(headers, body, [secretOf(new Uint8Array(32)), current], NOW + TOLERANCE)).toBe(true);
  expect(isSignedBy(headers, `${body} `, [current], NOW)).toBe(false);
  expect(isSignedBy({ ...headers, 'webhook-id': 'ord_2' }, body, [current], NOW)).toBe(false);
  expect(isSignedBy({ ...headers, 'webhook-timestamp': String(NOW / 1000 + 1) }, body, [current], NOW)).toBe(false);
  expect(isSignedBy(headers, body, [secretOf(new Uint8Array(32))], NOW)).toBe(false);
  expect(isSignedBy(headers, body, [current], NOW + TOLERANCE + MINUTE)).toBe(false);
  expect(isSignedBy({ ...headers, 'webhook-timestamp': 'now' }, body, [current], NOW)).toBe(false);
});

test('secrets have the length that the specification asks for, and nothing is sent unsigned', () => {
  expect(() => secretOf(new Uint8Array(16))).toThrow('24 to 64 bytes');
  expect(() => secretOf(new Uint8Array(65))).toThrow('24 to 64 bytes');
  expect(() => signedHeaders('ord_1', NOW, body, [])).toThrow('at least one secret');
  expect(() => signedHeaders('ord_1', NOW, body, ['whsec_'])).toThrow('cannot be empty');
});
