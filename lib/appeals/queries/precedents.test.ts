import { eq } from 'drizzle-orm';
import { beforeAll, expect, test } from 'vitest';
import { reading } from '../../../db/client';
import { arrange, openCase, staffFor } from '../../../db/factories';
import { sandbox } from '../../../db/sandbox';
import { appeals, holderPages } from '../../../db/schema';
import { claimCase } from '../../cases/commands/claim-case';
import { caseRow, cast, countersign, decided, held, must, propose, type Cast } from '../../decisions/commands/decided.fixture';
import { liftDecision } from '../../decisions/commands/lift-decision';
import { proposedWave, verdict } from '../../decisions/commands/wave.fixture';
import { signMember } from '../../decisions/commands/wave-steps';
import { withdrawDecision } from '../../decisions/commands/withdraw-decision';
import { issueOrders } from '../../enforcement/commands/issue-orders';
import { WORKER, type Staff } from '../../staff/actor';
import { fileAppeal } from '../commands/file-appeal';
import { grantAppeal } from '../commands/grant-appeal';
import { asRead } from '../commands/heard.fixture';
import { refuseAppeal } from '../commands/refuse-appeal';
import { takeAppeal } from '../commands/take-appeal';
import { precedentsOf } from './precedents';

sandbox();
let { ada, ben, cleo } = {} as Cast;
beforeAll(async () => { ({ ada, ben, cleo } = await cast()); });

/** An appeal of its holder against a decision in effect. */
async function appealed(decision: string): Promise<string> {
  must(await issueOrders(WORKER, { decision, cause: 'effect' }));
  const [page] = await reading().select().from(holderPages).where(eq(holderPages.decision, decision));
  return must(await fileAppeal({ kind: 'holder', id: page!.account, page: page!.id }, { text: 'It is mine.' })).id;
}

/** Heard by Ben. */
async function heard(id: string, outcome: typeof grantAppeal | typeof refuseAppeal): Promise<void> {
  must(await takeAppeal(ben, { id }));
  must(await outcome(ben, { ...(await asRead(ben, id)), reasons: 'As the receipt shows.' }));
}

/** A restriction after a question, and the appeal against the question. */
async function askedBefore() {
  const opened = await held(ada);
  const appeal = await appealed(must(await propose(ada, opened, 'ask')).decision);
  must(await claimCase(ada, opened));
  const { decision } = must(await propose(ada, opened, 'restriction'));
  const near = async () => must(await precedentsOf(ada, { caseId: (await openCase()).caseId })).precedents.find(({ id }) => id === opened.caseId);
  return { appeal, decision, near };
}

test('the nearest decided cases are found by their causes, with what was taken; taking what none of them took is told', async () => {
  const own = await openCase();
  expect(must(await precedentsOf(ada, { caseId: own.caseId }))).toEqual({ precedents: [], custom: null, departures: {}, compared: 0 });
  const before = [await decided('dismiss', ada, cleo), await decided('watch', ada, cleo), await decided('dismiss', ada, cleo)];
  const found = must(await precedentsOf(ada, { caseId: own.caseId }));
  expect(found.precedents.map(({ id }) => id).sort()).toEqual(before.map(({ caseId }) => caseId).sort());
  expect(found.precedents.map(({ words }) => words).sort()).toEqual(['Dismiss', 'Dismiss', 'Watch']);
  // All of them are of one story.
  for (const { common } of found.precedents) expect(common.both).toBe(common.either);
  expect(found.precedents[0]?.common.both).toBeGreaterThan(1);
  expect(found.custom).toBe('2 of 3 ended in dismiss.');
  expect(found.departures['suspension']).toBe('None of the 3 nearest decided cases took suspension; 2 ended in dismiss. Say why this one differs.');
  expect(Object.keys(found.departures)).not.toContain('watch');
  expect(must(await precedentsOf(ada, { caseId: before[0]!.caseId })).precedents.map(({ id }) => id)).not.toContain(before[0]!.caseId);
});

test('what was withdrawn is no part of what was taken, nor a lifting', async () => {
  const own = await openCase();
  const opened = await held(ada);
  must(await propose(ada, opened, 'payout-hold'));
  must(await withdrawDecision(ada, { decisionId: must(await propose(ada, opened, 'watch')).decision }));
  const before = must(await precedentsOf(ada, { caseId: own.caseId })).precedents.map(({ id }) => id);
  expect(before).not.toContain(opened.caseId);
  const other = await held(ada);
  must(await withdrawDecision(ada, { decisionId: must(await propose(ada, other, 'restriction')).decision }));
  must(await propose(ada, other, 'dismiss'));
  expect(must(await precedentsOf(ada, { caseId: own.caseId })).precedents.find(({ id }) => id === other.caseId)).toMatchObject({ measures: ['dismiss'], words: 'Dismiss', lifted: false });
});

test('what was lifted since ended in nothing that stands', async () => {
  const taken = await decided('restriction', ada, cleo);
  const settled = await held(ada);
  const { decision } = must(await propose(ada, settled, 'suspension'));
  must(await countersign(cleo, decision, 'suspension'));
  const ofIt = async () => must(await precedentsOf(ada, { caseId: taken.caseId })).precedents.find(({ id }) => id === settled.caseId);
  expect(await ofIt()).toMatchObject({ measures: ['suspension'], lifted: false });
  must(await liftDecision(ada, { decisionId: decision, version: (await caseRow(settled.caseId)).version, words: 'We were wrong.' }));
  expect(await ofIt()).toMatchObject({ measures: ['suspension'], undone: ['suspension'], lifted: true });
});

test('an appeal that is granted against a step before undoes nothing of how the case ended', async () => {
  const { appeal, near } = await askedBefore();
  await heard(appeal, grantAppeal);
  expect(await near()).toMatchObject({ measures: ['ask', 'restriction'], undone: ['ask'], appeal: null, lifted: false });
});

test('what an appeal undid stays undone, whatever a later one against a step before comes to', async () => {
  const { appeal, decision, near } = await askedBefore();
  await heard(await appealed(decision), grantAppeal);
  expect(await near()).toMatchObject({ measures: ['ask', 'restriction'], undone: ['restriction'], appeal: 'granted' });
  await heard(appeal, refuseAppeal);
  await arrange((tx) => tx.update(appeals).set({ filedAt: Date.now() + 1_000 }).where(eq(appeals.id, appeal)));
  expect(await near()).toMatchObject({ appeal: 'granted' });
});

test('what is signed of a wave is no precedent for whoever may still read the rest of it blind', async () => {
  const iris = await staffFor('admin', { name: 'Iris' });
  const own = await openCase({ story: 'ring' });
  const made = await proposedWave(2, ada);
  must(await verdict(cleo, made));
  const [first, second] = made.members as [typeof own, typeof own];
  must(await signMember(cleo, { wave: made.wave, account: first.account }));
  const found = async (by: Staff) => must(await precedentsOf(by, { caseId: own.caseId })).precedents.map(({ id }) => id);
  for (const by of [ada, cleo]) expect(await found(by)).toContain(first.caseId);
  expect(await found(iris)).not.toContain(first.caseId);
  must(await signMember(cleo, { wave: made.wave, account: second.account }));
  expect(await found(iris)).toContain(first.caseId);
});

test('a case that is not there has none, and a stranger is refused', async () => {
  expect(await precedentsOf(ada, { caseId: 'case_none' })).toMatchObject({ ok: false, code: 'not-found' });
  expect(await precedentsOf({ kind: 'holder', id: 'acc_x', page: 'p' }, { caseId: 'case_none' })).toMatchObject({ ok: false, code: 'not-allowed' });
});
