import { sql } from 'drizzle-orm';
import { beforeAll, expect, test } from 'vitest';
import { reading } from '@/db/client';
import { openCase, policyFor, staffFor } from '@/db/factories';
import { sandbox } from '@/db/sandbox';
import { claimCase } from '@/lib/cases/commands/claim-case';
import { proposeDecision } from '@/lib/decisions/commands/propose-decision';
import { issueOrders } from '@/lib/enforcement/commands/issue-orders';
import { DAY } from '@/lib/kernel/instant';
import { WORKER } from '@/lib/staff/actor';
import { STANDARD_POLICY } from '@/lib/policy/standard';
import { described, keyFor, keyWithout, type Problem } from '../described.fixture';
import { POST } from './route';

sandbox();

const PATH = '/api/v1/appeals';
let key: { authorization: string };
/** In effect and told; in effect and not yet told. */
let restricted = '';
let silent = '';

async function decide(measure: string, fields: Record<string, unknown>): Promise<string> {
  const ada = await staffFor('moderator');
  const about = await openCase();
  await claimCase(ada, { caseId: about.caseId });
  const made = await proposeDecision(ada, { caseId: about.caseId, version: about.version + 1, measure, fields, grounds: ['2.4'], statement: 'Your account was used on a device that we had not seen before.', reason: 'The device is new.' });
  if (!made.ok) throw new Error(`${made.words} ${JSON.stringify(made.fields)}`);
  await issueOrders(WORKER, { decision: made.value.decision, cause: 'effect' });
  return made.value.decision;
}

beforeAll(async () => {
  await policyFor();
  key = await keyFor('appeals:write');
  restricted = await decide('restriction', { what: ['proposals'], days: 14 });
  silent = await decide('watch', { days: 30 });
});

const post = (body: BodyInit, headers: Record<string, string> = key): Promise<Response> =>
  POST(new Request(`http://desk.example${PATH}`, { method: 'POST', body, headers: { 'content-type': 'application/json', ...headers } }));

async function refused(body: BodyInit, headers?: Record<string, string>): Promise<[number, string, ...string[]]> {
  const answer = await post(body, headers);
  const { error } = await described<Problem>('post', PATH, answer);
  return [answer.status, error.code, ...Object.keys(error.fields ?? {})];
}

test('an appeal is filed with its due date, once, and stands in the ledger of its case', async () => {
  const words = JSON.stringify({ decision: restricted, text: 'It is my own new laptop.\r\nReceipt follows.' });
  const answer = await post(words);
  expect(answer.status).toBe(201);
  const filed = await described<{ id: string; status: string; filedAt: string; dueAt: string }>('post', PATH, answer);
  expect(filed.status).toBe('waiting');
  expect(Date.parse(filed.dueAt) - Date.parse(filed.filedAt)).toBe(STANDARD_POLICY.limits.appealAnswerDays * DAY);
  expect(await refused(words)).toEqual([409, 'move-closed']);
  const { rows } = await reading().execute(sql`select filed_via, body from appeals`);
  expect(rows).toEqual([{ filed_via: 'platform', body: 'It is my own new laptop.\nReceipt follows.' }]);
  const { rows: lines } = await reading().execute(sql`select actor_kind, command, refusal from ledger_entries where command = 'appeal.file' order by at, chain, seq`);
  expect(lines[0]).toEqual({ actor_kind: 'platform', command: 'appeal.file', refusal: null });
});

test('the language of the page on which it was written is kept where the holder can be told in it, and is no reason to refuse an appeal', async () => {
  for (const [language, kept] of [['es-MX', 'es'], ['uk', 'uk'], ['de', null], ['', null], [7, null], [null, null]] as const) {
    const answer = await post(JSON.stringify({ decision: await decide('restriction', { what: ['proposals'], days: 14 }), text: 'Es mi propio portátil.', language }));
    expect([language, answer.status]).toEqual([language, 201]);
    const { id } = await described<{ id: string }>('post', PATH, answer);
    expect((await reading().execute(sql`select filed_in from appeals where id = ${id}`)).rows).toEqual([{ filed_in: kept }]);
  }
});

test('what cannot be appealed is told by its code', async () => {
  expect(await refused(JSON.stringify({ decision: silent, text: 'Why?' }))).toEqual([409, 'move-closed']);
  expect(await refused(JSON.stringify({ decision: 'decision_0', text: 'Why?' }))).toEqual([404, 'not-found']);
  expect(await refused(JSON.stringify({ text: 'Why?' }))).toEqual([422, 'invalid', 'decision']);
  expect(await refused(JSON.stringify({ decision: 'no/such\u0000id', text: 'Why?' }))).toEqual([422, 'invalid', 'decision']);
  expect(await refused(JSON.stringify({ decision: restricted, text: '  ' }))).toEqual([422, 'invalid', 'text']);
  expect(await refused(JSON.stringify({ decision: restricted, text: 'x'.repeat(4_001) }))).toEqual([422, 'invalid', 'text']);
  expect(await refused(JSON.stringify({ decision: restricted, text: 'half \ud800' }))).toEqual([422, 'invalid', 'text']);
  expect(await refused(JSON.stringify({ decision: restricted, text: 7 }))).toEqual([422, 'invalid', 'text']);
});

test('a body that cannot be read, is too large or of another kind is refused before anything is asked', async () => {
  expect(await refused('{"decision": ')).toEqual([400, 'unreadable']);
  expect(await refused('[]')).toEqual([400, 'unreadable']);
  expect(await refused('')).toEqual([400, 'unreadable']);
  expect(await refused(new Uint8Array([0x22, 0xff, 0x22]))).toEqual([400, 'unreadable']);
  expect(await refused(JSON.stringify({ decision: restricted, text: 'x'.repeat(70_000) }))).toEqual([413, 'too-large']);
  expect(await refused('decision=1', { ...key, 'content-type': 'application/x-www-form-urlencoded' })).toEqual([415, 'unsupported']);
  expect(await refused('{}', { ...key, 'content-encoding': 'gzip' })).toEqual([415, 'unsupported']);
});

test('no key is 401, the wrong scope 403', async () => {
  const body = JSON.stringify({ decision: restricted, text: 'Why?' });
  expect(await refused(body, {})).toEqual([401, 'not-signed-in']);
  expect(await refused(body, await keyWithout('appeals:write'))).toEqual([403, 'not-allowed']);
});
