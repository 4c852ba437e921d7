import { asc, eq } from 'drizzle-orm';
import { beforeAll, describe, expect, test } from 'vitest';
import { reading } from '../../../db/client';
import { arrange, linesOf, policyFor, staffFor, versionOf } from '../../../db/factories';
import { sandbox } from '../../../db/sandbox';
import { deliveries, holderPages, notices, orders, policies, work } from '../../../db/schema';
import { claimCase } from '../../cases/commands/claim-case';
import { countersign, decided, FIELDS, held, moveCase, must, propose, type MeasureId } from '../../decisions/commands/decided.fixture';
import { liftDecision } from '../../decisions/commands/lift-decision';
import { blanksIn } from '../../decisions/notice';
import { HOUR } from '../../kernel/instant';
import { STANDARD_POLICY } from '../../policy/standard';
import { WORKER, type Staff } from '../../staff/actor';
import { applyOrder, NOTHING_IN_EFFECT, type OrderBody } from '../order';
import { issueOrders } from './issue-orders';

sandbox();
let ada: Staff;
let cleo: Staff;
beforeAll(async () => {
  await policyFor();
  [ada, cleo] = [await staffFor('moderator', { name: 'Ada' }), await staffFor('admin', { name: 'Cleo' })];
});

const issue = (decision: string, cause: 'effect' | 'lift' | 'outcome') => issueOrders(WORKER, { decision, cause });
const ordersFor = async (account: string) => (await reading().select().from(orders).where(eq(orders.account, account)).orderBy(asc(orders.id))).map((row) => row.body as unknown as OrderBody);
const noticesOf = (decision: string) => reading().select().from(notices).where(eq(notices.decision, decision)).orderBy(asc(notices.id));
const inEffect = async (account: string) => Object.values((await ordersFor(account)).reduce(applyOrder, NOTHING_IN_EFFECT).effects);

const KINDS: Record<MeasureId, [string, string] | null> = {
  dismiss: null, watch: null, ask: ['information.request', 'information.withdraw'], 'step-up': ['verification.request', 'verification.withdraw'], 'payout-hold': ['payouts.hold', 'payouts.release'],
  restriction: ['account.restrict', 'account.unrestrict'], suspension: ['account.suspend', 'account.unsuspend'], closure: ['account.close', 'account.reopen'],
};

describe('order.issue', () => {
  test.each(Object.entries(KINDS) as [MeasureId, [string, string] | null][])('%s: what must be true at the platform, a notice, and after a lifting nothing in effect', async (measure, kinds) => {
    const { account, decision, caseId } = await decided(measure, ada, cleo);
    if (kinds === null) {
      expect(await issue(decision, 'effect')).toMatchObject({ code: 'exists' });
      expect([await ordersFor(account), await noticesOf(decision)]).toEqual([[], []]);
      return;
    }
    expect(await issue(decision, 'effect')).toMatchObject({ ok: true, value: { orders: 1, notice: true } });
    const [order] = await ordersFor(account);
    expect(order).toMatchObject({ version: 1, kind: kinds[0], account, decision });
    expect((await inEffect(account)).map((one) => one.kind)).toEqual([kinds[0]]);
    const [notice] = await noticesOf(decision);
    expect(notice).toMatchObject({ kind: 'measure', account });
    expect(blanksIn(notice!, 'sealing')).toEqual([]);
    expect(notice!.paragraphs.join('\n')).toContain('Since 12 October another machine works on this account.');
    expect((await linesOf(caseId)).at(-1)).toMatchObject({ command: 'order.issue', actor: 'worker', says: expect.stringContaining(`issued ${kinds[0]} to the platform and wrote the notice`) });

    must(await liftDecision(cleo, { decisionId: decision, version: await versionOf({ decision }), words: 'The receipts are in.' }));
    expect(await issue(decision, 'lift')).toMatchObject({ ok: true, value: { orders: 1, notice: true } });
    const [, opposite] = await ordersFor(account);
    expect(opposite).toMatchObject({ kind: kinds[1], replaces: order!.order });
    expect(await inEffect(account)).toEqual([]);
    expect((await noticesOf(decision)).map((one) => one.kind)).toEqual(['measure', 'lifted']);
  });

  test('is done once, however often and from how many sides it is asked', async () => {
    const { account, decision } = await decided('restriction', ada, cleo);
    const all = await Promise.all(Array.from({ length: 10 }, () => issue(decision, 'effect')));
    expect(all.filter((one) => one.ok)).toHaveLength(1);
    expect(await ordersFor(account)).toHaveLength(1);
    expect(await noticesOf(decision)).toHaveLength(1);
    must(await liftDecision(cleo, { decisionId: decision, version: await versionOf({ decision }), words: 'No.' }));
    const lifted = await Promise.all(Array.from({ length: 10 }, () => issue(decision, 'lift')));
    expect(lifted.filter((one) => one.ok)).toHaveLength(1);
    expect((await ordersFor(account)).map((one) => one.kind)).toEqual(['account.restrict', 'account.unrestrict']);
    expect(await noticesOf(decision)).toHaveLength(2);
  });

  test('each order and notice has one delivery and one piece of work; the page is one for a decision and its address is nowhere', async () => {
    const { account, decision } = await decided('restriction', ada, cleo);
    must(await issue(decision, 'effect'));
    const rows = await reading().select().from(deliveries).where(eq(deliveries.account, account));
    expect(rows.map(({ channel, status, tries }) => ({ channel, status, tries })).sort((a, b) => (a.channel < b.channel ? -1 : 1))).toEqual([{ channel: 'mail', status: 'waiting', tries: 0 }, { channel: 'webhook', status: 'waiting', tries: 0 }]);
    expect((await reading().select().from(work)).filter((one) => one.name === 'deliver' && rows.some((row) => row.id === one.key))).toHaveLength(2);
    must(await liftDecision(cleo, { decisionId: decision, version: await versionOf({ decision }), words: 'No.' }));
    must(await issue(decision, 'lift'));
    const pages = await reading().select().from(holderPages).where(eq(holderPages.decision, decision));
    expect(pages).toHaveLength(1);
    expect((await noticesOf(decision)).map((one) => one.page)).toEqual([pages[0]!.id, pages[0]!.id]);
    expect(JSON.stringify(await noticesOf(decision))).toContain('{{appeal_link}}');
  });

  test('a lifting that the worker comes to first waits for the effect, so that the holder is told the reasons before the end', async () => {
    const { account, decision } = await decided('restriction', ada, cleo);
    must(await liftDecision(cleo, { decisionId: decision, version: await versionOf({ decision }), words: 'No.' }));
    expect(await issue(decision, 'lift')).toMatchObject({ ok: false, code: 'stale' });
    must(await issue(decision, 'effect'));
    must(await issue(decision, 'lift'));
    expect(await inEffect(account)).toEqual([]);
  });

  test('a renewed hold is one hold at the platform: the renewal replaces the first, and its release ends it', async () => {
    const opened = await held(ada);
    const first = must(await propose(ada, opened, 'payout-hold'));
    must(await issue(first.decision, 'effect'));
    await moveCase(opened.caseId, { heldUntil: Date.now() + HOUR });
    const again = must(await propose(ada, opened, 'payout-hold', { fields: { ...FIELDS['payout-hold'], hours: 24 } }));
    expect(await issue(first.decision, 'effect')).toMatchObject({ code: 'exists' });
    must(await countersign(cleo, again.decision, 'payout-hold', { fields: { ...FIELDS['payout-hold'], hours: 24 } }));
    must(await issue(again.decision, 'effect'));
    expect((await inEffect(opened.account)).map((one) => one.decision)).toEqual([again.decision]);
    expect((await ordersFor(opened.account)).map((one) => one.kind)).toEqual(['payouts.hold', 'payouts.hold']);
    must(await liftDecision(cleo, { decisionId: again.decision, version: await versionOf({ decision: again.decision }), words: 'Enough.' }));
    must(await issue(again.decision, 'lift'));
    expect(await inEffect(opened.account)).toEqual([]);
  });

  test('a question that the case outlived is withdrawn, and the holder hears that nothing follows', async () => {
    const opened = await held(ada);
    const asked = must(await propose(ada, opened, 'ask'));
    must(await issue(asked.decision, 'effect'));
    must(await claimCase(ada, opened));
    const ended = must(await propose(ada, opened, 'dismiss'));
    expect(await issue(ended.decision, 'effect')).toMatchObject({ code: 'exists' });
    must(await issue(asked.decision, 'lift'));
    expect(await inEffect(opened.account)).toEqual([]);
    expect((await noticesOf(asked.decision)).map((one) => one.kind)).toEqual(['measure', 'nothing-further']);
  });

  test('the clauses are told as they stood when it was decided, whatever policy has come since', async () => {
    const { decision, caseId } = await decided('restriction', ada, cleo);
    const [first] = await reading().select().from(policies).orderBy(asc(policies.version));
    const changed = { ...first!.content as typeof STANDARD_POLICY, version: 99 };
    await arrange((tx) => tx.insert(policies).values({ version: 99, content: { ...changed, grounds: changed.grounds.filter(({ number }) => number !== '2.4') }, publishedAt: Date.now(), publishedBy: 'factory' }));
    expect(await issue(decision, 'effect')).toMatchObject({ ok: true, value: { orders: 1, notice: true } });
    expect((await noticesOf(decision))[0]!.paragraphs.join('\n')).toContain(STANDARD_POLICY.grounds.find(({ number }) => number === '2.4')!.text);
    expect((await linesOf(caseId)).at(-1)).toMatchObject({ command: 'order.issue', refusal: null });
  });

  test('a person may not issue, and a decision that is not there issues nothing', async () => {
    expect(await issueOrders(cleo, { decision: 'x', cause: 'effect' })).toMatchObject({ ok: false, code: 'not-allowed' });
    expect((await linesOf('main')).at(-1)).toMatchObject({ command: 'order.issue', refusal: 'not-allowed', actor: cleo.id });
    expect(await issue('decision_none', 'effect')).toMatchObject({ code: 'not-found' });
  });
});
