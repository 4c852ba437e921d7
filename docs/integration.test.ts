import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { OPPOSITES } from '@/lib/decisions/order-draft';
import { secretOf, signedHeaders } from '@/lib/enforcement/signature';
import { BATCH_REFUSALS } from '@/lib/intake/batch';
import { checkEvent } from '@/lib/intake/event';
import { EVENT_REFUSAL_CODES } from '@/lib/intake/refusal';
import { SCOPES } from '@/lib/staff/actor';

const guide = readFileSync('docs/integration.md', 'utf8');
const blocks = (language: string): string[] => [...guide.matchAll(new RegExp(`\`\`\`${language}\\n([\\s\\S]*?)\`\`\``, 'g'))].map(([, code]) => code ?? '');
const NOW = Date.UTC(2026, 2, 2, 10);

test('the events of the first call are good ones', () => {
  const [sent] = blocks('sh').flatMap((code) => /--data '(\[[\s\S]*?\])'/.exec(code)?.[1] ?? []);
  const events = JSON.parse(sent ?? '') as unknown[];
  expect(events.length).toBe(2);
  for (const event of events) expect(checkEvent(event, { now: NOW })).toMatchObject({ ok: true });
});

test('the language of notices is taken with each event that the guide names for it', () => {
  const [, named = ''] = /Send `language` \(BCP 47\) with ([^:]*):/.exec(guide) ?? [];
  const types = [...named.matchAll(/`([\w.]+)`/g)].map(([, type]) => type);
  const data = { name: 'Mallory Hale', declared: { country: 'GB', timeZone: 'Europe/London' }, language: 'es-MX' };
  expect(types.length).toBe(2);
  for (const type of types) expect(checkEvent({ id: 'one', type, at: '2026-03-01T10:00:00Z', account: 'acct-mallory', data }, { now: NOW }), type).toMatchObject({ ok: true });
});

test('the guide names every code, scope and order', () => {
  for (const word of [...EVENT_REFUSAL_CODES, 'id-conflict', ...Object.keys(BATCH_REFUSALS), ...SCOPES, ...Object.entries(OPPOSITES).flat()]) expect(guide, word).toContain(`\`${word}\``);
});

test('the signature check of the guide takes what we sign, by either secret, and nothing else', async () => {
  type Check = (headers: object, body: string, secrets: readonly string[], now?: number) => boolean;
  const { isFromCountersign } = (await import(/* @vite-ignore */ `data:text/javascript,${encodeURIComponent(blocks('js')[0] ?? '')}`)) as { isFromCountersign: Check };
  const [one, two, other] = [1, 2, 3].map((byte) => secretOf(Buffer.alloc(32, byte))) as [string, string, string];
  const body = '{"order":"order_1","ü":1}';
  const headers = signedHeaders('order_1', NOW, body, [one, two]);
  expect([isFromCountersign(headers, body, [one], NOW), isFromCountersign(headers, body, [other, two], NOW)]).toEqual([true, true]);
  expect([isFromCountersign(headers, body, [other], NOW), isFromCountersign(headers, `${body} `, [one], NOW), isFromCountersign(headers, body, [one], NOW + 301_000), isFromCountersign({}, body, [one], NOW)]).toEqual([false, false, false, false]);
});
