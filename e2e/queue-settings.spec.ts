import type { Page } from 'playwright/test';
import { linesOf, openCase } from '../db/factories';
import { violationsInBothThemes } from './support/accessible';
import { somebody } from './support/queue';
import { expect, keysHeard, test, visit } from './support/screens';

const DAY = 86_400_000;
/** Nobody else's case has so much at stake, so that this group leaves every other spec's cases where they are. */
const MUCH = 900_000;
/** Above whatever other specs have left in the queue. */
const FIRST = 9_000_000;

/** Goes to a control without a mouse: what has a label can be reached, and typed or pressed there. */
async function type(page: Page, label: string, words: string): Promise<void> {
  await page.getByLabel(label, { exact: true }).focus();
  await page.keyboard.press('ControlOrMeta+a');
  await page.keyboard.type(words);
}
const unfold = async (page: Page, words: RegExp) => {
  await page.locator('summary').filter({ hasText: words }).focus();
  await page.keyboard.press('Enter');
};
const tryOut = async (page: Page) => {
  await page.getByRole('button', { name: 'Try it out' }).focus();
  await page.keyboard.press('Enter');
  await expect(page.getByRole('heading', { name: 'What it would do' })).toBeVisible();
  await expect(page.getByRole('region', { name: 'What it would do' })).toBeFocused();
  await keysHeard(page);
};
const set = async (page: Page) => {
  await page.getByRole('button', { name: 'Set the queue so' }).focus();
  await page.keyboard.press('Enter');
  await expect(page).toHaveURL(/\/queue\/settings$/);
};

async function isAccessible(page: Page): Promise<void> {
  for (const [width, height] of [[1440, 900], [390, 844], [320, 640]] as const) {
    await page.setViewportSize({ width, height });
    expect(await violationsInBothThemes(page), `at ${width}`).toEqual([]);
    expect(await page.evaluate(() => document.documentElement.scrollWidth), `reflow at ${width}`).toBeLessThanOrEqual(width);
  }
  await page.setViewportSize({ width: 1440, height: 900 });
  await page.emulateMedia({ colorScheme: 'light' });
}

test('an admin tries out a group, a rule, a due time and a measure left to admins, by keyboard alone; the queue and its people follow, and one hands a case on', async ({ as }) => {
  const [admin, member, stranger] = [await somebody('admin'), await somebody(), await somebody()];
  const { caseId, account } = await openCase({ name: 'Whaley Kite', stakeUsd: MUCH, openedAgo: 60 * DAY, columns: { dueAt: Date.now() + 3 * DAY, priority: FIRST } });
  const page = await as(admin);
  await visit(page, '/queue');
  await page.getByRole('link', { name: 'Settings of the queue' }).focus();
  await page.keyboard.press('Enter');
  await expect(page.getByText('There are no groups: every case is everybody’s.')).toBeVisible();

  // What is wrong is said by its place, and nothing of it can be saved.
  await type(page, 'Act, hours', 'soon');
  await page.keyboard.press('Enter');
  await expect(page.getByRole('main').getByRole('alert')).toContainText('First look at act: Write hours as a number.');
  await expect(page.getByRole('group', { name: 'What is wrong' })).toBeFocused();
  await expect(page.getByRole('button', { name: 'Set the queue so' })).toHaveCount(0);

  await type(page, 'Act, hours', '24');
  await type(page, 'Much at stake: from US dollars', String(MUCH));
  await type(page, 'Then within hours at the latest', '12');
  await type(page, 'Name of another group', 'Whales');
  await tryOut(page);
  await expect(page.getByText('Whales: nobody with open access belongs to it.')).toBeVisible();
  await expect(page.getByText(/[1-9]\d* would be due sooner, [1-9]\d* of them late at once\./)).toBeVisible();

  await unfold(page, /^Whales: nobody/);
  await page.getByRole('group', { name: 'Who belongs to Whales' }).locator(`[value="${member.id}"]`).focus();
  await page.keyboard.press('Space');
  await page.getByRole('group', { name: 'Not offered to moderators, on cases of Whales' }).getByRole('checkbox', { name: 'Closure' }).focus();
  await page.keyboard.press('Space');
  await unfold(page, /^Another rule/);
  await page.getByLabel('Rule 1 sends to').focus();
  await page.keyboard.type('Whales');
  await type(page, 'At stake, US dollars or more', String(MUCH));
  await tryOut(page);
  const tried = page.getByRole('table', { name: 'Where the open cases would go' });
  await expect(tried.getByRole('row', { name: /\$900,000 or more at stake/ })).toContainText('Whales');
  await expect(tried.getByRole('row', { name: /\$900,000 or more at stake/ }).getByRole('cell').nth(2)).toHaveText('1');
  await isAccessible(page);
  await set(page);
  await expect(page.getByRole('table', { name: 'Groups and their open cases' })).toContainText(member.name);
  const kept = (await linesOf('main')).find(({ command, actor }) => command === 'queue.change' && actor === admin.id);
  expect(kept?.changes).toEqual(expect.arrayContaining([{ field: 'group Whales', was: null, now: member.name }, { field: 'not offered in group Whales', was: null, now: 'closure' }, { field: 'rule 1', was: null, now: '$900,000 or more at stake: to Whales' }]));
  await expect.poll(async () => (await linesOf('main')).filter(({ command, refs }) => command === 'queue.apply' && refs['queueSettings'] === kept?.refs['queueSettings']).length).toBeGreaterThan(0);

  // Its people find it under a view of its own, told why; next hands it to them and to nobody else.
  const theirs = await as(stranger);
  await visit(theirs, '/queue');
  await theirs.getByRole('navigation', { name: 'Views' }).getByRole('link', { name: /^To Whales/ }).click();
  await expect(theirs).toHaveURL(/group=Whales/);
  const row = theirs.getByRole('table', { name: /^Open cases/ }).locator('tbody tr[data-row]').filter({ hasText: account });
  await expect(row).toBeVisible();
  await expect(row).not.toContainText('Next for you');
  const mine = await as(member);
  await visit(mine, '/queue');
  await mine.getByRole('navigation', { name: 'Views' }).getByRole('link', { name: /^To you: Whales/ }).click();
  await expect(mine).toHaveURL(/group=Whales/);
  await expect(mine.getByText('Goes to Whales because: $900,000 or more at stake.')).toBeVisible();
  await expect(mine.getByRole('table', { name: /^Open cases/ }).locator('tbody tr[data-row]').filter({ hasText: account })).toContainText(/late/);
  await mine.keyboard.press('n');
  await expect(mine).toHaveURL(new RegExp(`/cases/${caseId}`));
  await expect(mine.getByText(/Not offered here: Closure\./)).toBeVisible();
  await expect(mine.getByRole('radio', { name: /Closure/ })).toHaveCount(0);
  await mine.keyboard.press('b');
  await expect(mine.getByRole('radio', { checked: true })).toHaveCount(0);
  await expect(mine.getByText('Goes to Whales because: $900,000 or more at stake.')).toBeVisible();

  // Whoever holds it hands it on by a letter and with a reason; then it is everybody's, and free.
  await expect(mine.getByText('You hold this case', { exact: true })).toBeVisible();
  await mine.keyboard.press('h');
  await expect(mine.getByLabel('To', { exact: true })).toBeFocused();
  await mine.keyboard.press('Tab');
  await mine.keyboard.type('Two people in one kitchen');
  await mine.getByRole('button', { name: 'Hand it on' }).focus();
  await mine.keyboard.press('Enter');
  await expect(mine.getByText('Nobody holds this case', { exact: true })).toBeVisible();
  await expect(mine.locator('.reached').filter({ hasText: 'Handed on to everybody.' })).toBeFocused();
  await expect(mine.getByText(/^Goes to Whales/)).toHaveCount(0);
  expect((await linesOf(caseId)).at(-1)).toMatchObject({ command: 'case.handOn', says: 'handed the case on to everybody: Two people in one kitchen' });

  // Set back: the group is gone with its rule, and no case is left in it.
  await visit(page, '/queue');
  await page.goto('/queue/settings');
  await unfold(page, /^Whales:/);
  await page.getByRole('checkbox', { name: 'Leave Whales out, and its rules with it' }).focus();
  await page.keyboard.press('Space');
  await type(page, 'Much at stake: from US dollars', '');
  await page.keyboard.press('Delete');
  await type(page, 'Then within hours at the latest', '');
  await page.keyboard.press('Delete');
  await tryOut(page);
  await set(page);
  await expect(page.getByText('There are no groups: every case is everybody’s.')).toBeVisible();
});
