import { expect, test } from 'vitest';
import { HUB_ABOVE, IDENTIFIER_KINDS } from './link';
import type { IdentifierKind, Link } from './link';
import { LINK_CAPS, coPresence, combine, linkWeight, rarity, textWeight } from './weight';

const DAY = 86_400_000;
const held = (from: number, to: number, days = to - from): Link => ({ account: 'a', kind: 'ip', digest: 'x', firstAt: from * DAY, lastAt: to * DAY, days });
const month = held(0, 30);

test.each(IDENTIFIER_KINDS)('%s: a hub weighs nothing, two holders weigh the cap, and company never adds weight', (kind) => {
  const weight = (accounts: number) => linkWeight({ kind, accounts, share: null }, month, month, 50_000);
  expect(weight(HUB_ABOVE + 1)).toBe(0);
  expect(weight(2)).toBeCloseTo(LINK_CAPS[kind]);
  for (let n = 3; n <= HUB_ABOVE; n += 1) expect(weight(n)).toBeLessThanOrEqual(weight(n - 1));
});

test('a crowd dilutes an address faster than a payout instrument', () => {
  expect(rarity({ kind: 'ip', accounts: 40, share: null }, 50_000)).toBeLessThan(0.35);
  expect(rarity({ kind: 'payout_instrument', accounts: 40, share: null }, 50_000)).toBeGreaterThan(0.65);
});

test('a common fingerprint says nothing, whatever the number of accounts on it here', () => {
  expect(rarity({ kind: 'fingerprint', accounts: 2, share: 0.0185 }, 50_000)).toBe(0);
  expect(rarity({ kind: 'fingerprint', accounts: 2, share: 1e-4 }, 50_000)).toBe(1);
  expect(rarity({ kind: 'fingerprint', accounts: 2, share: null }, 100)).toBeLessThan(0.3);
  expect(rarity({ kind: 'fingerprint', accounts: 2, share: null }, 5_000)).toBeCloseTo(1);
  expect(rarity({ kind: 'fingerprint', accounts: 12, share: null }, 5_000)).toBeLessThan(0.3);
});

test.each<[IdentifierKind, Link, Link, number]>([
  ['device_token', held(0, 10), held(5, 15), 1],
  ['device_token', held(0, 10), held(20, 30), 0.5],
  ['device_token', held(0, 10), held(90, 99), 0.25],
  ['fingerprint', held(0, 10), held(20, 30), 1],
  ['fingerprint', held(0, 10), held(45, 60), 0.5],
  ['exit_ip', held(0, 10), held(20, 30), 0],
  ['ip', held(0, 10), held(20, 30), 0],
  ['ip', held(0, 10, 2), held(0, 10, 9), 0.4],
  ['exit_ip', held(0, 10), held(5, 15), 1],
  ['document', held(0, 1), held(300, 301), 1],
])('%s held at these times weighs as expected, both ways round', (kind, own, other, factor) => {
  expect(coPresence(kind, own, other)).toBeCloseTo(factor);
  expect(coPresence(kind, other, own)).toBeCloseTo(factor);
});

test('an exit of few tells of two who were there one soon after the other; a home line, a service’s exit and a long time between do not', () => {
  const nats = (kind: IdentifierKind, accounts: number, from: number) => linkWeight({ kind, accounts, share: null }, held(0, 10), held(from, from + 10), 50_000);
  expect(nats('exit_ip', 2, 20)).toBeCloseTo(nats('exit_ip', 2, 5) / 2);
  expect([nats('exit_ip', 9, 20), nats('exit_ip', 2, 45), nats('ip', 2, 20)]).toEqual([0, 0, 0]);
});

test('identifiers that are one thing count once; independent ones add', () => {
  const both = combine([
    { kind: 'device_token', digest: 'a', nats: 3 }, { kind: 'fingerprint', digest: 'b', nats: 2 },
    { kind: 'ip', digest: 'c', nats: 1 }, { kind: 'exit_ip', digest: 'd', nats: 0.5 }, { kind: 'email', digest: 'e', nats: 0 },
  ]);
  // Half of the second line or exit comes on top.
  expect(both.nats).toBeCloseTo(4.25);
  expect(both.groups).toEqual(['device', 'network']);
  expect(both.kinds).toEqual(['device_token', 'exit_ip', 'fingerprint', 'ip']);
});

test('days on several lines add up to the five that count in full, rarest first', () => {
  const line = (digest: string, nats: number, days: number) => ({ kind: 'ip' as const, digest, nats, days });
  expect(combine([line('a', 2, 5)]).nats).toBeCloseTo(2);
  expect(combine([line('a', 0.8, 2), line('b', 0.8, 2)]).nats).toBeCloseTo(1.6 + 0.4);
  expect(combine([line('a', 0.8, 2), line('b', 0.8, 2), line('c', 0.8, 2), line('d', 0.8, 2)]).nats).toBeCloseTo(2 + 0.4);
  expect(combine([line('a', 0.4, 1), line('crowded', 0.5, 5)]).nats).toBeCloseTo(0.4 + (4 / 5) * 0.5 + 0.2);
  expect(combine([line('a', 2, 5), line('a', 2, 5)]).nats).toBeCloseTo(2);
});

test('texts weigh from a Jaccard of 0.30 on', () => {
  expect(textWeight(0.29)).toBe(0);
  expect(textWeight(0.3)).toBeCloseTo(1.2);
  expect(textWeight(1)).toBe(2);
});
