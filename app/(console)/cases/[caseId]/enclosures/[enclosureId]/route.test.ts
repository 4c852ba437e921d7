import { eq } from 'drizzle-orm';
import { beforeAll, expect, test, vi } from 'vitest';
import { tokenFor } from '@/app/(public)/appeal/[token]/holder-page.fixture';
import type { CastName } from '@/db/cast';
import { disconnect, reading } from '@/db/client';
import { castFor, linesOf, policyFor } from '@/db/factories';
import { sandbox } from '@/db/sandbox';
import { enclosures } from '@/db/schema';
import { holderBehind } from '@/lib/appeals/adapters/holder';
import { answerQuestion } from '@/lib/appeals/commands/answer-question';
import { claimCase } from '@/lib/cases/commands/claim-case';
import { decidedBy } from '@/lib/decisions/proposed.fixture';
import type { Staff } from '@/lib/staff/actor';
import { POST } from './route';

const { viewer } = vi.hoisted(() => ({ viewer: vi.fn() }));
vi.mock('@/lib/staff/adapters/session', () => ({ viewer }));

sandbox();

let cast: Record<CastName, Staff>;
let file: { caseId: string; id: string };
beforeAll(async () => {
  await policyFor();
  cast = await castFor();
  const made = await decidedBy(cast.ada);
  await answerQuestion((await holderBehind(await tokenFor(made.decision)))!, { files: [{ name: 'чек.pdf', bytes: new TextEncoder().encode('%PDF-1.7 a receipt') }] });
  const [one] = await reading().select().from(enclosures).where(eq(enclosures.case, made.caseId));
  file = { caseId: made.caseId, id: one!.id };
  await claimCase(cast.ben, { caseId: made.caseId });
});

const PURPOSE = 'Read the date of the receipt';

async function post(who: Staff | null, purpose: string | null, origin = 'http://localhost'): Promise<Response> {
  viewer.mockResolvedValue(who);
  const address = `http://localhost/cases/${file.caseId}/enclosures/${file.id}`;
  return POST(new Request(address, { method: 'POST', body: purpose === null ? 'no form' : new URLSearchParams({ purpose }), headers: { origin, host: 'localhost' } }), { params: Promise.resolve({ caseId: file.caseId, enclosureId: file.id }) });
}

test('whoever holds the case gets a download under its name, and its purpose is entered', async () => {
  const answer = await post(cast.ben, PURPOSE);
  expect([answer.status, await answer.text()]).toEqual([200, '%PDF-1.7 a receipt']);
  expect(Object.fromEntries(answer.headers)).toMatchObject({ 'content-type': 'application/pdf', 'content-disposition': `attachment; filename="-.pdf"; filename*=UTF-8''${encodeURIComponent('чек.pdf')}`, 'x-content-type-options': 'nosniff', 'cache-control': 'private, no-store' });
  expect((await linesOf(file.caseId)).at(-1)).toMatchObject({ command: 'enclosure.open', actor: cast.ben.id, refusal: null });
});

test('whoever has been signed out is led back to the page that asked, and to none elsewhere', async () => {
  viewer.mockResolvedValue(null);
  const wayFrom = async (referer: string) => (await (await POST(new Request('http://localhost/cases/x/enclosures/y', { method: 'POST', headers: { origin: 'http://localhost', host: 'localhost', referer } }), { params: Promise.resolve({ caseId: 'x', enclosureId: 'y' }) })).text()).match(/next=([^"]*)/)?.[1];
  expect(await wayFrom('http://localhost/appeals/appeal_1?rows=all')).toBe('%2Fappeals%2Fappeal_1');
  for (const other of ['https://elsewhere.example/appeals/appeal_1', 'no address']) expect(await wayFrom(other)).toBe('%2Fcases%2Fx');
});

test('a refusal is a small page that says why, and that nothing of the page before is lost', async () => {
  for (const [who, purpose, origin, status, words] of [
    [cast.cleo, PURPOSE, undefined, 409, 'Only whoever holds the case, may read blind what waits on it, or hears an appeal on it can open these.'],
    [cast.ben, '          ', undefined, 422, 'Say what you need it for, in a few words.'],
    [cast.ben, null, undefined, 422, 'What was sent could not be read.'],
    [cast.ben, PURPOSE, 'https://elsewhere.example', 403, 'This form was sent from another site.'],
    [null, PURPOSE, undefined, 401, `<a href="/sign-in?next=${encodeURIComponent(`/cases/${file.caseId}`)}">Sign in</a>`],
  ] as const) {
    const answer = await post(who, purpose, origin);
    expect([answer.status, answer.headers.get('content-type'), answer.headers.get('content-disposition')]).toEqual([status, 'text/html; charset=utf-8', null]);
    const page = await answer.text();
    for (const part of [words, '<h1>The file was not opened</h1>', 'role="alert"', 'is as you left it']) expect(page).toContain(part);
    expect(page).not.toContain('receipt');
  }
});

test('while the database is away the same page says so', async () => {
  const here = process.env.DATABASE_URL;
  await disconnect();
  // Nobody listens on this port.
  process.env.DATABASE_URL = 'postgres://nobody@127.0.0.1:1/none';
  try {
    const answer = await post(cast.ben, PURPOSE);
    expect([answer.status, (await answer.text()).includes('cannot reach its database just now')]).toEqual([503, true]);
  } finally {
    await disconnect();
    process.env.DATABASE_URL = here;
  }
});
