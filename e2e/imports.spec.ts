import { readFile } from 'node:fs/promises';
import { sql } from 'drizzle-orm';
import type { Page } from 'playwright/test';
import { reading } from '../db/client';
import { eventsOf } from '../db/factories';
import { ledgerOf } from './support/ledger';
import { expect, keysHeard, test } from './support/screens';

let files = 0;
/** An account of the test's own, and its events. */
const fresh = () => {
  files += 1;
  const account = `acc_import_${process.pid}_${files}`;
  return { account, events: eventsOf(account, { days: 3 }) };
};

async function bring(page: Page, name: string, text: string): Promise<void> {
  await page.goto('/imports');
  await page.getByLabel('File', { exact: true }).setInputFiles({ name, mimeType: 'application/octet-stream', buffer: Buffer.from(text) });
  await page.getByRole('button', { name: 'Preview' }).click();
}
const fact = (page: Page, term: string) => page.getByRole('region', { name: 'About it' }).locator('dl > div').filter({ hasText: new RegExp(`^${term}`) }).locator('dd');
const keptOf = async (account: string) => (await reading().execute<{ n: number }>(sql`select count(*)::int as n from events where account = ${account}`)).rows[0]!.n;

test('a file is previewed, run, and followed to its end; what is bad in it harms nothing else', async ({ as }) => {
  const { account, events } = fresh();
  const secret = 'X1234567';
  const bad = { ...events[1]!, id: `${account} bad`, data: { ...events[1]!.data, document: secret, outcome: 'perhaps' } };
  const text = [...events, events[0]!, bad].map((event) => JSON.stringify(event)).concat('{"cut').join('\n');
  const page = await as('Cleo');
  await bring(page, 'history.ndjson', `${text}\n`);

  await expect(page).toHaveURL(/\/imports\/import_\w+$/);
  const preview = page.getByRole('region', { name: 'Preview' });
  await expect(preview).toContainText('2 would be refused. Nothing is written yet.');
  await expect(preview).toContainText(account);
  expect(await keptOf(account)).toBe(0);

  const since = await ledgerOf.now();
  await page.getByRole('button', { name: 'Run it' }).press('Enter');
  await expect(page.getByRole('banner')).toContainText('done');
  await expect(fact(page, 'Lines')).toHaveText(String(events.length + 3));
  await expect(fact(page, 'Kept')).toHaveText(String(events.length));
  await expect(fact(page, 'Known already')).toHaveText('1');
  await expect(fact(page, 'Refused')).toHaveText('2');
  expect(await keptOf(account)).toBe(events.length);
  const refused = page.getByRole('table', { name: 'Refused lines' }).locator('tbody tr');
  await expect(refused).toHaveCount(2);
  await expect(page.getByRole('main')).not.toContainText(secret);
  const taking = page.waitForEvent('download');
  await page.getByRole('link', { name: 'All as a file' }).click();
  const lines = (await readFile(await (await taking).path(), 'utf8')).trim().split('\n');
  expect(lines.map((line) => (JSON.parse(line) as { line: number }).line)).toEqual([events.length + 2, events.length + 3]);
  expect(lines.join('\n')).not.toContain(secret);
  const { Cleo } = await ledgerOf.people();
  expect((await ledgerOf.by(Cleo!, since)).map(({ command, refusal }) => [command, refusal])).toEqual([['import.run', null]]);

  await page.goto('/imports');
  await expect(page.getByRole('row').filter({ hasText: 'history.ndjson' }).first()).toContainText('done');
});

test('the same file twice at once is told, and a second run of it keeps nothing twice', async ({ as }) => {
  const { account, events } = fresh();
  const text = `${events.map((event) => JSON.stringify(event)).join('\n')}\n`;
  const page = await as('Cleo');
  await bring(page, 'twice.ndjson', text);
  await expect(page).toHaveURL(/\/imports\/import_/);
  const first = page.url();
  await bring(page, 'twice.ndjson', text);
  await expect(page.getByRole('alert').filter({ hasText: 'This very file is being imported already; it stands in the list.' })).toBeVisible();
  await page.goto(first);
  await page.getByRole('button', { name: 'Run it' }).click();
  await expect(page.getByRole('banner')).toContainText('done');
  await bring(page, 'twice.ndjson', text);
  await page.getByRole('button', { name: 'Run it' }).click();
  await expect(page.getByRole('banner')).toContainText('done');
  await expect(fact(page, 'Known already')).toHaveText(String(events.length));
  expect(await keptOf(account)).toBe(events.length);
});

test('the CSV of the public login data set is recognised as it is', async ({ as }) => {
  const user = -1_000_000_000 - process.pid;
  const head = 'index,Login Timestamp,User ID,Round-Trip Time [ms],IP Address,Country,Region,City,ASN,User Agent String,Browser Name and Version,OS Name and Version,Device Type,Login Successful,Is Attack IP,Is Account Takeover';
  const row = (index: number, success: string) => `${index},2020-02-03 12:43:3${index}.772,${user},,192.0.2.${index + 1},NO,-,-,29695,Mozilla/5.0 (X11; Linux x86_64),Firefox 72.0,Linux,desktop,${success},False,False`;
  const page = await as('Cleo');
  await bring(page, 'rba.csv', `${[head, row(0, 'True'), row(1, 'False'), row(2, 'True')].join('\n')}\n`);
  await expect(fact(page, 'Format')).toHaveText('rba');
  await page.getByRole('button', { name: 'Run it' }).click();
  await expect(page.getByRole('banner')).toContainText('done');
  await expect(fact(page, 'Kept')).toHaveText('2');
  await expect(fact(page, 'Skipped')).toHaveText('1');
});

test('a file that waits is thrown away by its key, the list without it has the focus, and that it is gone is told', async ({ as }) => {
  const { account, events } = fresh();
  const page = await as('Cleo');
  await bring(page, 'wrong.ndjson', `${events.map((event) => JSON.stringify(event)).join('\n')}\n`);
  await expect(page).toHaveURL(/\/imports\/import_/);
  const id = page.url().split('/').at(-1)!;
  const since = await ledgerOf.now();
  await keysHeard(page);
  for (const key of ['e', 'd']) await page.keyboard.press(key);
  await expect(page.getByText('Throw wrong.ndjson away?')).toBeVisible();
  await expect(page.getByRole('button', { name: 'Throw it away', exact: true })).toBeFocused();
  await page.keyboard.press('Enter');
  await expect(page).toHaveURL(/\/imports$/);
  await expect(page.getByRole('heading', { level: 1 })).toBeFocused();
  await expect(page.getByRole('row').filter({ hasText: 'wrong.ndjson' })).toHaveCount(0);
  await expect(page.getByRole('status').filter({ hasText: 'Thrown away: wrong.ndjson.' })).toBeAttached();
  await expect(page.getByRole('region', { name: 'Just done' })).toContainText('Thrown away: wrong.ndjson.');
  const { rows } = await reading().execute(sql`select 1 from imports where id = ${id} union all select 1 from import_parts where import = ${id}`);
  expect(rows).toEqual([]);
  expect(await keptOf(account)).toBe(0);
  const { Cleo } = await ledgerOf.people();
  expect((await ledgerOf.by(Cleo!, since)).map(({ command, says, refusal }) => [command, says, refusal])).toEqual([['import.discard', 'threw away wrong.ndjson (contract), of which nothing was read', null]]);
});

test('what is no file of events is turned away in words', async ({ as }) => {
  const page = await as('Cleo');
  for (const [name, text, words] of [['poem.txt', 'The fog comes\non little feet.\n', 'What stands in the file was not recognised. Three kinds are read'], ['nothing.ndjson', '', 'The file is empty.']] as const) {
    await bring(page, name, text);
    await expect(page.getByRole('alert').filter({ hasText: words })).toBeVisible();
    await expect(page.locator('#trouble')).toBeFocused();
  }
  const { rows } = await reading().execute(sql`select 1 from imports where file_name in ('poem.txt', 'nothing.ndjson')`);
  expect(rows).toEqual([]);
});
