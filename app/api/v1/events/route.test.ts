import { gzipSync } from 'node:zlib';
import { sql } from 'drizzle-orm';
import { expect, test } from 'vitest';
import { reading } from '@/db/client';
import { eventsOf, freshAccount, type RawEvent } from '@/db/factories';
import { sandbox } from '@/db/sandbox';
import { OPERATOR } from '@/lib/staff/actor';
import { revokeKey } from '@/lib/staff/commands/revoke-key';
import { described, keyFor, keyWithout, type Problem } from '../described.fixture';
import { POST } from './route';

sandbox();

type Received = { accepted: number; duplicates: number; rejected: { index: number; id: string | null; path: string; code: string; message: string }[] };
type Sent = { body: BodyInit | null; key?: { authorization: string }; headers?: Record<string, string> };

const send = ({ body, key, headers }: Sent): Promise<Response> =>
  POST(new Request('http://desk.example/api/v1/events', { method: 'POST', body, headers: { 'content-type': 'application/json', ...key, ...headers } }));

async function taken(sent: Sent): Promise<Received> {
  const answer = await send(sent);
  expect(answer.status).toBe(202);
  return described<Received>('post', '/api/v1/events', answer);
}

async function refused(sent: Sent): Promise<[number, string]> {
  const answer = await send(sent);
  return [answer.status, (await described<Problem>('post', '/api/v1/events', answer)).error.code];
}

const kept = async (account: string): Promise<number> => (await reading().execute<{ n: number }>(sql`select count(*)::int as n from events where account = ${account}`)).rows[0]?.n ?? 0;
const lines = (events: readonly RawEvent[]): string => events.map((event) => JSON.stringify(event)).join('\n');

test('an array, NDJSON, one event alone and gzip are all taken, and accepted means committed', async () => {
  const key = await keyFor('events:write');
  const [a, b, c] = [freshAccount(), freshAccount(), freshAccount()];
  const third = eventsOf(c);
  expect(await taken({ key, body: JSON.stringify(eventsOf(a)) })).toEqual({ accepted: 8, duplicates: 0, rejected: [] });
  expect(await taken({ key, body: `${lines(eventsOf(b))}\n\n`, headers: { 'content-type': 'application/x-ndjson' } })).toMatchObject({ accepted: 8 });
  expect(await taken({ key, body: JSON.stringify(third[0]) })).toMatchObject({ accepted: 1 });
  expect(await taken({ key, body: gzipSync(JSON.stringify(third)), headers: { 'content-encoding': 'gzip' } })).toEqual({ accepted: 7, duplicates: 1, rejected: [] });
  expect(await Promise.all([a, b, c].map(kept))).toEqual([8, 8, 8]);
});

test('a key that is missing, unknown or revoked is 401, one without the scope 403, and nothing is read', async () => {
  const body = JSON.stringify(eventsOf(freshAccount()));
  expect(await refused({ body })).toEqual([401, 'not-signed-in']);
  const unknown = await send({ body, key: { authorization: 'Bearer csk_unknown' } });
  expect([unknown.status, unknown.headers.get('www-authenticate')]).toEqual([401, 'Bearer']);
  expect(await refused({ body, key: await keyWithout('events:write') })).toEqual([403, 'not-allowed']);
  const key = await keyFor('events:write');
  const { rows: [newest] } = await reading().execute<{ id: string }>(sql`select id from api_keys order by id desc limit 1`);
  expect((await revokeKey(OPERATOR, { id: newest!.id })).ok).toBe(true);
  expect(await refused({ body, key })).toEqual([401, 'not-signed-in']);
});

test('a body that cannot be read is refused whole, each kind by its own code', async () => {
  const key = await keyFor('events:write');
  const many = Array.from({ length: 1_001 }, () => ({}));
  const large = `[${' '.repeat(5 * 1024 * 1024)}]`;
  const cases: [Sent, number, string][] = [
    [{ body: '' }, 400, 'empty'],
    [{ body: '[]' }, 400, 'empty'],
    [{ body: '[{"id": ]' }, 400, 'invalid-json'],
    [{ body: new Uint8Array([0xff, 0xfe, 0x5b, 0x5d]) }, 400, 'not-utf8'],
    [{ body: '[]', headers: { 'content-type': 'application/json; charset=utf-16' } }, 400, 'not-utf8'],
    [{ body: 'plain', headers: { 'content-encoding': 'gzip' } }, 400, 'invalid-gzip'],
    [{ body: gzipSync(JSON.stringify(eventsOf('a'))).subarray(0, 60), headers: { 'content-encoding': 'gzip' } }, 400, 'truncated'],
    [{ body: '[{}]', headers: { 'content-length': '400' } }, 400, 'truncated'],
    [{ body: JSON.stringify(many) }, 413, 'too-many'],
    [{ body: large }, 413, 'too-large'],
    [{ body: gzipSync(Buffer.alloc(64 * 1024 * 1024)), headers: { 'content-encoding': 'gzip' } }, 413, 'too-large'],
    [{ body: '[{}]', headers: { 'content-encoding': 'br' } }, 415, 'unsupported-encoding'],
  ];
  for (const [sent, status, code] of cases) expect([code, ...(await refused({ key, ...sent }))]).toEqual([code, status, code]);
  const where = await described<Problem>('post', '/api/v1/events', await send({ key, body: '[\n{"id": ]' }));
  expect(where.error).toMatchObject({ line: 2, column: 8 });
});

test('one bad event among good ones is told by its index, field and code, and harms nobody', async () => {
  const key = await keyFor('events:write');
  const account = freshAccount();
  const events = eventsOf(account);
  const bad = { ...events[3]!, id: `${account} bad`, data: { ip: 'not an address', document: 'AB1234567' } };
  const read = await taken({ key, body: JSON.stringify([...events.slice(0, 4), bad, ...events.slice(4)]) });
  expect(read).toMatchObject({ accepted: 8, duplicates: 0, rejected: [{ index: 4, id: `${account} bad` }] });
  expect(JSON.stringify(read)).not.toContain('AB1234567');
  const broken = await taken({ key, body: `${JSON.stringify({ ...events[0], id: `${account} more` })}\n{"id": \n`, headers: { 'content-type': 'application/x-ndjson' } });
  expect(broken).toMatchObject({ accepted: 1, rejected: [{ index: 1, id: null, code: 'invalid-json' }] });
});

test('sending again is harmless, also many times at once', async () => {
  const key = await keyFor('events:write');
  const account = freshAccount();
  const body = JSON.stringify(eventsOf(account));
  const answers = await Promise.all(Array.from({ length: 8 }, () => taken({ key, body })));
  expect(answers.reduce((sum, one) => sum + one.accepted, 0)).toBe(8);
  expect(answers.reduce((sum, one) => sum + one.duplicates, 0)).toBe(7 * 8);
  expect(answers.flatMap((one) => one.rejected)).toEqual([]);
  expect(await taken({ key, body })).toEqual({ accepted: 0, duplicates: 8, rejected: [] });
  expect(await kept(account)).toBe(8);
});

test('of parallel batches with one id and different content one is kept, the others are told of the conflict', async () => {
  const key = await keyFor('events:write');
  const account = freshAccount();
  const [registered] = eventsOf(account);
  const variants = Array.from({ length: 6 }, (_, index) => ({ ...registered!, data: { ...registered!.data, name: `Name ${index}` } }));
  const answers = await Promise.all(variants.map((event) => taken({ key, body: JSON.stringify([event]) })));
  expect(answers.reduce((sum, one) => sum + one.accepted, 0)).toBe(1);
  expect(answers.flatMap((one) => one.rejected)).toEqual(Array.from({ length: 5 }, () => expect.objectContaining({ index: 0, id: registered!.id, path: '/id', code: 'id-conflict' })));
  expect(await kept(account)).toBe(1);
});
