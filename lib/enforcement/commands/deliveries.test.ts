import { eq } from 'drizzle-orm';
import { beforeAll, describe, expect, test } from 'vitest';
import { reading } from '../../../db/client';
import { arrange, linesOf, policyFor, staffFor } from '../../../db/factories';
import { sandbox } from '../../../db/sandbox';
import { deliveries, deliveryTries, webhooks, work } from '../../../db/schema';
import { decided, must } from '../../decisions/commands/decided.fixture';
import { HOUR } from '../../kernel/instant';
import { open } from '../../kernel/secrets';
import { OPERATOR, WORKER, type Staff } from '../../staff/actor';
import { MOST_TRIES, MOST_TRIES_WHEN_REFUSED, type Attempt } from '../delivery';
import { letterOf } from '../adapters/deliver';
import { pageToken } from '../adapters/page-address';
import { parcel } from '../queries/parcel';
import { isSignedBy, signedHeaders } from '../signature';
import { issueOrders } from './issue-orders';
import { replayDelivery } from './replay-delivery';
import { rotateWebhook } from './rotate-webhook';
import { setWebhook } from './set-webhook';
import { settleDelivery } from './settle-delivery';

sandbox();
let ada: Staff;
let cleo: Staff;
beforeAll(async () => {
  await policyFor();
  [ada, cleo] = [await staffFor('moderator', { name: 'Ada' }), await staffFor('admin', { name: 'Cleo' })];
});

/** The webhook delivery of one order on its way. */
async function onItsWay(): Promise<{ id: string; caseId: string }> {
  const { account, decision, caseId } = await decided('restriction', ada, cleo);
  must(await issueOrders(WORKER, { decision, cause: 'effect' }));
  const rows = await reading().select().from(deliveries).where(eq(deliveries.account, account));
  return { id: rows.find((row) => row.channel === 'webhook')!.id, caseId };
}
const rowOf = async (id: string) => (await reading().select().from(deliveries).where(eq(deliveries.id, id)))[0]!;
const tried = (delivery: string, attempt: Attempt) => settleDelivery(WORKER, { delivery, attempt, ms: 12.4, random: 0.5 });
const answer = (status: number, retryAfter: string | null = null): Attempt => ({ kind: 'answer', status, retryAfter });
const waitsFor = async (id: string) => (await reading().select().from(work)).filter((one) => one.name === 'deliver' && one.key === id);

describe('delivery.settle', () => {
  test('delivered: kept once with its try, and the line stands on the case', async () => {
    const { id, caseId } = await onItsWay();
    expect(await tried(id, answer(200))).toMatchObject({ ok: true, value: { status: 'delivered' } });
    expect(await rowOf(id)).toMatchObject({ status: 'delivered', tries: 1, lastAnswer: 'HTTP 200' });
    expect((await rowOf(id)).deliveredAt).not.toBeNull();
    expect(await reading().select().from(deliveryTries).where(eq(deliveryTries.delivery, id))).toMatchObject([{ answer: 'HTTP 200', ms: 12 }]);
    expect((await linesOf(caseId)).at(-1)).toMatchObject({ command: 'delivery.settle', says: 'delivered the order account.restrict (HTTP 200)', changes: [{ field: 'delivery', was: 'waiting', now: 'delivered' }] });
    // Whoever delivered it a second time finds it settled.
    expect(await tried(id, answer(200))).toMatchObject({ ok: false, code: 'move-closed' });
    expect(await reading().select().from(deliveryTries).where(eq(deliveryTries.delivery, id))).toHaveLength(1);
  });

  test('no answer: tried again later, for which there is work', async () => {
    const { id, caseId } = await onItsWay();
    await arrange((tx) => tx.delete(work));
    const settled = must(await tried(id, { kind: 'silence', why: 'No connection (ECONNREFUSED)' }));
    expect(settled.status).toBe('waiting');
    expect(settled.nextAt).toBeGreaterThan(Date.now());
    expect(await waitsFor(id)).toMatchObject([{ runAt: settled.nextAt }]);
    expect((await linesOf(caseId)).at(-1)).toMatchObject({ says: 'could not deliver the order account.restrict yet (No connection (ECONNREFUSED))', changes: [] });
    expect(await tried(id, answer(503, '7200'))).toMatchObject({ ok: true });
    expect((await rowOf(id)).nextAt - Date.now()).toBeGreaterThan(1.9 * HOUR);
    expect((await rowOf(id)).tries).toBe(2);
  });

  test('given up: after its tries, sooner where the receiver refuses, at once where it is gone', async () => {
    const [silent, refused, gone] = [await onItsWay(), await onItsWay(), await onItsWay()];
    for (let n = 1; n < MOST_TRIES; n += 1) expect(await tried(silent.id, { kind: 'silence', why: 'No answer in time' })).toMatchObject({ value: { status: 'waiting' } });
    expect(await tried(silent.id, { kind: 'silence', why: 'No answer in time' })).toMatchObject({ value: { status: 'failed' } });
    expect((await linesOf(silent.caseId)).at(-1)).toMatchObject({ says: `gave up delivering the order account.restrict after ${MOST_TRIES} tries (No answer in time)` });
    for (let n = 1; n < MOST_TRIES_WHEN_REFUSED; n += 1) await tried(refused.id, answer(401));
    expect(await tried(refused.id, answer(401))).toMatchObject({ value: { status: 'failed' } });
    expect(await tried(gone.id, answer(410))).toMatchObject({ value: { status: 'failed' } });
  });

  test('a delivery that is not there is not found', async () => {
    expect(await tried('delivery_none', answer(200))).toMatchObject({ ok: false, code: 'not-found' });
    expect((await linesOf('main')).at(-1)).toMatchObject({ command: 'delivery.settle', refusal: 'not-found' });
  });
});

describe('delivery.replay', () => {
  test('sends what was given up, or delivered, once more under the same id', async () => {
    const { id, caseId } = await onItsWay();
    must(await tried(id, answer(410)));
    await arrange((tx) => tx.delete(work));
    const before = await parcelOf(id);
    expect(before).toBeNull();
    expect(await replayDelivery(cleo, { id, version: (await rowOf(id)).version })).toMatchObject({ ok: true });
    expect(await rowOf(id)).toMatchObject({ status: 'waiting', tries: 0, deliveredAt: null });
    expect(await waitsFor(id)).toHaveLength(1);
    expect((await linesOf(caseId)).at(-1)).toMatchObject({ command: 'delivery.replay', actor: cleo.id, says: 'sent the order account.restrict once more', changes: [{ field: 'delivery', was: 'failed', now: 'waiting' }] });
    const again = await parcelOf(id);
    must(await tried(id, answer(204)));
    must(await replayDelivery(cleo, { id, version: (await rowOf(id)).version }));
    expect(await parcelOf(id)).toEqual(again);
  });

  test('not while it waits, not from an old page, not what is not there, not by a moderator', async () => {
    const { id } = await onItsWay();
    const { version } = await rowOf(id);
    expect(await replayDelivery(cleo, { id, version })).toMatchObject({ code: 'move-closed' });
    expect(await replayDelivery(cleo, { id, version: version + 1 })).toMatchObject({ code: 'stale' });
    expect(await replayDelivery(cleo, { id: 'delivery_none', version: 1 })).toMatchObject({ code: 'not-found' });
    expect(await replayDelivery(ada, { id, version })).toMatchObject({ code: 'not-allowed' });
    expect((await linesOf('main')).at(-1)).toMatchObject({ command: 'delivery.replay', refusal: 'not-allowed' });
  });
});

async function parcelOf(id: string) {
  const found = await parcel(WORKER, { delivery: id });
  return found.ok && found.value.channel === 'webhook' ? found.value : null;
}

describe('webhook.set and webhook.rotate', () => {
  test('a first address brings a secret, told once and sealed; a changed address keeps it; rotation brings a new one beside the old', async () => {
    const { id: delivery } = await onItsWay();
    expect((await parcelOf(delivery))?.to).toBeNull();
    const made = must(await setWebhook(cleo, { url: 'https://platform.example/countersign' }));
    expect(made.secret).toMatch(/^whsec_/);
    const line = (await linesOf('main')).at(-1);
    expect(line).toMatchObject({ command: 'webhook.set', says: 'said where orders go', changes: [{ field: 'address', was: null, now: 'https://platform.example/countersign' }] });
    expect(JSON.stringify([line, await reading().select().from(webhooks)])).not.toContain(made.secret);

    expect(must(await setWebhook(OPERATOR, { url: 'https://platform.example/other' }))).toEqual({ id: made.id, url: 'https://platform.example/other', secret: null });
    const { to, order, body } = (await parcelOf(delivery))!;
    expect(to).toEqual({ url: 'https://platform.example/other', secrets: [made.secret] });

    const rotated = must(await rotateWebhook(cleo, { id: made.id }));
    expect((await linesOf('main')).at(-1)).toMatchObject({ command: 'webhook.rotate', changes: [{ field: 'secrets in use', was: '1', now: '2' }] });
    const now = Date.now();
    const both = (await parcelOf(delivery))!.to!.secrets;
    expect(both).toEqual([rotated.secret, made.secret]);
    // A receiver that knows either secret accepts what is signed now; after a second rotation the first is over.
    const headers = signedHeaders(order, now, body, both);
    for (const secret of both) expect(isSignedBy(headers, body, [secret], now)).toBe(true);
    const third = must(await rotateWebhook(cleo, { id: made.id }));
    expect((await parcelOf(delivery))!.to!.secrets).toEqual([third.secret, rotated.secret]);
    const [row] = await reading().select().from(webhooks);
    expect(row?.secrets.map((sealed) => open('webhook-secrets', sealed))).toEqual([third.secret, rotated.secret]);
  });

  test('what is no address, an unknown webhook, and a moderator are refused', async () => {
    expect(await setWebhook(cleo, { url: 'platform' })).toMatchObject({ code: 'invalid', fields: { url: expect.any(String) } });
    expect(await setWebhook(cleo, { url: 'file:///etc/hosts' })).toMatchObject({ code: 'invalid' });
    expect(await setWebhook(ada, { url: 'https://platform.example' })).toMatchObject({ code: 'not-allowed' });
    expect((await linesOf('main')).at(-1)).toMatchObject({ command: 'webhook.set', refusal: 'not-allowed' });
    expect(await rotateWebhook(cleo, { id: 'webhook_none' })).toMatchObject({ code: 'not-found' });
    expect((await linesOf('main')).at(-1)).toMatchObject({ command: 'webhook.rotate', refusal: 'not-found' });
  });
});

test('a letter leaves with any address that chance makes, and never with a blank', () => {
  let page = 'page_0';
  for (let n = 1; !pageToken(page).includes('___'); n += 1) page = `page_${n}`;
  expect(letterOf('notice_1', page, { subject: 'Closed', paragraphs: ['Appeal: {{appeal_link}}'] }).paragraphs[0]).toContain(`/appeal/${pageToken(page)}`);
  expect(() => letterOf('notice_1', page, { subject: 'Closed', paragraphs: ['{{our_rule}}'] })).toThrow('still has blanks');
});
