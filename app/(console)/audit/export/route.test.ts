import { beforeAll, expect, test, vi } from 'vitest';
import type { CastName } from '@/db/cast';
import { castFor, linesOf, policyFor } from '@/db/factories';
import { sandbox } from '@/db/sandbox';
import type { Staff } from '@/lib/staff/actor';
import { POST } from './route';

const { viewer } = vi.hoisted(() => ({ viewer: vi.fn() }));
vi.mock('@/lib/staff/adapters/session', () => ({ viewer }));

sandbox();

let cast: Record<CastName, Staff>;
beforeAll(async () => {
  await policyFor();
  cast = await castFor();
});

async function post(who: Staff | null, body: URLSearchParams | string = new URLSearchParams(), origin = 'http://localhost'): Promise<Response> {
  viewer.mockResolvedValue(who);
  return POST(new Request('http://localhost/audit/export', { method: 'POST', body, headers: { origin, host: 'localhost' } }));
}

test('the auditor gets a file, and that it was taken out is entered', async () => {
  const answer = await post(cast.dov);
  expect([answer.status, answer.headers.get('content-disposition')]).toEqual([200, 'attachment; filename="ledger.ndjson"']);
  const lines = (await answer.text()).trim().split('\n').map((line) => JSON.parse(line) as { chain?: string });
  expect(lines.some(({ chain }) => chain === 'main')).toBe(true);
  expect((await linesOf('main')).at(-1)).toMatchObject({ command: 'ledger.export', actor: cast.dov.id, refusal: null });
});

test('a refusal is a small page that says why', async () => {
  for (const [who, body, origin, status, words] of [
    [cast.ben, undefined, undefined, 403, 'Your role may not do this.'],
    [cast.dov, 'no form', undefined, 422, 'What was sent could not be read.'],
    [cast.dov, undefined, 'https://elsewhere.example', 403, 'This form was sent from another site.'],
    [null, undefined, undefined, 401, '<a href="/sign-in?next=%2Faudit">Sign in</a>'],
  ] as const) {
    const answer = await post(who, body, origin);
    expect([answer.status, answer.headers.get('content-type'), answer.headers.get('content-disposition')]).toEqual([status, 'text/html; charset=utf-8', null]);
    const page = await answer.text();
    for (const part of [words, '<h1>Nothing was taken out</h1>', 'role="alert"']) expect(page).toContain(part);
  }
});
