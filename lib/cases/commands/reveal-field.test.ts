import { and, eq } from 'drizzle-orm';
import { beforeAll, expect, test } from 'vitest';
import { openCase, policyFor, staffFor, type OpenCase } from '../../../db/factories';
import { reading } from '../../../db/client';
import { sandbox } from '../../../db/sandbox';
import { ledgerEntries, touches } from '../../../db/schema';
import { receiveEvents } from '../../intake/commands/receive-events';
import { clock } from '../../kernel/clock';
import { DAY, rfc3339 } from '../../kernel/instant';
import { OPERATOR, type Staff } from '../../staff/actor';
import { revealField } from './reveal-field';

sandbox();
let ada: Staff;
let dov: Staff;
let opened: OpenCase;

beforeAll(async () => {
  await policyFor();
  [ada, dov] = await Promise.all([staffFor('moderator', { name: 'Ada' }), staffFor('auditor', { name: 'Dov' })]);
  opened = await openCase();
  const at = rfc3339(clock.now() - DAY);
  const raw = (id: string, type: string, data: object, session?: string) => ({ id: `${opened.account}-${id}`, type, at, account: opened.account, ...(session === undefined ? {} : { session }), data });
  const arrivals = [
    raw('1', 'account.registered', { name: 'Mallory Hale', legalName: 'Mallory Jane Hale', email: 'mallory.hale@example.com', declared: { country: 'GB', city: 'Leeds', timeZone: 'Europe/London' } }),
    raw('2', 'session.seen', { ip: '198.51.100.7' }, 's1'),
  ].map((event, index) => ({ index, raw: event }));
  const received = await receiveEvents(OPERATOR, { arrivals });
  expect(received.ok && received.value.rejected).toEqual([]);
});

const linesOf = async (caseId: string) => reading().select().from(ledgerEntries).where(and(eq(ledgerEntries.chain, `case:${caseId}`), eq(ledgerEntries.command, 'account.reveal')));

test('each held-back field is shown for its purpose, and only the purpose is in the ledger', async () => {
  const shown = async (field: 'legal-name' | 'email' | 'address') => {
    const result = await revealField(ada, { caseId: opened.caseId, field, purpose: 'Compare it with the bank’s letter' });
    return result.ok ? result.value.value : result.code;
  };
  expect(await shown('legal-name')).toBe('Mallory Jane Hale');
  expect(await shown('email')).toBe('mallory.hale@example.com');
  expect(await shown('address')).toBe('198.51.100.7');
  const lines = await linesOf(opened.caseId);
  expect(lines.map(({ says, actorName }) => `${actorName} ${says}`)).toEqual(expect.arrayContaining(['Ada revealed the e-mail for: Compare it with the bank’s letter']));
  expect(JSON.stringify(lines)).not.toMatch(/Mallory Jane|mallory\.hale|198\.51/);
  expect(await reading().select({ how: touches.how, staff: touches.staff }).from(touches).where(eq(touches.case, opened.caseId))).toContainEqual({ how: 'revealed', staff: ada.id });
});

test('an auditor may reveal too, and it is entered all the same', async () => {
  expect(await revealField(dov, { caseId: opened.caseId, field: 'legal-name', purpose: 'Sampling the month of November' })).toMatchObject({ ok: true });
  expect((await linesOf(opened.caseId)).some(({ actorName }) => actorName === 'Dov')).toBe(true);
});

test('without a purpose nothing is shown, and what was never told is refused', async () => {
  expect(await revealField(ada, { caseId: opened.caseId, field: 'email', purpose: 'why not' })).toMatchObject({ ok: false, code: 'invalid', fields: { purpose: expect.stringContaining('what you need it for') } });
  const bare = await openCase();
  expect(await revealField(ada, { caseId: bare.caseId, field: 'email', purpose: 'Compare it with the letter' })).toMatchObject({ ok: false, code: 'not-found' });
  expect(await revealField(ada, { caseId: 'case_none', field: 'email', purpose: 'Compare it with the letter' })).toMatchObject({ ok: false, code: 'not-found' });
  expect(await revealField(OPERATOR, { caseId: opened.caseId, field: 'email', purpose: 'Compare it with the letter' })).toMatchObject({ ok: false, code: 'not-allowed' });
});
