import { readFile } from 'node:fs/promises';
import pg from 'pg';
import type { Page } from 'playwright/test';
import { linesOf, openCase } from '../db/factories';
import { ledgerOf } from './support/ledger';
import { claim } from './support/scene';
import { expect, test, visit } from './support/screens';

/** A case with four lines: claimed, noted, let go, claimed. */
async function storyOf(page: Page): Promise<{ caseId: string; chain: string }> {
  const { caseId } = await openCase({ name: 'Audit Auk' });
  await claim(page, caseId);
  await page.getByLabel('Write a note').fill('Called the bank; they confirm the payee.');
  await page.getByRole('button', { name: 'Keep the note' }).click();
  await expect(page.getByText('Called the bank; they confirm the payee.')).toBeVisible();
  await page.getByRole('button', { name: 'Let go' }).click();
  await expect(page.getByText('Nobody holds this case', { exact: true })).toBeVisible();
  await claim(page, caseId);
  return { caseId, chain: `case:${caseId}` };
}

const result = (page: Page) => page.locator('.reached').filter({ hasText: 'Checked' });

test('the auditor reads a case line by line, verifies it, and that is entered', async ({ as }) => {
  const { caseId, chain } = await storyOf(await as('Ada'));
  const page = await as('Dov');
  await visit(page, `/audit?case=${caseId}`);
  await expect(page).toHaveURL(new RegExp(`/audit/${encodeURIComponent(chain)}$`));
  await expect(page.getByRole('link', { name: 'Countersign', exact: true }), 'the mark leads where auditors may go').toHaveAttribute('href', '/audit');
  const lines = page.getByRole('table').first().locator('tbody tr');
  await expect(lines).toHaveCount(4);
  await expect(lines).toContainText([/claimed the case/, /let the case go/, /wrote a note/, /claimed the case/]);
  await expect(page.getByRole('region', { name: 'As it stands' })).toContainText('Ada');
  await page.getByRole('link', { name: /before/i }).first().click();
  await expect(page).toHaveURL(/seq=3$/);
  await expect(page.getByRole('region', { name: 'As it stood at line 3' })).toContainText('waiting');

  const since = await ledgerOf.now();
  await page.getByRole('button', { name: 'Verify' }).click();
  await expect(result(page)).toContainText('4 of 4 lines unbroken');
  await expect(result(page)).toBeFocused();
  const { Dov } = await ledgerOf.people();
  expect(await ledgerOf.by(Dov!, since)).toMatchObject([{ command: 'ledger.verify', refusal: null }]);

  // The movement of the queue: the focus goes along, so that a screen reader reads the line, and Enter opens it.
  // It begins at the line that is looked at.
  await page.keyboard.press('j');
  await expect(lines.nth(2).getByRole('link')).toBeFocused();
  await page.keyboard.press('k');
  await page.keyboard.press('k');
  await expect(lines.first().getByRole('link')).toBeFocused();
  await expect(page.locator('[data-current]')).toHaveCount(1);
  await page.keyboard.press('?');
  await expect(page.getByRole('dialog', { name: 'Keys of this page' }).getByRole('listitem').filter({ hasText: 'next line' })).toBeVisible();
  await page.keyboard.press('Escape');
  await page.keyboard.press('Enter');
  await expect(page).toHaveURL(/seq=4$/);
  await expect(lines.first().getByRole('link'), 'the page is not read anew').toBeFocused();
  await expect(lines.first()).toHaveAttribute('aria-current', 'true');
});

test('a line changed behind the product’s back is found, on its chain and in the whole ledger, and only there', async ({ as, stack }) => {
  const { chain } = await storyOf(await as('Ada'));
  const page = await as('Dov');
  const meddle = async (text: string, values: string[]) => {
    const client = new pg.Client(stack.databaseUrl);
    await client.connect();
    try {
      await client.query('set session_replication_role = replica');
      await client.query(text, values);
    } finally {
      await client.end();
    }
  };
  await page.goto('/audit');
  await page.getByRole('button', { name: 'Verify' }).click();
  await expect(result(page)).toContainText(/([\d,]+) of \1 lines unbroken/);

  const honest = (await linesOf(chain.slice('case:'.length)))[1]!.says;
  await meddle('update ledger_entries set says = $2 where chain = $1 and seq = 2', [chain, 'wrote nothing']);
  try {
    await page.goto(`/audit/${encodeURIComponent(chain)}`);
    await page.getByRole('button', { name: 'Verify' }).click();
    await expect(result(page)).toContainText('The ledger is broken');
    await expect(result(page)).toContainText('1 break in 4 lines');
    await expect(result(page)).toContainText('line 2');
    await page.goto('/audit');
    await page.getByRole('button', { name: 'Verify' }).click();
    await expect(result(page)).toContainText('1 break in');
    await expect(result(page)).toContainText(chain);
  } finally {
    await meddle('update ledger_entries set says = $2 where chain = $1 and seq = 2', [chain, honest]);
  }
  await page.getByRole('button', { name: 'Again' }).click();
  await expect(result(page)).toContainText('lines unbroken');
});

test('the ledger refuses to be changed by the product’s own connection', async ({ as, stack }) => {
  const { chain } = await storyOf(await as('Ada'));
  const client = new pg.Client(stack.databaseUrl);
  await client.connect();
  try {
    for (const text of ['update ledger_entries set says = says where chain = $1', 'delete from ledger_entries where chain = $1']) await expect(client.query(text, [chain])).rejects.toThrow();
    await expect(client.query('truncate ledger_entries')).rejects.toThrow();
  } finally {
    await client.end();
  }
});

test('the auditor takes one chain out as a file, and that is entered', async ({ as }) => {
  const { chain } = await storyOf(await as('Ada'));
  const page = await as('Dov');
  await page.goto(`/audit/${encodeURIComponent(chain)}`);
  const since = await ledgerOf.now();
  const taking = page.waitForEvent('download');
  await page.getByRole('button', { name: 'Export this chain' }).click();
  const file = (await readFile(await (await taking).path(), 'utf8')).trim().split('\n').map((line) => JSON.parse(line) as { chain?: string; says?: string });
  expect(file.filter((line) => line.says !== undefined).map(({ chain: of }) => of)).toEqual([chain, chain, chain, chain]);
  const { Dov } = await ledgerOf.people();
  expect(await ledgerOf.by(Dov!, since)).toMatchObject([{ command: 'ledger.export', refusal: null }]);
});

test('the ledger can be read by person and by command, in the address', async ({ as }) => {
  const ada = await as('Ada');
  const { caseId } = await openCase();
  await claim(ada, caseId);
  const page = await as('Dov');
  await page.goto('/audit');
  await page.getByLabel('Who').selectOption('Ada');
  await page.getByLabel('What', { exact: true }).selectOption('case.claim');
  await page.getByRole('button', { name: 'Show these' }).click();
  await expect(page).toHaveURL(/actor=staff_\w+&command=case\.claim/);
  const lines = page.getByRole('table').locator('tbody tr');
  await expect(lines.first()).toContainText('Ada claimed the case');
  await expect(lines.filter({ hasNotText: 'case.claim' })).toHaveCount(0);
});
