import { eq } from 'drizzle-orm';
import { beforeAll, describe, expect, test } from 'vitest';
import { reading } from '../../../db/client';
import { arrange, linesOf, openCase, policyFor, staffFor } from '../../../db/factories';
import { sandbox } from '../../../db/sandbox';
import { batches, cases, notes, staleAccounts, standings, touches } from '../../../db/schema';
import { DAY, HOUR, MINUTE } from '../../kernel/instant';
import { OPERATOR, WORKER, type Staff } from '../../staff/actor';
import { claimCase } from './claim-case';
import { refreshAccounts } from './refresh-accounts';
import { wakeCases } from './wake-cases';
import { writeNote } from './write-note';

sandbox();
let ada: Staff;
beforeAll(async () => { await policyFor(); ada = await staffFor('moderator', { name: 'Ada' }); });
const rowOf = async (id: string) => (await reading().select().from(cases).where(eq(cases.id, id)))[0]!;

describe('case.note', () => {
  test('adds a note, remembers the hand, and leaves a line without the note’s text', async () => {
    const { caseId } = await openCase();
    expect(await writeNote(ada, { caseId, body: '  The receipts are odd.  ' })).toMatchObject({ ok: true });
    expect(await reading().select().from(notes).where(eq(notes.case, caseId))).toMatchObject([{ writtenBy: ada.id, body: 'The receipts are odd.' }]);
    expect(await reading().select().from(touches).where(eq(touches.case, caseId))).toMatchObject([{ staff: ada.id, how: 'noted' }]);
    expect(await linesOf(caseId)).toMatchObject([{ command: 'case.note', says: 'wrote a note' }]);
  });

  test('a settled case takes no notes, an empty note is told to its writer', async () => {
    const { caseId } = await openCase({ columns: { status: 'settled' } });
    expect(await writeNote(ada, { caseId, body: 'late' })).toMatchObject({ code: 'move-closed' });
    expect(await linesOf(caseId)).toMatchObject([{ command: 'case.note', refusal: 'move-closed' }]);
    expect(await writeNote(ada, { caseId, body: '   ' })).toMatchObject({ code: 'invalid', fields: { body: 'Write something first.' } });
    expect(await writeNote(ada, { caseId: 'case_none', body: 'x' })).toMatchObject({ code: 'not-found' });
  });
});

describe('case.wake', () => {
  test('a question whose time has passed, and a hold past its term, come back; others stay', async () => {
    const now = Date.now();
    const question = { status: 'asked', askedAt: now - 8 * DAY } as const;
    const [lapsed, open] = [await openCase({ columns: { ...question, askedUntil: now - MINUTE } }), await openCase({ columns: { ...question, askedUntil: now + HOUR } })];
    const [held, running] = [await openCase({ columns: { heldUntil: now - MINUTE } }), await openCase({ columns: { heldUntil: now + HOUR } })];
    expect(await wakeCases(WORKER, {})).toEqual({ ok: true, value: { woken: 2 } });
    expect(await rowOf(lapsed.caseId)).toMatchObject({ status: 'waiting', wokenBy: 'reply-lapsed' });
    expect(await rowOf(held.caseId)).toMatchObject({ status: 'waiting', wokenBy: 'hold-lapsed' });
    expect((await rowOf(held.caseId)).priority).toBeGreaterThan((await rowOf(lapsed.caseId)).priority + 1_000_000);
    expect(await rowOf(open.caseId)).toMatchObject({ status: 'asked', version: 1 });
    expect(await rowOf(running.caseId)).toMatchObject({ wokenBy: null, version: 1 });
    expect(await linesOf(lapsed.caseId)).toMatchObject([{ command: 'case.wake', actor: 'worker', says: 'brought the case back: the time to answer passed', changes: [{ was: 'asked', now: 'waiting' }] }]);
    expect(await linesOf(held.caseId)).toMatchObject([{ says: 'brought the case back: the payout hold is past its term' }]);
  });

  test('is done once: the next sweep finds nothing, and a person may not sweep', async () => {
    expect(await wakeCases(WORKER, {})).toMatchObject({ code: 'nothing-left' });
    expect(await wakeCases(ada, {})).toMatchObject({ code: 'not-allowed' });
    expect((await linesOf('main')).at(-1)).toMatchObject({ command: 'case.wake', refusal: 'not-allowed' });
  });

  test('a case that both waits for an answer and holds money past its term comes back for each', async () => {
    const now = Date.now();
    const { caseId } = await openCase({ columns: { status: 'asked', askedAt: now - 8 * DAY, askedUntil: now + DAY, heldUntil: now - MINUTE } });
    await wakeCases(WORKER, {});
    expect(await rowOf(caseId)).toMatchObject({ status: 'waiting', wokenBy: 'hold-lapsed' });
    await claimCase(ada, { caseId });
    expect((await rowOf(caseId)).status).toBe('claimed');
    expect(await wakeCases(WORKER, {})).toMatchObject({ code: 'nothing-left' });
  });
});

describe('accounts.refresh', () => {
  test('marks what stands above clear and was not assessed for a day, and nothing else', async () => {
    const now = Date.now();
    const [old, fresh, clear] = [await openCase({ openedAgo: 3 * DAY }), await openCase({ openedAgo: HOUR }), await openCase({ openedAgo: 3 * DAY })];
    await arrange(async (tx) => {
      await tx.update(standings).set({ band: 'clear' }).where(eq(standings.account, clear.account));
      await tx.insert(batches).values({ id: 'batch_now', source: 'http', sentBy: 'key', receivedAt: now, latestAt: now, accepted: 1, duplicates: 0, rejected: 0 });
    });
    expect(await refreshAccounts(WORKER, {})).toMatchObject({ ok: true });
    const marked = (await reading().select().from(staleAccounts)).map((row) => row.account);
    expect(marked).toContain(old.account);
    expect(marked).not.toContain(fresh.account);
    expect(marked).not.toContain(clear.account);
    expect((await linesOf('main')).at(-1)).toMatchObject({ command: 'accounts.refresh', says: expect.stringContaining('accounts to be assessed anew') });
  });

  test('has nothing to do when all is fresh, and says so to an operator, not to the ledger', async () => {
    await arrange((tx) => tx.update(standings).set({ assessedAt: Date.now() }));
    const before = (await linesOf('main')).length;
    expect(await refreshAccounts(OPERATOR, {})).toMatchObject({ ok: false, code: 'nothing-left' });
    expect((await linesOf('main')).length).toBe(before);
  });
});
