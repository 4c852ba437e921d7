import { and, asc, eq, inArray, ne } from 'drizzle-orm';
import { beforeAll, describe, expect, test, vi } from 'vitest';
import { reading } from '../../../db/client';
import { linesOf, versionOf } from '../../../db/factories';
import { sandbox } from '../../../db/sandbox';
import { inboxLines, liftings, notices, orders } from '../../../db/schema';
import { claimCase } from '../../cases/commands/claim-case';
import { caseRow, cast, countersign, FIELDS, held, moveCase, must, propose, type Cast } from '../../decisions/commands/decided.fixture';
import { liftDecision } from '../../decisions/commands/lift-decision';
import { withdrawDecision } from '../../decisions/commands/withdraw-decision';
import { reviews } from '../../decisions/queries/reviews';
import { issueOrders } from '../../enforcement/commands/issue-orders';
import { applyOrder, NOTHING_IN_EFFECT, type OrderBody } from '../../enforcement/order';
import { hub } from '../../kernel/adapters/live';
import { HOUR } from '../../kernel/instant';
import type { Language } from '../../kernel/language';
import type { Result } from '../../kernel/result';
import { WORKER } from '../../staff/actor';
import { hearingPage } from '../queries/hearing';
import { fileAppeal } from './file-appeal';
import { grantAppeal } from './grant-appeal';
import { asRead, behindEachOther, holderOf } from './heard.fixture';
import { refuseAppeal } from './refuse-appeal';
import { takeAppeal } from './take-appeal';

sandbox();
let { ada, ben, cleo, iris } = {} as Cast;
beforeAll(async () => { ({ ada, ben, cleo, iris } = await cast()); });

const FEWER = { ...FIELDS['payout-hold'], hours: 48 };
const REASONS = 'The receipt is real.';

/** A hold of one person's, in force, and the appeal against it, which Ben hears. */
async function appealedHold(language: Language | null = null) {
  const opened = await held(ada);
  const { decision } = must(await propose(ada, opened, 'payout-hold'));
  const { id } = must(await fileAppeal(await holderOf(decision), { text: 'The money is mine.', language }));
  must(await takeAppeal(ben, { id }));
  await moveCase(opened.caseId, { heldUntil: Date.now() + HOUR });
  return { ...opened, first: decision, id };
}
type Appealed = Awaited<ReturnType<typeof appealedHold>>;

/** Its renewal, which waits for a second reader; and once it is signed. */
const renew = async (on: Appealed) => must(await propose(ada, on, 'payout-hold', { fields: FEWER })).decision;
const sign = (renewal: string) => countersign(cleo, renewal, 'payout-hold', { fields: FEWER });
async function renewed(on: Appealed): Promise<string> {
  const renewal = await renew(on);
  must(await sign(renewal));
  return renewal;
}
const release = async (decision: string) => liftDecision(ada, { decisionId: decision, version: await versionOf({ decision }), words: 'Enough.' });
const pageOf = async (id: string) => must(await hearingPage(ben, { id }));
const endsOf = async (decision: string) => (await reading().select().from(liftings).where(eq(liftings.decision, decision))).map(({ cause, appeal }) => ({ cause, appeal }));
const toldOn = async (decision: string) => (await reading().select({ kind: notices.kind }).from(notices).where(eq(notices.decision, decision)).orderBy(asc(notices.renderedAt))).map(({ kind }) => kind);
/** Who found the outcome of this appeal in their inbox, a name for each line. */
const hearOf = async (id: string) => (await reading().select({ staff: inboxLines.staff, kind: inboxLines.kind }).from(inboxLines).where(eq(inboxLines.about, id))).filter(({ kind }) => kind === 'outcome').map(({ staff }) => staff).sort();
async function inEffect(account: string) {
  const bodies = (await reading().select().from(orders).where(eq(orders.account, account)).orderBy(asc(orders.id))).map(({ body }) => body as unknown as OrderBody);
  return bodies.reduce(applyOrder, NOTHING_IN_EFFECT).effects;
}

test('appeal.grant of a hold that was renewed since, lifts the renewal: nothing is held any more, the holder hears of both, and so does everybody who signed either', async () => {
  const on = await appealedHold();
  const { id, first } = on;
  const second = await renewed(on);
  // The newer hold was appealed against and that was refused: it is not told a second time.
  const other = must(await fileAppeal(await holderOf(second), { text: 'So is this.' }));
  must(await takeAppeal(iris, { id: other.id }));
  must(await refuseAppeal(iris, { id: other.id, version: await versionOf({ appeal: other.id }), reasons: 'No receipt came.' }));
  must(await issueOrders(WORKER, { decision: second, cause: 'outcome' }));
  const name = `D-${(await caseRow(on.caseId)).number}-2`;
  const signed = (await pageOf(other.id)).decision.from;
  expect((await pageOf(id)).decision).toMatchObject({ lifts: { measure: expect.stringContaining('hold'), renewal: name }, waits: null, ends: second, over: { by: 'renewed', decision: name, at: signed }, ended: null });
  must(await grantAppeal(ben, { ...(await asRead(ben, id)), reasons: REASONS }));
  expect(await endsOf(second)).toEqual([{ cause: 'appeal-granted', appeal: id }]);
  expect(await hearOf(id)).toEqual([ada.id, cleo.id].sort());
  const release = (delivery: string) => ({ decision: second, kind: 'payouts.release', delivery });
  const releasesOn = async (appeal: string) => (await pageOf(appeal)).orders.filter(({ kind }) => kind === 'payouts.release');
  // Both pages tell it, before it is written, while only the notice is, and after.
  for (const appeal of [id, other.id]) expect(await releasesOn(appeal)).toMatchObject([release('due')]);
  must(await issueOrders(WORKER, { decision: first, cause: 'outcome' }));
  for (const appeal of [id, other.id]) expect(await releasesOn(appeal)).toMatchObject([release('due')]);
  const pages = new Set<string>();
  const leave = await hub().add(({ topic, id: page }) => { if (topic === 'appeals') pages.add(page); });
  must(await issueOrders(WORKER, { decision: second, cause: 'lift' }));
  await vi.waitFor(() => { expect(pages).toEqual(new Set([id, other.id])); }, 10_000);
  leave();
  for (const appeal of [id, other.id]) expect(await releasesOn(appeal)).toMatchObject([release('waiting')]);
  expect(await inEffect(on.account)).toEqual({});
  expect(await caseRow(on.caseId)).toMatchObject({ heldUntil: null });
  expect(await toldOn(first)).toEqual(['measure', 'appeal-granted']);
  expect(await toldOn(second)).toEqual(['measure', 'appeal-refused', 'lifted']);
  const page = await pageOf(id);
  expect(page.decision).toMatchObject({ lifts: null, waits: null, ends: '', over: { by: 'renewed', at: signed }, ended: { by: 'lifted', at: page.outcome!.at } });
});

test('of what one grant ends the holder is told in the language of that appeal, also of a renewal against which they appealed in another', async () => {
  const on = await appealedHold('es');
  const second = await renewed(on);
  const other = must(await fileAppeal(await holderOf(second), { text: 'So is this.', language: 'hu' }));
  must(await grantAppeal(ben, { ...(await asRead(ben, on.id)), reasons: REASONS }));
  must(await takeAppeal(iris, { id: other.id }));
  must(await grantAppeal(iris, { ...(await asRead(iris, other.id)), reasons: REASONS }));
  for (const [decision, cause] of [[on.first, 'outcome'], [second, 'lift'], [second, 'outcome']] as const) must(await issueOrders(WORKER, { decision, cause }));
  const told = await reading().select({ kind: notices.kind, language: notices.language }).from(notices).where(and(inArray(notices.decision, [on.first, second]), ne(notices.kind, 'measure'))).orderBy(notices.kind, notices.language);
  expect(told).toEqual([{ kind: 'appeal-granted', language: 'es' }, { kind: 'appeal-granted', language: 'hu' }, { kind: 'lifted', language: 'es' }]);
});

test('a hold renewed twice is lifted where it stands now', async () => {
  const on = await appealedHold();
  const second = await renewed(on);
  must(await claimCase(ada, on));
  const third = await renewed(on);
  expect((await pageOf(on.id)).decision).toMatchObject({ lifts: { renewal: `D-${(await caseRow(on.caseId)).number}-3` }, ends: third });
  must(await grantAppeal(ben, { ...(await asRead(ben, on.id)), reasons: REASONS }));
  expect([await endsOf(on.first), await endsOf(second), await endsOf(third)]).toEqual([[{ cause: 'renewed', appeal: null }], [{ cause: 'renewed', appeal: null }], [{ cause: 'appeal-granted', appeal: on.id }]]);
});

test('a renewal that was signed after its hold had been released goes on with it all the same, and is lifted', async () => {
  const on = await appealedHold();
  const second = await renew(on);
  must(await release(on.first));
  must(await sign(second));
  must(await grantAppeal(ben, { ...(await asRead(ben, on.id)), reasons: REASONS }));
  expect([await endsOf(on.first), await endsOf(second)]).toEqual([[{ cause: 'released', appeal: null }], [{ cause: 'appeal-granted', appeal: on.id }]]);
});

describe('a renewal that waits for its second reader', () => {
  test('is withdrawn with the hold: nobody reads it any more, nothing is ever made of it, and its case is its proposer’s again', async () => {
    const on = await appealedHold();
    const second = await renew(on);
    const waitsFor = async () => must(await reviews(cleo, { limit: 100 })).rows.map(({ decision }) => decision).includes(second);
    expect(await waitsFor()).toBe(true);
    expect((await pageOf(on.id)).decision).toMatchObject({ lifts: { renewal: null }, waits: `D-${(await caseRow(on.caseId)).number}-2`, ends: `${on.first} ${second}` });
    must(await grantAppeal(ben, { ...(await asRead(ben, on.id)), reasons: REASONS }));
    expect([await endsOf(on.first), await endsOf(second)]).toEqual([[{ cause: 'appeal-granted', appeal: on.id }], [{ cause: 'withdrawn', appeal: on.id }]]);
    expect(await caseRow(on.caseId)).toMatchObject({ status: 'claimed', claimedBy: ada.id, heldUntil: null });
    expect(await waitsFor()).toBe(false);
    expect(await sign(second)).toMatchObject({ code: 'move-closed' });
    expect(await withdrawDecision(ada, { decisionId: second, words: 'Mine too.' })).toMatchObject({ code: 'move-closed' });
    expect(await hearOf(on.id)).toEqual([ada.id]);
    const lines = (await linesOf(on.caseId)).filter(({ command }) => command === 'appeal.grant');
    expect(lines.map(({ says, refs }) => [says, refs['decision']])).toEqual([['granted the appeal', on.first], ['lifted the decision: the appeal is granted', on.first], ['ended the proposal that waited: the appeal is granted', second]]);
    expect(lines[2]!.changes).toEqual(expect.arrayContaining([{ field: 'state', was: 'proposed', now: 'claimed' }, { field: 'decision', was: 'proposed', now: 'withdrawn' }]));
    must(await issueOrders(WORKER, { decision: on.first, cause: 'lift' }));
    expect(await issueOrders(WORKER, { decision: second, cause: 'effect' })).toMatchObject({ code: 'exists' });
    expect(await inEffect(on.account)).toEqual({});
    // What is proposed now is a hold of its own.
    expect(must(await propose(ada, on, 'payout-hold')).second).toBeNull();
  });

  test('is withdrawn as well where its hold was released meanwhile', async () => {
    const on = await appealedHold();
    const second = await renew(on);
    must(await release(on.first));
    expect((await pageOf(on.id)).decision).toMatchObject({ lifts: null, ends: second });
    must(await grantAppeal(ben, { ...(await asRead(ben, on.id)), reasons: REASONS }));
    expect(await endsOf(second)).toEqual([{ cause: 'withdrawn', appeal: on.id }]);
    must(await issueOrders(WORKER, { decision: on.first, cause: 'lift' }));
    must(await issueOrders(WORKER, { decision: on.first, cause: 'outcome' }));
    expect(await toldOn(on.first)).toEqual(['measure', 'lifted', 'appeal-granted']);
  });
});

test.each<[string, (on: Appealed) => Promise<string>, (on: Appealed, renewal: string) => Promise<unknown>, (on: Appealed, renewal: string) => string]>([
  ['a renewal was proposed', async () => '', async (on) => renew(on), ({ first }, renewal) => `${first} ${renewal}`],
  ['the renewal was signed', renew, async (_, renewal) => must(await sign(renewal)), (_, renewal) => renewal],
  ['the renewal came back', renew, async (_, renewal) => must(await countersign(cleo, renewal, 'dismiss', { grounds: [] })), ({ first }) => first],
  ['the renewal was withdrawn', renew, async (_, renewal) => must(await withdrawDecision(ada, { decisionId: renewal, words: 'A slip.' })), ({ first }) => first],
  ['the hold was released', async () => '', async ({ first }) => must(await release(first)), () => ''],
  ['the renewal was released', renewed, async (_, renewal) => must(await release(renewal)), () => ''],
])('what a grant ends is what its hearer read: where %s since, it is stale and nothing is lifted; read again, it ends what stands now', async (_, before, since, now) => {
  const on = await appealedHold();
  const earlier = await before(on);
  const read = await asRead(ben, on.id);
  const came = await since(on, earlier);
  const ends = now(on, earlier || String(came));
  const ended = (await Promise.all(ends.split(' ').map(endsOf))).flat();
  expect(await grantAppeal(ben, { ...read, reasons: REASONS })).toMatchObject({ code: 'stale', words: expect.stringContaining('What a grant ends has changed') });
  expect((await Promise.all(ends.split(' ').map(endsOf))).flat()).toEqual(ended);
  expect((await pageOf(on.id))).toMatchObject({ status: 'hearing', decision: { ends } });
  must(await grantAppeal(ben, { ...(await asRead(ben, on.id)), reasons: REASONS }));
  expect((await pageOf(on.id)).decision.ends).toBe('');
});

describe('two at once: whoever has the case second judges by what the first has made of it', () => {
  const rivals: [string, (on: Appealed) => Promise<string>, (on: Appealed, renewal: string) => Promise<Result<unknown>>, string][] = [
    ['a countersignature of the renewal', renew, (_, renewal) => sign(renewal), 'move-closed'],
    ['another reading of the renewal', renew, (_, renewal) => countersign(cleo, renewal, 'dismiss', { grounds: [] }), 'move-closed'],
    ['the proposer’s withdrawal of the renewal', renew, (_, renewal) => withdrawDecision(ada, { decisionId: renewal, words: 'A slip.' }), 'move-closed'],
    ['a release of the hold', async () => '', ({ first }) => release(first), 'move-closed'],
    ['a release of the renewal', renewed, (_, renewal) => release(renewal), 'move-closed'],
    ['a renewal', async () => '', (on) => propose(ada, on, 'payout-hold', { fields: FEWER }), 'stale'],
    ['an appeal refused', async () => '', async ({ id }) => refuseAppeal(ben, { id, version: await versionOf({ appeal: id }), reasons: 'No.' }), 'move-closed'],
  ];

  test.each(rivals)('a grant, and %s behind it', async (_, before, rival, code) => {
    const on = await appealedHold();
    const renewal = await before(on);
    const read = await asRead(ben, on.id);
    expect(await behindEachOther(on.caseId, () => grantAppeal(ben, { ...read, reasons: REASONS }), () => rival(on, renewal))).toEqual(['done', code]);
    const ends = [...(await endsOf(on.first)), ...(renewal === '' ? [] : await endsOf(renewal))];
    expect(ends.filter(({ appeal }) => appeal === on.id)).toHaveLength(read.ends.split(' ').length);
    expect(await pageOf(on.id)).toMatchObject({ status: 'granted', decision: { ends: '' } });
    expect(await caseRow(on.caseId)).toMatchObject({ heldUntil: null });
  });

  test.each(rivals)('%s, and a grant behind it', async (name, before, rival) => {
    const on = await appealedHold();
    const renewal = await before(on);
    const read = await asRead(ben, on.id);
    const isOutcome = name === 'an appeal refused';
    expect(await behindEachOther(on.caseId, () => rival(on, renewal), () => grantAppeal(ben, { ...read, reasons: REASONS }))).toEqual(['done', isOutcome ? 'move-closed' : 'stale']);
    expect([...(await endsOf(on.first)), ...(renewal === '' ? [] : await endsOf(renewal))].filter(({ appeal }) => appeal === on.id)).toEqual([]);
    if (isOutcome) return;
    must(await grantAppeal(ben, { ...(await asRead(ben, on.id)), reasons: REASONS }));
    expect((await pageOf(on.id)).decision.ends).toBe('');
  });

  test('two appeals granted, of a hold and of its renewal: one lifts it, and the other finds that and is told on paper', async () => {
    const on = await appealedHold();
    const second = await renewed(on);
    const other = must(await fileAppeal(await holderOf(second), { text: 'So is this.' }));
    must(await takeAppeal(iris, { id: other.id }));
    const [read, too] = [await asRead(ben, on.id), await asRead(iris, other.id)];
    expect(await behindEachOther(on.caseId, () => grantAppeal(ben, { ...read, reasons: REASONS }), () => grantAppeal(iris, { ...too, reasons: REASONS }))).toEqual(['done', 'stale']);
    must(await grantAppeal(iris, { ...(await asRead(iris, other.id)), reasons: REASONS }));
    expect(await endsOf(second)).toEqual([{ cause: 'appeal-granted', appeal: on.id }]);
    for (const decision of [on.first, second]) must(await issueOrders(WORKER, { decision, cause: 'outcome' }));
    must(await issueOrders(WORKER, { decision: second, cause: 'lift' }));
    expect([await toldOn(on.first), await toldOn(second)]).toEqual([['measure', 'appeal-granted'], ['measure', 'appeal-granted', 'lifted']]);
    expect(await inEffect(on.account)).toEqual({});
  });

  test('whoever claims the case while they take its appeal, has one of the two', async () => {
    const on = await held(ada);
    const { decision } = must(await propose(ada, on, 'restriction'));
    const { id } = must(await fileAppeal(await holderOf(decision), { text: 'We share a desk.' }));
    await moveCase(on.caseId, { status: 'waiting', settledAt: null });
    expect(await behindEachOther(on.caseId, () => claimCase(ben, on), () => takeAppeal(ben, { id }))).toEqual(['done', 'conflict']);
  });
});
