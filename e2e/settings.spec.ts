import { eq } from 'drizzle-orm';
import type { Page } from 'playwright/test';
import { arrange, linesOf, openCase, staffFor } from '../db/factories';
import { staffSettings } from '../db/schema';
import { violationsInBothThemes } from './support/accessible';
import { expect, test, visit } from './support/screens';

// Long, and among the last: its tests share the workers, so that none of them ends alone.
test.describe.configure({ mode: 'parallel' });

// Everybody here is somebody of their own: settings are kept per person, and Ada's must not change under other specs.
let people = 0;
async function somebody(role: 'moderator' | 'auditor' = 'moderator', about: { tour?: boolean } = {}) {
  people += 1;
  const person = { name: `Settled Somebody ${people}`, email: `settings-${process.pid}-${people}@worklane.example`, password: 'settings of my own, please' };
  const { id } = await staffFor(role, { ...person, ...about });
  return { ...person, id };
}

const mine = async (id: string) => (await linesOf('main')).filter(({ command, actor }) => actor === id && command.startsWith('settings.'));
const field = (page: Page, verb: string) => page.getByRole('textbox', { name: verb, exact: true });
const keep = async (page: Page) => {
  await page.getByRole('button', { name: 'Keep these keys' }).click();
};
const backgroundOf = (page: Page) => page.evaluate(() => getComputedStyle(document.body).backgroundColor);

test('theme, motion, rows and folded reports are kept with the person and hold in every browser, before the first paint', async ({ as }) => {
  const me = await somebody();
  const page = await as(me);
  await visit(page, '/settings');
  const light = await backgroundOf(page);
  await page.getByRole('radio', { name: 'Dark', exact: true }).check();
  await page.getByRole('radio', { name: 'None', exact: true }).check();
  await page.getByRole('radio', { name: /^Dense/ }).check();
  await page.getByRole('button', { name: 'Keep these', exact: true }).click();
  await expect(page.getByText('Kept. It holds wherever you sign in.')).toBeVisible();
  expect(await backgroundOf(page)).not.toBe(light);
  expect(await mine(me.id)).toMatchObject([{ command: 'settings.change', changes: [{ field: 'theme', was: 'system', now: 'dark' }, { field: 'rows of the queue', was: 'roomy', now: 'dense' }, { field: 'motion', was: 'system', now: 'reduced' }] }]);

  const elsewhere = await as(me, { javaScriptEnabled: false, reducedMotion: 'no-preference' });
  await elsewhere.goto('/queue');
  await expect(elsewhere.locator('html')).toHaveAttribute('data-theme', 'dark');
  await expect(elsewhere.locator('html')).toHaveAttribute('data-motion', 'reduced');
  await elsewhere.goto('/settings');
  await expect(elsewhere.getByRole('radio', { name: /^Dense/ })).toBeChecked();
});

test('without a script the forms work: a theme is kept, and a conflict stands beside its field', async ({ as }) => {
  const me = await somebody();
  const page = await as(me, { javaScriptEnabled: false });
  await page.goto('/settings');
  await page.getByRole('radio', { name: 'Light', exact: true }).check();
  await page.getByRole('button', { name: 'Keep these', exact: true }).click();
  await expect(page.locator('html')).toHaveAttribute('data-theme', 'light');
  await field(page, 'Filter').fill('j');
  await keep(page);
  await expect(page.getByText('j is the key of “Next row” already.').first()).toBeVisible();
  await field(page, 'Filter').fill(';');
  await keep(page);
  await expect(field(page, 'Filter')).toHaveValue(';');
  // What a script would put in its place is shown where it came, and nothing stands for it any more.
  await page.goto('/appeals');
  await expect(page.getByText('Looked through every appeal').or(page.getByRole('table', { name: /^Appeals/ })).first()).toBeVisible();
  await expect(page.getByText('Loading ')).toBeHidden();
});

test('what is wrong with a kept key is not held against another that is written in its place', async ({ as }) => {
  const me = await somebody();
  // Kept before the list had that key.
  await arrange((tx) => tx.update(staffSettings).set({ keys: { filter: 'j' } }).where(eq(staffSettings.staff, me.id)));
  const page = await as(me);
  await visit(page, '/settings');
  const filter = field(page, 'Filter');
  await expect(filter).toHaveAttribute('aria-invalid', 'true');
  await filter.fill('');
  await expect(filter).not.toHaveAttribute('aria-invalid');
  await filter.fill('j');
  await filter.blur();
  await expect(filter).toHaveAttribute('aria-invalid', 'true');
  await filter.fill(';');
  await filter.blur();
  await expect(filter).not.toHaveAttribute('aria-invalid');
  await filter.fill('k');
  await keep(page);
  await expect(filter).toHaveAccessibleDescription(/k is the key of “Row before” already\./);
});

test('the theme of the menu is kept as well', async ({ as }) => {
  const me = await somebody();
  const page = await as(me);
  await visit(page, '/queue');
  await page.getByLabel(`${me.name}: theme, keys, sign out`).click();
  const kept = page.waitForResponse((answer) => answer.request().method() === 'POST' && answer.url().endsWith('/queue'));
  await page.getByRole('group', { name: 'Theme' }).getByRole('button', { name: 'Dark' }).click();
  await kept;
  await expect(page.locator('html')).toHaveAttribute('data-theme', 'dark');
  expect(await mine(me.id)).toMatchObject([{ command: 'settings.change', changes: [{ field: 'theme', was: 'system', now: 'dark' }] }]);
  await page.reload();
  await expect(page.locator('html')).toHaveAttribute('data-theme', 'dark');
});

test('what a client wrote stays folded until it is asked for, and stands open for whoever has chosen so', async ({ as, stack }) => {
  const account = `acc_report_${process.pid}`;
  const at = new Date(Date.now() - 3_600_000).toISOString();
  const events = [
    { id: `${account}-1`, type: 'account.registered', at, account, data: { name: 'Reported Rook', declared: { country: 'GB', city: 'Leeds', timeZone: 'Europe/London' } } },
    { id: `${account}-2`, type: 'client.reported', at, account, data: { kind: 'different_person', client: 'client_rook', text: 'Somebody else sat in the call, and he said he would hurt me.' } },
  ];
  const answer = await fetch(`${stack.url}/api/v1/events`, { method: 'POST', headers: { authorization: `Bearer ${stack.apiKey}`, 'content-type': 'application/json' }, body: JSON.stringify(events) });
  expect(await answer.json()).toMatchObject({ accepted: 2, rejected: [] });
  const me = await somebody('auditor');
  const page = await as(me);
  // Before it is assessed there is no such page, and a browser says that on its console.
  await expect.poll(async () => (await page.request.get(`/accounts/${account}`)).text(), { timeout: 120_000 }).toContain('What they wrote');
  await page.goto(`/accounts/${account}`);
  const words = page.getByText('Somebody else sat in the call');
  await expect(words).toBeHidden();
  await page.getByText('What they wrote').click();
  await expect(words).toBeVisible();
  await visit(page, '/settings');
  await page.getByRole('radio', { name: 'Always shown' }).check();
  await page.getByRole('button', { name: 'Keep these', exact: true }).click();
  await expect(page.getByText('Kept. It holds wherever you sign in.')).toBeVisible();
  await page.goto(`/accounts/${account}`);
  await expect(words).toBeVisible();
});

test.describe('the tour', () => {
  const tour = (page: Page) => page.getByRole('complementary', { name: 'Tour' });
  /** Whether the card lies over any of what it points at; null before it points at something. */
  const isCovering = (page: Page) => page.evaluate(() => {
    const [card, target] = ['[aria-label="Tour"]', '[data-toured]'].map((selector) => document.querySelector(selector)?.getBoundingClientRect());
    return card === undefined || target === undefined ? null : card.left < target.right && card.right > target.left && card.top < target.bottom && card.bottom > target.top;
  });

  test('offers itself at the first sign-in beside a page that goes on working, and can be left and taken up where it was', async ({ as }) => {
    await openCase({ name: 'Toured Teal' });
    const me = await somebody('moderator', { tour: true });
    const page = await as(me);
    await visit(page, '/queue');
    await expect(tour(page)).toContainText('1 of 10');
    await expect(tour(page)).toContainText('What waits, the strongest first');
    await expect(page.locator('[data-toured]')).toHaveClass(/qt/);
    await expect.poll(() => isCovering(page)).toBe(false);
    // What is said of the current row stays in sight beside it.
    const card = (await tour(page).boundingBox())!;
    for (const part of ['.peek > h2', '.peek .fx']) {
      const { y, height } = (await page.locator(part).boundingBox())!;
      expect(card.y >= y + height || card.y + card.height <= y, part).toBe(true);
    }
    // Nothing took the focus, and the keys of the page work.
    expect(await page.evaluate(() => document.activeElement === document.body)).toBe(true);
    const current = page.locator('tr[aria-current="true"]');
    const first = await current.getAttribute('data-row');
    await page.keyboard.press('j');
    await expect(current).not.toHaveAttribute('data-row', first!);
    await page.keyboard.press('>');
    await expect(tour(page)).toContainText('2 of 10');
    await page.keyboard.press('<');
    await expect(tour(page)).toContainText('1 of 10');
    // It is the second thing that the keyboard meets on a page, after the way past the rail.
    await visit(page, '/queue');
    await expect(tour(page)).toContainText('1 of 10');
    await page.keyboard.press('Tab');
    await page.keyboard.press('Tab');
    await expect(tour(page).getByRole('button', { name: 'Next step' })).toBeFocused();
    for (const step of [2, 3, 4]) {
      await page.keyboard.press('Enter');
      await expect(tour(page)).toContainText(`${step} of 10`);
      if (step === 2) await expect(page.locator('[data-toured]')).toHaveClass(/peek/);
      await expect.poll(() => isCovering(page), `step ${step}`).toBe(false);
    }
    await page.keyboard.press('Enter');
    await expect(page).toHaveURL(/\/cases\/case_/);
    await expect(tour(page)).toContainText('5 of 10');
    await expect(page.locator('[data-toured]')).toHaveAttribute('data-panel', 'verdict');
    await tour(page).getByRole('button', { name: 'Go to it' }).click();
    await expect(page.locator('[data-panel="verdict"]')).toBeFocused();
    await page.reload();
    await expect(tour(page)).toContainText('5 of 10');
    // Escape leaves what is written in, and then the tour, from wherever one is.
    await page.keyboard.press('m');
    await expect(page.getByRole('textbox', { name: 'Write a note' })).toBeFocused();
    await page.keyboard.press('Escape');
    await expect(tour(page)).toBeVisible();
    await page.keyboard.press('Escape');
    await expect(tour(page)).toHaveCount(0);
    await expect(page.getByRole('status').filter({ hasText: 'You left the tour at step 5. The list of keys (?) and Settings go on with it.' })).toHaveCount(1);
    await expect.poll(() => mine(me.id)).toMatchObject([{ command: 'settings.takeTour', says: 'left the tour at step 5', changes: [{ field: 'tour', was: 'new', now: 'left' }] }]);

    await page.reload();
    await expect(page.locator('[data-panel="verdict"]')).toBeVisible();
    await expect(tour(page)).toHaveCount(0);
    await visit(page, '/settings');
    await expect(page.getByText('You left it at step 5.')).toBeVisible();
    await page.getByRole('button', { name: 'Go on with the tour' }).click();
    await expect(tour(page)).toContainText('5 of 10');
    // On another page it is one line, and says nothing of what is not there.
    expect((await tour(page).boundingBox())!.height).toBeLessThan(48);
    await expect(tour(page)).not.toContainText('For, against, and missing');
    await tour(page).getByRole('link', { name: 'Go there' }).click();
    await expect(page).toHaveURL(/\/cases\/case_/);
    for (const step of [6, 7, 8, 9, 10]) {
      await tour(page).getByRole('button', { name: 'Next step' }).click();
      await expect(tour(page)).toContainText(`${step} of 10`);
      await expect.poll(() => isCovering(page), `step ${step}`).not.toBe(true);
    }
    await tour(page).getByRole('button', { name: 'End of the tour' }).click();
    await expect(tour(page)).toHaveCount(0);
    await expect(page.locator('#main')).toBeFocused();
    await expect.poll(async () => (await mine(me.id)).map(({ says }) => says)).toEqual(['left the tour at step 5', 'took up the tour', 'went through the tour']);
  });

  test('is taken once more from the list of keys, and its card is accessible on a desk and on a phone, in both themes', async ({ as }) => {
    await openCase({ name: 'Toured Once More' });
    const page = await as(await somebody());
    await visit(page, '/deliveries');
    await page.keyboard.press('?');
    await page.getByRole('dialog', { name: 'Keys of this page' }).getByRole('button', { name: 'Take the tour' }).click();
    await expect(page).toHaveURL(/\/queue$/);
    await expect(tour(page)).toContainText('1 of 10');
    const room = tour(page).getByRole('button', { name: /Make room|Read it/ });
    for (const [width, height] of [[1440, 900], [390, 844], [320, 640]] as const) {
      await page.setViewportSize({ width, height });
      expect(await violationsInBothThemes(page), `at ${width}`).toEqual([]);
      const isWithin = async () => { const box = (await tour(page).boundingBox())!; expect([box.x >= 0, box.x + box.width <= width, box.y >= 0, box.y + box.height <= height], `within ${width}`).toEqual([true, true, true, true]); };
      await isWithin();
      if (width > 760) continue;
      // Over a page that it would cover, it is one line for as long as one likes.
      await room.click();
      await expect(tour(page)).not.toContainText('What waits, the strongest first');
      expect((await tour(page).boundingBox())!.height).toBeLessThan(48);
      await isWithin();
      await expect(room).toBeFocused();
      await room.press('Enter');
      await expect(tour(page)).toContainText('What waits, the strongest first');
    }
  });

  test('whoever is added without it never meets it', async ({ as }) => {
    const page = await as(await somebody());
    await visit(page, '/queue');
    await expect(tour(page)).toHaveCount(0);
  });
});
