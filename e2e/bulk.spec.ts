import { sql } from 'drizzle-orm';
import type { Page } from 'playwright/test';
import { reading } from '../db/client';
import { linesOf, openCase } from '../db/factories';
import { claim } from './support/scene';
import { expect, keysHeard, test, visit } from './support/screens';

const rows = (page: Page) => page.getByRole('table', { name: /^Open cases/ }).locator('tbody tr');
const line = (page: Page, name: string) => page.getByRole('row').filter({ hasText: name });
const statusOf = async (caseId: string) => (await reading().execute<{ status: string; outcome: string | null }>(sql`select status, outcome from cases where id = ${caseId}`)).rows[0];

test('cases chosen on two pages go into the tray, and one measure on all of them is told, done and taken back case by case', async ({ as }) => {
  const kin = `Tray${process.pid}`;
  const made = [await openCase({ name: `${kin} One` }), await openCase({ name: `${kin} Two` }), await openCase({ name: `${kin} Held` })];
  const [one, two, held] = made as [typeof made[0], typeof made[0], typeof made[0]];
  const [ada, ben] = [await as('Ada'), await as('Ben')];
  await claim(ben, held.caseId);

  // Two lists, one choice.
  await visit(ada, `/queue?q=${kin}%20One`);
  await ada.keyboard.press('x');
  await expect(ada.getByRole('status').filter({ hasText: '1 chosen' })).toBeVisible();
  await ada.keyboard.press('f');
  await ada.getByLabel('Account', { exact: true }).fill(kin);
  await ada.getByRole('button', { name: 'Show these' }).click();
  await expect(rows(ada)).toHaveCount(3);
  await keysHeard(ada);
  // All that is shown, none of it; and from one row to another.
  await ada.keyboard.press('a');
  await expect(ada.getByRole('status').filter({ hasText: '3 chosen' })).toBeVisible();
  await ada.keyboard.press('a');
  await expect(ada.getByText(/\d chosen/)).toBeHidden();
  await rows(ada).first().getByRole('checkbox').check();
  await rows(ada).last().getByRole('checkbox').click({ modifiers: ['Shift'] });
  await expect(ada.getByRole('status').filter({ hasText: '3 chosen' })).toBeVisible();
  await ada.keyboard.press('t');
  await expect(ada.getByText('3 accounts laid aside. 3 in your tray.')).toBeVisible();

  // Claimed together: first what it takes, then what came of it, and one way to let all of it go.
  await ada.keyboard.press('b');
  await expect(line(ada, `${kin} Held`)).toContainText('Another person holds this case.');
  await expect(line(ada, `${kin} One`)).toContainText('This case alone.');
  await ada.keyboard.press('ControlOrMeta+Enter');
  await expect(ada.getByRole('status').filter({ hasText: '2 cases are yours by this.' })).toBeVisible();
  await expect(ada.getByRole('button', { name: 'Let all go (2)' })).toBeVisible();
  await ada.keyboard.press('q');
  await expect(line(ada, `${kin} One`)).toContainText('Let go.');
  await expect(line(ada, `${kin} Two`)).toContainText('Let go.');

  await ada.goto('/bulk');
  await ada.getByRole('link', { name: 'Watch', exact: true }).click();
  await expect(line(ada, `${kin} Held`)).toContainText('Another person holds this case.');
  await expect(line(ada, `${kin} Held`).getByRole('checkbox')).toHaveCount(0);
  await expect(line(ada, `${kin} One`)).toContainText('It is claimed first.');
  await expect(ada.getByText('Nobody is told.')).toBeVisible();
  // Somebody takes one of them while the list is read: that one fails, and says why.
  await claim(ben, two.caseId);
  // How far it is, is seen and told between two: the second is kept on its way until then.
  let sent = 0;
  let letOn = () => {};
  const seen = new Promise<void>((resolve) => { letOn = resolve; });
  await ada.route('**/bulk?*', async (route) => {
    if (route.request().method() === 'POST' && (sent += 1) === 2) await seen;
    await route.fallback();
  });
  await ada.getByRole('button', { name: 'Watch on the chosen cases' }).click();
  await expect(ada.getByRole('status').filter({ hasText: '1 of 2 done.' })).toBeAttached();
  await expect(ada.getByRole('button', { name: 'Stop after this one' })).toBeVisible();
  letOn();
  await expect(ada.getByRole('status').filter({ hasText: '1 decided, 1 refused.' })).toBeVisible();
  await expect(line(ada, `${kin} Two`)).toContainText('Another person holds this case.');
  expect(await statusOf(one.caseId)).toEqual({ status: 'settled', outcome: 'watch' });
  expect(await statusOf(two.caseId)).toEqual({ status: 'claimed', outcome: null });
  const decided = (await linesOf(one.caseId)).find(({ command }) => command === 'decision.propose');
  expect(decided?.refs['together']).toMatch(/^together_/);

  await ada.getByRole('button', { name: 'Withdraw all of this run (1)' }).click();
  await expect(line(ada, `${kin} One`)).toContainText('Withdrawn. You hold C-');
  expect(await statusOf(one.caseId)).toEqual({ status: 'claimed', outcome: null });
  expect((await linesOf(one.caseId)).map(({ command }) => command)).toEqual(['case.claim', 'case.release', 'case.claim', 'decision.propose', 'decision.withdraw']);
});

test('what is asked can be read before it is sent; z takes back one of the run and leaves the others where all of them can be', async ({ as }) => {
  const kin = `Run${process.pid}`;
  const [one, two] = [await openCase({ name: `${kin} One` }), await openCase({ name: `${kin} Two` })];
  const page = await as('Iris');
  await visit(page, `/queue?q=${kin}`);
  await expect(rows(page)).toHaveCount(2);
  await page.keyboard.press('a');
  await page.keyboard.press('t');
  await expect(page.getByText('2 in your tray.')).toBeVisible();
  await visit(page, '/bulk?measure=ask');
  const questions = line(page, `${kin} One`).getByText(/^\d+ questions?$/);
  await questions.click();
  await expect(line(page, `${kin} One`).getByRole('listitem').filter({ hasText: '?' }).first()).toBeVisible();
  await page.getByRole('button', { name: 'Ask on the chosen cases' }).click();
  await expect(page.getByRole('button', { name: 'Withdraw all of this run (2)' })).toBeVisible();
  await expect(page.getByRole('region', { name: 'Just decided' })).toContainText('1 more');
  await page.keyboard.press('z');
  await expect(line(page, `${kin} Two`)).toContainText('Withdrawn. You hold C-');
  await expect(page).toHaveURL(/\/bulk\?measure=ask$/);
  await page.getByRole('button', { name: 'Withdraw all of this run (1)' }).click();
  await expect(line(page, `${kin} One`)).toContainText('Withdrawn. You hold C-');
  for (const { caseId } of [one, two]) expect(await statusOf(caseId)).toEqual({ status: 'claimed', outcome: null });
});

test('without a script the tray does the same, one case after the other, and several are claimed', async ({ as }) => {
  const { caseId, account } = await openCase({ name: 'Plain Plover' });
  const other = await openCase({ name: 'Plain Pipit' });
  const cleo = await as('Cleo');
  // A desk at twice its size has the button as well.
  await cleo.setViewportSize({ width: 720, height: 450 });
  await visit(cleo, `/cases/${caseId}`);
  await cleo.getByRole('button', { name: 'Into the tray' }).click();
  await expect(cleo.getByText('1 in your tray.')).toBeVisible();
  const page = await as('Cleo', { javaScriptEnabled: false });
  await page.goto('/bulk?measure=dismiss');
  await expect(line(page, account)).toContainText('It is claimed first.');
  await page.getByRole('button', { name: 'Dismiss on the chosen cases' }).click();
  await expect(page.getByRole('status').filter({ hasText: '1 decided.' })).toBeVisible();
  expect(await statusOf(caseId)).toEqual({ status: 'settled', outcome: 'dismiss' });
  await page.goto(`/queue/claim?cases=${other.caseId}`);
  await page.getByRole('button', { name: 'Claim the chosen cases' }).click();
  await expect(page.getByRole('status').filter({ hasText: '1 case is yours by this.' })).toBeVisible();
  expect((await statusOf(other.caseId))?.status).toBe('claimed');
  await page.goto('/bulk');
  await expect(line(page, account)).toContainText('It has no open case.');
  await page.getByText('Empty the tray…').click();
  await page.getByRole('button', { name: 'Empty the tray' }).click();
  await expect(page.getByText('Nothing lies in your tray.')).toBeVisible();
});

test('an auditor has no tray', async ({ as }) => {
  const page = await as('Dov');
  await page.goto('/bulk');
  await expect(page.getByText('Your role may not see this.')).toBeVisible();
  await expect(page.getByRole('link', { name: /^Tray/ })).toHaveCount(0);
});
