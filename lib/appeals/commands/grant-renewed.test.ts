import { asc, eq } from 'drizzle-orm';
import { expect, test } from 'vitest';
import { reading } from '../../../db/client';
import { versionOf } from '../../../db/factories';
import { sandbox } from '../../../db/sandbox';
import { holderPages, liftings, notices, orders } from '../../../db/schema';
import { caseRow, cast, countersign, FIELDS, held, moveCase, must, propose } from '../../decisions/commands/decided.fixture';
import { issueOrders } from '../../enforcement/commands/issue-orders';
import { applyOrder, NOTHING_IN_EFFECT, type OrderBody } from '../../enforcement/order';
import { HOUR } from '../../kernel/instant';
import { WORKER, type Actor } from '../../staff/actor';
import { hearingPage } from '../queries/hearing';
import { fileAppeal } from './file-appeal';
import { grantAppeal } from './grant-appeal';
import { refuseAppeal } from './refuse-appeal';
import { takeAppeal } from './take-appeal';

sandbox();

/** Whom a decision binds, as they come to their page once they were told. */
async function holderOf(decision: string): Promise<Actor> {
  must(await issueOrders(WORKER, { decision, cause: 'effect' }));
  const [page] = await reading().select().from(holderPages).where(eq(holderPages.decision, decision));
  return { kind: 'holder', id: page!.account, page: page!.id };
}

const toldOn = async (decision: string) => (await reading().select({ kind: notices.kind }).from(notices).where(eq(notices.decision, decision)).orderBy(asc(notices.renderedAt))).map(({ kind }) => kind);

test('appeal.grant of a hold that was renewed since, lifts the renewal: nothing is held any more, and the holder hears of both', async () => {
  const { ada, ben, cleo, iris } = await cast();
  const opened = await held(ada);
  const first = must(await propose(ada, opened, 'payout-hold'));
  const { id } = must(await fileAppeal(await holderOf(first.decision), { text: 'The money is mine.' }));
  await moveCase(opened.caseId, { heldUntil: Date.now() + HOUR });
  const fields = { ...FIELDS['payout-hold'], hours: 48 };
  const again = must(await propose(ada, opened, 'payout-hold', { fields }));
  must(await countersign(cleo, again.decision, 'payout-hold', { fields }));
  // The newer hold was appealed against and upheld: that outcome is not told a second time.
  const upheld = must(await fileAppeal(await holderOf(again.decision), { text: 'So is this.' }));
  must(await takeAppeal(iris, { id: upheld.id }));
  must(await refuseAppeal(iris, { id: upheld.id, version: await versionOf({ appeal: upheld.id }), reasons: 'No receipt came.' }));
  must(await issueOrders(WORKER, { decision: again.decision, cause: 'outcome' }));
  must(await takeAppeal(ben, { id }));
  const name = `D-${(await caseRow(opened.caseId)).number}-2`;
  expect(must(await hearingPage(ben, { id })).decision.lifts).toEqual({ measure: expect.stringContaining('hold'), renewal: name });
  must(await grantAppeal(ben, { id, version: await versionOf({ appeal: id }), reasons: 'The receipt is real.' }));
  expect(must(await hearingPage(ben, { id })).orders.at(-1)).toMatchObject({ kind: 'payouts.release', delivery: 'due' });
  expect(await reading().select().from(liftings).where(eq(liftings.decision, again.decision))).toMatchObject([{ cause: 'appeal-granted', appeal: id, by: ben.id }]);
  must(await issueOrders(WORKER, { decision: first.decision, cause: 'outcome' }));
  must(await issueOrders(WORKER, { decision: again.decision, cause: 'lift' }));
  const bodies = (await reading().select().from(orders).where(eq(orders.account, opened.account)).orderBy(asc(orders.id))).map(({ body }) => body as unknown as OrderBody);
  expect(bodies.reduce(applyOrder, NOTHING_IN_EFFECT).effects).toEqual({});
  expect(await caseRow(opened.caseId)).toMatchObject({ heldUntil: null });
  expect(await toldOn(first.decision)).toEqual(['measure', 'appeal-granted']);
  expect(await toldOn(again.decision)).toEqual(['measure', 'appeal-refused', 'lifted']);
  expect(must(await hearingPage(ben, { id }))).toMatchObject({ decision: { lifts: null }, orders: [{ kind: 'payouts.hold' }, { kind: 'payouts.hold' }, { kind: 'payouts.release', delivery: 'waiting' }] });
});
