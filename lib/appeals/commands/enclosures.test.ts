import { eq, inArray, sql } from 'drizzle-orm';
import { beforeAll, describe, expect, test } from 'vitest';
import { reading } from '../../../db/client';
import { arrange, linesOf, staffFor } from '../../../db/factories';
import { sandbox } from '../../../db/sandbox';
import { answers, appeals, enclosureContents, enclosures, holderPages, touches, work } from '../../../db/schema';
import { caseChain } from '../../audit/entry';
import { claimCase } from '../../cases/commands/claim-case';
import { cast, countersign, decided, moveCase, must, propose, type Cast, type MeasureId } from '../../decisions/commands/decided.fixture';
import { issueOrders } from '../../enforcement/commands/issue-orders';
import { sha256Hex } from '../../kernel/canonical';
import { DAY, MINUTE } from '../../kernel/instant';
import { openBytes } from '../../kernel/secrets';
import { OPERATOR, WORKER, type Actor, type Staff } from '../../staff/actor';
import type { SentFile } from '../enclosure';
import { caseAnswers } from '../queries/case-answers';
import { hearingPage } from '../queries/hearing';
import { holderPage } from '../queries/holder-page';
import { answerQuestion } from './answer-question';
import { fileAppeal } from './file-appeal';
import { grantAppeal } from './grant-appeal';
import { asRead } from './heard.fixture';
import { openEnclosure } from './open-enclosure';
import { removeEnclosures } from './remove-enclosures';
import { takeAppeal } from './take-appeal';

sandbox();
let { ada, ben, cleo } = {} as Cast;
let dov: Staff;
beforeAll(async () => {
  ({ ada, ben, cleo } = await cast());
  dov = await staffFor('auditor', { name: 'Dov' });
});

const PURPOSE = 'Read the date of the receipt';
const file = (name: string, words: string): SentFile => ({ name, bytes: new TextEncoder().encode(words) });
const receipt = file('receipt.pdf', '%PDF-1.7 a desktop, bought in September');

/** A measure of which its holder knows, with what they send. */
async function told(measure: MeasureId): Promise<{ caseId: string; decision: string; account: string; holder: Actor }> {
  const made = await decided(measure, ada, cleo);
  must(await issueOrders(WORKER, { decision: made.decision, cause: 'effect' }));
  const [page] = await reading().select().from(holderPages).where(eq(holderPages.decision, made.decision));
  return { ...made, holder: { kind: 'holder', id: page!.account, page: page!.id } };
}
async function answered(files: readonly SentFile[] = [receipt]) {
  const made = await told('ask');
  const { id: answer } = must(await answerQuestion(made.holder, { text: 'Here it is.', files: [...files] }));
  return { ...made, answer, files: await filesOn(made.caseId) };
}
async function appealed() {
  const made = await told('closure');
  const { id: appeal } = must(await fileAppeal(made.holder, { text: 'It is mine.', files: [receipt] }));
  return { ...made, appeal, files: await filesOn(made.caseId) };
}
const filesOn = async (caseId: string) => reading().select().from(enclosures).where(eq(enclosures.case, caseId)).orderBy(enclosures.at, enclosures.id);
const contentsOf = async (ids: readonly string[]) => reading().select().from(enclosureContents).where(inArray(enclosureContents.enclosure, [...ids]));

describe('what comes along', () => {
  test('with an answer is kept sealed beside a row that says what it was, and the ledger has its digest and not its name', async () => {
    const { caseId, decision, account, answer, files } = await answered([receipt, file('C:\\note.exe', 'In the shop on Wednesday.')]);
    expect(files).toMatchObject([
      { case: caseId, decision, account, answer, appeal: null, name: 'receipt.pdf', kind: 'pdf', bytes: receipt.bytes.length, digest: sha256Hex(receipt.bytes) },
      { answer, name: 'note.exe.txt', kind: 'text' },
    ].sort((a, b) => files.findIndex(({ name }) => name === a.name) - files.findIndex(({ name }) => name === b.name)));
    const pdf = files.find(({ kind }) => kind === 'pdf')!;
    const [{ sealed } = { sealed: Buffer.alloc(0) }] = await contentsOf([pdf.id]);
    expect(sealed.includes('PDF')).toBe(false);
    expect(openBytes('uploads', sealed).equals(receipt.bytes)).toBe(true);
    const line = (await linesOf(caseId)).at(-1)!;
    expect(line).toMatchObject({ command: 'holder.answer', says: 'answered. Wrote 11 characters. Enclosed 2 files.', changes: expect.arrayContaining([{ field: 'enclosure', was: null, now: `${pdf.id}: pdf, ${receipt.bytes.length} bytes, SHA-256 ${pdf.digest}` }]) });
    expect(JSON.stringify(line)).not.toMatch(/receipt\.pdf|note\.exe/);
  });

  test('with an appeal is bound to it', async () => {
    const { caseId, appeal, files } = await appealed();
    expect(files).toMatchObject([{ appeal, answer: null, name: 'receipt.pdf' }]);
    expect((await linesOf(caseId)).at(-1)).toMatchObject({ command: 'appeal.file', says: 'appealed. Enclosed 1 file.' });
  });

  test('is all kept or nothing is, the words included', async () => {
    const { caseId, holder } = await told('ask');
    expect(await answerQuestion(holder, { text: 'Here.', files: [receipt, file('x.zip', 'PK\u0003\u0004')] })).toMatchObject({ code: 'invalid', fields: { files: expect.stringContaining('x.zip') } });
    expect(await reading().select().from(answers).where(eq(answers.case, caseId))).toEqual([]);
    const closed = await told('closure');
    expect(await fileAppeal(closed.holder, { text: 'Here.', files: [receipt, receipt, receipt, receipt] })).toMatchObject({ code: 'invalid', fields: { files: expect.stringContaining('3') } });
    expect(await reading().select().from(appeals).where(eq(appeals.case, closed.caseId))).toEqual([]);
    expect([...await filesOn(caseId), ...await filesOn(closed.caseId)]).toEqual([]);
  });

  test('is no more than twelve files on one decision', async () => {
    const { holder, caseId } = await told('ask');
    for (let turn = 0; turn < 4; turn += 1) must(await answerQuestion(holder, { files: [receipt, receipt, receipt] }));
    expect(await answerQuestion(holder, { text: 'One more.', files: [receipt] })).toMatchObject({ code: 'invalid', fields: { files: expect.stringContaining('12 files') } });
    expect(await answerQuestion(holder, { text: 'In words, then.' })).toMatchObject({ ok: true });
    expect(await filesOn(caseId)).toHaveLength(12);
    expect(await reading().select().from(answers).where(eq(answers.case, caseId))).toHaveLength(5);
  });

  test('nor where an answer and an appeal come at the same moment', async () => {
    const { holder, caseId } = await told('ask');
    for (let turn = 0; turn < 3; turn += 1) must(await answerQuestion(holder, { files: [receipt, receipt, receipt] }));
    let both: Promise<unknown[]> | undefined;
    // Both stand still at the end of the ledger, so that neither has committed when the other counts.
    await arrange(async (tx) => {
      await tx.execute(sql`select 1 from ledger_chains where chain = ${caseChain(caseId)} for update`);
      both = Promise.all([answerQuestion(holder, { files: [receipt, receipt, receipt] }), fileAppeal(holder, { text: 'Why ask me?', files: [receipt, receipt, receipt] })]);
      await expect.poll(async () => (await reading().execute(sql`select from pg_stat_activity where datname = current_database() and wait_event_type = 'Lock'`)).rowCount).toBe(2);
    });
    expect((await both)?.map((result) => (result as { ok: boolean }).ok).sort()).toEqual([false, true]);
    expect(await filesOn(caseId)).toHaveLength(12);
  });
});

describe('enclosure.open', () => {
  test('gives the bytes to whoever holds the case, for a purpose that is entered', async () => {
    const { caseId, files: [one] } = await answered();
    must(await claimCase(ada, { caseId }));
    const opened = must(await openEnclosure(ada, { caseId, id: one!.id, purpose: PURPOSE }));
    expect([opened.name, opened.kind, opened.bytes.equals(receipt.bytes)]).toEqual(['receipt.pdf', 'pdf', true]);
    const line = (await linesOf(caseId)).at(-1)!;
    expect(line).toMatchObject({ command: 'enclosure.open', actor: ada.id, says: `opened a file of the holder’s (${one!.id}, 1 kB, PDF) for: ${PURPOSE}`, refs: { enclosure: one!.id, case: caseId } });
    expect(JSON.stringify(line)).not.toContain('desktop');
    expect(await reading().select({ staff: touches.staff, how: touches.how }).from(touches).where(eq(touches.case, caseId))).toContainEqual({ staff: ada.id, how: 'revealed' });
  });

  test('is refused without a purpose, to whoever does not hold the case, to no staff, and under another case', async () => {
    const [{ caseId, holder, files: [one] }, other] = [await answered(), await answered()];
    expect(await openEnclosure(ben, { caseId, id: one!.id, purpose: PURPOSE })).toMatchObject({ code: 'not-held' });
    expect((await linesOf(caseId)).at(-1)).toMatchObject({ command: 'enclosure.open', actor: ben.id, refusal: 'not-held' });
    must(await claimCase(ben, { caseId }));
    expect(await openEnclosure(ben, { caseId, id: one!.id, purpose: 'so' })).toMatchObject({ code: 'invalid', fields: { purpose: expect.any(String) } });
    expect(await openEnclosure(cleo, { caseId, id: one!.id, purpose: PURPOSE })).toMatchObject({ code: 'not-held' });
    expect(await openEnclosure(ben, { caseId: other.caseId, id: one!.id, purpose: PURPOSE })).toMatchObject({ code: 'not-found' });
    for (const actor of [holder, WORKER, OPERATOR]) expect(await openEnclosure(actor, { caseId, id: one!.id, purpose: PURPOSE })).toMatchObject({ code: 'not-allowed' });
    await moveCase(caseId, { leaseUntil: Date.now() - MINUTE });
    expect(await openEnclosure(ben, { caseId, id: one!.id, purpose: PURPOSE })).toMatchObject({ code: 'not-held' });
  });

  test('reads no bytes for whoever may not have them', async () => {
    const { caseId, files: [one] } = await answered();
    // Who reads the bytes waits here for good.
    await arrange(async (tx) => {
      await tx.execute(sql`set local idle_in_transaction_session_timeout = '20s'`);
      await tx.execute(sql`lock table enclosure_contents in access exclusive mode`);
      expect(await openEnclosure(ben, { caseId, id: one!.id, purpose: PURPOSE })).toMatchObject({ code: 'not-held' });
    });
  });

  test('an auditor opens it too, and their reason is entered', async () => {
    const { caseId, files: [one] } = await answered();
    expect(await openEnclosure(dov, { caseId, id: one!.id, purpose: '' })).toMatchObject({ code: 'invalid' });
    expect(await openEnclosure(dov, { caseId, id: one!.id, purpose: 'Sampling the month of November' })).toMatchObject({ ok: true });
    expect((await linesOf(caseId)).at(-1)).toMatchObject({ actor: dov.id, says: expect.stringContaining('Sampling the month') });
  });

  test('whoever hears the appeal opens it, and decides it afterwards all the same', async () => {
    const { caseId, appeal, files: [one] } = await appealed();
    expect(await openEnclosure(ben, { caseId, id: one!.id, purpose: PURPOSE })).toMatchObject({ code: 'not-held' });
    must(await takeAppeal(ben, { id: appeal }));
    expect(must(await hearingPage(ben, { id: appeal }))).toMatchObject({ files: [{ id: one!.id, words: 'receipt.pdf, 1 kB, PDF', kept: true }], opening: { state: 'open' } });
    expect(await openEnclosure(ben, { caseId, id: one!.id, purpose: PURPOSE })).toMatchObject({ ok: true });
    expect(await openEnclosure(ada, { caseId, id: one!.id, purpose: PURPOSE })).toMatchObject({ code: 'not-held' });
    expect(await grantAppeal(ben, { ...(await asRead(ben, appeal)), reasons: 'The receipt shows it.' })).toMatchObject({ ok: true });
    expect(await openEnclosure(ben, { caseId, id: one!.id, purpose: PURPOSE })).toMatchObject({ code: 'not-held' });
  });
});

test('whoever may read blind what waits on the case opens it for a purpose, and not any more once it is read; they stay its reader', async () => {
  const { caseId, holder, files: [one] } = await answered();
  must(await fileAppeal(holder, { text: 'Why ask me?', files: [receipt] }));
  const filed = (await filesOn(caseId)).find(({ appeal }) => appeal !== null)!;
  must(await claimCase(ada, { caseId }));
  expect(await openEnclosure(cleo, { caseId, id: one!.id, purpose: PURPOSE })).toMatchObject({ code: 'not-held' });
  const { decision } = must(await propose(ada, { caseId }, 'closure'));
  expect(must(await caseAnswers(cleo, { caseId })).opening).toEqual({ state: 'open' });
  expect(await openEnclosure(ben, { caseId, id: one!.id, purpose: PURPOSE }), 'a moderator countersigns nothing').toMatchObject({ code: 'not-held' });
  expect(must(await openEnclosure(cleo, { caseId, id: one!.id, purpose: PURPOSE })).bytes.equals(receipt.bytes)).toBe(true);
  expect((await linesOf(caseId)).at(-1)).toMatchObject({ command: 'enclosure.open', actor: cleo.id, refusal: null });
  expect(await openEnclosure(cleo, { caseId, id: filed.id, purpose: PURPOSE }), 'of appeals nothing is told to who reads blind').toMatchObject({ code: 'not-held' });
  must(await countersign(cleo, decision, 'closure'));
  expect(await openEnclosure(cleo, { caseId, id: one!.id, purpose: PURPOSE })).toMatchObject({ code: 'not-held' });
});

test('staff and the holder read a line of what came along, each in their words; staff read whether they may open it', async () => {
  const { caseId, holder } = await answered();
  const shown = must(await caseAnswers(ben, { caseId }));
  expect(shown.asked[0]?.answers[0]?.files).toMatchObject([{ words: 'receipt.pdf, 1 kB, PDF', kept: true }]);
  expect(shown.opening).toMatchObject({ state: 'locked', code: 'not-held' });
  expect(must(await caseAnswers(dov, { caseId })).opening).toEqual({ state: 'open' });
  expect(must(await holderPage(holder, { language: 'uk' })).sent[0]?.files).toEqual(['receipt.pdf, 1 КБ, PDF']);
});

describe('enclosures.remove', () => {
  const settledFor = (caseId: string, days: number) => moveCase(caseId, { status: 'settled', settledAt: Date.now() - days * DAY, claimedBy: null, leaseUntil: null });

  test('takes the bytes ninety days after the case is settled and its appeals are answered, and leaves the row', async () => {
    const [open, fresh, old, waits, heard] = [await answered(), await answered(), await answered(), await appealed(), await appealed()];
    await settledFor(fresh.caseId, 89);
    for (const { caseId } of [old, waits, heard]) await settledFor(caseId, 91);
    await arrange((tx) => tx.update(appeals).set({ status: 'refused', decidedAt: Date.now() - 89 * DAY }).where(eq(appeals.id, heard.appeal)));
    const all = [open, fresh, old, waits, heard].map(({ files }) => files[0]!.id);
    expect(await removeEnclosures(WORKER, {})).toMatchObject({ ok: true, value: { removed: 1 } });
    expect((await linesOf('main')).at(-1)).toMatchObject({ command: 'enclosures.remove', actor: 'worker', says: 'removed 1 file of holders, 90 days after their cases and appeals were over' });
    expect((await contentsOf(all)).map(({ enclosure }) => enclosure).sort()).toEqual(all.filter((id) => id !== old.files[0]!.id).sort());
    expect(await filesOn(old.caseId)).toMatchObject([{ digest: sha256Hex(receipt.bytes) }]);
    expect(await openEnclosure(dov, { caseId: old.caseId, id: old.files[0]!.id, purpose: PURPOSE })).toMatchObject({ code: 'expired' });
    expect(must(await caseAnswers(dov, { caseId: old.caseId })).asked[0]?.answers[0]?.files).toMatchObject([{ kept: false }]);
    expect(must(await holderPage(old.holder, {})).sent[0]?.files).toEqual(['receipt.pdf, 1 kB, PDF (deleted when its time was over)']);
    await arrange((tx) => tx.update(appeals).set({ decidedAt: Date.now() - 91 * DAY }).where(eq(appeals.id, heard.appeal)));
    expect(await removeEnclosures(WORKER, {})).toMatchObject({ value: { removed: 1 } });
  });

  test('has nothing to do otherwise, and is nobody’s among people', async () => {
    expect(await removeEnclosures(OPERATOR, {})).toMatchObject({ code: 'nothing-left' });
    expect(await removeEnclosures(cleo, {})).toMatchObject({ code: 'not-allowed' });
    expect(await reading().select().from(work).where(eq(work.name, 'retention'))).toEqual([]);
  });

  test('takes no more than a thousand at once, and enqueues the rest', async () => {
    const { caseId, files: [one] } = await answered();
    await settledFor(caseId, 91);
    await arrange(async (tx) => {
      const more = Array.from({ length: 1_000 }, (_, index) => ({ ...one!, id: `${one!.id}_${index}` }));
      await tx.insert(enclosures).values(more);
      await tx.insert(enclosureContents).values(more.map(({ id }) => ({ enclosure: id, sealed: Buffer.from('sealed') })));
    });
    const left = async () => (await contentsOf((await filesOn(caseId)).map(({ id }) => id))).length;
    const rest = () => reading().select({ name: work.name, payload: work.payload }).from(work).where(eq(work.name, 'retention'));
    expect(await removeEnclosures(WORKER, {})).toMatchObject({ ok: true, value: { removed: 1_000 } });
    expect([await left(), await rest()]).toEqual([1, [{ name: 'retention', payload: {} }]]);
    expect(await removeEnclosures(WORKER, {})).toMatchObject({ ok: true, value: { removed: 1 } });
    expect([await left(), (await rest()).length, (await filesOn(caseId)).length]).toEqual([0, 1, 1_001]);
  });
});
