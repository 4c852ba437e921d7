import type { Page } from 'playwright/test';
import { eventsOf, freshAccount, openCase, openRing } from '../db/factories';
import { post } from './support/events';
import { claim } from './support/scene';
import { expect, test, visit } from './support/screens';

const bar = (page: Page) => page.getByRole('status').filter({ hasText: 'changed while you read' });
const lines = (page: Page, table: string) => page.getByRole('table', { name: table }).getByRole('row');

test('an account page says that a colleague has claimed its case, stays as it is, and shows it by r', async ({ as }) => {
  const opened = await openCase({ name: 'Live Lapwing' });
  const other = await openCase({ name: 'Other Lapwing' });
  const [ada, ben] = [await as('Ada'), await as('Ben')];
  await visit(ada, `/accounts/${opened.account}`);
  await expect(ada.locator('#cases')).toContainText('waiting');
  // What happens on another account is no news here.
  await claim(ben, other.caseId);
  const elsewhere = await as('Ada');
  await visit(elsewhere, `/accounts/${other.account}`);
  await expect(elsewhere.locator('#cases')).toContainText('claimed');
  await expect(bar(ada)).toHaveCount(0);
  await claim(ben, opened.caseId);
  await expect(bar(ada)).toHaveText(/This account has changed while you read\./);
  await expect(ada.locator('#cases')).toContainText('waiting');
  await ada.keyboard.press('r');
  await expect(ada.locator('#cases')).toContainText('claimed');
  await expect(bar(ada)).toHaveCount(0);
});

test('an account page says that the account was assessed anew', async ({ as, stack }) => {
  const account = freshAccount();
  const ada = await as('Ada');
  await post(stack, eventsOf(account));
  // Until the first of it is assessed there is no such page.
  await expect.poll(async () => (await ada.request.get(`/accounts/${account}`)).status()).toBe(200);
  await expect(async () => {
    await visit(ada, `/accounts/${account}`);
    await expect(ada.locator('#assessments')).toContainText('Nothing was found.', { timeout: 1_000 });
  }).toPass();
  // Of a document that another account has shown as well, something new is said.
  const twin = freshAccount();
  await post(stack, eventsOf(twin, { document: `P${account}`, device: `laptop of ${account}`, instrument: `GB00${account}4417` }));
  await expect(bar(ada)).toHaveText(/This account has changed while you read/, { timeout: 120_000 });
  const before = await lines(ada, 'Assessments of this account').count();
  await ada.keyboard.press('r');
  await expect.poll(() => lines(ada, 'Assessments of this account').count()).toBeGreaterThan(before);
});

test('a ring says that one of its members was claimed, and keeps what is being written', async ({ as }) => {
  const { ring, members } = await openRing(3);
  const [ada, ben] = [await as('Ada'), await as('Ben')];
  await visit(ada, `/rings/${ring}?measure=suspension`);
  await ada.getByLabel('Why, for all of them').fill('Half a thought');
  await claim(ben, members[0]!.caseId);
  await expect(bar(ada)).toHaveText(/This ring has changed while you read/);
  await expect(ada.getByText('Another person holds this case.')).toHaveCount(0);
  await ada.locator('h1').click();
  await ada.keyboard.press('r');
  await expect(ada.getByText('Another person holds this case.').first()).toBeVisible();
  await expect(ada.getByLabel('Why, for all of them')).toHaveValue('Half a thought');
});

test('a tray follows by itself what was laid aside in another window', async ({ as }) => {
  const kin = `Laid${process.pid}`;
  const [one, two] = [await openCase({ name: `${kin} One` }), await openCase({ name: `${kin} Two` })];
  const [ada, second] = [await as('Ada'), await as('Ada')];
  const lay = async (account: string) => {
    await visit(second, `/accounts/${account}`);
    await second.getByRole('button', { name: 'Into the tray' }).click();
    await expect(second.getByText(/in your tray\./)).toBeVisible();
  };
  await lay(one.account);
  await visit(ada, '/bulk');
  // Laid aside in another window of one's own.
  await lay(two.account);
  await expect(ada.getByRole('row').filter({ hasText: `${kin} Two` })).toBeVisible();
});

test('what one does in another window beside an act here is told: a tray follows, an account says so', async ({ as }) => {
  const kin = `Beside${process.pid}`;
  const [one, two] = [await openCase({ name: `${kin} One` }), await openCase({ name: `${kin} Two` })];
  const [ada, second] = [await as('Ada'), await as('Ada')];
  const line = (name: string) => ada.getByRole('row').filter({ hasText: `${kin} ${name}` });
  await visit(ada, `/accounts/${one.account}`);
  await visit(second, `/cases/${one.caseId}`);
  await ada.getByRole('button', { name: 'Into the tray' }).click();
  await expect(ada.getByText(/in your tray\./)).toBeVisible();
  await second.getByRole('button', { name: 'Claim' }).click();
  await expect(bar(ada)).toHaveText(/This account has changed while you read/);

  await visit(ada, '/bulk');
  await visit(second, `/accounts/${two.account}`);
  await line('One').getByRole('button', { name: /^Take out/ }).click();
  await expect(line('One')).toHaveCount(0);
  await second.getByRole('button', { name: 'Into the tray' }).click();
  await expect(line('Two')).toBeVisible();
});

test('what a colleague does right after an act of one’s own is told', async ({ as }) => {
  const { account, caseId } = await openCase({ name: 'Live Linnet' });
  const [ada, ben] = [await as('Ada'), await as('Ben')];
  await visit(ben, `/cases/${caseId}`);
  await visit(ada, `/accounts/${account}`);
  await ada.getByRole('button', { name: 'Into the tray' }).click();
  await expect(ada.getByText(/in your tray\./)).toBeVisible();
  await ben.getByRole('button', { name: 'Claim' }).click();
  await expect(bar(ada)).toHaveText(/This account has changed while you read/);
});
