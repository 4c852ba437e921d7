import { eq, sql } from 'drizzle-orm';
import { beforeAll, describe, expect, test } from 'vitest';
import { reading } from '../../../db/client';
import { arrange, letPass, linesOf, openCase, versionOf } from '../../../db/factories';
import { sandbox } from '../../../db/sandbox';
import { cases, decisions, liftings, notices, orders, work } from '../../../db/schema';
import { claimCase } from '../../cases/commands/claim-case';
import { issueOrders } from '../../enforcement/commands/issue-orders';
import { SECOND } from '../../kernel/instant';
import { leaseWork } from '../../kernel/work';
import { WORKER, type Staff } from '../../staff/actor';
import { PUT_OFF_FOR, WITHDRAWABLE_FOR } from '../decision';
import { accountPage } from '../../appeals/queries/account-page';
import { chainLines } from '../../audit/queries/ledger';
import { inbox } from '../../insights/queries/inbox';
import { caseDecisions } from '../queries/case-decisions';
import { decisionsFeed } from '../queries/feed';
import { reviewPage } from '../queries/review-page';
import { reviews } from '../queries/reviews';
import { withdrawable } from '../queries/withdrawable';
import { caseRow, cast, countersign, held, must, propose, type Cast, type MeasureId } from './decided.fixture';
import { liftDecision } from './lift-decision';
import { withdrawDecision } from './withdraw-decision';

sandbox();
let { ada, ben, dov, cleo, iris } = {} as Cast;
beforeAll(async () => { ({ ada, ben, dov, cleo, iris } = await cast()); });

/** What waits for a reader, in the list and in their inbox. */
async function waitingFor(by: Staff): Promise<{ reviews: string[]; inbox: string[] }> {
  return { reviews: must(await reviews(by, { limit: 100 })).rows.map(({ decision }) => decision), inbox: must(await inbox(by, { limit: 100 })).rows.filter(({ kind }) => kind === 'review').map(({ line }) => line.slice('review:'.length)) };
}

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

  test('a proposal that waits for its second person: its case is the proposer’s again, nothing of it stays in a list, and nothing ever leaves', async () => {
    const opened = await held(ada);
    const { decision } = must(await propose(ada, opened, 'closure'));
    expect((await waitingFor(cleo)).reviews).toContain(decision);
    expect((await waitingFor(cleo)).inbox).toContain(decision);
    // Told to the proposer wherever they go next, as long as what one person decides can be withdrawn.
    expect(must(await withdrawable(ada, {})).waiting.find((one) => one.decision === decision)).toMatchObject({ second: true, measure: 'Closure' });
    expect(must(await withdrawDecision(ada, { decisionId: decision, words: 'The wallet turned out to be theirs.' }))).toMatchObject({ caseId: opened.caseId, held: true });
    expect(await caseRow(opened.caseId)).toMatchObject({ status: 'claimed', claimedBy: ada.id, outcome: null });
    for (const by of [cleo, iris]) {
      const { reviews: listed, inbox: lines } = await waitingFor(by);
      expect([listed.includes(decision), lines.includes(decision)]).toEqual([false, false]);
    }
    expect(must(await withdrawable(ada, {})).waiting.map((one) => one.decision)).not.toContain(decision);
    expect(await workFor(decision)).toEqual([]);
    expect(await issue(decision)).toMatchObject({ ok: false });
    expect(await toldOf(decision)).toEqual([]);
    expect(await reading().select().from(liftings).where(eq(liftings.decision, decision))).toMatchObject([{ cause: 'withdrawn', by: ada.id, words: 'The wallet turned out to be theirs.' }]);
    const line = (await linesOf(opened.caseId)).at(-1)!;
    expect(line).toMatchObject({ command: 'decision.withdraw', actor: ada.id, refusal: null, says: 'withdrew the proposal before anybody had read it', changes: expect.arrayContaining([{ field: 'state', was: 'proposed', now: 'claimed' }, { field: 'decision', was: 'proposed', now: 'withdrawn' }]) });
    // The next second reader may look there too.
    expect(JSON.stringify(line)).not.toMatch(/wallet|closure/i);
    expect(await countersign(cleo, decision, 'closure')).toMatchObject({ code: 'move-closed', words: 'This proposal was withdrawn; nothing is left to read.' });
    expect(await withdrawDecision(ada, { decisionId: decision, words: 'Again.' })).toMatchObject({ code: 'move-closed' });
  });

  test('what it said stays covered from whoever may be the second reader of the next, on every page; the next is read blind', async () => {
    const opened = await held(ada);
    const { decision } = must(await propose(ada, opened, 'closure'));
    must(await withdrawDecision(ada, { decisionId: decision, words: 'The wallet turned out to be theirs.' }));
    const told = async (by: Staff) => JSON.stringify([await reviewPage(by, { decisionId: decision }), await accountPage(by, { account: opened.account }), await chainLines(by, { chain: `case:${opened.caseId}` })]);
    const seen = must(await caseDecisions(cleo, { caseId: opened.caseId }));
    expect(seen).toMatchObject({ covered: false, decisions: [{ covered: true, status: 'withdrawn', measure: 'A proposal', reason: '', grounds: [], notice: null, lifted: null }] });
    expect(await reviewPage(cleo, { decisionId: decision })).toMatchObject({ ok: false, code: 'conflict' });
    expect(await told(cleo)).not.toMatch(/turned out to be theirs|decides it|closure/i);
    expect(must(await accountPage(cleo, { account: opened.account })).decisions).toMatchObject([{ measure: 'A proposal', status: 'withdrawn' }]);
    for (const by of [ada, ben, dov]) expect(must(await caseDecisions(by, { caseId: opened.caseId }))).toMatchObject({ decisions: [{ covered: false, status: 'withdrawn', measure: 'Closure', lifted: { words: 'The wallet turned out to be theirs.' } }] });
    const next = must(await propose(ada, opened, 'suspension'));
    expect(must(await caseDecisions(cleo, { caseId: opened.caseId }))).toMatchObject({ covered: true, decision: next.decision });
    expect((await waitingFor(cleo)).reviews.filter((one) => [decision, next.decision].includes(one))).toEqual([next.decision]);
    must(await countersign(cleo, next.decision, 'suspension'));
    expect((await caseRow(opened.caseId)).outcome).toBe('suspension');
  });

  test('a proposal is withdrawn by its proposer, with a reason, and by nobody once it is read', async () => {
    const opened = await held(ada);
    const { decision } = must(await propose(ada, opened, 'closure'));
    const why = { decisionId: decision, words: 'A slip.' };
    expect(await withdrawDecision(ada, { decisionId: decision, words: ' ' })).toMatchObject({ code: 'invalid', fields: { words: 'Say why you withdraw it.' } });
    expect(await withdrawDecision(ben, why)).toMatchObject({ code: 'not-allowed' });
    expect(await withdrawDecision(cleo, why)).toMatchObject({ code: 'not-allowed' });
    expect(await withdrawDecision(dov, why)).toMatchObject({ code: 'not-allowed' });
    expect((await caseRow(opened.caseId)).status).toBe('proposed');
    must(await countersign(cleo, decision, 'dismiss', { grounds: [] }));
    expect(await withdrawDecision(ada, why)).toMatchObject({ code: 'move-closed', words: expect.stringContaining('has read it') });
    const signed = must(await propose(ada, opened, 'closure'));
    must(await countersign(iris, signed.decision, 'closure'));
    expect(await withdrawDecision(ada, { ...why, decisionId: signed.decision })).toMatchObject({ code: 'move-closed', words: 'A second person has signed it. It can be lifted.' });
  });

  test('against the second reader at the same moment: either it is read and stands, or it is withdrawn and nobody signs', async () => {
    for (let round = 0; round < 6; round += 1) {
      const opened = await held(ada);
      const { decision } = must(await propose(ada, opened, 'closure'));
      const [read, back] = await Promise.all([countersign(cleo, decision, 'closure'), withdrawDecision(ada, { decisionId: decision, words: 'A slip.' })]);
      expect([read.ok, back.ok].filter(Boolean)).toHaveLength(1);
      expect((await caseRow(opened.caseId)).status).toBe(read.ok ? 'settled' : 'claimed');
    }
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

describe('what is decided in one run', () => {
  const in_ = async (by: Staff, together: string, measure: MeasureId = 'watch') => must(await propose(by, await held(by), measure, { together })).decision;
  const leaves = async (decision: string, cause = 'effect') => (await workFor(decision)).find(({ key }) => key.endsWith(cause))!.runAt;
  const isTold = async (decision: string) => must(await decisionsFeed(ada, { limit: 500 })).items.some((item) => item.decision === decision);

  test('leaves together, so long after the last of it; until then each of it can be withdrawn, and neither orders nor the feed tell of it', async () => {
    const [first, other, bens] = [await in_(ada, 'together_1'), await in_(ada, 'together_2'), await in_(ben, 'together_1')];
    for (const decision of [first, other, bens]) await letPass(decision, 15 * SECOND);
    const [others, bensOwn] = [await leaves(other), await leaves(bens)];
    const last = await in_(ada, 'together_1', 'restriction');
    expect(await leaves(first)).toBe(await leaves(last));
    // Nobody puts off what is another run's, or another person's.
    expect([await leaves(other), await leaves(bens)]).toEqual([others, bensOwn]);

    await letPass(first, 10 * SECOND);
    const [row] = await reading().select().from(decisions).where(eq(decisions.id, first));
    expect(must(await withdrawable(ada, {})).waiting.find(({ decision }) => decision === first)).toMatchObject({ until: await leaves(first) });
    expect(must(await caseDecisions(ada, { caseId: row!.case }))).toMatchObject({ decisions: [{ withdraw: { state: 'open' } }] });
    expect(await isTold(first)).toBe(false);
    expect(must(await withdraw(ada, first))).toMatchObject({ held: true });
    expect(await workFor(first)).toEqual([]);

    await letPass(last, WITHDRAWABLE_FOR);
    expect(must(await withdrawable(ada, {})).waiting.map(({ decision }) => decision)).not.toContain(last);
    expect(await isTold(last)).toBe(true);
    expect(await withdraw(ada, last)).toMatchObject({ code: 'expired' });
  });

  test('is put off no further once it has waited long enough, and never once a worker has it in hand or has tried it', async () => {
    const [old, leased, tried] = [await in_(ada, 'together_3'), await in_(ada, 'together_3'), await in_(ada, 'together_3')];
    await arrange((tx) => tx.execute(sql`update work set payload = jsonb_set(payload, '{since}', to_jsonb((payload ->> 'since')::float8 - ${PUT_OFF_FOR})) where key = ${`${old} effect`}`));
    await arrange((tx) => tx.execute(sql`update work set lease_until = run_at where key = ${`${leased} effect`}`));
    await arrange((tx) => tx.execute(sql`update work set tries = 1 where key = ${`${tried} effect`}`));
    for (const decision of [old, leased, tried]) await letPass(decision, 5 * SECOND);
    const before = await Promise.all([old, leased, tried].map((decision) => leaves(decision)));
    await in_(ada, 'together_3');
    expect(await Promise.all([old, leased, tried].map((decision) => leaves(decision)))).toEqual(before);
  });

  test('and what somebody lifts of it meanwhile is still told in order', async () => {
    const first = await in_(ada, 'together_4', 'restriction');
    await letPass(first, 15 * SECOND);
    await in_(ada, 'together_4');
    await letPass(first, 10 * SECOND);
    must(await liftDecision(ben, { decisionId: first, version: await versionOf({ decision: first }), words: 'The receipts are in.' }));
    expect(await leaves(first, 'lift')).toBe(await leaves(first));
    await in_(ada, 'together_4');
    expect(await leaves(first, 'lift')).toBe(await leaves(first));
  });
});
