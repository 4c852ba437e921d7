import { sql } from 'drizzle-orm';
import type { Page } from 'playwright/test';
import { reading } from '../db/client';
import { linesOf, openCase, openRing } from '../db/factories';
import { expect, test, visit } from './support/screens';

const HOUR = 3_600_000;
const rows = (page: Page) => page.getByRole('table', { name: /^Open cases/ }).locator('tbody tr');
const current = (page: Page) => rows(page).and(page.locator('[aria-current="true"]'));
const accounts = (page: Page) => rows(page).locator('.ac .id');

/** That many free cases that one filter finds, the first of them highest in the queue. */
let sets = 0;
async function casesFor(count: number) {
  sets += 1;
  const name = `Kite${process.pid}x${sets}`;
  const made = [];
  for (let nth = 0; nth < count; nth += 1) made.push(await openCase({ name: `${name} ${nth}`, openedAgo: (count - nth) * 72 * HOUR, stakeUsd: 500 * (nth + 1) }));
  return { made, address: `/queue?q=${name}` };
}

test('j and k move, enter opens, the back button returns to the same list, c claims', async ({ as }) => {
  const { made, address } = await casesFor(3);
  const [first, second, third] = made.map(({ caseId }) => caseId);
  const page = await as('Ada');
  await visit(page, address);
  await expect(rows(page)).toHaveCount(3);
  await expect(current(page)).toHaveAttribute('data-row', first!);
  for (const [key, at] of [['k', first], ['j', second], ['j', third], ['j', third], ['k', second]] as const) {
    await page.keyboard.press(key);
    await expect(current(page), `after ${key}`).toHaveAttribute('data-row', at!);
  }
  await expect(page.getByRole('complementary', { name: 'Why is this here' })).toContainText(' 1');
  await page.keyboard.press('Enter');
  await expect(page).toHaveURL(new RegExp(`/cases/${second}$`));
  await expect(page.getByText('Nobody holds this case', { exact: true })).toBeVisible();
  const alive = page.waitForRequest(/\/api\/live\?topic=queue$/);
  await page.goBack();
  await expect(page).toHaveURL(new RegExp(`${address.replace('?', '\\?')}$`));
  await alive;
  await expect(rows(page)).toHaveCount(3);
  await page.keyboard.press('j');
  await expect(current(page)).toHaveAttribute('data-row', second!);
  await page.keyboard.press('c');
  await expect(page).toHaveURL(new RegExp(`/cases/${second}$`));
  await expect(page.getByText('You hold this case', { exact: true })).toBeVisible();
  expect(await linesOf(second!)).toMatchObject([{ command: 'case.claim', says: 'claimed the case for 20 minutes', refusal: null }]);
});

test('n claims the best free case of all and opens it, wherever one stands in the list', async ({ as }) => {
  const best = await openCase({ name: 'Best Bunting', columns: { priority: 9_000_000 } });
  const page = await as('Ben');
  await visit(page, '/queue');
  await expect(rows(page).first()).toContainText('Next for you');
  await expect(rows(page).first()).toContainText('Best Bunting');
  await page.keyboard.press('j');
  await page.keyboard.press('n');
  await expect(page).toHaveURL(new RegExp(`/cases/${best.caseId}$`));
  await expect(page.getByText('You hold this case', { exact: true })).toBeVisible();
  expect(await linesOf(best.caseId)).toMatchObject([{ command: 'case.claimNext', says: 'claimed the case for 20 minutes', refusal: null }]);
});

test('? lists the keys of the page, and a key pressed behind the list does nothing', async ({ as }) => {
  const { made, address } = await casesFor(2);
  const page = await as('Ada');
  await visit(page, address);
  await page.keyboard.press('?');
  const sheet = page.getByRole('dialog', { name: 'Keys of this page' });
  for (const name of ['next row', 'row before', 'choose', 'Claim', 'Open', 'Filter', 'Reviews']) await expect(sheet.getByRole('listitem').filter({ hasText: name }).first()).toBeVisible();
  await page.keyboard.press('j');
  await page.keyboard.press('Escape');
  await expect(sheet).toBeHidden();
  await expect(current(page)).toHaveAttribute('data-row', made[0]!.caseId);
  await page.keyboard.press('g');
  await page.keyboard.press('a');
  await expect(page).toHaveURL(/\/appeals$/);
});

test('filter and order stand in the address, and the back button undoes them', async ({ as }) => {
  const { made, address } = await casesFor(3);
  const [low, middle, high] = made.map(({ account }) => account) as [string, string, string];
  const page = await as('Dov');
  await visit(page, '/queue');
  await page.keyboard.press('f');
  await page.getByLabel('Account', { exact: true }).fill(address.split('q=')[1]!);
  await page.getByRole('checkbox', { name: 'Act' }).check();
  await page.getByLabel('At stake, US dollars or more').fill('900');
  await page.getByRole('button', { name: 'Show these' }).press('Enter');
  await expect(page).toHaveURL(/q=Kite.*&band=act&stake=900/);
  await expect(accounts(page)).toHaveText([middle, high]);
  await page.getByRole('link', { name: 'At stake', exact: true }).press('Enter');
  await expect(page).toHaveURL(/sort=stake/);
  await expect(page.getByRole('columnheader', { name: 'At stake' })).toHaveAttribute('aria-sort', 'descending');
  await expect(accounts(page)).toHaveText([high, middle]);
  await page.goBack();
  await expect(page).toHaveURL(/stake=900/);
  await expect(page.getByRole('columnheader', { name: 'At stake' })).not.toHaveAttribute('aria-sort');
  await page.goto(address);
  await expect(accounts(page)).toHaveText([low, middle, high]);
});

test('what changes waits above the table until r; no row moves before', async ({ as }) => {
  const { made, address } = await casesFor(2);
  const page = await as('Ada');
  await visit(page, address);
  const before = made.map(({ account }) => account);
  await expect(accounts(page)).toHaveText(before);

  const arriving = await openCase({ name: `${address.split('q=')[1]} new`, openedAgo: 600 * HOUR });
  const other = await as('Ben');
  await visit(other, `/cases/${arriving.caseId}`);
  await other.getByRole('button', { name: 'Claim' }).click();
  await expect(other.getByText('You hold this case', { exact: true })).toBeVisible();

  await expect(page.getByRole('status').filter({ hasText: 'changed while you read' })).toContainText('1 case changed while you read.');
  await expect(accounts(page)).toHaveText(before);
  await page.keyboard.press('r');
  await expect(rows(page)).toHaveCount(3);
  await expect(accounts(page)).toHaveText([arriving.account, ...before]);
  await expect(rows(page).first()).toContainText('Ben');
  await expect(page.getByText('changed while you read')).toBeHidden();
});

test('a ring stands as one row, opens into its members, and is claimed together', async ({ as }) => {
  const { ring, members } = await openRing(3);
  const page = await as('Ada');
  await visit(page, '/queue?view=rings');
  const [lead] = (await accounts(page).allTextContents()).filter((account) => members.some((member) => member.account === account));
  const row = rows(page).filter({ hasText: lead! });
  await row.getByRole('link', { name: '3 cases' }).press('Enter');
  await expect(page).toHaveURL(new RegExp(`open=${ring}`));
  await expect(row.getByRole('link', { name: '3 cases' })).toHaveAttribute('aria-expanded', 'true');
  const shown = await accounts(page).allTextContents();
  expect(shown).toEqual(expect.arrayContaining(members.map(({ account }) => account)));

  for (let at = 0; at < shown.indexOf(lead!); at += 1) await page.keyboard.press('j');
  await expect(current(page)).toContainText(lead!);
  await page.keyboard.press('c');
  await expect(page.getByText('You hold this case', { exact: true })).toBeVisible();
  const { rows: held } = await reading().execute<{ id: string }>(sql`select c.id from cases c join staff s on s.id = c.claimed_by where c.ring = ${ring} and s.name = 'Ada' and c.status = 'claimed'`);
  expect(held.map(({ id }) => id).sort()).toEqual(members.map(({ caseId }) => caseId).sort());
  const said = (await Promise.all(members.map(({ caseId }) => linesOf(caseId)))).flatMap((lines) => lines.map(({ says }) => says));
  expect(said.filter((says) => says.endsWith('together with its ring'))).toHaveLength(2);
  await visit(page, '/queue?view=mine');
  await expect(rows(page).filter({ hasText: lead! })).toContainText('You');
});
