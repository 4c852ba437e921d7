import { eq, sql } from 'drizzle-orm';
import { beforeAll, describe, expect, test } from 'vitest';
import { reading } from '../../../db/client';
import { arrange, letPass, linesOf, openCase, policyFor, staffFor, versionOf } from '../../../db/factories';
import { sandbox } from '../../../db/sandbox';
import { cases, decisions, liftings, notices, orders, work } from '../../../db/schema';
import { claimCase } from '../../cases/commands/claim-case';
import { issueOrders } from '../../enforcement/commands/issue-orders';
import { SECOND } from '../../kernel/instant';
import { leaseWork } from '../../kernel/work';
import { WORKER, type Staff } from '../../staff/actor';
import { WITHDRAWABLE_FOR } from '../decision';
import { caseRow, held, must, propose, type MeasureId } from './decided.fixture';
import { liftDecision } from './lift-decision';
import { withdrawDecision } from './withdraw-decision';

sandbox();
let ada: Staff;
let ben: Staff;
let dov: Staff;
beforeAll(async () => {
  await policyFor();
  [ada, ben, dov] = [await staffFor('moderator', { name: 'Ada' }), await staffFor('moderator', { name: 'Ben' }), await staffFor('auditor', { name: 'Dov' })];
});

const withdraw = (by: Staff, decisionId: string) => withdrawDecision(by, { decisionId });
const workFor = async (decision: string) => (await reading().select().from(work)).filter(({ key }) => key.startsWith(`${decision} `));
const toldOf = async (decision: string) => [...(await reading().select().from(orders).where(eq(orders.decision, decision))), ...(await reading().select().from(notices).where(eq(notices.decision, decision)))];
const issue = (decision: string, cause: 'effect' | 'lift' = 'effect') => issueOrders(WORKER, { decision, cause });
const ALONE = ['dismiss', 'watch', 'ask', 'step-up', 'payout-hold', 'restriction'] as const satisfies readonly MeasureId[];

describe('decision.withdraw', () => {
  test.each(ALONE)('%s: the case is as it was, in the same hands; nothing leaves, and both lines are in the ledger', async (measure) => {
    const opened = await held(ada);
    const before = await caseRow(opened.caseId);
    const { decision } = must(await propose(ada, opened, measure));
    const [waiting] = await workFor(decision);
    expect(waiting!.runAt - (await reading().select().from(decisions).where(eq(decisions.id, decision)))[0]!.proposedAt).toBe(WITHDRAWABLE_FOR);

    expect(must(await withdraw(ada, decision))).toMatchObject({ caseId: opened.caseId, held: true });
    const after = await caseRow(opened.caseId);
    expect({ ...after, version: 0, leaseUntil: 0, priority: 0 }).toEqual({ ...before, version: 0, leaseUntil: 0, priority: 0 });
    expect(after.priority).toBeCloseTo(before.priority);
    expect(after.leaseUntil!).toBeGreaterThanOrEqual(before.leaseUntil!);
    expect(await workFor(decision)).toEqual([]);
    // Whoever comes with the work in their hands all the same makes nothing of it.
    expect(await issue(decision)).toMatchObject({ code: 'exists' });
    expect(await toldOf(decision)).toEqual([]);
    const lines = (await linesOf(opened.caseId)).map(({ command, actor, refusal, refs }) => [command, actor, refusal, refs['decision']]);
    expect(lines.slice(-2)).toEqual([['decision.propose', ada.id, null, decision], ['decision.withdraw', ada.id, null, decision]]);
    expect((await linesOf(opened.caseId)).at(-1)).toMatchObject({ says: 'withdrew the decision before anybody was told of it', changes: expect.arrayContaining([{ field: 'decision', was: 'in force', now: 'withdrawn' }]) });
    // And it can be decided anew.
    expect(must(await propose(ada, opened, 'restriction')).second).toBeNull();
  });

  test('what the decision had ended is in force again, and can be ended again', async () => {
    const opened = await held(ada);
    const hold = must(await propose(ada, opened, 'payout-hold'));
    await letPass(hold.decision, 30 * SECOND);
    must(await issue(hold.decision));
    const before = await caseRow(opened.caseId);
    const dismissed = must(await propose(ada, opened, 'dismiss'));
    must(await withdraw(ada, dismissed.decision));
    expect((await workFor(hold.decision)).filter(({ key }) => key.endsWith('lift'))).toEqual([]);
    expect(await issue(hold.decision, 'lift')).toMatchObject({ code: 'exists' });
    expect(await caseRow(opened.caseId)).toMatchObject({ status: 'claimed', heldUntil: before.heldUntil, outcome: null, settledLogOdds: null });
    expect((await linesOf(opened.caseId)).at(-1)).toMatchObject({ says: 'put back into force what the withdrawn decision had ended', refs: { decision: hold.decision } });

    must(await propose(ada, opened, 'dismiss'));
    expect((await reading().select().from(liftings).where(eq(liftings.decision, hold.decision))).map(({ cause }) => cause)).toEqual(['settled', 'settled']);
    expect(await issue(hold.decision, 'lift')).toMatchObject({ ok: true, value: { orders: 1 } });
  });

  test('two who withdraw at once: one does, the other hears that it is done', async () => {
    const opened = await held(ada);
    const { decision } = must(await propose(ada, opened, 'restriction'));
    const answers = await Promise.all([withdraw(ada, decision), withdraw(ada, decision)]);
    expect(answers.map((one) => (one.ok ? 'done' : one.code)).sort()).toEqual(['done', 'move-closed']);
    expect(await reading().select().from(liftings).where(eq(liftings.decision, decision))).toHaveLength(1);
    const entered = [...(await linesOf(opened.caseId)), ...(await linesOf('main'))].filter(({ command }) => command === 'decision.withdraw');
    expect(entered.map(({ actor, refusal }) => [actor, refusal])).toEqual([[ada.id, null], [ada.id, 'move-closed']]);
  });

  test('against the worker that takes the order at the same moment: either it left and stays, or nothing ever leaves', async () => {
    const ends = new Set<string>();
    for (let round = 0; round < 12; round += 1) {
      const opened = await held(ada);
      const { decision } = must(await propose(ada, opened, 'restriction'));
      // As a worker whose clock is ahead sees it.
      const leave = async () => {
        const item = await leaseWork(['issue'], Date.now() + WITHDRAWABLE_FOR + SECOND, 60 * SECOND);
        return item === null ? null : issueOrders(WORKER, item.payload as Parameters<typeof issueOrders>[1]);
      };
      const [left, back] = await Promise.all(round % 2 === 0 ? [leave(), withdraw(ada, decision)] as const : [withdraw(ada, decision), leave()].reverse() as [ReturnType<typeof leave>, ReturnType<typeof withdraw>]);
      const told = await toldOf(decision);
      expect(told.length, 'an order and a notice, or neither').toBe(back.ok ? 0 : 2);
      if (!back.ok) expect(back).toMatchObject({ code: 'expired', words: expect.stringContaining('lift the decision') });
      expect(left?.ok === true).toBe(!back.ok);
      ends.add(back.ok ? 'withdrawn' : 'left');
      await arrange((tx) => tx.delete(work));
    }
    expect(ends.size).toBeGreaterThan(0);
  });

  test('whatever a worker has in its hands has left: it is refused, with what can be done instead', async () => {
    const opened = await held(ada);
    const { decision } = must(await propose(ada, opened, 'ask'));
    await arrange((tx) => tx.update(work).set({ leaseUntil: Date.now() + 60 * SECOND }).where(eq(work.key, `${decision} effect`)));
    expect(await withdraw(ada, decision)).toMatchObject({ code: 'expired', words: expect.stringContaining('lift the decision') });
    expect(await workFor(decision)).toHaveLength(1);
    expect(await caseRow(opened.caseId)).toMatchObject({ status: 'asked' });
  });

  test('after its time it is refused, and lifting it is what is left', async () => {
    const opened = await held(ada);
    const { decision } = must(await propose(ada, opened, 'restriction'));
    await letPass(decision, WITHDRAWABLE_FOR);
    const refused = await withdraw(ada, decision);
    expect(refused).toMatchObject({ code: 'expired', words: expect.stringContaining('lift the decision') });
    expect(must(await liftDecision(ben, { decisionId: decision, version: await versionOf({ decision }), words: 'The receipts are in.' })).decision).toBe(decision);
    expect(await withdraw(ada, decision)).toMatchObject({ code: 'move-closed' });
  });

  test('is for the one who decided, alone, and only for the latest decision of a case', async () => {
    const opened = await held(ada);
    const hold = must(await propose(ada, opened, 'payout-hold'));
    expect(await withdraw(ben, hold.decision)).toMatchObject({ code: 'not-allowed' });
    expect(await withdraw(dov, hold.decision)).toMatchObject({ code: 'not-allowed' });
    must(await propose(ada, opened, 'ask'));
    expect(await withdraw(ada, hold.decision)).toMatchObject({ code: 'move-closed', words: expect.stringContaining('Lift this decision instead') });
    const other = await held(ada);
    const closure = must(await propose(ada, other, 'closure'));
    expect(await withdraw(ada, closure.decision)).toMatchObject({ code: 'move-closed', words: expect.stringContaining('Two people') });
    expect(await withdraw(ada, 'decision_none')).toMatchObject({ code: 'not-found' });
  });

  test('a case that somebody else has claimed meanwhile stays with them; the question is gone all the same', async () => {
    const opened = await held(ada);
    const { decision } = must(await propose(ada, opened, 'ask'));
    must(await claimCase(ben, { caseId: opened.caseId }));
    expect(must(await withdraw(ada, decision)).held).toBe(false);
    expect(await caseRow(opened.caseId)).toMatchObject({ status: 'claimed', claimedBy: ben.id });
  });

  test('where new evidence has opened the next case of the account, the old one stays settled', async () => {
    const opened = await held(ada);
    const { decision } = must(await propose(ada, opened, 'dismiss'));
    await openCase({ account: opened.account });
    expect(await withdraw(ada, decision)).toMatchObject({ code: 'move-closed', words: expect.stringMatching(/^New evidence has opened C-\d+ / ) });
    expect(await caseRow(opened.caseId)).toMatchObject({ status: 'settled', outcome: 'dismiss' });
  });

  test('and where it opens at the very moment, the same is said', async () => {
    const opened = await held(ada);
    const { decision } = must(await propose(ada, opened, 'dismiss'));
    const other = await openCase({});
    let answer: ReturnType<typeof withdraw> | undefined;
    await arrange(async (tx) => {
      await tx.update(cases).set({ account: opened.account }).where(eq(cases.id, other.caseId));
      answer = withdraw(ada, decision);
      const waits = async () => (await reading().execute(sql`select from pg_stat_activity where datname = current_database() and wait_event_type = 'Lock'`)).rowCount;
      await expect.poll(waits).toBe(1);
    });
    expect(await answer).toMatchObject({ code: 'move-closed', words: expect.stringMatching(/^New evidence has opened C-\d+ /) });
  });

  test('a measure that somebody lifts before it has left is told in order: first that it was, then that it is no more', async () => {
    const opened = await held(ada);
    const { decision } = must(await propose(ada, opened, 'payout-hold'));
    must(await liftDecision(ben, { decisionId: decision, version: await versionOf({ decision }), words: 'The receipts are in.' }));
    const waiting = await workFor(decision);
    expect(waiting.map(({ key }) => key.split(' ')[1])).toEqual(['effect', 'lift']);
    expect(new Set(waiting.map(({ runAt }) => runAt)).size).toBe(1);
  });
});
