import { sql } from 'drizzle-orm';
import { expect, type Page } from 'playwright/test';
import { ACCOUNTS } from '../../db/cast';
import { reading } from '../../db/client';
import { openCase, openRing } from '../../db/factories';
import { letLeave } from './leaving';
import { test as screens, visit } from './screens';

/** Something on every screen, made once a worker: ids to go to. */
export type Scene = {
  /** Held by Ada, nothing proposed. */
  held: { caseId: string; account: string };
  /** A suspension that Ada proposed, waiting for a second person. */
  review: { caseId: string; account: string; decision: string };
  /** A restriction in force by Ada, with an order, a notice and an appeal, with which a file came. */
  settled: { caseId: string; account: string; decision: string; appeal: string; enclosure: string; order: string; notice: string; holderPage: string };
  /** The open case of Mallory, whose whole life the intake was told. */
  mallory: string;
  /** A file that waits to be run. */
  file: string;
  /** A draft of the policy, begun by Cleo. */
  draft: string;
  /** Mallory's ring. */
  ring: string;
  /** A suspension that Ada proposed for both members of another ring. */
  wave: { id: string; ring: string };
};

/** The screens' `test`, with a scene. */
export const test = screens.extend<object, { scene: Scene }>({
  scene: [async ({ browser, stack, session }, give) => {
    const context = await browser.newContext({ baseURL: stack.url, storageState: await session('Ada') });
    const page = await context.newPage();
    const [held, review, settled] = [await openCase({ name: 'Held Hale' }), await openCase({ name: 'Waiting Wren' }), await openCase({ name: 'Settled Sable' })];
    for (const { caseId } of [held, review, settled]) await claim(page, caseId);

    await visit(page, `/cases/${review.caseId}`);
    await choose(page, 'Suspension');
    await page.getByRole('button', { name: 'Propose' }).click();
    await expect(page.getByText('waits for a second person').first()).toBeVisible();

    await visit(page, `/cases/${settled.caseId}`);
    await restrict(page);
    await expect(page.getByText('in force').first()).toBeVisible();
    const { ring: together } = await openRing(2);
    const wave = { ring: together, id: await proposeOnRing(page, together, 'suspension') };
    await context.close();

    const decision = await decisionOn(settled.caseId);
    await letLeave(settled.caseId);
    const [order, notice] = [await deliveryOf(settled.account, 'webhook'), await deliveryOf(settled.account, 'mail')];
    const admin = await browser.newContext({ baseURL: stack.url, storageState: await session('Cleo') });
    const uploaded = await admin.request.post('/imports/upload', { multipart: { file: { name: 'scene.ndjson', mimeType: 'application/x-ndjson', buffer: Buffer.from(`${JSON.stringify({ id: settled.caseId, type: 'session.seen' })}\n`) } }, headers: { origin: stack.url }, maxRedirects: 0 });
    const file = uploaded.headers()['location']!.split('/').at(-1)!;
    const office = await admin.newPage();
    await office.goto(`/deliveries/${notice}`);
    // An appeal is against a notice, so it comes after it.
    const holderPage = await openHolderPage(office);
    const filed = await admin.request.post(`${holderPage}/answer`, { multipart: { kind: 'appeal', text: 'The second laptop is mine; I bought it in spring.', files: { name: 'receipt.pdf', mimeType: 'application/pdf', buffer: Buffer.from('%PDF-1.7 a laptop, bought in spring') } }, maxRedirects: 0 });
    expect(filed.headers()['location']).toContain('sent=appeal');
    const { rows: [enclosed] } = await reading().execute<{ id: string; appeal: string }>(sql`select id, appeal from enclosures where decision = ${decision}`);
    await visit(office, '/policy');
    await office.getByLabel('What for?').fill('Bands, tried out');
    await office.getByRole('button', { name: 'Begin a draft' }).click();
    await office.waitForURL('**/policy/drafts/*');
    const draft = new URL(office.url()).pathname.split('/').at(-1)!;
    await admin.close();

    const { rows: [mallory] } = await reading().execute<{ id: string }>(sql`select id from cases where account = ${ACCOUNTS.mallory.account} and status <> 'settled'`);
    const { rows: [member] } = await reading().execute<{ ring: string }>(sql`select ring from ring_members where account = ${ACCOUNTS.mallory.account} and left_at is null`);
    await give({
      held, file, draft, wave, ring: member!.ring, mallory: mallory!.id,
      review: { ...review, decision: await decisionOn(review.caseId) },
      settled: { ...settled, decision, appeal: enclosed!.appeal, enclosure: enclosed!.id, order, notice, holderPage },
    });
  }, { scope: 'worker', timeout: 300_000 }],
});

/** Claims by the button of the case's own page, unless this person holds it already. */
export async function claim(page: Page, caseId: string): Promise<void> {
  await visit(page, `/cases/${caseId}`);
  const [button, held] = [page.getByRole('button', { name: 'Claim' }), page.getByText('You hold this case', { exact: true })];
  await expect(button.or(held)).toBeVisible();
  if (await button.isVisible()) await button.click();
  await expect(held).toBeVisible();
}

/** Chooses a measure and fills what every measure asks for: a ground, what was seen, and why where a second person reads it. */
export async function choose(page: Page, measure: string): Promise<void> {
  await page.getByRole('radio', { name: new RegExp(`^${measure}`) }).check();
  await page.getByRole('group', { name: /^Grounds/ }).getByRole('checkbox').first().check();
  const notice = page.getByRole('textbox', { name: 'the holder reads this' });
  if (await notice.isVisible()) await notice.fill('A second machine has done the work since 10 September.');
  await page.getByLabel('For colleagues: why').fill('Two machines in two places, one after the other.');
}

/** Decides the lightest measure that one person takes alone and that binds the account: it may send no proposals. */
export async function restrict(page: Page): Promise<void> {
  await choose(page, 'Restriction');
  await page.getByRole('checkbox', { name: /sending proposals/i }).check();
  await page.getByRole('button', { name: 'Decide' }).click();
}

/** Proposes a measure for whoever of a ring is in from the start; answers the wave. */
export async function proposeOnRing(page: Page, ring: string, measure: string): Promise<string> {
  await page.goto(`/rings/${ring}?measure=${measure}`);
  await page.getByLabel('Why, for all of them').fill('One wallet, one machine, one week.');
  await page.getByRole('button', { name: /^Propose for/ }).click();
  const link = page.getByRole('link', { name: 'Open the wave' });
  await expect(link).toBeVisible();
  return (await link.getAttribute('href'))!.split('/').at(-1)!;
}

/** From a notice in the visible mailbox to the page that it leads to; answers its path. */
export async function openHolderPage(page: Page): Promise<string> {
  await page.getByRole('button', { name: 'Open the holder’s page' }).click();
  await page.waitForURL('**/appeal/**');
  return new URL(page.url()).pathname;
}

async function decisionOn(caseId: string): Promise<string> {
  const found = await reading().execute<{ id: string }>(sql`select id from decisions where case_id = ${caseId} order by proposed_at desc limit 1`);
  return found.rows[0]!.id;
}

/** The delivery of that kind, once the worker has made it. */
export async function deliveryOf(account: string, channel: 'webhook' | 'mail'): Promise<string> {
  const ids = async () => (await reading().execute<{ id: string }>(sql`select id from deliveries where account = ${account} and channel = ${channel} order by created_at`)).rows.map(({ id }) => id);
  await expect.poll(ids).not.toEqual([]);
  return (await ids())[0]!;
}
