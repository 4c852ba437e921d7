import { sql } from 'drizzle-orm';
import type { Page } from 'playwright/test';
import { reading } from '../db/client';
import { linesOf, openCase, openCases, openRing, staffFor } from '../db/factories';
import { expect, test, visit } from './support/screens';

const HOUR = 3_600_000;
const rows = (page: Page) => page.getByRole('table', { name: /^Open cases/ }).locator('tbody tr[data-row]');
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
  const alive = page.waitForRequest(/\/api\/live\?topic=queue&since=\d+$/);
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

/** That many free cases at once, which one filter finds; in the order of the queue. */
async function manyCases(count: number) {
  sets += 1;
  const seed = process.pid * 100 + sets;
  await openCases(count, { seed });
  const q = `acc_Q${seed}_`;
  const { rows: found } = await reading().execute<{ id: string }>(sql`select id from cases where account like ${`${q.replaceAll('_', '\\_')}%`} order by priority desc, id desc`);
  return { ids: found.map(({ id }) => id), address: `/queue?q=${q}` };
}

/** A moderator of the test's own: layouts and views belong to persons. */
async function somebody(role: 'moderator' | 'admin' = 'moderator') {
  sets += 1;
  const person = { name: `Lark ${sets}`, email: `lark-${process.pid}-${sets}@worklane.example`, password: 'reading the queue all day' };
  return { ...person, id: (await staffFor(role, person)).id };
}

const list = (page: Page) => page.getByRole('region', { name: 'Cases' });
const toEnd = (page: Page) => list(page).evaluate((region) => region.scrollTo(0, region.scrollHeight));
const own = async (person: { id: string }) => (await linesOf('main')).filter(({ actor }) => actor === person.id);

test('the list goes on as far as one scrolls, with few rows in the document, and the back button returns to the same place', async ({ as }) => {
  const { ids, address } = await manyCases(310);
  const page = await as('Ada');
  await visit(page, address);
  await expect(rows(page)).toHaveCount(50);
  const table = page.getByRole('table', { name: /^Open cases/ });
  await expect(table).toHaveAttribute('aria-rowcount', '-1');
  await expect.poll(async () => { await toEnd(page); return table.getAttribute('aria-rowcount'); }).toBe('311');
  await expect(rows(page).last()).toHaveAttribute('data-row', ids.at(-1)!);
  await expect(rows(page).last()).toHaveAttribute('aria-rowindex', '311');
  await expect(page.getByRole('link', { name: 'Next 50' })).toBeHidden();
  expect(await rows(page).count()).toBeLessThan(250);

  const at = ids.at(-3)!;
  const row = page.locator(`[data-row="${at}"]`);
  await row.locator('.du').click();
  await expect(row).toHaveAttribute('aria-current', 'true');
  const before = await row.boundingBox();
  await page.keyboard.press('Enter');
  await expect(page).toHaveURL(new RegExp(`/cases/${at}$`));
  await page.goBack();
  await expect(row).toHaveAttribute('aria-current', 'true');
  expect((await row.boundingBox())?.y).toBeCloseTo(before!.y, 0);
  await page.keyboard.press('k');
  await expect(current(page)).toHaveAttribute('data-row', ids.at(-4)!);
  // Nothing was read a second time or left out on the way.
  await list(page).evaluate((region) => region.scrollTo(0, 0));
  await expect(page.locator(`[data-row="${ids[0]!}"]`)).toBeInViewport();
});

test('j goes on past the last row that was read, and back over pages that are out of sight', async ({ as }) => {
  const { ids, address } = await manyCases(160);
  const page = await as('Ada');
  // Rows come by the key alone: what scrolling would have read is held back.
  await page.addInitScript(() => { window.IntersectionObserver = class { observe() {} unobserve() {} disconnect() {} takeRecords() { return []; } } as unknown as typeof IntersectionObserver; });
  await visit(page, address);
  await page.locator(`[data-row="${ids[49]!}"] .du`).click();
  await page.keyboard.press('j');
  await expect(current(page)).toHaveAttribute('data-row', ids[50]!);
  await expect(current(page)).toBeInViewport();
  await expect(current(page)).toHaveAttribute('aria-rowindex', '52');
  await page.keyboard.press('k');
  await expect(current(page)).toHaveAttribute('data-row', ids[49]!);
});

test('a current row far out of sight comes back with the next key', async ({ as }) => {
  const { ids, address } = await manyCases(310);
  const page = await as('Ada');
  await visit(page, address);
  const table = page.getByRole('table', { name: /^Open cases/ });
  await expect.poll(async () => { await toEnd(page); return table.getAttribute('aria-rowcount'); }).toBe('311');
  await expect(page.locator(`[data-row="${ids[0]!}"]`)).toHaveCount(0);
  await page.keyboard.press('j');
  await expect(current(page)).toHaveAttribute('data-row', ids[1]!);
  await expect(current(page)).toBeInViewport();
});

test('what came between the rendering of a page and the opening of its stream is told', async ({ as }) => {
  const { made, address } = await casesFor(2);
  const page = await as('Ada');
  let open = (): void => {};
  const opened = new Promise<void>((resolve) => { open = resolve; });
  await page.route(/\/api\/live/, async (route) => { await opened; await route.continue(); });
  await page.goto(address);
  await expect(rows(page)).toHaveCount(2);
  const other = await as('Ben');
  await visit(other, `/cases/${made[0]!.caseId}`);
  await other.getByRole('button', { name: 'Claim' }).click();
  await expect(other.getByText('You hold this case', { exact: true })).toBeVisible();
  open();
  await expect(page.getByRole('status').filter({ hasText: 'changed while you read' })).toContainText('1 case changed while you read.');
  await page.keyboard.press('r');
  await expect(rows(page).first()).toContainText('Ben');
});

test('a list is saved as a view under a name, shown again by its address, renamed and removed', async ({ as }) => {
  const { address } = await casesFor(3);
  const person = await somebody();
  const page = await as(person);
  await visit(page, `${address}&stake=900&sort=stake`);
  await page.keyboard.press('v');
  await page.getByLabel('Save what is shown as a view').fill('Costly kites');
  await page.getByLabel('Save what is shown as a view').press('Enter');
  const tab = page.getByRole('navigation', { name: 'Views' }).getByRole('link', { name: /^Costly kites/ });
  await expect(tab).toHaveAttribute('aria-current', 'true');
  await expect(tab).toHaveText('Costly kites2');
  expect((await own(person)).at(-1)).toMatchObject({ command: 'queue.saveView', says: 'saved the queue view “Costly kites”', refusal: null });

  await visit(page, '/queue');
  await expect(tab).not.toHaveAttribute('aria-current');
  await tab.click();
  await expect(page).toHaveURL(/sort=stake&stake=900|stake=900/);
  await expect(rows(page)).toHaveCount(2);
  await page.keyboard.press('v');
  await page.getByRole('form', { name: 'Save a view' }).waitFor();
  await page.locator('.tended summary').click();
  const mine = page.getByRole('form', { name: 'The view Costly kites' });
  await expect(mine.getByRole('button', { name: 'Share with everybody' })).toHaveCount(0);
  await mine.getByLabel('Name').fill('Dear kites');
  await mine.getByRole('button', { name: 'Rename' }).click();
  await expect(page.getByRole('navigation', { name: 'Views' }).getByRole('link', { name: /^Dear kites/ })).toHaveAttribute('aria-current', 'true');
  await page.getByRole('form', { name: 'The view Dear kites' }).getByRole('button', { name: 'Remove' }).click();
  await expect(page.getByRole('navigation', { name: 'Views' }).getByRole('link', { name: /^Dear kites/ })).toHaveCount(0);
  await expect(rows(page)).toHaveCount(2);
  expect((await own(person)).map(({ says }) => says)).toEqual(['saved the queue view “Costly kites”', 'changed the queue view “Costly kites”', 'removed the queue view “Dear kites”']);
});

test('what an admin shares stands on everybody’s queue', async ({ as }) => {
  const admin = await somebody('admin');
  const name = `House view ${admin.id.slice(-6)}`;
  const page = await as(admin);
  await visit(page, '/queue?view=returned');
  await page.keyboard.press('v');
  await page.getByLabel('Save what is shown as a view').fill(name);
  await page.getByRole('button', { name: 'Save the view' }).click();
  await page.locator('.tended').filter({ hasText: name }).locator('summary').click();
  await page.getByRole('form', { name: `The view ${name}` }).getByRole('button', { name: 'Share with everybody' }).click();
  await expect(page.getByText('Everybody has it on their queue now.')).toBeVisible();
  const other = await as(await somebody());
  await visit(other, '/queue');
  await other.getByRole('navigation', { name: 'Views' }).getByRole('link', { name: new RegExp(`^Shared: ${name}`) }).click();
  await expect(other).toHaveURL(/view=returned$/);
  await page.getByRole('form', { name: `The view ${name}` }).getByRole('button', { name: 'Remove for everybody' }).click();
  await expect(page.getByRole('navigation', { name: 'Views' }).getByRole('link', { name: new RegExp(name) })).toHaveCount(0);
});

test('columns, their widths and the height of rows are chosen by keyboard and kept for the person', async ({ as }) => {
  const { address } = await casesFor(2);
  const person = await somebody();
  const page = await as(person);
  await visit(page, address);
  const tall = (await rows(page).first().boundingBox())!.height;
  await page.keyboard.press('d');
  await expect.poll(async () => (await rows(page).first().boundingBox())!.height).toBeLessThan(tall - 10);
  await page.keyboard.press('l');
  await page.getByRole('checkbox', { name: 'Ring' }).press('Space');
  await expect(page.getByRole('columnheader', { name: 'Ring' })).toHaveCount(0);
  await page.getByLabel('Width of Account').fill('240');
  await expect.poll(async () => Math.round((await page.getByRole('columnheader', { name: 'Account' }).boundingBox())!.width)).toBe(240);
  await page.keyboard.press('Escape');
  await expect.poll(async () => (await own(person)).at(-1)?.changes.at(0)?.now).toBe('without ring; account 240 px; dense rows');

  const again = await as(person);
  await visit(again, address);
  await expect(again.getByRole('columnheader', { name: 'Ring' })).toHaveCount(0);
  expect(Math.round((await again.getByRole('columnheader', { name: 'Account' }).boundingBox())!.width)).toBe(240);
  expect((await rows(again).first().boundingBox())!.height).toBeLessThan(tall - 10);
});

test('a counter leads to what it counts', async ({ as }) => {
  const { made } = await casesFor(1);
  const ben = await as('Ben');
  await visit(ben, `/cases/${made[0]!.caseId}`);
  await ben.getByRole('button', { name: 'Claim' }).click();
  await expect(ben.getByText('You hold this case', { exact: true })).toBeVisible();
  const page = await as('Ada');
  await visit(page, '/queue');
  await page.getByRole('complementary', { name: 'Why is this here' }).getByRole('listitem').filter({ hasText: 'Ben' }).getByRole('link').click();
  await expect(page).toHaveURL(/held=staff_/);
  await expect(rows(page).filter({ hasText: made[0]!.account })).toContainText('Ben');
  for (const who of await rows(page).locator('.wh').allTextContents()) expect(who).toContain('Ben');
  await page.getByRole('link', { name: /overdue$/ }).click();
  await expect(page).toHaveURL(/view=overdue/);
});

test('without script: order, next page, first page, a ring, and the layout', async ({ as }) => {
  const { ids, address } = await manyCases(60);
  const person = await somebody();
  const page = await as(person, { javaScriptEnabled: false });
  await page.goto(address);
  await expect(rows(page)).toHaveCount(50);
  await page.getByRole('link', { name: 'Next 50' }).click();
  await expect(rows(page)).toHaveCount(10);
  await expect(rows(page).last()).toHaveAttribute('data-row', ids.at(-1)!);
  await page.getByRole('link', { name: 'First page' }).click();
  await expect(rows(page).first()).toHaveAttribute('data-row', ids[0]!);
  await page.locator('.lay > summary').click();
  await page.getByRole('checkbox', { name: 'Due' }).uncheck();
  await page.getByRole('radio', { name: 'Dense' }).check();
  await page.getByRole('button', { name: 'Keep this layout' }).click();
  await expect(page.getByRole('columnheader', { name: 'Due' })).toHaveCount(0);
  expect((await own(person)).at(-1)).toMatchObject({ command: 'queue.setLayout', changes: [{ field: 'layout', was: null, now: 'without due; dense rows' }] });
});

test.describe(() => {
  test.use({ viewport: { width: 390, height: 844 } });

  test('on a phone cases are cards that go on, and nothing is wider than the screen', async ({ as }) => {
    const { ids, address } = await manyCases(130);
    const page = await as('Ada', { viewport: { width: 390, height: 844 } });
    await visit(page, address);
    await expect(rows(page)).toHaveCount(50);
    await expect.poll(async () => {
      await page.evaluate(() => window.scrollTo(0, document.documentElement.scrollHeight));
      return page.locator(`[data-row="${ids.at(-1)!}"]`).count();
    }).toBe(1);
    expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(390);
  });
});
