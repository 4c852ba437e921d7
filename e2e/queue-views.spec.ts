import { arrange, linesOf } from '../db/factories';
import { queueViews } from '../db/schema';
import { casesFor, manyCases, rows, somebody } from './support/queue';
import { expect, test, visit } from './support/screens';

const own = async (person: { id: string }) => (await linesOf('main')).filter(({ actor }) => actor === person.id);

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
  await expect(tab).toHaveText('Costly kites2 cases');
  // What came of it has the focus, and the new view is in sight: the next key is no letter of another name.
  await expect(tab).toBeInViewport({ ratio: 0.95 });
  await expect(page.locator('.reached').filter({ hasText: 'Saved: it stands among the views.' })).toBeFocused();
  await expect(page.getByLabel('Save what is shown as a view')).toHaveValue('');
  expect((await own(person)).at(-1)).toMatchObject({ command: 'queue.saveView', says: 'saved the queue view “Costly kites”', refusal: null });

  await visit(page, '/queue');
  await expect(tab).not.toHaveAttribute('aria-current');
  await tab.click();
  await expect(page).toHaveURL(/sort=stake&stake=900|stake=900/);
  await expect(rows(page)).toHaveCount(2);
  await page.keyboard.press('v');
  await page.getByRole('form', { name: 'Save a view' }).waitFor();
  await page.locator('.tended > summary').click();
  const mine = page.getByRole('form', { name: 'The view Costly kites' });
  await expect(mine.getByRole('button', { name: 'Share with everybody' })).toHaveCount(0);
  await mine.getByLabel('Name').fill('Dear kites');
  await mine.getByRole('button', { name: 'Rename' }).click();
  await expect(page.getByRole('navigation', { name: 'Views' }).getByRole('link', { name: /^Dear kites/ })).toHaveAttribute('aria-current', 'true');

  // Of two views the keys mean the one that is open; what they send is sent by a second press.
  await page.getByLabel('Save what is shown as a view').fill('Aside kites');
  await page.getByLabel('Save what is shown as a view').press('Enter');
  const aside = page.getByRole('navigation', { name: 'Views' }).getByRole('link', { name: /^Aside kites/ });
  await expect(aside).toBeVisible();
  const [dear, second] = [page.locator('.tended').filter({ hasText: 'Dear kites' }), page.locator('.tended').filter({ hasText: 'Aside kites' })];
  await second.locator('> summary').click();
  await expect(second.getByRole('button', { name: 'Rename' })).toBeVisible();
  await dear.locator('> summary').click();
  await expect(second.getByRole('button', { name: 'Rename' })).toBeHidden();
  await page.keyboard.press('u');
  await expect(dear.getByRole('button', { name: 'Let it show this list' })).toBeFocused();
  await second.locator('> summary').click();
  await expect(dear.getByRole('button', { name: 'Rename' })).toBeHidden();
  for (const key of ['e', 'v']) await page.keyboard.press(key);
  await expect(second).toContainText('Remove “Aside kites”?');
  await expect(second.getByRole('button', { name: 'Remove it' })).toBeFocused();
  await page.keyboard.press('Enter');
  await expect(aside).toHaveCount(0);
  await expect(page.getByRole('navigation', { name: 'Views' }).getByRole('link', { name: /^Dear kites/ })).toHaveAttribute('aria-current', 'true');

  await dear.locator('> summary').click();
  for (const key of ['e', 'v', 'Enter']) await page.keyboard.press(key);
  await expect(page.getByRole('navigation', { name: 'Views' }).getByRole('link', { name: /^Dear kites/ })).toHaveCount(0);
  await expect(rows(page)).toHaveCount(2);
  expect((await own(person)).map(({ says }) => says)).toEqual(['saved the queue view “Costly kites”', 'changed the queue view “Costly kites”', 'saved the queue view “Aside kites”', 'removed the queue view “Aside kites”', 'removed the queue view “Dear kites”']);
});

test('a name that was typed stays until its view is saved, whatever becomes of the other views', async ({ as }) => {
  const person = await somebody();
  await arrange((tx) => tx.insert(queueViews).values(Array.from({ length: 20 }, (_, nth) => ({ id: `view_${person.id}_${nth}`, owner: person.id, name: `Kept ${nth}`, shared: false, asked: {}, changedAt: Date.now() }))));
  const page = await as(person);
  await visit(page, '/queue');
  await page.keyboard.press('v');
  const name = page.getByLabel('Save what is shown as a view');
  await name.fill('One too many');
  await name.press('Enter');
  await expect(page.getByText('You have 20 views, which is the most. Remove one first.')).toBeVisible();
  const first = page.locator('.tended').filter({ has: page.getByText('Kept 0', { exact: true }) });
  await first.locator('> summary').click();
  await first.getByText('Remove…').click();
  await first.getByRole('button', { name: 'Remove it' }).click();
  await expect(page.locator('.tended')).toHaveCount(19);
  await expect(name).toHaveValue('One too many');
  await name.press('Enter');
  await expect(page.getByRole('navigation', { name: 'Views' }).getByRole('link', { name: /^One too many/ })).toBeVisible();
  await expect(name).toHaveValue('');
});

test('what an admin shares stands on everybody’s queue', async ({ as }) => {
  const admin = await somebody('admin');
  const name = `House view ${admin.id.slice(-6)}`;
  const page = await as(admin);
  await visit(page, '/queue?view=returned');
  await page.keyboard.press('v');
  await page.getByLabel('Save what is shown as a view').fill(name);
  await page.getByRole('button', { name: 'Save the view' }).click();
  await page.locator('.tended').filter({ hasText: name }).locator('> summary').click();
  await page.getByRole('form', { name: `The view ${name}` }).getByRole('button', { name: 'Share with everybody' }).click();
  await expect(page.getByText('Everybody has it on their queue now.')).toBeVisible();
  const other = await as(await somebody());
  await visit(other, '/queue');
  await other.getByRole('navigation', { name: 'Views' }).getByRole('link', { name: new RegExp(`^Shared: ${name}`) }).click();
  await expect(other).toHaveURL(/view=returned$/);
  await page.locator('.tended').filter({ hasText: name }).getByText('Remove for everybody…').click();
  await expect(page.getByText('It goes from everybody’s queue.')).toBeVisible();
  await page.getByRole('button', { name: 'Remove it' }).click();
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
  await expect(page.getByRole('checkbox', { name: 'Assessment' })).toBeFocused();
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
  await page.getByRole('complementary', { name: 'Why is this here' }).getByRole('listitem').filter({ has: page.getByText('Ben', { exact: true }) }).getByRole('link').click();
  await expect(page).toHaveURL(/held=staff_/);
  await expect(rows(page).filter({ hasText: made[0]!.account })).toContainText('Ben');
  for (const who of await rows(page).locator('.wh').allTextContents()) expect(who).toContain('Ben');
  await page.getByRole('link', { name: /overdue$/ }).click();
  await expect(page).toHaveURL(/view=overdue/);
});

test('without script: order, next page and first page', async ({ as }) => {
  const { ids, address } = await manyCases(60);
  const person = await somebody();
  const page = await as(person, { javaScriptEnabled: false });
  await page.goto(address);
  await expect(rows(page)).toHaveCount(30);
  await page.getByRole('link', { name: 'Next 50' }).click();
  await expect(rows(page)).toHaveCount(30);
  await expect(rows(page).last()).toHaveAttribute('data-row', ids.at(-1)!);
  await page.getByRole('link', { name: 'First page' }).click();
  await expect(rows(page).first()).toHaveAttribute('data-row', ids[0]!);
});
