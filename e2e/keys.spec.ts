import { sql } from 'drizzle-orm';
import type { Page } from 'playwright/test';
import { ACCOUNTS } from '../db/cast';
import { reading } from '../db/client';
import { linesOf, openCase, staffFor } from '../db/factories';
import { violationsInBothThemes } from './support/accessible';
import { expect, test, visit } from './support/screens';

let people = 0;
async function somebody(role: 'moderator' | 'admin' | 'auditor' = 'moderator') {
  people += 1;
  const person = { name: `Keyed Kestrel ${people}`, email: `keys-${process.pid}-${people}@worklane.example`, password: 'keys of my own, please' };
  const { id } = await staffFor(role, person);
  return { ...person, id };
}

const field = (page: Page, verb: RegExp | string) => page.getByRole('textbox', { name: verb, exact: true });
const keep = (page: Page) => page.getByRole('button', { name: 'Keep these keys' }).click();
const rows = (page: Page) => page.getByRole('table', { name: /^Open cases/ }).locator('tbody tr');
const shown = (page: Page, key: string) => page.locator(`[data-key="${key}"] kbd`).first().evaluate((element) => {
  const { content } = getComputedStyle(element, '::after');
  return content === 'none' || content === 'normal' ? element.textContent : content.replace(/^"|"$/g, '');
});

test('an own key works, stands on its button, in the list and in the palette, and the old one does nothing', async ({ as }) => {
  const me = await somebody();
  const one = await openCase({ name: `Keyed${process.pid}` });
  const page = await as(me);
  await visit(page, '/settings');
  await field(page, 'Claim').fill('X');
  await field(page, 'Choose the row').fill('c');
  await field(page, 'Queue').fill(';');
  await keep(page);
  await expect(page.getByText('Kept. 3 keys have changed.')).toBeVisible();
  await expect(field(page, 'Claim')).toHaveValue('x');
  expect((await linesOf('main')).filter(({ actor, command }) => actor === me.id && command === 'settings.mapKeys')).toMatchObject([{ says: 'changed their own keys', changes: [{ field: 'Queue', was: 'g q', now: ';' }, { field: 'Claim', was: 'c', now: 'x' }, { field: 'Choose the row', was: 'x', now: 'c' }] }]);

  await expect(page.locator('[data-key="g q"]')).toHaveAttribute('aria-keyshortcuts', ';');
  // Keys do nothing while a field has the focus.
  await page.getByRole('heading', { name: 'Settings' }).click();
  await page.keyboard.press(';');
  await expect(page).toHaveURL(/\/queue$/);
  await visit(page, `/queue?q=Keyed${process.pid}`);
  await expect(rows(page)).toHaveCount(1);
  expect([await shown(page, 'c'), await shown(page, 'x'), await shown(page, 'j')]).toEqual(['x', 'c', 'j']);
  await expect(page.getByRole('button', { name: 'Claim', exact: true })).toHaveAttribute('aria-keyshortcuts', 'x');
  await page.keyboard.press('?');
  const sheet = page.getByRole('dialog', { name: 'Keys of this page' });
  await expect(sheet.getByRole('listitem').filter({ hasText: /^Claimx$/ })).toBeVisible();
  await page.keyboard.press('Escape');
  await expect(sheet).toBeHidden();
  await page.keyboard.press('ControlOrMeta+k');
  const palette = page.getByRole('dialog', { name: 'Search' });
  await expect(palette.getByRole('option', { name: 'Claim', exact: true }).locator('kbd')).toHaveText('x');
  await page.keyboard.press('Escape');
  await expect(palette).toBeHidden();
  await page.keyboard.press('c');
  await expect(rows(page).getByRole('checkbox')).toBeChecked();
  await page.keyboard.press('x');
  await expect(page).toHaveURL(new RegExp(`/cases/${one.caseId}$`));
  expect(await linesOf(one.caseId)).toMatchObject([{ command: 'case.claim', actor: me.id }]);
  // The key of a measure that is locked chooses nothing, and leads to why.
  await expect(page.getByText('You hold this case', { exact: true })).toBeVisible();
  await page.keyboard.press('b');
  await expect(page.locator('label').filter({ hasText: /^Closure/ })).toBeFocused();
  await expect(page.locator(':focus')).toContainText('Needs a reply first: the holder has not been asked.');
  await expect(page.getByRole('radio', { checked: true })).toHaveCount(0);
});

test('conflicts and keys that are others’ are refused beside their fields, what was typed stays, and the standard comes back', async ({ as }) => {
  const page = await as(await somebody('auditor'));
  await visit(page, '/settings');
  await field(page, 'Filter').fill('j');
  await field(page, 'Write a note').fill('ctrl+t');
  await field(page, 'Dismiss').fill('Tab');
  await field(page, 'Watch').fill('g');
  await field(page, 'Send: propose, commit, run').fill('q');
  await keep(page);
  const said = { Filter: 'j is the key of “Next row” already.', 'Write a note': 'The browser has it: Ctrl or ⌘ with t opens a tab.', 'Dismiss': 'Browsers and screen readers move, press and go back with this key.', Watch: /^g begins “g/, 'Send: propose, commit, run': 'What sends keeps Ctrl or ⌘, so that no slip of a finger sends.' };
  for (const [verb, words] of Object.entries(said)) await expect(field(page, verb)).toHaveAccessibleDescription(typeof words === 'string' ? new RegExp(words.replaceAll(/[.*+?^${}()|[\]\\]/g, '\\$&')) : /g begins “g/);
  await expect(field(page, 'Filter')).toHaveValue('j');
  await expect(field(page, 'Filter')).toHaveAttribute('aria-invalid', 'true');
  for (const verb of Object.keys(said)) await field(page, verb).fill('');
  await field(page, 'Filter').fill(';');
  await keep(page);
  await expect(page.getByText('Kept. One key has changed.')).toBeVisible();
  await page.getByRole('button', { name: 'Back to the standard keys' }).click();
  await expect(field(page, 'Filter')).toHaveValue('');
  await expect(page.getByRole('button', { name: 'Back to the standard keys' })).toHaveCount(0);
});

test('single characters can be switched off as a whole; keys with Ctrl or ⌘ go on working, and a verb can be given one', async ({ as }) => {
  const me = await somebody();
  // To move, it takes two rows.
  await openCase();
  const page = await as(me);
  await visit(page, '/settings');
  await field(page, 'Next row').fill('ctrl+;');
  await keep(page);
  await expect(page.getByText('Kept. One key has changed.')).toBeVisible();
  await visit(page, '/queue');
  await page.keyboard.press('?');
  const sheet = page.getByRole('dialog', { name: 'Keys of this page' });
  const kept = page.waitForResponse((answer) => answer.request().method() === 'POST' && answer.url().endsWith('/queue'));
  await sheet.getByRole('checkbox', { name: /Switch single letters off/ }).check();
  await kept;
  await expect(page.locator('[data-key="x"]')).not.toHaveAttribute('aria-keyshortcuts');
  await page.keyboard.press('Escape');
  const current = page.locator('tr[aria-current="true"]');
  const first = await current.getAttribute('data-row');
  for (const key of ['x', '?', 'f']) await page.keyboard.press(key);
  await expect(sheet).toBeHidden();
  await expect(page.getByText('1 chosen')).toBeHidden();
  await page.keyboard.press('g');
  await page.keyboard.press('a');
  await page.keyboard.press('ControlOrMeta+;');
  await expect(current).not.toHaveAttribute('data-row', first!);
  await expect(page).toHaveURL(/\/queue(\?.*)?$/);
  await expect(page.locator('[data-key="x"] kbd')).toBeHidden();
  await expect(page.locator('[data-key="j"] kbd')).toBeVisible();
  await expect(page.locator('[data-key="j"]')).toHaveAttribute('aria-keyshortcuts', 'Control+;');
  await page.keyboard.press('ControlOrMeta+k');
  await expect(page.getByRole('dialog', { name: 'Search' })).toBeVisible();
  expect((await linesOf('main')).filter(({ actor }) => actor === me.id).at(-1)).toMatchObject({ command: 'settings.change', changes: [{ field: 'single keys', was: 'on', now: 'off' }] });
});

test.describe('the palette', () => {
  const palette = (page: Page) => page.getByRole('dialog', { name: 'Search' });
  const input = (page: Page) => palette(page).getByRole('combobox');
  const options = (page: Page) => palette(page).getByRole('option');
  /** Lets no more of the script come until what it answers is called. */
  const heldBack = async (page: Page) => {
    let open = () => {};
    const gate = new Promise<void>((resolve) => { open = resolve; });
    await page.route('**/_next/static/chunks/**', async (route) => {
      await gate;
      await route.continue();
    });
    return open;
  };

  test('keeps what is typed and pasted before it has come, and gives none of it to the page', async ({ as }) => {
    await openCase({ name: 'Jolly Egret' });
    const page = await as('Ada');
    await visit(page, '/queue');
    const first = await page.locator('tr[aria-current="true"]').getAttribute('data-row');
    const open = await heldBack(page);
    // Escape takes the opening back.
    await page.keyboard.press('ControlOrMeta+k');
    await page.keyboard.type('j');
    await page.keyboard.press('Escape');
    await page.keyboard.press('ControlOrMeta+k');
    await page.keyboard.type('jollx');
    await page.keyboard.press('Backspace');
    await page.evaluate(() => {
      const clipboardData = new DataTransfer();
      clipboardData.setData('text', 'y Egret');
      document.body.dispatchEvent(new ClipboardEvent('paste', { clipboardData, bubbles: true, cancelable: true }));
    });
    for (const key of ['Control+a', 'Control+Enter', 'Enter']) await page.keyboard.press(key);
    expect(await page.locator('tr[aria-current="true"]').getAttribute('data-row')).toBe(first);
    await expect(page).toHaveURL(/\/queue(\?.*)?$/);
    open();
    // What was pasted and entered is opened once it is found.
    await expect(page).toHaveURL(/\/accounts\//);
    await expect(page.getByRole('heading', { level: 1 })).toContainText('Jolly Egret');
  });

  test('loses no sign of what is typed while it comes', async ({ as }) => {
    const page = await as('Ada');
    await visit(page, '/queue');
    const open = await heldBack(page);
    const words = Array.from({ length: 40 }, (_, index) => `sign ${index}`).join(' ');
    await page.keyboard.press('ControlOrMeta+k');
    open();
    await page.keyboard.type(words);
    await expect(input(page)).toHaveValue(words);
  });

  test('leads from a pasted session to the case with the days around it, and to the events of its account', async ({ as }) => {
    const [held] = (await reading().execute<{ id: string }>(sql`select id from cases where account = ${ACCOUNTS.mallory.account} order by opened_at desc limit 1`)).rows;
    const [session] = (await reading().execute<{ id: string; at: string; account: string }>(sql`select session as id, at::text, account from events where account = ${ACCOUNTS.mallory.account} and type = 'session.seen' order by at limit 1`)).rows;
    const page = await as('Ada');
    await visit(page, '/queue');
    await page.keyboard.press('ControlOrMeta+k');
    await input(page).fill(session!.id);
    const found = palette(page).getByRole('group', { name: 'Sessions' }).getByRole('option');
    await expect(found).toHaveText([/^Session in C-\d+ /, /^Session of .*among its events$/]);
    await page.keyboard.press('Enter');
    await page.waitForURL((url) => url.pathname === `/cases/${held!.id}` && Date.parse(url.searchParams.get('from')!) < Date.parse(session!.at) && Date.parse(session!.at) < Date.parse(url.searchParams.get('to')!));
    await expect(page.locator('[data-panel="same-hands"]')).toBeVisible();
  });

  test('opens with the verbs of the page and the screens; the arrows move, Enter does, Escape gives the focus back', async ({ as }) => {
    await openCase({ name: 'Paletted Plover' });
    const page = await as('Ada');
    await visit(page, '/queue');
    await page.getByRole('link', { name: 'At stake', exact: true }).focus();
    await page.keyboard.press('ControlOrMeta+k');
    await expect(input(page)).toBeFocused();
    await expect(palette(page).getByRole('group', { name: 'On this page' }).getByRole('option', { name: 'next row' })).toBeVisible();
    await expect(palette(page).getByRole('group', { name: 'Screens' }).getByRole('option')).toContainText(['Queue', 'Reviews', 'Appeals', 'Rings', 'Deliveries', 'Imports', 'Policy', 'Audit', 'Settings']);
    await expect(input(page)).toHaveAttribute('aria-expanded', 'true');
    const active = () => input(page).evaluate((element) => document.getElementById(element.getAttribute('aria-activedescendant') ?? '')?.getAttribute('aria-selected'));
    expect(await active()).toBe('true');
    await page.keyboard.press('ArrowUp');
    await expect(options(page).last()).toHaveAttribute('aria-selected', 'true');
    await page.keyboard.press('ArrowDown');
    await expect(options(page).first()).toHaveAttribute('aria-selected', 'true');
    await page.keyboard.press('Escape');
    await expect(page.getByRole('link', { name: 'At stake', exact: true })).toBeFocused();

    await page.keyboard.press('ControlOrMeta+k');
    await page.keyboard.type('choose; with');
    await expect(options(page)).toHaveCount(1);
    await page.keyboard.press('ArrowDown');
    await page.keyboard.press('Enter');
    await expect(page.getByText('1 chosen')).toBeVisible();
    await page.keyboard.press('ControlOrMeta+k');
    // A screen that shares its beginning with nobody's name.
    await page.keyboard.type('settings');
    await expect(options(page)).toHaveText([/^Settings/]);
    await page.keyboard.press('Enter');
    await expect(page).toHaveURL(/\/settings$/);
  });

  test('takes a pasted identifier in the body of a request, keeps it nowhere, and opens what it finds', async ({ as, stack }) => {
    const account = `acc_found_${process.pid}`;
    const [email, phone, instrument, document, token] = [`Found.${process.pid}@Mail.example`, '+44 1632 960321', 'GB33BUKB20201555555555', `SPEC ${process.pid}-77001`, `device/${process.pid}`];
    const at = new Date(Date.now() - 3_600_000).toISOString();
    const events = [
      { id: `${account}-1`, type: 'account.registered', at, account, data: { name: 'Found Falcon', email, phone, declared: { country: 'HU', city: 'Szeged', timeZone: 'Europe/Budapest' } } },
      { id: `${account}-2`, type: 'session.seen', at, account, session: 's', data: { ip: '81.2.69.77', device: { token } } },
      { id: `${account}-3`, type: 'payout.method_added', at, account, data: { instrument, rail: 'bank' } },
      { id: `${account}-4`, type: 'verification.finished', at, account, data: { check: 'document', outcome: 'passed', document, documentType: 'passport', documentCountry: 'HU' } },
      { id: `${account}-5`, type: 'contract.started', at, account, data: { contract: `job-${process.pid}`, client: `client-${process.pid}` } },
    ];
    const answer = await fetch(`${stack.url}/api/v1/events`, { method: 'POST', headers: { authorization: `Bearer ${stack.apiKey}`, 'content-type': 'application/json' }, body: JSON.stringify(events) });
    expect(await answer.json()).toMatchObject({ accepted: 5, rejected: [] });
    await expect.poll(async () => (await reading().execute(sql`select 1 from links where account = ${account} and kind = 'document'`)).rows.length, { timeout: 120_000 }).toBe(1);

    const page = await as('Ada');
    const asked: string[] = [];
    page.on('request', (request) => { if (request.url().includes('/api/search')) asked.push(`${request.method()} ${request.url()}`); });
    await visit(page, '/queue');
    await page.keyboard.press('ControlOrMeta+k');
    for (const pasted of [email.toLowerCase(), phone, '81.2.69.77', token, instrument.toLowerCase(), document, account, 'found fal']) {
      await input(page).fill(pasted);
      await expect(palette(page).getByRole('group', { name: 'Accounts', exact: true }).getByRole('option', { name: /^Found Falcon/ }), pasted).toBeVisible();
      if (pasted === '81.2.69.77') await expect(palette(page).getByRole('status')).toContainText('seen from this address');
    }
    await input(page).fill(`job-${process.pid}`);
    await expect(palette(page).getByRole('group', { name: 'Contracts' }).getByRole('option')).toContainText('Contract of Found Falcon');
    await input(page).fill(`client-${process.pid}`);
    await expect(palette(page).getByRole('group', { name: 'Accounts of a client' }).getByRole('option')).toContainText('Found Falcon');
    await page.keyboard.press('Enter');
    await expect(page).toHaveURL(new RegExp(`/accounts/${account}\\?events=work$`));
    expect(new Set(asked)).toEqual(new Set([`POST ${stack.url}/api/search`]));
    // Pasted and entered before anything was found: what is found is opened.
    await page.keyboard.press('ControlOrMeta+k');
    await input(page).fill(email);
    await page.keyboard.press('Enter');
    await expect(page).toHaveURL(new RegExp(`/accounts/${account}$`));
    expect(JSON.stringify(await linesOf('main'))).not.toContain(email);
  });

  test('finds cases, rings, lines of the ledger and people by kind; a staff address only for whom it is', async ({ as, stack }) => {
    const { caseId } = await openCase({ name: 'Numbered Nightjar' });
    const { rows: [found] } = await reading().execute<{ number: number }>(sql`select number::int from cases where id = ${caseId}`);
    const page = await as('Ada');
    await visit(page, `/cases/${caseId}`);
    await page.getByRole('button', { name: 'Claim' }).click();
    await expect(page.getByText('You hold this case', { exact: true })).toBeVisible();
    await page.keyboard.press('ControlOrMeta+k');
    await input(page).fill(`c-${found!.number}`);
    await expect(palette(page).getByRole('group', { name: 'Cases' }).getByRole('option')).toContainText('Numbered Nightjar');
    await input(page).fill(`C-${found!.number} line 1`);
    await expect(palette(page).getByRole('group', { name: 'Lines of the ledger' }).getByRole('option')).toHaveText(`Line 1 of C-${found!.number}`);
    await input(page).fill('Cleo');
    await expect(palette(page).getByRole('group', { name: 'People' }).getByRole('option')).toContainText('admin');
    await input(page).fill(stack.people.Cleo.email);
    await expect(palette(page).getByRole('status')).toContainText('Nothing is known under this.');
    await input(page).fill('Cleo');
    await page.keyboard.press('Enter');
    await expect(page).toHaveURL(/\/audit\?actor=staff_/);

    const admin = await as('Cleo');
    await visit(admin, '/queue');
    await admin.keyboard.press('ControlOrMeta+k');
    await input(admin).fill(stack.people.Ada.email.toUpperCase());
    await expect(palette(admin).getByRole('group', { name: 'People' }).getByRole('option')).toContainText('Ada');
  });

  test('says that it looks, that nothing is known, and that it could not ask; the open list is accessible in both themes and sizes', async ({ as }) => {
    const page = await as('Ada');
    await visit(page, '/queue');
    let answer = () => {};
    const held = new Promise<void>((go) => { answer = go; });
    await page.route('**/api/search', async (route) => {
      await held;
      await route.continue();
    });
    await page.keyboard.press('ControlOrMeta+k');
    await input(page).fill('nothing has this name');
    await expect(palette(page).getByRole('status')).toHaveText('Looking…');
    answer();
    await input(page).fill('nothing has this name at all');
    await expect(palette(page).getByRole('status')).toContainText('Nothing is known under this.');
    await page.unrouteAll({ behavior: 'ignoreErrors' });
    await page.route('**/api/search', (route) => route.fulfill({ status: 200, contentType: 'text/html', body: '<p>' }));
    await input(page).fill('no answer');
    await expect(palette(page).getByRole('alert')).toContainText('The search could not be asked.');
    await page.unrouteAll();
    await input(page).fill('a');
    await expect(options(page).first()).toBeVisible();
    for (const [width, height] of [[1440, 900], [390, 844], [320, 640]] as const) {
      await page.setViewportSize({ width, height });
      expect(await violationsInBothThemes(page, { within: '.palette' }), `at ${width}`).toEqual([]);
      expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(width);
    }
  });
});

test('a page that is long in coming is said to be on its way, whether a key, the search or a link has asked for it', async ({ as }) => {
  const page = await as('Dov');
  await visit(page, '/queue');
  const told = page.getByRole('status').filter({ hasText: 'Opening…' });
  const asked: [string, () => Promise<void>][] = [
    ['/policy', async () => { await page.keyboard.press('g'); await page.keyboard.press('p'); }],
    ['/rings', async () => { await page.keyboard.press('Control+k'); await page.getByRole('combobox').fill('Rings'); await page.getByRole('option', { name: /^Rings/ }).click(); }],
    ['/audit', () => page.getByRole('navigation', { name: 'Main' }).getByRole('link', { name: 'Audit' }).click()],
  ];
  for (const [path, ask] of asked) {
    let send = () => {};
    const sent = new Promise<void>((resolve) => { send = resolve; });
    await page.route(({ pathname, searchParams }) => pathname === path && searchParams.has('_rsc'), async (route) => {
      await sent;
      await route.continue();
    });
    await expect(told).toHaveCount(0);
    await ask();
    await expect(told, path).toBeVisible();
    await expect(page).not.toHaveURL(new RegExp(`${path}$`));
    send();
    await expect(page).toHaveURL(new RegExp(`${path}$`));
    await expect(told, path).toHaveCount(0);
    await page.unrouteAll({ behavior: 'wait' });
  }
});
