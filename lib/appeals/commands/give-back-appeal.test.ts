import { eq } from 'drizzle-orm';
import { beforeAll, describe, expect, test } from 'vitest';
import { reading } from '../../../db/client';
import { arrange, linesOf, staffFor } from '../../../db/factories';
import { sandbox } from '../../../db/sandbox';
import { appeals, touches } from '../../../db/schema';
import { cast, decided, must, type Cast } from '../../decisions/commands/decided.fixture';
import type { Staff } from '../../staff/actor';
import { hearingPage } from '../queries/hearing';
import { fileAppeal } from './file-appeal';
import { giveBackAppeal } from './give-back-appeal';
import { holderOf } from './heard.fixture';
import { takeAppeal } from './take-appeal';

sandbox();
let { ada, ben, cleo } = {} as Cast;
let noor: Staff;
beforeAll(async () => {
  ({ ada, ben, cleo } = await cast());
  noor = await staffFor('moderator', { name: 'Noor' });
});

/** An appeal that Ben has taken. */
async function taken() {
  const { decision, caseId } = await decided('closure', ada, cleo);
  const { id } = must(await fileAppeal(await holderOf(decision), { text: 'Mi hermano comparte la cartera.' }));
  must(await takeAppeal(ben, { id }));
  return { id, caseId };
}

const appealRow = async (id: string) => (await reading().select().from(appeals).where(eq(appeals.id, id)))[0]!;
const mayGiveBack = async (by: Staff, id: string) => must(await hearingPage(by, { id })).moves.giveBack.state;

describe('appeal.giveBack', () => {
  test('whoever took it gives it back before its hour is over, and a colleague hears it at once', async () => {
    const { id, caseId } = await taken();
    expect([await mayGiveBack(ben, id), await mayGiveBack(noor, id)]).toEqual(['open', 'locked']);
    must(await giveBackAppeal(ben, { id }));
    expect(await appealRow(id)).toMatchObject({ status: 'waiting', heardBy: null, leaseUntil: null, decidedAt: null });
    expect((await linesOf(caseId)).at(-1)).toMatchObject({ command: 'appeal.giveBack', actor: ben.id, says: 'gave the appeal back, for somebody else to hear', changes: [{ field: 'appeal', was: 'hearing', now: 'waiting' }] });
    must(await takeAppeal(noor, { id }));
    // To have taken it keeps nobody from taking it again.
    must(await giveBackAppeal(noor, { id }));
    must(await takeAppeal(ben, { id }));
  });

  test('whoever has a hand in the case since they took it can do nothing else with it', async () => {
    const { id, caseId } = await taken();
    await arrange((tx) => tx.insert(touches).values({ case: caseId, staff: ben.id, how: 'noted', at: Date.now() }));
    const { moves } = must(await hearingPage(ben, { id }));
    expect([moves.giveBack.state, moves.grant.state, moves.take]).toMatchObject(['open', 'locked', { reason: expect.stringContaining('wrote a note on it') }]);
    must(await giveBackAppeal(ben, { id }));
    must(await takeAppeal(noor, { id }));
  });

  test('is refused to everybody else, and where nobody hears it', async () => {
    const { id } = await taken();
    expect(await giveBackAppeal(noor, { id })).toMatchObject({ ok: false, code: 'taken', words: 'Another person hears this appeal.' });
    expect((await linesOf('main')).at(-1)).toMatchObject({ command: 'appeal.giveBack', refusal: 'taken', actor: noor.id });
    expect(await appealRow(id)).toMatchObject({ status: 'hearing', heardBy: ben.id });
    must(await giveBackAppeal(ben, { id }));
    expect(await giveBackAppeal(ben, { id })).toMatchObject({ ok: false, code: 'not-held', words: 'Nobody hears this appeal yet; take it first.' });
    expect(await giveBackAppeal(ben, { id: 'appeal_none' })).toMatchObject({ code: 'not-found' });
  });
});
