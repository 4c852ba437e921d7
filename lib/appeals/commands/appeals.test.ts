import { asc, eq, sql } from 'drizzle-orm';
import { beforeAll, describe, expect, test, vi } from 'vitest';
import { reading } from '../../../db/client';
import { arrange, linesOf, openCase, openRing, staffFor, versionOf } from '../../../db/factories';
import { sandbox } from '../../../db/sandbox';
import { accounts, appeals, answers, holderPages, liftings, notices, orders } from '../../../db/schema';
import { claimCase } from '../../cases/commands/claim-case';
import { writeNote } from '../../cases/commands/write-note';
import { caseRow, cast, countersign, decided, HEARD, held, must, moveCase, propose, type Cast, type MeasureId } from '../../decisions/commands/decided.fixture';
import { liftDecision } from '../../decisions/commands/lift-decision';
import type { Ring } from '../../decisions/commands/wave.fixture';
import { monthsAfter } from '../../decisions/redress';
import { issueOrders } from '../../enforcement/commands/issue-orders';
import { applyOrder, NOTHING_IN_EFFECT, type OrderBody } from '../../enforcement/order';
import { accountTopic } from '../../kernel/about';
import { hub } from '../../kernel/adapters/live';
import { DAY, MINUTE } from '../../kernel/instant';
import { WORKER, type Actor } from '../../staff/actor';
import { answerQuestion } from './answer-question';
import { fileAppeal } from './file-appeal';
import { grantAppeal } from './grant-appeal';
import { asRead, holderOf } from './heard.fixture';
import { refuseAppeal } from './refuse-appeal';
import { takeAppeal } from './take-appeal';

sandbox();
let { ada, ben, cleo, iris } = {} as Cast;
beforeAll(async () => { ({ ada, ben, cleo, iris } = await cast()); });

const PLATFORM: Actor = { kind: 'platform', id: 'key_appeals', name: 'worklane', scopes: ['appeals:write'] };

/** A measure in effect of which its holder knows. */
async function told(measure: MeasureId) {
  const made = await decided(measure, ada, cleo);
  return { ...made, holder: await holderOf(made.decision) };
}

async function appealed(measure: MeasureId = 'closure') {
  const made = await told(measure);
  const { id } = must(await fileAppeal(made.holder, { text: 'My brother shares the wallet.' }));
  return { ...made, id };
}

const appealRow = async (id: string) => (await reading().select().from(appeals).where(eq(appeals.id, id)))[0]!;
const noticesOf = async (decision: string) => reading().select().from(notices).where(eq(notices.decision, decision)).orderBy(asc(notices.renderedAt));
async function inEffect(account: string): Promise<string[]> {
  const bodies = (await reading().select().from(orders).where(eq(orders.account, account)).orderBy(asc(orders.id))).map((row) => row.body as unknown as OrderBody);
  return Object.values(bodies.reduce(applyOrder, NOTHING_IN_EFFECT).effects).map((one) => one.kind);
}

describe('holder.answer', () => {
  test('comes back into the case, wakes it to the front, and is kept in full beside a line that only counts it', async () => {
    const { caseId, holder } = await told('ask');
    const before = await caseRow(caseId);
    expect(before.status).toBe('asked');
    expect(await answerQuestion(holder, { facts: ['new_device'], text: 'I bought it in May.' })).toMatchObject({ ok: true });
    const row = await caseRow(caseId);
    expect(row).toMatchObject({ status: 'waiting', wokenBy: 'answer' });
    expect(row.answeredAt).not.toBeNull();
    expect(row.priority).toBeGreaterThan(before.priority + 1_000_000);
    expect(await reading().select().from(answers).where(eq(answers.case, caseId))).toMatchObject([{ facts: ['new_device'], body: 'I bought it in May.', route: null }]);
    expect((await linesOf(caseId)).at(-1)).toMatchObject({ command: 'holder.answer', actor: holder.id, says: 'answered. Ticked: I have a new device. Wrote 19 characters.' });
  });

  test('chooses one of the routes offered', async () => {
    const { caseId, holder } = await told('step-up');
    expect(await answerQuestion(holder, { route: 'branch_visit' })).toMatchObject({ code: 'invalid', words: 'Please choose one of the routes offered.' });
    expect(await answerQuestion(holder, { route: 'bank_sign_in' })).toMatchObject({ ok: true });
    expect((await linesOf(caseId)).at(-1)).toMatchObject({ says: 'answered. Chose: Sign in with your bank.' });
  });

  test('is refused for a decision that asks nothing, a case that is over, an empty form, and a page that is none', async () => {
    const closed = await told('closure');
    expect(await answerQuestion(closed.holder, { text: 'No!' })).toMatchObject({ code: 'move-closed', words: 'This decision asks nothing; you can appeal it instead.' });
    expect((await linesOf('main')).at(-1)).toMatchObject({ command: 'holder.answer', refusal: 'move-closed', actor: closed.holder.id });
    const { caseId, holder } = await told('ask');
    expect(await answerQuestion(holder, {})).toMatchObject({ code: 'invalid', fields: { text: expect.any(String) } });
    await moveCase(caseId, { status: 'settled' });
    expect(await answerQuestion(holder, { text: 'late' })).toMatchObject({ code: 'move-closed' });
    expect(await answerQuestion({ kind: 'holder', id: 'acc', page: 'page_none' }, { text: 'x' })).toMatchObject({ code: 'not-found' });
  });

  test('opens the way to a closure: the holder was heard', async () => {
    const opened = await held(ada, { columns: { askedAt: null, askedUntil: null } });
    const { decision } = must(await propose(ada, opened, 'ask'));
    must(await claimCase(ada, opened));
    expect(await propose(ada, opened, 'closure')).toMatchObject({ code: 'locked' });
    must(await answerQuestion(await holderOf(decision), { text: 'It is me.' }));
    expect(await propose(ada, opened, 'closure')).toMatchObject({ ok: true });
  });
});

describe('appeal.file', () => {
  test('from the holder’s page: it waits with its time, and the line says so', async () => {
    const { caseId, id, decision, holder } = await appealed();
    const row = await appealRow(id);
    expect(row).toMatchObject({ status: 'waiting', decision, filedVia: 'page', body: 'My brother shares the wallet.', heardBy: null });
    expect(row.dueAt - row.filedAt).toBe(14 * DAY);
    expect((await linesOf(caseId)).at(-1)).toMatchObject({ command: 'appeal.file', actor: holder.id, says: 'appealed', refs: { appeal: id } });
  });

  test('by the platform for its holder, with the decision named', async () => {
    const { decision, caseId } = await told('restriction');
    expect(await fileAppeal(PLATFORM, { text: 'The holder says no.' })).toMatchObject({ code: 'invalid', fields: { decision: 'Name the decision.' } });
    expect(await fileAppeal(PLATFORM, { decision: 'decision_none', text: 'x' })).toMatchObject({ code: 'not-found' });
    const { id } = must(await fileAppeal(PLATFORM, { decision, text: 'The holder says no.' }));
    expect((await appealRow(id)).filedVia).toBe('platform');
    expect((await linesOf(caseId)).at(-1)).toMatchObject({ actor: 'key_appeals', says: 'sent the holder’s appeal' });
  });

  test('once: twice at one moment is one appeal', async () => {
    const { holder, decision } = await told('restriction');
    const both = await Promise.all([fileAppeal(holder, { text: 'One.' }), fileAppeal(PLATFORM, { decision, text: 'Two.' }), fileAppeal(holder, { text: 'Three.' })]);
    expect(both.map((one) => (one.ok ? 'done' : one.code)).sort()).toEqual(['done', 'move-closed', 'move-closed']);
    expect((await linesOf('main')).at(-1)).toMatchObject({ command: 'appeal.file', refusal: 'move-closed' });
  });

  test('until six months after the notice, not longer', async () => {
    const made = await decided('restriction', ada, cleo);
    const now = Date.now();
    const tellAt = async (renderedAt: number) => arrange(async (tx) => {
      await tx.insert(holderPages).values({ id: `page ${made.decision}`, account: made.account, decision: made.decision, openedAt: renderedAt });
      await tx.insert(notices).values({ id: `notice ${made.decision}`, decision: made.decision, account: made.account, kind: 'measure', subject: 'x', paragraphs: [], page: `page ${made.decision}`, renderedAt });
    });
    const holder: Actor = { kind: 'holder', id: made.account, page: `page ${made.decision}` };
    await tellAt(monthsAfter(now, -6) - DAY);
    expect(await fileAppeal(holder, { text: 'Too late?' })).toMatchObject({ code: 'expired' });
    // Months end on different days: of two that lie six apart one may be three days longer.
    const other = await decided('restriction', ada, cleo);
    await arrange(async (tx) => {
      await tx.insert(holderPages).values({ id: `page ${other.decision}`, account: other.account, decision: other.decision, openedAt: 0 });
      await tx.insert(notices).values({ id: `notice ${other.decision}`, decision: other.decision, account: other.account, kind: 'measure', subject: 'x', paragraphs: [], page: `page ${other.decision}`, renderedAt: monthsAfter(now, -6) + 4 * DAY });
    });
    expect(await fileAppeal({ kind: 'holder', id: other.account, page: `page ${other.decision}` }, { text: 'In time.' })).toMatchObject({ ok: true });
  });

  test('not without words, not before the notice, not against what was lifted, returned or never did anything', async () => {
    const { holder, decision } = await told('restriction');
    expect(await fileAppeal(holder, { text: '  ' })).toMatchObject({ code: 'invalid', fields: { text: 'Tell us in a few words why you disagree.' } });
    must(await liftDecision(ben, { decisionId: decision, version: await versionOf({ decision }), words: 'Enough.' }));
    expect(await fileAppeal(holder, { text: 'Still.' })).toMatchObject({ code: 'move-closed' });
    const silent = await decided('suspension', ada, cleo);
    expect(await fileAppeal(PLATFORM, { decision: silent.decision, text: 'x' })).toMatchObject({ code: 'move-closed', words: 'There is nothing to appeal here.' });
    const watched = await decided('watch', ada, cleo);
    expect(await fileAppeal(PLATFORM, { decision: watched.decision, text: 'x' })).toMatchObject({ code: 'move-closed' });
    const opened = await held(ada);
    const proposed = must(await propose(ada, opened, 'closure'));
    must(await countersign(cleo, proposed.decision, 'restriction'));
    expect(await fileAppeal(PLATFORM, { decision: proposed.decision, text: 'x' })).toMatchObject({ code: 'move-closed' });
  });
});

describe('appeal.take', () => {
  test('is for somebody who never touched the case', async () => {
    const { id, caseId } = await appealed();
    expect(await takeAppeal(ben, { id })).toMatchObject({ ok: true });
    expect(await appealRow(id)).toMatchObject({ status: 'hearing', heardBy: ben.id });
    expect((await linesOf(caseId)).at(-1)).toMatchObject({ command: 'appeal.take', actor: ben.id, says: 'took the appeal to hear it', changes: [{ field: 'appeal', was: 'waiting', now: 'hearing' }] });
    expect(await takeAppeal(iris, { id })).toMatchObject({ code: 'taken' });
  });

  test('is refused to the proposer, the countersigner, whoever wrote a note or only held the case, and auditors', async () => {
    const opened = await held(ben);
    await moveCase(opened.caseId, { status: 'waiting', claimedBy: null, leaseUntil: null });
    must(await claimCase(ada, opened));
    const noted = await staffFor('moderator');
    must(await writeNote(noted, { caseId: opened.caseId, body: 'Seen before.' }));
    const { decision } = must(await propose(ada, opened, 'closure'));
    must(await countersign(cleo, decision, 'closure'));
    const { id } = must(await fileAppeal(await holderOf(decision), { text: 'No.' }));
    for (const [who, words] of [[ada, 'proposed a measure'], [cleo, 'countersigned a decision'], [noted, 'wrote a note on it'], [ben, 'held it']] as const) {
      expect(await takeAppeal(who, { id })).toMatchObject({ ok: false, code: 'conflict', words: expect.stringContaining(words) });
    }
    expect((await linesOf('main')).at(-1)).toMatchObject({ command: 'appeal.take', refusal: 'conflict', actor: ben.id });
    expect(await takeAppeal(await staffFor('auditor'), { id })).toMatchObject({ code: 'not-allowed' });
    expect(await takeAppeal(iris, { id })).toMatchObject({ ok: true });
  });

  test('one of ten who take it at one moment hears it; a hearing that lapsed is free again', async () => {
    const { id } = await appealed('restriction');
    const people = await Promise.all(Array.from({ length: 10 }, () => staffFor('moderator')));
    const results = await Promise.all(people.map((one) => takeAppeal(one, { id })));
    expect(results.map((one) => (one.ok ? 'done' : one.code)).sort()).toEqual(['done', ...Array.from({ length: 9 }, () => 'taken')]);
    await arrange((tx) => tx.update(appeals).set({ leaseUntil: Date.now() - MINUTE }).where(eq(appeals.id, id)));
    const before = people[results.findIndex((one) => one.ok)]!;
    expect(await grantAppeal(before, { ...(await asRead(before, id)), reasons: 'Late.' })).toMatchObject({ code: 'not-held' });
    expect(await takeAppeal(iris, { id })).toMatchObject({ ok: true });
    expect(await takeAppeal(iris, { id: 'appeal_none' })).toMatchObject({ code: 'not-found' });
  });
});

describe('appeal.grant', () => {
  test.each(['closure', 'suspension', 'restriction', 'payout-hold', 'step-up', 'ask'] as const)('%s: lifts the decision, and the opposite order leaves nothing in effect', async (measure) => {
    const { id, caseId, account, decision } = await appealed(measure);
    expect(await inEffect(account)).toHaveLength(1);
    must(await takeAppeal(ben, { id }));
    expect(await grantAppeal(ben, { ...(await asRead(ben, id)), reasons: 'The family business is real.' })).toMatchObject({ ok: true, value: { id, caseId } });
    expect(await appealRow(id)).toMatchObject({ status: 'granted', reasons: 'The family business is real.', heardBy: ben.id, leaseUntil: null });
    expect(await reading().select().from(liftings).where(eq(liftings.decision, decision))).toMatchObject([{ cause: 'appeal-granted', appeal: id, by: ben.id }]);
    expect((await linesOf(caseId)).slice(-2)).toMatchObject([{ command: 'appeal.grant', says: 'granted the appeal' }, { command: 'appeal.grant', says: 'lifted the decision: the appeal is granted', changes: expect.arrayContaining([...(measure === 'ask' || measure === 'step-up' ? [{ field: 'state', was: 'asked', now: 'waiting' }] : []), { field: 'decision', was: 'in force', now: 'lifted' }]) }]);
    must(await issueOrders(WORKER, { decision, cause: 'lift' }));
    expect(await inEffect(account)).toEqual([]);
    expect((await noticesOf(decision)).map((one) => one.kind)).toEqual(['measure', 'appeal-granted']);
    expect((await noticesOf(decision))[1]!.paragraphs.join('\n')).toContain('Why. The family business is real.');
    const row = await caseRow(caseId);
    if (row.status === 'settled') expect(row.outcome).toBe('appeal-granted');
    expect(row).toMatchObject({ heldUntil: null });
    if (measure === 'ask' || measure === 'step-up') expect(row).toMatchObject({ status: 'waiting', askedAt: null });
  });

  test('of a question asked on the way does not undo how the case ended', async () => {
    const opened = await held(ada);
    const asked = must(await propose(ada, opened, 'ask'));
    const { id } = must(await fileAppeal(await holderOf(asked.decision), { text: 'Why ask?' }));
    must(await claimCase(ada, opened));
    must(await propose(ada, opened, 'restriction'));
    must(await takeAppeal(ben, { id }));
    must(await grantAppeal(ben, { ...(await asRead(ben, id)), reasons: 'The question was not needed.' }));
    expect(await caseRow(opened.caseId)).toMatchObject({ status: 'settled', outcome: 'restriction' });
    must(await issueOrders(WORKER, { decision: asked.decision, cause: 'outcome' }));
    expect((await noticesOf(asked.decision)).map((one) => one.kind)).toContain('appeal-granted');
  });

  test('needs the hearing and reasons, and happens once', async () => {
    const { id } = await appealed('restriction');
    expect(await grantAppeal(ben, { ...(await asRead(ben, id)), reasons: 'x' })).toMatchObject({ code: 'not-held' });
    must(await takeAppeal(ben, { id }));
    expect(await grantAppeal(ben, { ...(await asRead(ben, id)), reasons: ' ' })).toMatchObject({ code: 'invalid', fields: { reasons: 'Write the reasons: the holder reads them.' } });
    expect(await grantAppeal(iris, { ...(await asRead(iris, id)), reasons: 'x' })).toMatchObject({ code: 'taken' });
    expect(await grantAppeal(ada, { ...(await asRead(ada, id)), reasons: 'x' })).toMatchObject({ code: 'conflict' });
    expect((await linesOf('main')).at(-1)).toMatchObject({ command: 'appeal.grant', refusal: 'conflict' });
    const both = await Promise.all([grantAppeal(ben, { ...(await asRead(ben, id)), reasons: 'Yes.' }), refuseAppeal(ben, { id, version: await versionOf({ appeal: id }), reasons: 'No.' })]);
    expect(both.map((one) => (one.ok ? 'done' : one.code)).sort()).toEqual(['done', 'move-closed']);
  });
});

describe('appeal.refuse', () => {
  test('gives reasons that the holder reads; the decision stands', async () => {
    const { id, caseId, account, decision } = await appealed();
    must(await takeAppeal(ben, { id }));
    expect(await refuseAppeal(ben, { id, version: await versionOf({ appeal: id }), reasons: 'No receipt came.' })).toMatchObject({ ok: true });
    expect(await appealRow(id)).toMatchObject({ status: 'refused', reasons: 'No receipt came.' });
    expect((await linesOf(caseId)).at(-1)).toMatchObject({ command: 'appeal.refuse', actor: ben.id, says: 'refused the appeal', changes: expect.arrayContaining([{ field: 'reasons', was: null, now: 'No receipt came.' }]) });
    expect(await issueOrders(WORKER, { decision, cause: 'outcome' })).toMatchObject({ value: { orders: 0, notice: true } });
    expect(await issueOrders(WORKER, { decision, cause: 'outcome' })).toMatchObject({ code: 'exists' });
    expect((await noticesOf(decision)).at(-1)).toMatchObject({ kind: 'appeal-refused' });
    expect((await noticesOf(decision)).at(-1)!.paragraphs.join('\n')).toContain('Why. No receipt came.');
    expect(await inEffect(account)).toEqual(['account.close']);
    expect(await reading().select().from(liftings).where(eq(liftings.decision, decision))).toEqual([]);
  });

  test('an outcome is for the appeal as its hearer read it: granted or refused on an older version it is stale', async () => {
    const { id, decision } = await appealed('restriction');
    const before = await versionOf({ appeal: id });
    must(await takeAppeal(ben, { id }));
    for (const [decide, name] of [[grantAppeal, 'appeal.grant'], [refuseAppeal, 'appeal.refuse']] as const) {
      expect(await decide(ben, { id, version: before, ends: decision, reasons: 'Read an hour ago.' })).toMatchObject({ code: 'stale' });
      expect((await linesOf('main')).at(-1)).toMatchObject({ command: name, refusal: 'stale' });
    }
    expect(await appealRow(id)).toMatchObject({ status: 'hearing', decidedAt: null });
  });

  test('not with a blank in its reasons, and no measure is lifted with one: what cannot be told would keep the orders back', async () => {
    const { id, decision } = await appealed('restriction');
    must(await takeAppeal(iris, { id }));
    const version = (await appealRow(id)).version;
    for (const [decide, reasons] of [[refuseAppeal, 'You write “[…] my brother’s wallet”.'], [grantAppeal, 'The wallet is ____.']] as const) {
      expect(await decide(iris, { id, version, ends: decision, reasons })).toMatchObject({ code: 'blanks', fields: { reasons: expect.stringContaining('reads like a blank') } });
    }
    expect(await liftDecision(ben, { decisionId: decision, version: await versionOf({ decision }), words: 'Because {{why}}.' })).toMatchObject({ code: 'blanks', fields: { words: expect.stringContaining('{{why}}') } });
    expect(await appealRow(id)).toMatchObject({ status: 'hearing', decidedAt: null });
    must(await grantAppeal(iris, { id, version, ends: decision, reasons: 'The wallet is your brother’s.' }));
    expect(must(await issueOrders(WORKER, { decision, cause: 'lift' }))).toEqual({ orders: 1, notice: true });
  });

  test('nor with words that say what a person is, or that name others of the ring; no measure is lifted with them either', async () => {
    const ring = await openRing(2);
    const [one, other] = ring.members as [Ring['members'][0], Ring['members'][0]];
    await arrange((tx) => tx.update(accounts).set({ name: 'Jonah Pell' }).where(eq(accounts.account, other.account)));
    await moveCase(one.caseId, HEARD);
    must(await claimCase(ada, { caseId: one.caseId, alone: true }));
    const { decision } = must(await propose(ada, one, 'restriction'));
    must(await countersign(cleo, decision, 'restriction'));
    const { id } = must(await fileAppeal(await holderOf(decision), { text: 'We share a desk.' }));
    must(await takeAppeal(iris, { id }));
    const version = await versionOf({ appeal: id });
    for (const [reasons, why] of [['Jonah Pell says the same.', 'Other accounts are not named.'], [`As on ${other.account}.`, 'Other accounts are not named.'], ['You are a liar.', 'Say what was seen']] as const) {
      for (const decide of [grantAppeal, refuseAppeal]) expect(await decide(iris, { id, version, ends: decision, reasons })).toMatchObject({ ok: false, code: 'invalid', fields: { reasons: expect.stringContaining(why) } });
      expect(await liftDecision(ben, { decisionId: decision, version: await versionOf({ decision }), words: reasons })).toMatchObject({ ok: false, code: 'invalid', fields: { words: expect.stringContaining(why) } });
    }
    expect(await appealRow(id)).toMatchObject({ status: 'hearing', decidedAt: null });
    must(await refuseAppeal(iris, { id, version, reasons: 'Two machines, a thousand miles apart.' }));
  });

  test('not without reasons', async () => {
    const { id } = await appealed('restriction');
    must(await takeAppeal(ben, { id }));
    expect(await refuseAppeal(ben, { id, version: await versionOf({ appeal: id }) })).toMatchObject({ code: 'invalid', fields: { reasons: expect.any(String) } });
    expect((await linesOf('main')).at(-1)).toMatchObject({ command: 'appeal.refuse', refusal: 'invalid' });
  });
});

test('screens of an account are told of every claim, decision, lifting and appeal on it, and of nobody else’s', async () => {
  const opened = await openCase({ columns: HEARD });
  const other = await openCase({ columns: HEARD });
  const topic = accountTopic(opened.account);
  let told = 0;
  const leave = await hub().add(({ about = [] }) => { if (about.includes(topic)) told += 1; });
  const tells = async (act: () => Promise<unknown>) => {
    told = 0;
    await act();
    await vi.waitFor(() => { expect(told).toBeGreaterThan(0); }, 10_000);
  };
  await tells(async () => must(await claimCase(ada, { caseId: opened.caseId })));
  let decision = '';
  await tells(async () => { ({ decision } = must(await propose(ada, opened, 'suspension'))); });
  await tells(async () => must(await countersign(cleo, decision, 'suspension')));
  const holder = await holderOf(decision);
  let appeal = '';
  await tells(async () => { appeal = must(await fileAppeal(holder, { text: 'My brother shares the wallet.' })).id; });
  await tells(async () => must(await takeAppeal(iris, { id: appeal })));
  await tells(async () => must(await liftDecision(ben, { decisionId: decision, version: await versionOf({ decision }), words: 'It was the brother.' })));
  told = 0;
  must(await claimCase(ada, { caseId: other.caseId }));
  let isHeard = false;
  const leaveLast = await hub().add(({ topic: last }) => { isHeard ||= last === 'last'; });
  await arrange((tx) => tx.execute(sql`select pg_notify('countersign_live', '{"topic":"last","id":""}')`));
  await vi.waitFor(() => { expect(isHeard).toBe(true); }, 10_000);
  expect(told).toBe(0);
  leave();
  leaveLast();
});
