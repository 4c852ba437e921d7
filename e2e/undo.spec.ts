import { and, eq, inArray, ne, sql } from 'drizzle-orm';
import type { Page } from 'playwright/test';
import { reading } from '../db/client';
import { arrange, linesOf, openCase } from '../db/factories';
import { cases } from '../db/schema';
import { letLeave, letStay } from './support/leaving';
import { ledgerOf } from './support/ledger';
import { choose, claim, deliveryOf, restrict } from './support/scene';
import { expect, test, visit } from './support/screens';

// The last but one: its tests share the workers.
test.describe.configure({ mode: 'parallel' });

const toast = (page: Page) => page.getByRole('region', { name: 'Just decided' });
const verbs = async (caseId: string) => (await linesOf(caseId)).filter(({ command }) => command.startsWith('decision.')).map(({ command, refusal }) => `${command}${refusal === null ? '' : ` ${refusal}`}`);
const leftFor = async (account: string) => (await reading().execute<{ n: number }>(sql`select ((select count(*) from orders where account = ${account}) + (select count(*) from notices where account = ${account}))::int as n`)).rows[0]!.n;

/** Opens a case under either name and dismisses them by key, one after the other. */
async function dismissed(page: Page, ...names: readonly [string, string]): Promise<[string, string]> {
  const [first, second] = [await openCase({ name: names[0] }), await openCase({ name: names[1] })];
  for (const { caseId } of [first, second]) {
    await claim(page, caseId);
    await page.keyboard.press('d');
    await page.keyboard.press('Control+Enter');
    await expect(page.getByText('settled: dismiss')).toBeVisible();
    // The page of the next case says how long the one before can be withdrawn.
    await letStay(caseId);
  }
  return [first.caseId, second.caseId];
}

test('one decides by key and goes on to the next case; the toast comes along, and a key takes the decision back', async ({ as }) => {
  const [first, second] = [await openCase({ name: 'Undone Umbra', columns: { priority: 8_000_001 } }), await openCase({ name: 'Next Nuthatch', columns: { priority: 8_000_000 } })];
  const page = await as('Ada');
  await claim(page, first.caseId);
  await page.keyboard.press('d');
  await page.keyboard.press('n');
  await expect(page.getByRole('checkbox', { name: 'Then open the next best case' })).toBeChecked();
  await page.keyboard.press('Control+Enter');

  await expect(page).toHaveURL(new RegExp(`/cases/${second.caseId}\\?then=next$`));
  await expect(page.getByText('You hold this case', { exact: true })).toBeVisible();
  await expect(page.getByRole('checkbox', { name: 'Then open the next best case' })).toBeChecked();
  await expect(page.getByRole('heading', { level: 1 })).toBeFocused();
  await expect(toast(page)).toContainText('Dismiss on C-');
  await expect(toast(page)).toContainText(/Can be withdrawn for \d+ s/);
  await expect(page.getByRole('status').filter({ hasText: 'it can be withdrawn' })).toContainText('Undone Umbra');
  // On to somewhere else: it is still there.
  await page.keyboard.press('g');
  await page.keyboard.press('q');
  await expect(page).toHaveURL(/\/queue/);
  await expect(toast(page)).toContainText('Undone Umbra');
  await page.keyboard.press('z');

  await expect(page).toHaveURL(new RegExp(`/cases/${first.caseId}$`));
  await expect(page.getByText('You hold this case', { exact: true })).toBeVisible();
  await expect(toast(page)).toHaveCount(0);
  await expect(page.getByRole('status').filter({ hasText: 'Withdrawn: Dismiss on C-' })).toContainText('Undone Umbra');
  await expect(page.getByRole('heading', { level: 1 })).toBeFocused();
  await expect(page.getByText('withdrawn', { exact: true })).toBeVisible();
  expect(await verbs(first.caseId)).toEqual(['decision.propose', 'decision.withdraw']);
});

test('a decision that goes on nowhere leaves the focus on its card, in sight; from there a key goes on to the next case', async ({ as }) => {
  const [first, second] = [await openCase({ name: 'Carded Coot', columns: { priority: 8_000_031 } }), await openCase({ name: 'Onward Ouzel', columns: { priority: 8_000_030 } })];
  const page = await as('Ada');
  await claim(page, first.caseId);
  await choose(page, 'Suspension');
  await page.keyboard.press('Control+Enter');
  const card = page.getByRole('region', { name: /^Suspension/ });
  await expect(card).toContainText('waits for a second person');
  await expect(card).toBeFocused();
  await expect(card.getByRole('heading')).toBeInViewport({ ratio: 1 });
  await page.keyboard.press('n');
  await expect(page).toHaveURL(new RegExp(`/cases/${second.caseId}$`));
  await expect(page.getByRole('heading', { level: 1 })).toBeFocused();
  await expect(page.getByText('You hold this case', { exact: true })).toBeVisible();
});

test.describe(() => {
  // What is held back says so.
  test.use({ expectedErrors: /net::ERR_FAILED/ });

  test('before its scripts are there the case’s own page withdraws, and what was withdrawn never leaves', async ({ as }) => {
    const { caseId, account } = await openCase({ name: 'Scriptless Skua' });
    const page = await as('Ada');
    await claim(page, caseId);
    await restrict(page);
    await expect(page.getByText('settled: restriction')).toBeVisible();
    await letStay(caseId);

    const plain = await as('Ada');
    await plain.route(/_next\/static\/.*\.js/, (route) => route.abort());
    await plain.goto(`/cases/${caseId}`);
    await expect(plain.getByRole('region', { name: 'Just decided' })).toContainText('Restriction on C-');
    await plain.locator('#may').getByRole('button', { name: 'Withdraw' }).click();
    await expect(plain.getByText('You hold this case', { exact: true })).toBeVisible();
    expect(await verbs(caseId)).toEqual(['decision.propose', 'decision.withdraw']);
    expect((await reading().execute(sql`select from work where name = 'issue' and payload ->> 'decision' in (select id from decisions where case_id = ${caseId})`)).rowCount).toBe(0);
    expect(await leftFor(account)).toBe(0);
  });
});

test('several just decided are one line at the foot of the page, clear of what is read; a key opens the others', async ({ as }) => {
  const page = await as('Ben');
  await dismissed(page, 'Stacked Stint', 'Stacked Snipe');
  await expect(toast(page).getByText('Stacked Snipe')).toBeVisible();
  await expect(toast(page).getByText('1 more')).toBeVisible();
  await expect(toast(page).getByText('Stacked Stint')).toBeHidden();
  const line = (await toast(page).boundingBox())!;
  expect(line.height).toBeLessThan(48);
  const ends = await page.evaluate(() => ['.who', '.may'].map((part) => document.querySelector(part)!.getBoundingClientRect().bottom));
  for (const end of ends) expect(end).toBeLessThanOrEqual(line.y + 1);
  await page.keyboard.press('g');
  await page.keyboard.press('z');
  await expect(toast(page).getByText('Stacked Stint')).toBeVisible();
  await expect(toast(page).getByRole('form', { name: /Stacked Stint/ }).getByRole('button', { name: 'Withdraw', exact: true })).toBeFocused();
  await page.keyboard.press('Escape');
  await expect(toast(page).getByText('Stacked Stint')).toBeHidden();
  await page.keyboard.press('?');
  await expect(page.getByRole('dialog', { name: 'Keys of this page' })).toContainText('Everything just decided');
});

test('z takes back what was decided last; what comes to the line after it, it only leads to', async ({ as }) => {
  const page = await as('Ben');
  const [older, newer] = await dismissed(page, 'Older Oriole', 'Newer Nuthatch');
  await expect(toast(page).getByText('Newer Nuthatch')).toBeVisible();
  await page.keyboard.press('z');
  await expect(page.getByText('You hold this case', { exact: true })).toBeVisible();
  await expect(toast(page).getByText('Older Oriole')).toBeVisible();
  await page.keyboard.press('z');
  await expect(toast(page).getByRole('button', { name: 'Withdraw', exact: true })).toBeFocused();
  expect(await verbs(older)).toEqual(['decision.propose']);
  expect(await verbs(newer)).toEqual(['decision.propose', 'decision.withdraw']);
});

test('where the next case has come and what was decided last has not, z takes back nothing that is older', async ({ as }) => {
  const [older, last, next] = [await openCase({ name: 'Older Osprey' }), await openCase({ name: 'Latest Linnet' }), await openCase({ name: 'Next Nightjar', columns: { priority: 8_000_010 } })];
  const page = await as('Ben');
  await claim(page, older.caseId);
  await page.keyboard.press('d');
  await page.keyboard.press('Control+Enter');
  await expect(page.getByText('settled: dismiss')).toBeVisible();
  await letStay(older.caseId);
  await claim(page, last.caseId);
  const ahead = page.waitForResponse((answer) => new URL(answer.url()).pathname === `/cases/${next.caseId}`);
  await page.keyboard.press('d');
  await page.keyboard.press('n');
  await ahead;
  await expect(toast(page)).toContainText('Older Osprey');
  // The next page was fetched before; what it asks for once it is there takes its time.
  let comes = (): void => {};
  const coming = new Promise<void>((resolve) => { comes = resolve; });
  await page.route((url) => url.pathname === `/cases/${next.caseId}`, async (route) => {
    await coming;
    await route.continue();
  });
  await page.keyboard.press('Control+Enter');
  await expect(page.getByRole('heading', { level: 1 })).toContainText('Next Nightjar');
  await expect(toast(page)).not.toContainText('Latest Linnet');
  await page.keyboard.press('z');
  await expect(toast(page).getByRole('button', { name: 'Withdraw', exact: true })).toBeFocused();
  comes();
  await expect(toast(page)).toContainText('Latest Linnet');
  await page.keyboard.press('z');
  await expect(page).toHaveURL(new RegExp(`/cases/${last.caseId}$`));
  expect(await verbs(older.caseId)).toEqual(['decision.propose']);
  expect(await verbs(last.caseId)).toEqual(['decision.propose', 'decision.withdraw']);
});

test('where no case is left to go on to, the queue tells what was decided', async ({ as }) => {
  const { caseId } = await openCase({ name: 'Last Lapwing' });
  const page = await as('Ben');
  await claim(page, caseId);
  const iris = (await ledgerOf.people())['Iris']!;
  await arrange((tx) => tx.update(cases).set({ status: 'claimed', claimedBy: iris, leaseUntil: Date.now() + 1_200_000 }).where(and(inArray(cases.status, ['waiting', 'claimed']), ne(cases.id, caseId))));
  await visit(page, `/cases/${caseId}`);
  await page.keyboard.press('d');
  await page.keyboard.press('n');
  await page.keyboard.press('Control+Enter');
  await expect(page).toHaveURL(/\/queue$/);
  await expect(toast(page)).toContainText('Last Lapwing');
  const nothing = 'Nothing waits for you.';
  await expect(page.getByRole('status').filter({ hasText: nothing })).toHaveCount(1);
  // Its own case says so as well.
  await visit(page, `/cases/${caseId}`);
  await page.keyboard.press('n');
  await expect(page.locator('#may').getByRole('alert')).toHaveText(nothing);
  await expect(page).toHaveURL(new RegExp(`/cases/${caseId}$`));
  await arrange((tx) => tx.update(cases).set({ status: 'waiting', claimedBy: null, leaseUntil: null }).where(eq(cases.claimedBy, iris)));
});

test('at every width the line names what it offers to take back, with everything of it on the screen', async ({ as }) => {
  const opened = [await openCase({ name: 'Narrow Nene' }), await openCase({ name: 'Long-named Proposal of Lapwing', columns: { askedAt: Date.now() - 8 * 86_400_000, askedUntil: Date.now() - 86_400_000 } })];
  const page = await as('Cleo');
  await claim(page, opened[0]!.caseId);
  await page.keyboard.press('d');
  await page.keyboard.press('Control+Enter');
  await expect(page.getByText('settled: dismiss')).toBeVisible();
  await letStay(opened[0]!.caseId);
  await claim(page, opened[1]!.caseId);
  await choose(page, 'Suspension');
  await page.getByRole('button', { name: 'Propose', exact: true }).click();
  await expect(page.getByText('proposed, waits for a second person')).toBeVisible();
  const words = toast(page).getByText('Suspension on C-');
  await expect(words).toBeVisible();
  await toast(page).locator('summary').click();
  await expect(toast(page).getByText('Narrow Nene')).toBeVisible();
  for (const [width, height] of [[320, 640], [390, 844], [800, 900], [1000, 900], [1280, 900]] as const) {
    await page.setViewportSize({ width, height });
    expect((await words.boundingBox())!.width, `at ${width}`).toBeGreaterThan(120);
    for (const control of await toast(page).locator('a, button, summary').all()) await expect(control, `at ${width}`).toBeInViewport({ ratio: 1 });
    expect(await page.evaluate(() => document.documentElement.scrollWidth), `at ${width}`).toBeLessThanOrEqual(width);
  }
});

test('once it has left, the page says so and what can be done instead', async ({ as }) => {
  const { caseId, account } = await openCase({ name: 'Gone Godwit' });
  const page = await as('Ada');
  // A page that hears of nothing does not know yet that the decision leaves.
  await page.route('**/api/live*', (route) => route.fulfill({ contentType: 'text/event-stream', body: 'retry: 600000\n\n' }));
  await claim(page, caseId);
  await restrict(page);
  const withdraw = toast(page).getByRole('button', { name: 'Withdraw' });
  await expect(withdraw).toBeVisible();
  await letStay(caseId);
  await visit(page, `/cases/${caseId}`);
  await expect(withdraw).toBeVisible();
  expect(await leftFor(account)).toBe(0);
  await letLeave(caseId, 80_000);
  await deliveryOf(account, 'mail');
  await withdraw.click();
  await expect(page.getByText('lift the decision on its case').first()).toBeVisible();
  expect(await leftFor(account)).toBe(2);
  await visit(page, `/cases/${caseId}`);
  await expect(toast(page)).toHaveCount(0);
  await page.getByText('Lift…').click();
  await page.getByLabel('Why, as the holder will read it').fill('The second laptop was declared in spring.');
  await page.getByRole('button', { name: 'Lift it' }).click();
  await expect(page.locator('.reached').filter({ hasText: 'Lifted. The platform is told at once.' })).toBeFocused();
  await expect(page.getByText('Lift…')).toHaveCount(0);
});

test('what is refused comes to where one looks; what is proposed to two is told, and taken back by key while nobody has read it', async ({ as }) => {
  const { caseId, account } = await openCase({ name: 'Taken Tern', columns: { askedAt: Date.now() - 8 * 86_400_000, askedUntil: Date.now() - 86_400_000 } });
  const page = await as('Ada');
  await claim(page, caseId);
  await choose(page, 'Suspension');
  await expect(page.getByRole('button', { name: 'Propose', exact: true })).toBeVisible();
  // Without a ground: it is gone to, and named.
  const ticked = page.locator('input[name="ground"]:checked');
  for (let left = await ticked.count(); left > 0; left -= 1) await ticked.first().uncheck();
  await page.keyboard.press('Control+Enter');
  await expect(page.locator('input[name="ground"]').first()).toBeFocused();
  await expect(page.getByText('Suspension needs at least one ground.').first()).toBeVisible();
  await page.locator('input[name="ground"]').first().check();
  await expect(page.getByText('Suspension needs at least one ground.')).toHaveCount(0);
  const why = page.getByLabel('For colleagues: why');
  await why.fill('');
  await page.keyboard.press('Control+Enter');
  await expect(why).toBeFocused();
  await expect(why).toBeInViewport({ ratio: 1 });
  await expect(why).toHaveAccessibleDescription(/Say why: a second reader/);
  await why.fill('Two machines in two places.');
  // What is mended is not held against anybody.
  await expect(page.getByText('Say why: a second reader')).toHaveCount(0);
  await expect(why).not.toHaveAttribute('aria-invalid');
  await page.keyboard.press('Control+Enter');
  await expect(page.getByText('proposed, waits for a second person')).toBeVisible();
  await expect(toast(page)).toContainText('Suspension on C-');
  await expect(toast(page)).toContainText('It waits for a second person, under Reviews');
  await expect(page.getByRole('status').filter({ hasText: 'Proposed: Suspension' })).toContainText('Taken Tern');
  const cleo = await as('Cleo');
  await visit(cleo, '/reviews');
  await expect(cleo.getByRole('link', { name: 'Taken Tern' })).toBeVisible();
  // Nor does the ledger say by whom.
  await visit(cleo, `/audit/case:${caseId}`);
  await expect(cleo.getByRole('row', { name: /Somebody did something that is covered until you have read the evidence yourself/ })).toHaveCount(3);
  await expect(cleo.locator('main')).not.toContainText(/decision\.propose|Ada proposed|Ada tried/);
  // The key takes something back, and leads nowhere.
  await expect(toast(page).getByRole('link', { name: 'Its case' })).not.toHaveAttribute('aria-keyshortcuts');

  await page.keyboard.press('?');
  await expect(page.getByRole('dialog', { name: 'Keys of this page' })).toContainText('Withdraw');
  await page.keyboard.press('Escape');
  await page.keyboard.press('q');
  await expect(page.getByLabel('Why, for the record')).toBeFocused();
  await page.keyboard.type('The other laptop turned out to be theirs.');
  await page.getByRole('button', { name: 'Withdraw it' }).click();
  await expect(page.locator('.reached').filter({ hasText: 'Withdrawn. You hold C-' })).toBeFocused();
  await expect(page.getByText('You hold this case', { exact: true })).toBeVisible();
  await expect(toast(page)).toHaveCount(0);
  expect(await verbs(caseId)).toEqual(['decision.propose invalid', 'decision.propose invalid', 'decision.propose', 'decision.withdraw']);
  expect(await leftFor(account)).toBe(0);

  // Whoever may read the next one blind is not told what this one said.
  await visit(cleo, '/reviews');
  await expect(cleo.getByRole('link', { name: 'Taken Tern' })).toHaveCount(0);
  await visit(cleo, `/cases/${caseId}`);
  await expect(cleo.getByText('What it said stays covered from you')).toBeVisible();
  for (const words of ['Two machines in two places', 'turned out to be theirs']) await expect(cleo.locator('body')).not.toContainText(words);
});

test('a page that hears of nothing takes its offer back by itself once the decision leaves: whoever is on it is told so there, what is typed stays, and nothing is asked of the server', async ({ as }) => {
  const { caseId } = await openCase({ name: 'Leaving Lapwing' });
  const [page, list] = [await as('Ada'), await as('Ada')];
  for (const each of [page, list]) {
    await each.clock.install();
    await each.route('**/api/live*', (route) => route.fulfill({ contentType: 'text/event-stream', body: 'retry: 600000\n\n' }));
  }
  await claim(page, caseId);
  await restrict(page);
  await expect(page.getByText('settled: restriction')).toBeVisible();
  await letStay(caseId);
  await visit(page, `/cases/${caseId}`);
  await visit(list, '/queue');
  await page.locator('summary', { hasText: 'Reveal e-mail' }).click();
  const purpose = page.getByRole('form', { name: 'Reveal e-mail', includeHidden: true }).getByLabel('What do you need it for?');
  await purpose.fill('Comparing the sender of a letter.');
  const [offer, line] = [page.getByText(/^Nobody has been told yet\. For (2\d|[3-9]\d) s/), toast(list).getByRole('form', { name: /Leaving Lapwing/ })];
  // It says how long it really lasts.
  await expect(offer).toBeVisible();
  await page.locator('#may').getByRole('button', { name: 'Withdraw' }).focus();
  await line.getByRole('button', { name: 'Withdraw' }).focus();
  let reads = 0;
  page.on('request', (request) => { if (new URL(request.url()).pathname === `/cases/${caseId}`) reads += 1; });
  for (const each of [page, list]) await each.clock.fastForward('02:00');

  await expect(page.getByText('Nobody has been told yet.')).toHaveCount(0);
  await expect(page.getByRole('status').filter({ hasText: 'It has left, and stands' })).toBeVisible();
  await expect(page.locator(':focus')).toContainText('It has left, and stands');
  await expect(purpose).toHaveValue('Comparing the sender of a letter.');
  expect(reads).toBe(0);
  // From there the keyboard goes on to what can be done instead.
  await page.keyboard.press('Tab');
  await expect(page.locator('summary', { hasText: 'Lift…' })).toBeFocused();
  // So it is on the line at the foot of any page.
  await expect(line).toContainText('It stands now.');
  await expect(line).toBeFocused();
});
