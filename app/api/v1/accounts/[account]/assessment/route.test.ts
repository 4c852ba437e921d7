import { beforeAll, expect, test } from 'vitest';
import { eventsOf, policyFor } from '@/db/factories';
import { sandbox } from '@/db/sandbox';
import { assessAccounts } from '@/lib/cases/commands/assess-accounts';
import { receiveEvents } from '@/lib/intake/commands/receive-events';
import { rfc3339 } from '@/lib/kernel/instant';
import type { AssessmentLine } from '@/lib/risk/export';
import { assessmentsAfter } from '@/lib/risk/queries/assessments';
import { OPERATOR, WORKER } from '@/lib/staff/actor';
import { described, keyFor, keyWithout, type Problem } from '../../../described.fixture';
import { GET } from './route';

sandbox();

const PATH = '/api/v1/accounts/{account}/assessment';
const ask = (account: string, headers: Record<string, string> = {}): Promise<Response> =>
  GET(new Request(`http://desk.example/api/v1/accounts/${account}/assessment`, { headers }));

/** Accounts that share document, wallet and machine, the first with an id that needs encoding; and one that nobody has assessed. */
const [MALLORY, OSCAR, LATE] = ['a/b 100% ü', 'oscar', 'late'];
const RING = [MALLORY, OSCAR, 'peggy', 'sybil'];
const shared = { document: 'X1234567', instrument: 'WALLET0932', device: 'one machine' };

beforeAll(async () => {
  await policyFor();
  const send = (raw: readonly unknown[]) => receiveEvents(OPERATOR, { arrivals: raw.map((one, index) => ({ index, raw: one })) });
  await send(RING.flatMap((account) => eventsOf(account, { ...shared, days: 20 })));
  await assessAccounts(WORKER, {});
  await send(eventsOf(LATE));
});

test('an account answers with the very object of its line in the export', async () => {
  const key = await keyFor('assessments:read');
  const answer = await ask(encodeURIComponent(MALLORY), key);
  expect(answer.status).toBe(200);
  const line = await described<AssessmentLine>('get', PATH, answer);
  expect(line).toMatchObject({ account: MALLORY, strength: 'strong', ring: expect.any(String) });
  expect(line.findings.map((one) => one.signal)).toContain('I1');
  expect(line.firstReviewAt).toBe(line.assessedAt);
  expect(rfc3339(Date.parse(line.assessedAt))).toBe(line.assessedAt);
  const exported = await assessmentsAfter(OPERATOR, { after: '', limit: 10 });
  expect(exported.ok && exported.value.map((one) => one.account)).toEqual(RING);
  expect(exported.ok && JSON.parse(JSON.stringify(exported.value[0]))).toEqual(line);
});

test('an account without events, and one that waits for its first assessment, are 404', async () => {
  const key = await keyFor('assessments:read');
  for (const [account, words] of [['nobody', /No event/], ['%00', /No event/], [LATE, /not assessed yet/]] as const) {
    const answer = await ask(account, key);
    expect(answer.status).toBe(404);
    expect((await described<Problem>('get', PATH, answer)).error).toMatchObject({ code: 'not-found', message: expect.stringMatching(words) });
  }
});

test('an address that cannot be decoded is 400, no key 401, the wrong scope 403', async () => {
  const asked = [await ask('%E0%A4%A', await keyFor('assessments:read')), await ask(OSCAR), await ask(OSCAR, await keyWithout('assessments:read'))];
  expect(asked.map((answer) => answer.status)).toEqual([400, 401, 403]);
  const told = await Promise.all(asked.map((answer) => described<Problem>('get', PATH, answer)));
  expect(told.map(({ error }) => error.code)).toEqual(['unreadable', 'not-signed-in', 'not-allowed']);
  expect(told[2]?.error.message).toContain('assessments:read');
});
