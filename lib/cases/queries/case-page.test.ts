import { beforeAll, expect, test } from 'vitest';
import { arrange, openCase, policyFor, staffFor } from '../../../db/factories';
import { sandbox } from '../../../db/sandbox';
import { cases } from '../../../db/schema';
import { eq } from 'drizzle-orm';
import { clock } from '../../kernel/clock';
import { MINUTE } from '../../kernel/instant';
import type { Staff } from '../../staff/actor';
import { OPERATOR } from '../../staff/actor';
import { claimCase } from '../commands/claim-case';
import { writeNote } from '../commands/write-note';
import { casePage } from './case-page';
import { beAtWork, bePresent } from './presence';

sandbox();
let ada: Staff;
let ben: Staff;
let dov: Staff;

beforeAll(async () => {
  await policyFor();
  [ada, ben, dov] = await Promise.all([staffFor('moderator', { name: 'Ada' }), staffFor('moderator', { name: 'Ben' }), staffFor('auditor', { name: 'Dov' })]);
});

const shown = async (who: Staff, caseId: string) => {
  const result = await casePage(who, { caseId });
  if (!result.ok) throw new Error(result.code);
  return result.value;
};

test('a free case can be claimed, and is found by the name that people say', async () => {
  const { caseId } = await openCase();
  const page = await shown(ada, caseId);
  expect(page).toMatchObject({ status: 'waiting', lease: { state: 'free' }, gates: { claim: { state: 'open' }, propose: { state: 'locked' }, note: { state: 'open' } }, notes: [] });
  expect((await shown(ada, page.name)).id).toBe(caseId);
});

test('a held case is the holder’s, others see who holds it, and an auditor may do nothing to it', async () => {
  const { caseId } = await openCase();
  await claimCase(ada, { caseId });
  expect(await shown(ada, caseId)).toMatchObject({ lease: { state: 'yours' }, gates: { propose: { state: 'open' }, release: { state: 'open' } } });
  expect(await shown(ben, caseId)).toMatchObject({ lease: { state: 'theirs', name: 'Ada' }, gates: { propose: { state: 'locked', code: 'taken' }, claim: { state: 'locked', code: 'taken' }, note: { state: 'open' } } });
  const { gates } = await shown(dov, caseId);
  expect(Object.values(gates).map(({ state }) => state)).toEqual(Object.keys(gates).map(() => 'locked'));
});

test('a hold that is nearly over says so, and one that is over is shown to whoever had it', async () => {
  const { caseId } = await openCase();
  await claimCase(ada, { caseId });
  const leave = (ms: number) => arrange((tx) => tx.update(cases).set({ leaseUntil: clock.now() + ms }).where(eq(cases.id, caseId)));
  await leave(MINUTE);
  expect((await shown(ada, caseId)).lease).toMatchObject({ state: 'lapsing' });
  await leave(-MINUTE);
  expect((await shown(ada, caseId)).lease).toMatchObject({ state: 'lapsed' });
  expect((await shown(ben, caseId)).lease).toEqual({ state: 'free' });
});

test('notes carry their writer’s name', async () => {
  const { caseId } = await openCase();
  await writeNote(ben, { caseId, body: 'I would not lean on the network here.' });
  expect((await shown(ada, caseId)).notes).toMatchObject([{ by: 'Ben', you: false, text: ['I would not lean on the network here.'] }]);
});

test('who has a case open is known to the others within moments, and to nobody else', async () => {
  const { caseId } = await openCase();
  expect(await bePresent(ada, { caseId })).toMatchObject({ ok: true, value: { here: [] } });
  await expect.poll(async () => bePresent(ben, { caseId })).toMatchObject({ ok: true, value: { here: ['Ada'] } });
  expect(await bePresent(OPERATOR, { caseId })).toMatchObject({ ok: false, code: 'not-allowed' });
  expect(await bePresent(ada, { caseId: 'case_none' })).toMatchObject({ ok: false, code: 'not-found' });
});

test('a page of a person is told that they are at work in another browser, and nobody else’s is', async () => {
  const { caseId } = await openCase();
  expect(await bePresent(dov, { caseId })).toMatchObject({ ok: true, value: { worked: null } });
  expect(await beAtWork(dov, {})).toMatchObject({ ok: true });
  await expect.poll(async () => bePresent(dov, { caseId })).toMatchObject({ ok: true, value: { worked: expect.any(Number) as number } });
  expect(await bePresent(ben, { caseId })).toMatchObject({ ok: true, value: { worked: null } });
  expect(await beAtWork(OPERATOR, {})).toMatchObject({ ok: false, code: 'not-allowed' });
});
