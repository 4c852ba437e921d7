import { eq } from 'drizzle-orm';
import { expect, test } from 'vitest';
import { reading } from '../../../db/client';
import { openCase, staffFor } from '../../../db/factories';
import { sandbox } from '../../../db/sandbox';
import { ledgerEntries } from '../../../db/schema';
import { OPERATOR } from '../../staff/actor';
import { assessmentsAfter } from '../queries/assessments';
import { exportAssessments } from './export-assessments';

sandbox();

const entered = () => reading().select({ actor: ledgerEntries.actorName, says: ledgerEntries.says, refusal: ledgerEntries.refusal }).from(ledgerEntries).where(eq(ledgerEntries.command, 'assessments.export')).orderBy(ledgerEntries.seq);

test('an export is entered with its extent; a moderator may not, and that is entered too', async () => {
  await openCase({ account: 'b' });
  await openCase({ account: 'a' });
  const dov = await staffFor('auditor', { name: 'Dov' });
  expect(await exportAssessments(dov, {})).toEqual({ ok: true, value: { accounts: 2 } });
  expect(await exportAssessments(await staffFor('moderator', { name: 'Ada' }), {})).toMatchObject({ ok: false, code: 'not-allowed' });
  expect(await entered()).toEqual([
    { actor: 'Dov', says: 'exported the assessments of 2 accounts', refusal: null },
    { actor: 'Ada', says: expect.stringContaining('assessments.export'), refusal: 'not-allowed' },
  ]);
  const pages = [await assessmentsAfter(OPERATOR, { after: '', limit: 1 }), await assessmentsAfter(OPERATOR, { after: 'a', limit: 1 }), await assessmentsAfter(OPERATOR, { after: 'b', limit: 1 })];
  expect(pages.map((page) => page.ok && page.value.map((line) => line.account))).toEqual([['a'], ['b'], []]);
});
