import { beforeAll, expect, test } from 'vitest';
import { letPass, openCase, policyFor, staffFor, type OpenCase, versionOf } from '@/db/factories';
import { sandbox } from '@/db/sandbox';
import { claimCase } from '@/lib/cases/commands/claim-case';
import { liftDecision } from '@/lib/decisions/commands/lift-decision';
import { withdrawDecision } from '@/lib/decisions/commands/withdraw-decision';
import { proposeDecision } from '@/lib/decisions/commands/propose-decision';
import { WITHDRAWABLE_FOR } from '@/lib/decisions/decision';
import { SETTLES, writeCursor } from '@/lib/decisions/feed';
import type { FeedItem } from '@/lib/decisions/queries/feed';
import { issueOrders } from '@/lib/enforcement/commands/issue-orders';
import { clock } from '@/lib/kernel/clock';
import { WORKER, type Staff } from '@/lib/staff/actor';
import { described, keyFor, keyWithout, type Problem } from '../described.fixture';
import { GET } from './route';

sandbox();

type Page = { items: FeedItem[]; next: string; more: boolean };
const PATH = '/api/v1/decisions';
const ask = (query: string, headers: Record<string, string> = {}): Promise<Response> => GET(new Request(`http://desk.example${PATH}${query}`, { headers }));
const page = async (query: string): Promise<Page> => described<Page>('get', PATH, await ask(query, key));

let key: { authorization: string };
let ada: Staff;
const held: { about: OpenCase; decision: string }[] = [];

async function hold(): Promise<{ about: OpenCase; decision: string }> {
  const made = await holdJustNow();
  await letPass(made.decision, WITHDRAWABLE_FOR);
  await issueOrders(WORKER, { decision: made.decision, cause: 'effect' });
  return made;
}

async function holdJustNow(): Promise<{ about: OpenCase; decision: string }> {
  const about = await openCase();
  await claimCase(ada, { caseId: about.caseId });
  const made = await proposeDecision(ada, { caseId: about.caseId, version: about.version + 1, measure: 'payout-hold', fields: { cap: { amount: 500, currency: 'USD' }, hours: 48 }, grounds: ['2.4'], statement: 'Your account was used on a device that we had not seen before.', reason: 'The device is new.' });
  if (!made.ok) throw new Error(`${made.words} ${JSON.stringify(made.fields)}`);
  return { about, decision: made.value.decision };
}

beforeAll(async () => {
  await policyFor();
  ada = await staffFor('moderator', { name: 'Ada' });
  key = await keyFor('decisions:read');
  for (let number = 0; number < 3; number += 1) held.push(await hold());
  const lifted = await liftDecision(ada, { decisionId: held[1]!.decision, version: await versionOf({ decision: held[1]!.decision }), words: 'The holder showed the receipt.' });
  expect(lifted.ok).toBe(true);
  await issueOrders(WORKER, { decision: held[1]!.decision, cause: 'lift' });
});

test('decisions come in the order in which they took effect or were lifted, with their orders', async () => {
  const { items, more } = await page('');
  expect(more).toBe(false);
  expect(items.map((item) => [item.decision, item.state])).toEqual([...held.map((one) => [one.decision, 'in-force']), [held[1]!.decision, 'lifted']]);
  expect(items[0]).toMatchObject({ account: held[0]!.about.account, measure: 'payout-hold', grounds: ['2.4'], liftedAt: null, cause: null, orders: [{ kind: 'payouts.hold', effective: { cap: { amount: 500, currency: 'USD' } } }] });
  expect(Date.parse(items[0]!.until!) - Date.parse(items[0]!.effectiveAt)).toBe(48 * 3_600_000);
  // What was in force stays told as it was; the lifting is a change of its own.
  expect(items[1]).toMatchObject({ state: 'in-force', liftedAt: null, orders: [{ kind: 'payouts.hold' }] });
  expect(items[3]).toMatchObject({ state: 'lifted', cause: 'released', orders: [{ kind: 'payouts.release', replaces: items[1]!.orders[0]!.order }] });
  expect(items[3]!.liftedAt).not.toBeNull();
});

test('pages follow each other without a gap, and a sweep ends where everything was settled', async () => {
  const whole = (await page('')).items.map((item) => item.id);
  const seen: string[] = [];
  let at = await page('?limit=1');
  seen.push(...at.items.map((item) => item.id));
  while (at.more) {
    at = await page(`?limit=1&after=${at.next}`);
    seen.push(...at.items.map((item) => item.id));
  }
  expect(seen).toEqual(whole);
  // All of it is minutes old, so the next sweep meets it again, as it would a change that committed late.
  expect((await page(`?after=${at.next}`)).items.map((item) => item.id)).toEqual(whole);
  const behind = writeCursor({ at: clock.now() + SETTLES, id: '', back: null });
  expect((await page(`?after=${behind}`)).items).toEqual([]);
});

test('a limit or a cursor that is none is 422 by its field, no key 401, the wrong scope 403', async () => {
  for (const [query, field] of [['?limit=0', 'limit'], ['?limit=501', 'limit'], ['?limit=ten', 'limit'], ['?after=not-ours', 'after'], [`?after=${'x'.repeat(600)}`, 'after']] as const) {
    const answer = await ask(query, key);
    expect(answer.status).toBe(422);
    const { error } = await described<Problem>('get', PATH, answer);
    expect([error.code, Object.keys(error.fields ?? {})]).toEqual(['invalid', [field]]);
  }
  for (const [headers, status] of [[{}, 401], [await keyWithout('decisions:read'), 403]] as const) {
    const answer = await ask('', headers);
    expect(answer.status).toBe(status);
    await described('get', PATH, answer);
  }
});

test('what may still be withdrawn is not told yet, and what was withdrawn never is', async () => {
  const told = async () => (await page('?limit=500')).items.map(({ decision, state }) => `${decision} ${state}`);
  const before = await told();
  const [kept, withdrawn] = [await holdJustNow(), await holdJustNow()];
  expect(await told()).toEqual(before);
  expect((await withdrawDecision(ada, { decisionId: withdrawn.decision })).ok).toBe(true);
  for (const { decision } of [kept, withdrawn]) await letPass(decision, WITHDRAWABLE_FOR);
  expect((await told()).toSorted()).toEqual([...before, `${kept.decision} in-force`].toSorted());
});

test('what a decision ended while it could be withdrawn is told with it, and not at all once it is withdrawn', async () => {
  const states = async (of: string) => (await page('?limit=500')).items.filter(({ decision }) => decision === of).map(({ state, cause }) => [state, cause]);
  const { about, decision } = await hold();
  const dismiss = async () => {
    const made = await proposeDecision(ada, { caseId: about.caseId, version: await versionOf({ decision }), measure: 'dismiss' });
    if (!made.ok) throw new Error(made.words);
    return made.value.decision;
  };
  const first = await dismiss();
  expect(await states(decision)).toEqual([['in-force', null]]);
  expect((await withdrawDecision(ada, { decisionId: first })).ok).toBe(true);
  await letPass(first, WITHDRAWABLE_FOR);
  expect(await states(decision)).toEqual([['in-force', null]]);
  await letPass(await dismiss(), WITHDRAWABLE_FOR);
  expect(await states(decision)).toEqual([['in-force', null], ['lifted', 'settled']]);
});
