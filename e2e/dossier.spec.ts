import { sql } from 'drizzle-orm';
import type { Page } from 'playwright/test';
import { ACCOUNTS } from '../db/cast';
import { arrange, linesOf, openCase } from '../db/factories';
import { batches, events } from '../db/schema';
import { reading } from '../db/client';
import { choose, claim } from './support/scene';
import { expect, test, visit } from './support/screens';

const PANELS = { 'same-hands': 'Same hands?', geography: 'Places', clock: 'Clock', devices: 'Devices', links: 'Links', money: 'Money', identity: 'Checks', text: 'Text', clients: 'Clients' } as const;
const panel = (page: Page, id: string) => page.locator(`[data-panel="${id}"]`);
const verdict = (page: Page) => page.getByRole('region', { name: 'Assessment' });

const malloryCase = async () => (await reading().execute<{ id: string }>(sql`select id from cases where account = ${ACCOUNTS.mallory.account} and status <> 'settled'`)).rows[0]!.id;

/** A case that nobody else has, on an account with a whole life; one spec at a time has it. */
async function holdOn(page: Page, account?: string) {
  const made = await openCase({ ...(account === undefined ? {} : { account }), name: 'Dossier Dunlin' });
  await claim(page, made.caseId);
  return made;
}

test('at 1440 by 900 the verdict, the timeline of hands and the act are there without scrolling', async ({ as }) => {
  const page = await as('Ada');
  const caseId = await malloryCase();
  await claim(page, caseId);
  await expect(panel(page, 'text')).toBeVisible();
  await page.reload();
  await expect(verdict(page)).toBeInViewport({ ratio: 1 });
  await expect(verdict(page)).toContainText('that another person works here');
  await expect(verdict(page)).toContainText('Best innocent story');
  for (const lane of ['Place', 'Network', 'Device', 'Checks', 'Payout', 'Profile', 'Hours']) await expect(panel(page, 'same-hands').locator('.tllanes svg text').filter({ hasText: new RegExp(`^${lane}$`, 'i') }).first(), lane).toBeInViewport();
  await expect(page.getByRole('button', { name: 'Propose' })).toBeInViewport({ ratio: 1 });
  expect(await page.evaluate(() => window.scrollY)).toBe(0);
});

test('every panel of a case with a history has something to show', async ({ as }) => {
  const page = await as('Dov');
  await visit(page, `/cases/${await malloryCase()}`);
  for (const id of Object.keys(PANELS)) {
    await expect(panel(page, id), id).not.toContainText('could not be read');
    await expect(panel(page, id).locator('svg, td, li').first(), id).toBeAttached();
  }
  await expect(page.getByText('Loading ')).toHaveCount(0);
  // Opened from a list, by script: what is below the first screen is made after it.
  await visit(page, `/queue?q=${ACCOUNTS.mallory.account}`);
  await page.getByRole('link', { name: 'Mallory Hale', exact: true }).click();
  for (const id of Object.keys(PANELS)) await expect(panel(page, id).locator('svg, td, li').first(), id).toBeAttached();
  const plain = await as('Dov', { javaScriptEnabled: false });
  await plain.goto(page.url());
  for (const id of Object.keys(PANELS)) await expect(panel(plain, id), id).toBeVisible();
  await expect(plain.getByRole('heading', { level: 1 })).toHaveCount(1);
  // Behind a line stand a few rows, and the way to all of them.
  await plain.goto((await plain.locator('a', { hasText: /^All [\d,]+ rows behind this line$/ }).first().getAttribute('href'))!);
  await expect(plain.getByRole('region', { name: 'Events', exact: true })).toContainText(/[\d,]+ events behind “.+”, as of the latest assessment/);
});

test('a note is written by keyboard and kept by the key that sends; while it is unsent, nothing that lets go drops the hold', async ({ as }) => {
  const page = await as('Ada');
  const { caseId } = await holdOn(page);
  const note = page.getByLabel('Write a note');
  const doubt = page.getByRole('dialog', { name: 'Something here is not sent yet' });
  const words = 'The second laptop was declared by phone in spring.';
  await page.keyboard.press('m');
  await expect(note).toBeFocused();
  await page.keyboard.type(words);
  await page.keyboard.press('Escape');
  await expect(note).not.toBeFocused();
  await page.keyboard.press('x');
  await expect(doubt.getByRole('button', { name: 'Stay here' })).toBeFocused();
  await page.keyboard.press('Escape');
  await expect(doubt).toBeHidden();
  await page.getByRole('button', { name: 'Let go', exact: true }).click();
  await doubt.getByRole('button', { name: 'Stay here' }).click();
  await page.keyboard.press('Control+k');
  await page.getByRole('combobox', { name: /^Any id/ }).fill('let go');
  await page.keyboard.press('Enter');
  await doubt.getByRole('button', { name: 'Stay here' }).press('Enter');
  await expect(doubt).toBeHidden();
  await expect(page.getByText('You hold this case', { exact: true })).toBeVisible();
  await expect(note).toHaveValue(words);
  // What lasts says that it is on its way, on its button and to a reader.
  let answer = () => {};
  const held = new Promise<void>((go) => { answer = go; });
  await page.route(`**/cases/${caseId}`, async (route) => {
    await held;
    await route.continue();
  });
  await page.keyboard.press('m');
  await page.keyboard.press('Control+Enter');
  const onItsWay = page.getByRole('status').filter({ hasText: 'Sending…' });
  await expect(onItsWay).toHaveCount(1);
  await expect(page.locator('[data-sending]')).toHaveText(/^Keep the note/);
  answer();
  await expect(page.getByText(words)).toBeVisible();
  await expect(onItsWay).toHaveCount(0);
  await expect(note).toHaveValue('');
  expect((await linesOf(caseId)).map(({ command, refusal }) => [command, refusal])).toEqual([['case.claim', null], ['case.note', null]]);
  // Out of the field; once more leaves nothing, least of all the case. Nothing is unsent now but the measure that is chosen then.
  for (const key of ['Escape', 'Escape', 'd', 'Escape', 'x']) await page.keyboard.press(key);
  await doubt.getByRole('button', { name: 'Let go all the same' }).click();
  await expect(page.getByText('Nobody holds this case', { exact: true })).toBeVisible();
  await expect.poll(() => page.evaluate(() => document.activeElement !== document.body), 'something has the focus').toBe(true);
  // One key takes it back.
  await page.keyboard.press('c');
  await expect(page.getByText('You hold this case', { exact: true })).toBeVisible();
  expect((await linesOf(caseId)).map(({ command }) => command)).toEqual(['case.claim', 'case.note', 'case.release', 'case.claim']);
});

const BY_KEY = [
  { key: 'd', measure: 'Dismiss', state: 'settled: dismiss', says: 'decided: dismiss' },
  { key: 'w', measure: 'Watch', state: 'settled: watch', says: 'decided: watch' },
  { key: 'a', measure: 'Ask', state: 'asked, an answer is due', says: 'asked the holder' },
] as const;
for (const { key, measure, state, says } of BY_KEY) {
  test(`${measure.toLowerCase()} is decided by keyboard alone`, async ({ as }) => {
    const page = await as('Ada');
    const { caseId } = await holdOn(page);
    await page.keyboard.press(key);
    await expect(page.getByRole('radio', { name: new RegExp(`^${measure}`) })).toBeChecked();
    // Tab goes on from the measure, to what belongs to it.
    await expect(page.getByRole('radio', { name: new RegExp(`^${measure}`) })).toBeFocused();
    // The button says that one person is enough for it. What sends keeps Ctrl: Enter on what is chosen is no slip that sends.
    await expect(page.getByRole('button', { name: 'Decide', exact: true })).toBeVisible();
    await page.keyboard.press('Enter');
    await page.getByLabel('For colleagues: why').focus();
    await page.keyboard.type('Read with the whole history.');
    await page.keyboard.press('Control+Enter');
    await expect(page.getByRole('banner')).toContainText(state);
    await expect(page.getByRole('region', { name: new RegExp(`^${measure}`) })).toBeFocused();
    expect((await linesOf(caseId)).find(({ command }) => command === 'decision.propose')).toMatchObject({ says, refusal: null });
  });
}

test('a slow panel holds nothing back: the verdict and the act stand while it loads', async ({ as }) => {
  const page = await as('Ada');
  await claim(page, await malloryCase());
  const here = page.url();
  await arrange(async (tx) => {
    // Whoever reads events now has to wait for this transaction.
    await tx.execute(sql`lock table events in access exclusive mode`);
    await page.goto(here, { waitUntil: 'commit' });
    await expect(page.getByRole('region', { name: 'Same hands?' })).toContainText('Loading');
    await expect(page.getByRole('button', { name: 'Propose' })).toBeVisible();
    await expect(page.getByRole('heading', { level: 1 })).toContainText('Mallory Hale');
  });
  await expect(panel(page, 'same-hands').locator('svg').first()).toBeVisible();
  await expect(page.getByText('Loading ')).toHaveCount(0);
});

test('a panel that fails says so in its own place, and the rest of the dossier works', async ({ as }) => {
  const page = await as('Ada');
  // An account of which no event is kept: its history cannot be read.
  const { caseId } = await holdOn(page);
  for (const title of ['Same hands?', 'Links']) await expect(page.getByRole('region', { name: title })).toContainText('could not be read');
  await expect(page.getByRole('region', { name: 'Links' })).toContainText('The rest of the dossier is complete');
  await expect(verdict(page)).toContainText('Another machine took over within days of the live check');
  await page.keyboard.press('w');
  await page.keyboard.press('Control+Enter');
  await expect(page.getByRole('banner')).toContainText('settled: watch');
  expect((await linesOf(caseId)).find(({ command }) => command === 'decision.propose')).toMatchObject({ says: 'decided: watch' });
});

test('what is held back is shown for a purpose, which is entered; what was shown is entered nowhere', async ({ as }) => {
  const page = await as('Dov');
  const caseId = await malloryCase();
  await visit(page, `/cases/${caseId}`);
  const before = await page.content();
  await expect(page.getByRole('listitem').filter({ hasText: /^E-mail.*Reveal/ })).toContainText('•••@•••');
  await page.locator('summary', { hasText: 'Reveal e-mail' }).click();
  const form = page.getByRole('form', { name: 'Reveal e-mail' });
  await expect(form.getByLabel('What do you need it for?')).toBeFocused();
  await form.getByRole('button', { name: 'Reveal e-mail' }).click();
  await expect(form).toContainText('Say what you need it for, in a few words.');
  await form.getByLabel('What do you need it for?').fill('Comparing the sender of a letter.');
  await form.getByRole('button', { name: 'Reveal e-mail' }).click();
  await expect(form.getByRole('status')).toHaveText(/^E-mail: \S+@\S+\.\S+$/);
  const email = (await form.getByRole('status').innerText()).replace('E-mail: ', '');
  expect(before).not.toContain(email);
  const line = (await linesOf(caseId)).findLast(({ command }) => command === 'account.reveal');
  expect(line).toMatchObject({ says: 'revealed the e-mail for: Comparing the sender of a letter.', refusal: null, refs: { field: 'email' } });
  const { rows } = await reading().execute(sql`select 1 from ledger_entries where says || changes::text || refs::text like ${`%${email}%`}`);
  expect(rows).toEqual([]);
  await page.reload();
  await expect(page.getByText(email)).toHaveCount(0);
});

test('a form that became stale is refused in words, and keeps what was typed', async ({ as }) => {
  const page = await as('Ada');
  const { caseId } = await holdOn(page);
  const other = await page.context().newPage();
  await visit(other, `/cases/${caseId}`);
  await page.getByRole('radio', { name: 'Dismiss' }).check();
  await page.getByLabel('For colleagues: why').fill('The bank letter explains the new payee.');

  await other.getByRole('button', { name: 'Let go' }).click();
  await expect(other.getByText('Nobody holds this case', { exact: true })).toBeVisible();
  await other.getByRole('button', { name: 'Claim' }).click();
  await expect(other.getByText('You hold this case', { exact: true })).toBeVisible();

  await page.getByRole('button', { name: 'Decide' }).click();
  await expect(page.locator('.reached').filter({ hasText: 'Somebody changed this a moment ago. Read it again before you go on; what you wrote is kept.' })).toBeVisible();
  await expect(page.getByLabel('For colleagues: why')).toHaveValue('The bank letter explains the new payee.');
  await expect(page.getByRole('radio', { name: 'Dismiss' })).toBeChecked();
  expect((await linesOf(caseId)).at(-1)).toMatchObject({ command: 'decision.propose', refusal: 'stale' });

  const version = page.locator('.mayform input[name="version"]');
  const old = await version.inputValue();
  await page.getByRole('button', { name: 'Show it' }).click();
  await expect(version).not.toHaveValue(old);
  await expect(page.getByLabel('For colleagues: why')).toHaveValue('The bank letter explains the new payee.');
  await page.getByRole('button', { name: 'Decide' }).click();
  await expect(page.getByRole('banner')).toContainText('settled: dismiss');
});

test('on paper nothing that was revealed is shown, and what acts is left out', async ({ as }) => {
  const page = await as('Dov');
  await visit(page, `/cases/${await malloryCase()}`);
  await page.locator('summary', { hasText: 'Reveal e-mail' }).click();
  const form = page.getByRole('form', { name: 'Reveal e-mail' });
  await form.getByLabel('What do you need it for?').fill('Comparing the sender of a letter.');
  await form.getByRole('button', { name: 'Reveal e-mail' }).click();
  const email = (await form.getByRole('status').innerText()).replace('E-mail: ', '');
  expect(email).toContain('@');
  await expect(page.locator('.evrows').first()).toBeHidden();
  await page.evaluate(() => { window.print = () => { document.body.dataset['printed'] = 'yes'; }; });
  await page.getByRole('button', { name: 'Print', exact: true }).click();
  await expect(page.locator('body[data-printed]')).toHaveCount(1);
  // What A4 leaves between its margins.
  await page.setViewportSize({ width: 688, height: 1000 });
  await page.emulateMedia({ media: 'print' });
  for (const words of ['Printed as it stood on the screen', 'Everything else that was folded is open']) await expect(page.getByText(words)).toBeVisible();
  expect(await page.locator('body').innerText()).not.toContain(email);
  // What the drawings show is not told twice, but where the reader has opened it.
  const hours = panel(page, 'clock').locator('.twin.drawn');
  await expect(hours).toBeHidden();
  await hours.evaluate((twin) => { (twin as HTMLDetailsElement).open = true; });
  await expect(hours.getByRole('table')).toBeVisible();
  await expect(page.locator('.evhead').first()).toBeVisible();
  expect(await page.locator('.evw').evaluateAll((words) => words.filter((each) => each.scrollWidth > each.clientWidth + 1).length), 'words that are cut').toBe(0);
  await expect(page.locator('.evrows').first()).toBeVisible();
  await expect(form).toBeHidden();
  await expect(page.getByRole('complementary', { name: 'Who' }).getByRole('listitem').filter({ hasText: /^E-mail/ })).toContainText('•••@•••');
  await expect(panel(page, 'same-hands').locator('svg').first()).toBeVisible();
  await expect(page.locator('.mayin')).toBeHidden();
  await expect(page.locator('.grip').first()).toBeHidden();

  // What a client wrote stays as the reader left it, in a line that is open.
  const { caseId, account } = await openCase({ name: 'Folded Fulmar' });
  const at = Date.now() - 86_400_000;
  await arrange(async (tx) => {
    await tx.insert(batches).values({ id: `batch_${account}`, source: 'http', sentBy: 'key', receivedAt: at, latestAt: null, accepted: 1, duplicates: 0, rejected: 0 });
    await tx.insert(events).values({ account, id: `${account} D3`, type: 'client.reported', at, receivedAt: at, data: { kind: 'theft', text: 'They took all the files.' }, batch: `batch_${account}` });
  });
  await visit(page, `/cases/${caseId}`);
  await expect(page.locator('.evrows').filter({ hasText: 'A client reported' })).toBeVisible();
  await expect(page.locator('details.folded summary')).toBeVisible();
  await expect(page.getByText('They took all the files.')).toBeHidden();
});

test('an admin says where the platform’s pages are; ids lead there, and are copied where nothing is set', async ({ as }) => {
  const [page, admin] = [await as('Dov'), await as('Cleo')];
  const caseId = await malloryCase();
  await visit(page, `/cases/${caseId}`);
  const who = page.getByRole('complementary', { name: 'Who' });
  await expect(who.getByRole('button', { name: `Copy account ${ACCOUNTS.mallory.account}` })).toBeVisible();

  await visit(admin, '/deliveries');
  const form = admin.getByRole('form', { name: 'The platform’s own pages' });
  await form.getByLabel('Page of an account').fill('http://platform.example/people/{id}');
  await form.getByRole('button', { name: 'Keep these addresses' }).click();
  await expect(form).toContainText('The address must begin with https://.');
  await form.getByLabel('Page of an account').fill('https://platform.example/people/{id}');
  await form.getByLabel('Page of a client').fill('https://platform.example/clients/{id}');
  await form.getByRole('button', { name: 'Keep these addresses' }).click();
  await expect(form.getByRole('status')).toContainText('Ids lead there from now on.');
  expect((await linesOf('main')).findLast(({ command }) => command === 'pages.set')).toMatchObject({ refusal: null, says: 'said where the platform’s own pages are' });

  await page.reload();
  const out = who.getByRole('link', { name: `account ${ACCOUNTS.mallory.account} on the platform, in a new tab` });
  await expect(out).toHaveAttribute('href', `https://platform.example/people/${ACCOUNTS.mallory.account}`);
  await expect(out).toHaveAttribute('rel', 'noreferrer');
  await expect(panel(page, 'links').getByRole('link', { name: /on the platform/ }).first()).toHaveAttribute('href', /^https:\/\/platform[.]example\/people\//);
  await expect(page.getByRole('region', { name: 'What this touches' }).getByRole('button', { name: /^Copy contract / }).first()).toBeVisible();
  await form.getByLabel('Page of an account').fill('');
  await form.getByLabel('Page of a client').fill('');
  await form.getByRole('button', { name: 'Keep these addresses' }).click();
  await expect.poll(async () => (await linesOf('main')).filter(({ command, refusal }) => command === 'pages.set' && refusal === null).length).toBe(2);
});

test('what of a measure is refused stands at its boxes, whichever button asked for it, and before any script as well', async ({ as }) => {
  const page = await as('Ada');
  const { caseId } = await holdOn(page);
  await choose(page, 'Restriction');
  const boxes = (on: Page) => on.getByRole('group', { name: 'What is restricted' });
  await expect(boxes(page).getByRole('checkbox', { checked: true }), 'what is restricted nobody chooses for one').toHaveCount(0);
  for (const button of ['See the notice', 'Decide']) {
    await page.getByRole('button', { name: button }).click();
    await expect(boxes(page).getByRole('checkbox').first()).toBeFocused();
    await expect(boxes(page)).toHaveAccessibleDescription('Choose what is restricted.');
    await expect(boxes(page).getByText('Choose what is restricted.')).toBeInViewport();
    await expect(page.getByText('Choose what is restricted.').locator('visible=true')).toHaveCount(1);
    // What is mended is not held against anybody.
    await boxes(page).getByRole('checkbox').first().check();
    await expect(page.getByText('Choose what is restricted.')).toHaveCount(0);
    await boxes(page).getByRole('checkbox').first().uncheck();
  }
  const plain = await as('Ada', { javaScriptEnabled: false });
  await plain.goto(`/cases/${caseId}`);
  await plain.getByRole('radio', { name: /^Restriction/ }).check();
  await plain.getByRole('button', { name: 'Decide or propose' }).click();
  await expect(boxes(plain).getByText('Choose what is restricted.')).toBeVisible();
  await expect(plain.getByRole('radio', { name: /^Restriction/ })).toBeChecked();
});

test('an auditor is told once why they decide nothing, on an open case and on a settled one', async ({ as }) => {
  const ada = await as('Ada');
  const { caseId } = await holdOn(ada);
  const page = await as('Dov');
  for (const isSettled of [false, true]) {
    if (isSettled) {
      await ada.keyboard.press('d');
      await ada.getByRole('button', { name: 'Decide' }).click();
      await expect(ada.getByRole('banner')).toContainText('settled: dismiss');
    }
    await visit(page, `/cases/${caseId}`);
    await expect(page.locator('.mayin').getByText(/Auditors read and verify; they do not move cases/)).toHaveCount(1);
  }
  await expect(page.getByText('This case is settled. Auditors read and verify')).toBeVisible();
});
