import type { Page } from 'playwright/test';
import { current, list, manyCases, rows, toEnd } from './support/queue';
import { expect, test, visit } from './support/screens';

test('the list goes on as far as one scrolls, with few rows in the document, and the back button returns to the same place', async ({ as }) => {
  const { ids, address } = await manyCases(310);
  const page = await as('Ada');
  await visit(page, address);
  await expect(rows(page).nth(29)).toBeAttached();
  const table = page.getByRole('table', { name: /^Open cases/ });
  await expect(table).toHaveAttribute('aria-rowcount', '-1');
  await toEnd(page, 310);
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
  await page.locator(`[data-row="${ids[29]!}"] .du`).click();
  await page.keyboard.press('j');
  await expect(current(page)).toHaveAttribute('data-row', ids[30]!);
  await expect(current(page)).toBeInViewport();
  await expect(current(page)).toHaveAttribute('aria-rowindex', '32');
  await page.keyboard.press('k');
  await expect(current(page)).toHaveAttribute('data-row', ids[29]!);
});

for (const [goes, elsewhere] of [
  ['into a field', async (page: Page) => {
    await page.keyboard.press('f');
    const field = page.getByLabel('Account', { exact: true });
    await field.focus();
    return async () => {
      await page.keyboard.type('jk');
      await expect(field).toBeFocused();
      return 29;
    };
  }],
  ['to a row that they press', async (page: Page, ids: readonly string[]) => {
    await page.locator(`[data-row="${ids[27]!}"] .du`).click();
    return async () => 27;
  }],
] as const) {
  test(`rows that come late take nobody away who has gone ${goes} meanwhile`, async ({ as }) => {
    const { ids, address } = await manyCases(60);
    const page = await as('Ada');
    await page.addInitScript(() => { window.IntersectionObserver = class { observe() {} unobserve() {} disconnect() {} takeRecords() { return []; } } as unknown as typeof IntersectionObserver; });
    let come = (): void => {};
    const coming = new Promise<void>((resolve) => { come = resolve; });
    await page.route((url) => url.searchParams.has('after'), async (route) => { await coming; await route.continue(); });
    await visit(page, address);
    await page.locator(`[data-row="${ids[29]!}"] .du`).click();
    await page.keyboard.press('j');
    const stays = await elsewhere(page, ids);
    come();
    await expect(page.locator(`[data-row="${ids[30]!}"]`)).toBeAttached();
    await expect(current(page)).toHaveAttribute('data-row', ids[await stays()]!);
  });
}

test('a current row far out of sight comes back with the next key', async ({ as }) => {
  const { ids, address } = await manyCases(310);
  const page = await as('Ada');
  await visit(page, address);
  await toEnd(page, 310);
  await expect(page.locator(`[data-row="${ids[0]!}"]`)).toHaveCount(0);
  await page.keyboard.press('j');
  await expect(current(page)).toHaveAttribute('data-row', ids[1]!);
  await expect(current(page)).toBeInViewport();
});

test.describe(() => {
  test.use({ viewport: { width: 390, height: 844 } });

  test('on a phone cases are cards that go on, and nothing is wider than the screen', async ({ as }) => {
    const { ids, address } = await manyCases(130);
    const page = await as('Ada', { viewport: { width: 390, height: 844 } });
    await visit(page, address);
    await expect(rows(page).nth(29)).toBeAttached();
    await expect.poll(async () => {
      await page.evaluate(() => window.scrollTo(0, document.documentElement.scrollHeight));
      return page.locator(`[data-row="${ids.at(-1)!}"]`).count();
    }, { timeout: 120_000, intervals: [100] }).toBe(1);
    expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(390);
  });
});
