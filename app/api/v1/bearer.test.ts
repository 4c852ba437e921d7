import { afterAll, beforeAll, expect, test } from 'vitest';
import { disconnect } from '@/db/client';
import { GET as readAssessment } from './accounts/[account]/assessment/route';
import { POST as fileAppeal } from './appeals/route';
import { GET as readDecisions } from './decisions/route';
import { described, type Problem } from './described.fixture';
import { POST as sendEvents } from './events/route';

// Nobody listens on this port.
beforeAll(() => { process.env.DATABASE_URL = 'postgres://nobody@127.0.0.1:1/none'; });
afterAll(async () => {
  await disconnect();
  delete process.env.DATABASE_URL;
});

test.each([
  ['post', '/api/v1/events', sendEvents],
  ['get', '/api/v1/accounts/{account}/assessment', readAssessment],
  ['get', '/api/v1/decisions', readDecisions],
  ['post', '/api/v1/appeals', fileAppeal],
] as const)('while the database is away, %s %s asks to come again', async (method, path, route) => {
  const answer = await route(new Request(`http://desk.example${path.replace('{account}', 'acc_1')}`, {
    method, headers: { authorization: `Bearer csk_${'x'.repeat(43)}`, 'content-type': 'application/json' }, ...(method === 'post' ? { body: '{}' } : {}),
  }));
  expect([answer.status, answer.headers.get('retry-after')]).toEqual([503, '5']);
  expect((await described<Problem>(method, path, answer)).error).toMatchObject({ code: 'unreachable', message: expect.stringContaining('Send the same again') as string });
});
