import { eq } from 'drizzle-orm';
import { beforeAll, expect, test } from 'vitest';
import { reading } from '../../../db/client';
import { arrange, linesOf, policyFor, staffFor, versionOf } from '../../../db/factories';
import { sandbox } from '../../../db/sandbox';
import { accounts, decisions, notices } from '../../../db/schema';
import { countersign, held, must, propose } from '../commands/decided.fixture';
import { liftDecision } from '../commands/lift-decision';
import { issued } from '../proposed.fixture';
import type { Staff } from '../../staff/actor';
import { caseDecisions } from './case-decisions';
import { noticeForStaff } from './verdicts';
import { noticeDraft } from './notice-draft';

sandbox();
let ada: Staff;
let cleo: Staff;
beforeAll(async () => {
  await policyFor();
  [ada, cleo] = [await staffFor('moderator', { name: 'Ada' }), await staffFor('admin', { name: 'Cleo' })];
});

/** A case in Ada's hands, of somebody whose account is in Turkish and who declares to live in Istanbul. */
async function turkish() {
  const opened = await held(ada);
  await arrange((tx) => tx.update(accounts).set({ language: 'tr', timeZone: 'Europe/Istanbul' }).where(eq(accounts.account, opened.account)));
  const page = must(await caseDecisions(ada, { caseId: opened.caseId }));
  if (page.covered) throw new Error('covered');
  return { ...opened, statement: page.measures.find(({ id }) => id === 'restriction')!.draft!, language: page.language };
}

test('the notice is seen in the account’s language with the English beside it, and nothing is kept', async () => {
  const { caseId, statement, language } = await turkish();
  expect(language).toBe('tr');
  const seen = must(await noticeDraft(ada, { caseId, measure: 'restriction', fields: { what: ['proposals'] }, grounds: ['2.4'], statement: `${statement}\nBenim sözlerim.`, written: 'tr' }));
  expect(seen).toMatchObject({ language: 'tr', subject: 'Hesabınızın bazı bölümleri kısıtlandı', blanks: [], objections: [], english: { subject: 'Parts of your account are restricted' } });
  const [own, english] = [seen.paragraphs.join('\n'), seen.english!.paragraphs.join('\n')];
  for (const words of ['Merhaba Mallory Hale,', 'teklif gönderme', 'Europe/Istanbul', 'kimlik kontrolünüzün ardından', 'Benim sözlerim.', '(the private page)']) expect(own).toContain(words);
  for (const words of ['sending proposals', 'after your identity check', 'Benim sözlerim.', '(written in Turkish)']) expect(english).toContain(words);
  expect(own).not.toContain('(Türkçe yazılmıştır)');
  expect(await reading().select().from(decisions).where(eq(decisions.case, caseId))).toEqual([]);
});

test('what stands in the way of the notice is told with it: blanks, and words in any of its languages', async () => {
  const { caseId } = await turkish();
  const form = { caseId, measure: 'closure', fields: { answersStory: 'Two homes.' } };
  expect(must(await noticeDraft(ada, form)).blanks).toEqual(['our_rule', 'what_we_saw']);
  expect(must(await noticeDraft(ada, { ...form, grounds: ['2.4'], statement: 'Bu sahte bir hesap.', written: 'tr' })).objections).toMatchObject([{ found: 'sahte' }]);
  expect(await propose(ada, { caseId }, 'closure', { statement: 'Bu sahte bir hesap.', written: 'tr' })).toMatchObject({ ok: false, code: 'invalid', fields: { statement: expect.any(String) as string } });
  expect(await noticeDraft(ada, { ...form, measure: 'watch' })).toMatchObject({ ok: false, code: 'invalid' });
  expect(await noticeDraft(ada, { ...form, fields: {} }), 'named for the form, which tells it there').toMatchObject({ ok: false, code: 'invalid', fields: { 'fields.answersStory': expect.any(String) as string } });
  expect(await noticeDraft(ada, { ...form, caseId: 'case_none' })).toMatchObject({ ok: false, code: 'not-found' });
  expect(await noticeDraft({ kind: 'visitor', id: 'visitor' }, form)).toMatchObject({ ok: false });
});

test('nobody who may still read a proposal blind sees what a notice would say', async () => {
  const { caseId } = await turkish();
  must(await propose(ada, { caseId }, 'suspension'));
  expect(await noticeDraft(cleo, { caseId, measure: 'suspension', fields: { days: 30 } })).toMatchObject({ ok: false, code: 'conflict' });
});

test('what is sealed and what is sent are in the account’s language, with what they say beside them; the ledger tells it in English', async () => {
  const { caseId, statement } = await turkish();
  const { decision } = must(await propose(ada, { caseId }, 'suspension', { statement }));
  const [drafted] = await reading().select().from(decisions).where(eq(decisions.id, decision));
  expect(drafted!.notice).toMatchObject({ subject: 'Hesabınız askıya alındı', content: { reader: { language: 'tr', zone: 'Europe/Istanbul' }, facts: { kind: 'measure', measure: 'suspension', told: expect.arrayContaining([expect.objectContaining({ as: 'seen' })]) as unknown[] } } });
  expect(drafted!.statement).toEqual(statement.split('\n'));
  must(await countersign(cleo, decision, 'suspension'));
  // Meanwhile they asked for Ukrainian: the notice is written for who reads it now.
  await arrange((tx) => tx.update(accounts).set({ language: 'uk-UA' }).where(eq(accounts.account, drafted!.account)));
  await issued(decision);
  const [sent] = await reading().select().from(notices).where(eq(notices.decision, decision));
  expect(sent).toMatchObject({ language: 'uk', subject: 'Ваш обліковий запис тимчасово заблоковано', content: { parts: expect.arrayContaining([{ key: 'whoDecided', heading: 'Хто вирішив', language: null }]) as unknown[] } });
  expect((await linesOf(caseId)).at(-1)?.says).toContain('wrote the notice “Your account is suspended” to the holder in Ukrainian');

  must(await liftDecision(cleo, { decisionId: decision, version: await versionOf({ decision }), words: 'Дякуємо за чек.', written: 'uk' }));
  await issued(decision, 'lift');
  const [, lifted] = await reading().select().from(notices).where(eq(notices.decision, decision)).orderBy(notices.renderedAt);
  expect(lifted).toMatchObject({ kind: 'lifted', language: 'uk', paragraphs: expect.arrayContaining(['Дякуємо за чек.']) as string[] });
  expect(lifted!.paragraphs.join('\n')).not.toContain('написано');

  // Staff read which words are in which language, wherever they read them.
  expect(must(await caseDecisions(ada, { caseId }))).toMatchObject({ decisions: [{ lifted: { words: 'Дякуємо за чек.', wordsIn: 'uk' } }] });
  const staff = noticeForStaff(lifted!);
  const at = staff.english!.paragraphs.indexOf('Дякуємо за чек.');
  expect([staff.english!.parts![at]!.language, staff.parts![staff.paragraphs.indexOf('Дякуємо за чек.')]!.language]).toEqual(['uk', null]);
  for (const { paragraphs, parts } of [staff, staff.english!]) expect(parts).toHaveLength(paragraphs.length);
});
