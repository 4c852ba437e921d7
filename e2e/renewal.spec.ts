import { sql } from 'drizzle-orm';
import type { Page } from 'playwright/test';
import { reading } from '../db/client';
import { linesOf, openCase } from '../db/factories';
import { letLeave } from './support/leaving';
import { choose, claim, openHolderPage } from './support/scene';
import { expect, test, visit } from './support/screens';

test.setTimeout(180_000);

/** Chooses a payout hold and fills what it asks for; the button says whether one person is enough. */
async function hold(page: Page, submit: 'Decide' | 'Propose'): Promise<void> {
  await choose(page, 'Payout hold');
  await page.getByLabel('Nothing above this is held').fill('1870');
  await page.getByLabel('Currency').fill('USD');
  await page.getByRole('button', { name: submit }).click();
}

test('a renewal that comes while an appeal is heard: the page says so, a grant on what was read before is refused, and the next withdraws it', async ({ as }) => {
  const { caseId, account } = await openCase({ name: 'Renewed Redpoll' });
  const [ada, ben, cleo, hers] = [await as('Ada'), await as('Ben'), await as('Cleo'), await as('visitor', { javaScriptEnabled: false })];
  await claim(ada, caseId);
  await hold(ada, 'Decide');
  await expect(ada.getByText('in force').first()).toBeVisible();
  await letLeave(caseId);
  const notice = async () => (await reading().execute<{ id: string }>(sql`select id from deliveries where account = ${account} and channel = 'mail'`)).rows[0]?.id;
  await expect.poll(notice).toBeDefined();
  await visit(ada, `/deliveries/${await notice()}`);
  await hers.goto(await openHolderPage(ada));
  await hers.getByLabel('Why we should look again, in your own words').fill('The money is mine.');
  await hers.getByRole('button', { name: 'Send my appeal' }).click();
  await expect(hers.getByRole('status')).toBeVisible();

  await visit(ben, '/appeals');
  await ben.getByRole('link', { name: 'Renewed Redpoll' }).click();
  const take = ben.getByRole('button', { name: 'Take it to hear it' });
  await take.click();
  // Nothing was written yet: it is given back by its letter, and taken again.
  await expect(ben.getByRole('button', { name: 'Give it back' })).toBeVisible();
  await ben.keyboard.press('x');
  await expect(take).toBeEnabled();
  expect((await linesOf(caseId)).at(-1)).toMatchObject({ command: 'appeal.giveBack', says: 'gave the appeal back, for somebody else to hear' });
  await take.click();
  const [reasons, outcome, grant] = [ben.getByLabel('Reasons, as the holder will read them'), ben.getByRole('region', { name: 'The outcome' }), ben.getByRole('button', { name: 'Grant the appeal' })];
  await reasons.fill('The receipt is real.');
  const news = ben.getByText('This appeal has changed while you read.');
  await expect(news, 'nothing but his own taking of it').toHaveCount(0);

  await visit(ada, `/cases/${caseId}`);
  await hold(ada, 'Propose');
  await expect(ada.getByText('waits for a second person').first()).toBeVisible();
  await visit(cleo, '/reviews');
  await expect(cleo.getByRole('link', { name: /Renewed Redpoll/ })).toBeVisible();

  await expect(news).toBeVisible();
  await ben.getByText('Grant…').click();
  await grant.click();
  await expect(outcome).toContainText('What a grant ends has changed since you read it.');
  await expect(reasons).toHaveValue('The receipt is real.');
  await ben.getByRole('button', { name: /^Show it/ }).click();
  await expect(news).toBeHidden();
  await expect(reasons).toHaveValue('The receipt is real.');
  await expect(outcome).toContainText('a renewal that waits for its second reader, is withdrawn with it');
  // A press elsewhere has shut the step, so what a grant ends is read again.
  await expect(grant).toBeHidden();
  await ben.getByText('Grant…').click();
  await grant.click();
  await expect(outcome).toContainText('granted');
  expect((await linesOf(caseId)).filter(({ command, refusal }) => command === 'appeal.grant' && refusal === null).map(({ says }) => says)).toEqual(['granted the appeal', 'lifted the decision: the appeal is granted', 'ended the proposal that waited: the appeal is granted']);

  await visit(cleo, '/reviews');
  await expect(cleo.getByRole('link', { name: /Renewed Redpoll/ })).toHaveCount(0);
  await visit(ada, `/cases/${caseId}`);
  await expect(ada.getByText('You hold this case', { exact: true })).toBeVisible();
  await expect(ada.getByText('withdrawn', { exact: true })).toBeVisible();
});
