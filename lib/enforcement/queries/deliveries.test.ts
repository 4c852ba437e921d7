import { and, eq } from 'drizzle-orm';
import { afterEach, beforeAll, expect, test, vi } from 'vitest';
import { reading } from '../../../db/client';
import { arrange, linesOf, policyFor, staffFor } from '../../../db/factories';
import { sandbox } from '../../../db/sandbox';
import { contacts, decisions, deliveries, notices } from '../../../db/schema';
import { chainLines } from '../../audit/queries/ledger';
import { proposedWave, verdict } from '../../decisions/commands/wave.fixture';
import { signMember } from '../../decisions/commands/wave-steps';
import { decided, must } from '../../decisions/commands/decided.fixture';
import { sha256Hex } from '../../kernel/canonical';
import { clock } from '../../kernel/clock';
import { seal } from '../../kernel/secrets';
import { OPERATOR, WORKER, type Staff } from '../../staff/actor';
import { issueOrders } from '../commands/issue-orders';
import { rotateWebhook } from '../commands/rotate-webhook';
import { settleDelivery } from '../commands/settle-delivery';
import { setWebhook } from '../commands/set-webhook';
import { pageAddress, pageToken } from '../adapters/page-address';
import { openMailbox } from '../commands/open-mailbox';
import { parcel } from './parcel';
import { deliveryAt, deliveryList, troubledDeliveries, webhookSettings } from './deliveries';

sandbox();
let ada: Staff;
let cleo: Staff;
beforeAll(async () => {
  await policyFor();
  [ada, cleo] = [await staffFor('moderator', { name: 'Ada' }), await staffFor('admin', { name: 'Cleo' })];
});
afterEach(() => { vi.unstubAllEnvs(); });

async function issued(): Promise<{ order: string; notice: string; account: string; page: string }> {
  const { account, decision } = await decided('restriction', ada, cleo);
  must(await issueOrders(WORKER, { decision, cause: 'effect' }));
  const rows = await reading().select().from(deliveries).where(eq(deliveries.account, account));
  const [notice] = await reading().select().from(notices).where(eq(notices.decision, decision));
  return { account, page: notice!.page, order: rows.find(({ channel }) => channel === 'webhook')!.id, notice: rows.find(({ channel }) => channel === 'mail')!.id };
}

test('pages of the list show every delivery once, newest first', async () => {
  for (let n = 0; n < 4; n += 1) await issued();
  const seen: string[] = [];
  let before: { at: number; id: string } | null = null;
  do {
    const page: Awaited<ReturnType<typeof deliveryList>> = await deliveryList(ada, { limit: 3, before });
    const { lines, next } = must(page);
    seen.push(...lines.map(({ id }) => id));
    before = next;
  } while (before !== null);
  expect(new Set(seen).size).toBe(seen.length);
  expect(seen).toHaveLength((await reading().select().from(deliveries)).length);
});

test('the list of one account shows its order and its notice, and nothing of another', async () => {
  const [one] = [await issued(), await issued()];
  expect(must(await deliveryList(ada, { account: one.account })).lines.map(({ id }) => id).toSorted()).toEqual([one.order, one.notice].toSorted());
  expect(must(await deliveryList(ada, { account: one.account, channel: 'mail' })).lines.map(({ id }) => id)).toEqual([one.notice]);
  expect(must(await deliveryList(ada, { account: 'acc_nobody' })).lines).toEqual([]);
});

test('what was given up and what is tried again stand apart', async () => {
  const [gone, late] = [await issued(), await issued()];
  await settleDelivery(WORKER, { delivery: gone.order, attempt: { kind: 'answer', status: 410, retryAfter: null }, ms: 5, random: 0 });
  await settleDelivery(WORKER, { delivery: late.order, attempt: { kind: 'silence', why: 'No answer in time' }, ms: 5, random: 0 });
  const troubled = must(await troubledDeliveries(ada, {}));
  expect(troubled.failed.map(({ id }) => id)).toContain(gone.order);
  expect(troubled.late.map(({ id }) => id)).toContain(late.order);
  expect(must(await deliveryAt(ada, { id: late.order })).attempts).toMatchObject([{ answer: 'No answer in time' }]);
});

test('the private address of the holder’s page is masked for everybody, with a digest to know it by; the e-mail address too', async () => {
  const { notice, page, account } = await issued();
  await arrange((tx) => tx.insert(contacts).values({ account, email: seal('contacts', 'holder@mail.example'), at: clock.now() }));
  const dov = await staffFor('auditor');
  for (const mailbox of ['0', '1']) {
    vi.stubEnv('COUNTERSIGN_MAILBOX', mailbox);
    for (const by of [ada, cleo, dov]) {
      const shown = must(await deliveryAt(by, { id: notice }));
      expect(JSON.stringify(shown)).not.toContain(pageToken(page));
      expect(JSON.stringify(shown)).not.toContain('holder@mail.example');
      expect(shown.mail).toMatchObject({ to: 'h•••@mail.example', address: { masked: expect.stringMatching(/\/appeal\/•••$/), digest: sha256Hex(pageAddress(page)) }, opens: mailbox === '1' && by !== dov });
      expect(shown.mail?.notice.paragraphs.join('\n')).toContain('/appeal/•••');
    }
  }
  // What is sent has it.
  vi.stubEnv('COUNTERSIGN_MAILBOX', '0');
  expect(must(await parcel(WORKER, { delivery: notice }))).toMatchObject({ channel: 'mail', page, content: { paragraphs: expect.arrayContaining([expect.stringContaining('{{appeal_link}}')]) } });
});

test('while part of a wave is still to be read, what follows from the signed part names its measure to nobody who may read the rest', async () => {
  const iris = await staffFor('admin', { name: 'Iris' });
  const made = await proposedWave(2, ada);
  must(await verdict(cleo, made));
  const [first, rest] = made.accounts as [string, string];
  const { decision } = must(await signMember(cleo, { wave: made.wave, account: first }));
  must(await issueOrders(WORKER, { decision, cause: 'effect' }));
  const [sent] = await reading().select().from(deliveries).where(and(eq(deliveries.account, first), eq(deliveries.channel, 'webhook')));
  const [about] = await reading().select({ case: decisions.case }).from(decisions).where(eq(decisions.id, decision));
  const seenBy = async (by: Staff) => ({ line: must(await deliveryList(by, { limit: 200 })).lines.find(({ id }) => id === sent!.id), page: await deliveryAt(by, { id: sent!.id }), ledger: JSON.stringify(must(await chainLines(by, { chain: `case:${about!.case}` })).lines) });
  const covered = await seenBy(iris);
  expect(covered.line).toMatchObject({ covered: true, kind: '' });
  expect(covered.page).toMatchObject({ ok: false, code: 'conflict' });
  expect(covered.ledger).not.toMatch(/suspen/i);
  for (const by of [ada, cleo]) expect(await seenBy(by)).toMatchObject({ line: { covered: false, kind: 'account.suspend' }, page: { ok: true } });
  must(await signMember(cleo, { wave: made.wave, account: rest }));
  expect(await seenBy(iris)).toMatchObject({ line: { covered: false, kind: 'account.suspend' }, page: { ok: true }, ledger: expect.stringMatching(/suspen/i) });
});

test('in the mailbox of a demonstration moderators and admins open the holder’s page, and the ledger tells it; nowhere else does anybody', async () => {
  const { notice, page, account } = await issued();
  const [row] = await reading().select().from(deliveries).where(eq(deliveries.id, notice));
  const [about] = await reading().select({ case: decisions.case }).from(decisions).where(eq(decisions.account, account));
  const open = (by: Staff) => openMailbox(by, { notice: row!.notice! });
  expect(await open(ada)).toMatchObject({ ok: false, code: 'locked', words: expect.stringContaining('goes to the holder alone') });
  vi.stubEnv('COUNTERSIGN_MAILBOX', '1');
  expect(await open(await staffFor('auditor'))).toMatchObject({ ok: false, code: 'not-allowed' });
  expect(await openMailbox(ada, { notice: 'notice_none' })).toMatchObject({ ok: false, code: 'not-found' });
  expect(must(await open(ada))).toEqual({ path: `/appeal/${pageToken(page)}` });
  const line = (await linesOf(about!.case)).at(-1)!;
  expect(line).toMatchObject({ command: 'mailbox.open', actor: ada.id, says: 'opened the holder’s page from the mailbox of the demonstration', refs: { account, notice: row!.notice } });
  expect(JSON.stringify(line)).not.toContain(pageToken(page));
});

test('the settings tell how many secrets are in use, and none of them', async () => {
  expect(must(await webhookSettings(ada, {}))).toBeNull();
  const { id, secret } = must(await setWebhook(OPERATOR, { url: 'https://platform.example/hook' }));
  must(await rotateWebhook(cleo, { id }));
  const settings = must(await webhookSettings(ada, {}));
  expect(settings).toMatchObject({ url: 'https://platform.example/hook', secrets: 2 });
  expect(JSON.stringify(settings)).not.toContain(secret);
});

test('nobody outside the staff may ask', async () => {
  expect(await deliveryList({ kind: 'visitor', id: 'visitor' }, {})).toMatchObject({ ok: false, code: 'not-signed-in' });
});
