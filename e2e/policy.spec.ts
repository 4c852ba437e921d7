import type { Page } from 'playwright/test';
import { expect, keysHeard, test, visit } from './support/screens';

const threshold = (page: Page, band: string) => page.getByRole('slider', { name: `Where ${band} begins` });

async function draftBy(page: Page, title: string): Promise<string> {
  await visit(page, '/policy');
  await page.getByLabel('What for?').fill(title);
  await page.getByRole('button', { name: 'Begin a draft' }).click();
  await page.waitForURL('**/policy/drafts/*');
  return new URL(page.url()).pathname;
}

test('a threshold is moved by arrow keys and by pointer, tells how many accounts it would take in, and is kept with the other bands', async ({ as }) => {
  const page = await as('Cleo');
  const address = await draftBy(page, 'Act later');
  await visit(page, address);
  const act = threshold(page, 'act');
  const before = Number(await act.getAttribute('aria-valuenow'));
  await act.focus();
  await page.keyboard.press('PageUp');
  await page.keyboard.press('ArrowRight');
  await expect(act).toHaveAttribute('aria-valuenow', String(Math.round((before + 0.6) * 100) / 100));
  await expect(page.getByRole('status').filter({ hasText: /^Act from [\d,.]+ in [\d,.]+: \d+ accounts or so/ })).toBeVisible();

  // A threshold never passes its neighbour, however far it is dragged.
  const [review, box] = [threshold(page, 'review'), (await threshold(page, 'review').boundingBox())!];
  await page.mouse.move(box.x + box.width / 2, box.y + box.height / 2);
  await page.mouse.down();
  await page.mouse.move(box.x + 900, box.y, { steps: 4 });
  await page.mouse.up();
  await expect(review).toHaveAttribute('aria-valuenow', (await review.getAttribute('aria-valuemax'))!);
  await page.keyboard.press('PageDown');
  const chosen = { act: await act.getAttribute('aria-valuenow'), review: await review.getAttribute('aria-valuenow') };

  // One press keeps it, with the part of its fields folded; what came of it is told, and the focus stays by the picture.
  await page.getByRole('button', { name: 'Keep it' }).click();
  await expect(page.getByRole('region', { name: 'Just done' })).toContainText('Kept, with 2 changes.');
  await expect(page.getByRole('slider').and(page.locator('.threshold.moved'))).toHaveCount(0);
  await expect(page.getByRole('region', { name: 'Where the bands begin' })).toBeFocused();
  await visit(page, address);
  for (const band of ['act', 'review'] as const) await expect(threshold(page, band)).toHaveAttribute('aria-valuenow', chosen[band]!);
  // What is typed is told in odds as it stands there.
  await visit(page, `${address}?part=bands`);
  await page.getByLabel('Review begins at', { exact: true }).fill('-2');
  await expect(page.getByText('-2 nats is 1 in 8.4')).toBeVisible();
  await expect(page.getByLabel('Review begins at', { exact: true })).toHaveAccessibleDescription('-2 nats is 1 in 8.4');
  // Who reads may see where they are, not move them.
  const dov = await as('Dov');
  await visit(dov, address);
  await expect(dov.getByRole('heading', { name: 'Where the bands begin' })).toBeVisible();
  await expect(dov.getByRole('slider')).toHaveCount(0);
});

test('what is refused of a folded part is brought to whoever kept it from the picture, and two presses keep it once', async ({ as }) => {
  const page = await as('Cleo');
  const address = await draftBy(page, 'Kept from the picture');
  await visit(page, address);
  const [part, keep] = [page.locator('#part-bands'), page.getByRole('button', { name: 'Keep it' })];
  const slope = page.getByLabel('Calibration: slope');
  const was = await slope.inputValue();
  await part.locator('summary').click();
  await slope.fill('steep');
  await part.locator('summary').click();
  await threshold(page, 'act').press('PageUp');
  await keep.click();
  await expect(slope).toBeFocused();
  await expect(part.getByRole('alert')).toContainText('Nothing was kept. One field needs another look');
  await slope.fill(was);
  await part.locator('summary').click();

  // Of what another admin keeps meanwhile this page hears nothing.
  await page.route(/\/api\/live/, () => {});
  await page.goto(address);
  await keysHeard(page);
  const iris = await as('Iris');
  await visit(iris, address);
  await threshold(iris, 'watch').press('PageDown');
  await iris.getByRole('button', { name: 'Keep it' }).click();
  await expect(iris.getByRole('region', { name: 'Just done' })).toContainText('Kept');
  await threshold(page, 'act').press('PageUp');
  await keep.click();
  await expect(part.locator('.reached')).toContainText('Somebody changed this a moment ago.');
  await expect(part.locator('.reached')).toBeFocused();
  await page.unroute(/\/api\/live/);

  await visit(page, address);
  let posts = 0;
  let answer = (): void => {};
  const answered = new Promise<void>((resolve) => { answer = resolve; });
  await page.route((url) => url.pathname === address, async (route) => {
    if (route.request().method() === 'POST') {
      posts += 1;
      await answered;
    }
    await route.continue();
  });
  await threshold(page, 'act').press('PageUp');
  await keep.click();
  await keep.click();
  answer();
  await expect(page.getByRole('region', { name: 'Just done' })).toContainText('Kept, with 1 change.');
  await expect(keep).toHaveCount(0);
  await expect(part).not.toHaveAttribute('open');
  expect(posts).toBe(1);
});

test('a draft is tried on history, proposed with a reason, and comes into force by another admin’s signature', async ({ as }) => {
  const cleo = await as('Cleo');
  const address = await draftBy(cleo, 'Time to answer');
  await visit(cleo, `${address}?part=limits`);
  const days = cleo.getByLabel('Time to answer, days');
  const was = Number(await days.inputValue());
  await days.fill(String(was + 1));
  await cleo.getByRole('button', { name: 'Keep limits and the queue' }).click();
  await expect(cleo.getByRole('region', { name: 'What changes' })).toContainText('Time to answer, days');
  await expect(cleo.getByRole('button', { name: 'Propose it' })).toHaveCount(0);
  await cleo.getByRole('button', { name: 'Try it on history' }).click();
  await expect(cleo.getByLabel('Why', { exact: true })).toBeVisible({ timeout: 150_000 });
  await cleo.getByLabel('Why', { exact: true }).fill('People in hospital did not answer in time.');
  await cleo.getByRole('button', { name: 'Propose it' }).click();
  await expect(cleo.getByText('People in hospital did not answer in time.')).toBeVisible();
  await expect(cleo.getByRole('button', { name: /^Countersign/ })).toHaveCount(0);

  const iris = await as('Iris');
  await visit(iris, address);
  await expect(iris.getByRole('region', { name: 'What changes' })).toContainText('Time to answer, days');
  await iris.getByRole('button', { name: /^Countersign/ }).click();
  await iris.waitForURL('**/policy/versions/*');
  await expect(iris.getByRole('heading', { level: 1 })).toBeFocused();
  await expect(iris.getByText('People in hospital did not answer in time.')).toBeVisible();
  for (const name of ['Cleo', 'Iris']) await expect(iris.getByRole('definition').filter({ hasText: name }).first()).toBeVisible();
});
