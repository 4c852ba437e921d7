import { sql } from 'drizzle-orm';
import type { Page } from 'playwright/test';
import { reading } from '../db/client';
import { arrange, linesOf, openCase, openRing } from '../db/factories';
import { accounts, casesFor, current, holdsLast, HOUR, rows } from './support/queue';
import { expect, keysHeard, test, visit } from './support/screens';

test('j and k move, enter opens, the back button returns to the same list, c claims', async ({ as }) => {
  const { made, address } = await casesFor(3);
  const [first, second, third] = made.map(({ caseId }) => caseId);
  const page = await as('Ada');
  await visit(page, address);
  await expect(rows(page)).toHaveCount(3);
  await expect(current(page)).toHaveAttribute('data-row', first!);
  // A step past either end stays on the row, and tells it.
  for (const [key, at] of [['k', first], ['j', second], ['j', third], ['j', third], ['k', second]] as const) {
    await page.keyboard.press(key);
    await expect(current(page), `after ${key}`).toHaveAttribute('data-row', at!);
    await expect(current(page).locator('.nm'), `the focus after ${key}`).toBeFocused();
  }
  // Who holds what is asked for every few seconds: what one is on stays the same element.
  await current(page).locator('.nm').evaluate((name) => { name.dataset['mine'] = 'yes'; });
  const other = await as('Ben');
  await visit(other, `/cases/${third}`);
  await other.keyboard.press('c');
  await expect(other.getByText('You hold this case', { exact: true })).toBeVisible();
  await expect(rows(page).nth(2)).toContainText('Ben');
  await expect(page.locator('[data-mine]'), 'once somebody else has claimed').toBeFocused();
  await expect(page.getByRole('complementary', { name: 'Why is this here' })).toContainText(' 1');
  await page.keyboard.press('Enter');
  await expect(page).toHaveURL(new RegExp(`/cases/${second}$`));
  await expect(page.getByText('Nobody holds this case', { exact: true })).toBeVisible();
  await page.goBack();
  await expect(page).toHaveURL(new RegExp(`${address.replace('?', '\\?')}$`));
  await expect(rows(page)).toHaveCount(3);
  await expect(current(page), 'where one was').toHaveAttribute('data-row', second!);
  await page.keyboard.press('c');
  await expect(page).toHaveURL(new RegExp(`/cases/${second}$`));
  await expect(page.getByText('You hold this case', { exact: true })).toBeVisible();
  expect(await linesOf(second!)).toMatchObject([{ command: 'case.claim', says: 'claimed the case for 20 minutes', refusal: null }]);
});

test('where Tab leads is the current row: it is told of, chosen and claimed', async ({ as }) => {
  const { made, address } = await casesFor(3);
  const [, second, third] = made.map(({ caseId }) => caseId);
  const page = await as('Ada');
  await visit(page, address);
  await page.keyboard.press('j');
  await expect(current(page)).toHaveAttribute('data-row', second!);
  const box = page.locator(`[data-row="${third!}"]`).getByRole('checkbox');
  await page.keyboard.press('Tab');
  await expect(box).toBeFocused();
  await expect(current(page)).toHaveAttribute('data-row', third!);
  await expect(page.getByRole('complementary', { name: 'Why is this here' })).toContainText(' 2');
  await page.keyboard.press('x');
  await expect(box).toBeChecked();
  await page.keyboard.press('k');
  await expect(current(page)).toHaveAttribute('data-row', second!);
  await page.keyboard.press('Tab');
  await page.keyboard.press('c');
  await expect(page).toHaveURL(new RegExp(`/cases/${third}$`));
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
  // What was told of the claim goes with the hold.
  await page.getByRole('button', { name: 'Let go' }).click();
  await expect(page.getByText('Nobody holds this case', { exact: true })).toBeVisible();
  await expect(page.getByRole('button', { name: 'Claim', exact: false }).first()).toBeVisible();
});

test('from a case that waits for the holder’s answer, which may be claimed again, n goes on to the next', async ({ as }) => {
  const asked = await openCase({ name: 'Asked Avocet', columns: { status: 'asked', askedAt: Date.now(), askedUntil: Date.now() + 168 * HOUR } });
  const best = await openCase({ name: 'Better Brambling', columns: { priority: 9_100_000 } });
  const page = await as('Ben');
  await visit(page, `/cases/${asked.caseId}`);
  await expect(page.getByRole('button', { name: 'Claim', exact: false }).first()).toBeVisible();
  await page.keyboard.press('n');
  await expect(page).toHaveURL(new RegExp(`/cases/${best.caseId}$`));
  await expect(page.getByText('You hold this case', { exact: true })).toBeVisible();
});

/** On the queue, with the page of its best case fetched before and every claim held back until it is let go. */
async function heldBack(page: Page, caseId: string, name: string): Promise<() => void> {
  await visit(page, '/queue');
  await expect(rows(page).first()).toContainText(name);
  await expect.poll(() => page.evaluate((path) => performance.getEntriesByType('resource').some((entry) => new URL(entry.name).pathname === path), `/cases/${caseId}`), 'that the page was fetched before').toBe(true);
  let answer = () => {};
  const answered = new Promise<void>((resolve) => { answer = resolve; });
  await page.route((url) => url.pathname === '/queue', async (route) => {
    if (route.request().method() === 'POST') await answered;
    await route.continue();
  });
  return answer;
}

const taken = (caseId: string) => arrange((tx) => tx.execute(sql`update cases set status = 'claimed', version = version + 1, claimed_by = (select id from staff where name = 'Cleo'), lease_until = now() + interval '20 minutes' where id = ${caseId}`));
const REASON = 'The second laptop was declared.';

test('what is chosen and written while the next case is being claimed is kept, and sent by nobody but its writer once the case is theirs', async ({ as }) => {
  const { caseId } = await openCase({ name: 'Early Egret', columns: { priority: 9_400_000 } });
  const page = await as('Ada');
  const answer = await heldBack(page, caseId, 'Early Egret');
  await page.keyboard.press('n');
  await expect(page).toHaveURL(new RegExp(`/cases/${caseId}$`));
  const card = page.locator('#may');
  await expect(card.getByText('Claiming this case…')).toBeVisible();
  await expect(page.getByText('being claimed', { exact: true })).toBeVisible();
  await expect(page.getByText(/Nobody holds this case/)).toHaveCount(0);
  await page.keyboard.press('d');
  await expect(page.getByRole('radio', { name: /^Dismiss/ })).toBeChecked();
  await page.keyboard.press('f');
  await page.keyboard.type(REASON);
  await page.keyboard.press('Control+Enter');
  await expect(card.getByText('Not yours yet: it can be sent as soon as the case is yours.')).toBeVisible();
  answer();
  await expect(page.getByText('You hold this case', { exact: true })).toBeVisible();
  await expect(card.getByText('Not yours yet')).toHaveCount(0);
  await expect(page.getByRole('radio', { name: /^Dismiss/ })).toBeChecked();
  await expect(page.getByLabel('For colleagues: why')).toHaveValue(REASON);
  expect((await linesOf(caseId)).map(({ command }) => command)).toEqual(['case.claimNext']);
  await page.keyboard.press('Control+Enter');
  await expect(page.getByText('settled: dismiss')).toBeVisible();
  expect((await linesOf(caseId)).map(({ command, refusal }) => [command, refusal])).toEqual([['case.claimNext', null], ['decision.propose', null]]);
  expect((await reading().execute<{ reason: string }>(sql`select reason from decisions where case_id = ${caseId}`)).rows).toEqual([{ reason: REASON }]);
});

test('where somebody was faster, the page stays under the hands that write on it, and a key opens the case that is theirs instead', async ({ as }) => {
  const { caseId } = await openCase({ name: 'Taken Teal', columns: { priority: 9_600_000 } });
  const other = await openCase({ name: 'Left Linnet', columns: { priority: 9_500_000 } });
  const page = await as('Ada');
  const answer = await heldBack(page, caseId, 'Taken Teal');
  await page.keyboard.press('n');
  await expect(page).toHaveURL(new RegExp(`/cases/${caseId}$`));
  await page.keyboard.press('d');
  await page.keyboard.press('f');
  await page.keyboard.type(REASON);
  await taken(caseId);
  answer();
  await expect(page.getByText(/C-\d+ is yours instead\./)).toBeVisible();
  await page.keyboard.type(' Twice.');
  await page.keyboard.press('Control+Enter');
  await expect(page).toHaveURL(new RegExp(`/cases/${caseId}$`));
  await expect(page.getByText('Cleo holds this case')).toBeVisible();
  await expect(page.getByLabel('For colleagues: why')).toHaveValue(`${REASON} Twice.`);
  await expect(page.locator('#may').getByText('Another case is yours, so this cannot be sent.')).toBeVisible();
  await page.keyboard.press('Escape');
  await page.keyboard.press('e');
  await page.keyboard.press('o');
  await expect(page).toHaveURL(new RegExp(`/cases/${other.caseId}$`));
  await expect(page.getByText('You hold this case', { exact: true })).toBeVisible();
  await expect(page.getByLabel('For colleagues: why')).toHaveValue('');
  expect((await reading().execute(sql`select from decisions where case_id in (${caseId}, ${other.caseId})`)).rowCount).toBe(0);
});

test('the page of a case claimed by n is read once, and what a colleague writes meanwhile is told', async ({ as }) => {
  const { caseId } = await openCase({ name: 'Noted Nightjar', columns: { priority: 9_200_000 } });
  const [page, colleague] = [await as('Ben'), await as('Ada')];
  await visit(colleague, `/cases/${caseId}`);
  await colleague.getByLabel('Write a note').fill('Look at the payout.');
  await visit(page, '/queue');
  await expect.poll(() => page.evaluate((path) => performance.getEntriesByType('resource').some(({ name }) => new URL(name).pathname === path), `/cases/${caseId}`), 'that the page was fetched before').toBe(true);
  let reads = 0;
  await page.route((url) => url.pathname === `/cases/${caseId}`, async (route) => {
    if (route.request().method() !== 'GET') return route.continue();
    reads += 1;
    const answer = await route.fetch();
    if (reads === 1) {
      await colleague.getByRole('button', { name: 'Keep the note' }).click();
      await expect(colleague.getByRole('list').getByText('Look at the payout.')).toBeVisible();
    }
    return route.fulfill({ response: answer });
  });
  await page.keyboard.press('n');
  await expect(page.getByText('You hold this case', { exact: true })).toBeVisible();
  await expect(page.getByText('This case has changed while you read.')).toBeVisible();
  expect(reads).toBe(1);
  await expect(page.getByText('Look at the payout.')).toHaveCount(0);
  await page.keyboard.press('r');
  await expect(page.getByText('Look at the payout.')).toBeVisible();
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
  // The first of two keys is seen to wait; what does not go on with it presses nothing alone.
  await page.keyboard.press('g');
  await expect(page.getByRole('status').filter({ hasText: 'waits for a second key' })).toBeVisible();
  await page.keyboard.press('x');
  await expect(page.getByText('waits for a second key')).toBeHidden();
  await expect(page.getByText('1 chosen')).toBeHidden();
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
  await expect(page, 'nothing empty is left in it').toHaveURL(/\?band=act&stake=900&q=Kite[^&]*$/);
  await expect(accounts(page)).toHaveText([middle, high]);
  await keysHeard(page);
  await page.getByRole('link', { name: 'At stake', exact: true }).press('Enter');
  await expect(page).toHaveURL(/sort=stake/);
  await expect(page.getByRole('columnheader', { name: 'At stake' })).toHaveAttribute('aria-sort', 'descending');
  await expect(page.getByRole('link', { name: 'At stake', exact: true })).toBeFocused();
  await expect(accounts(page)).toHaveText([high, middle]);
  // Once more turns it round.
  await page.getByRole('link', { name: 'At stake', exact: true }).press('Enter');
  await expect(page.getByRole('columnheader', { name: 'At stake' })).toHaveAttribute('aria-sort', 'ascending');
  await expect(accounts(page)).toHaveText([middle, high]);
  await page.goBack();
  await page.goBack();
  await expect(page).toHaveURL(/stake=900/);
  await expect(page.getByRole('columnheader', { name: 'At stake' })).not.toHaveAttribute('aria-sort');
  await page.goto(address);
  await expect(accounts(page)).toHaveText([low, middle, high]);
});

test('what changes waits above the table until r; no row moves before', async ({ as }) => {
  const { made, address } = await casesFor(2);
  await holdsLast();
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
  // Among dense rows it is as dense as any.
  await keysHeard(page);
  await page.keyboard.press('d');
  await expect.poll(async () => (await row.boundingBox())!.height).toBeLessThanOrEqual(31);
  await page.keyboard.press('d');
  await row.getByRole('link', { name: '3 cases' }).press('Enter');
  await expect(page).toHaveURL(new RegExp(`open=${ring}`));
  await expect(row.getByRole('link', { name: '3 cases' })).toHaveAttribute('aria-expanded', 'true');
  const shown = await accounts(page).allTextContents();
  expect(shown).toEqual(expect.arrayContaining(members.map(({ account }) => account)));

  // Wherever one stands, from the top.
  for (const _ of shown) await page.keyboard.press('k');
  for (let at = 0; at < shown.indexOf(lead!); at += 1) await page.keyboard.press('j');
  await expect(current(page)).toContainText(lead!);
  await expect(page.getByText(/C-\d+ and up to 2 more of ring Kestrel$/).first()).toBeVisible();
  await page.keyboard.press('c');
  // It stands for ten seconds.
  await expect(page.getByRole('region', { name: /^Just (?:done|decided)$/ })).toContainText('It comes with 2 more cases of its ring, which are yours as well.');
  await expect(page.getByText('You hold this case', { exact: true })).toBeVisible();
  const { rows: held } = await reading().execute<{ id: string }>(sql`select c.id from cases c join staff s on s.id = c.claimed_by where c.ring = ${ring} and s.name = 'Ada' and c.status = 'claimed'`);
  expect(held.map(({ id }) => id).sort()).toEqual(members.map(({ caseId }) => caseId).sort());
  const said = (await Promise.all(members.map(({ caseId }) => linesOf(caseId)))).flatMap((lines) => lines.map(({ says }) => says));
  expect(said.filter((says) => says.endsWith('together with its ring'))).toHaveLength(2);
  await visit(page, '/queue?view=mine');
  await expect(rows(page).filter({ hasText: lead! })).toContainText('You');
});

test('what came between the rendering of a page and the opening of its stream is told', async ({ as }) => {
  const { made, address } = await casesFor(2);
  await holdsLast();
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
  // Whose hands it is in shows where the row stands; what else changed waits.
  await expect(page.locator(`[data-row="${made[0]!.caseId}"]`)).toContainText('Ben');
  await page.keyboard.press('r');
  await expect(rows(page).first()).toContainText('Ben');
});
