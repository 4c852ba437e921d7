import { sql } from 'drizzle-orm';
import type { Page } from 'playwright/test';
import { reading } from '../db/client';
import { staffFor } from '../db/factories';
import { ledgerOf } from './support/ledger';
import { expect, test, visit } from './support/screens';

let last = 0;
const unique = (name: string) => {
  last += 1;
  return `${name} ${process.pid} ${last}`;
};
const emailOf = (name: string) => `${name.toLowerCase().replaceAll(' ', '-')}@worklane.example`;

/** The secret that a form shows this once. */
async function secretOn(page: Page): Promise<string> {
  await expect(page.getByText('Shown this once. Copy it now; nobody can read it again.')).toBeVisible();
  return page.locator('code.secret').innerText();
}

test('an admin adds a person, who signs in with the password that was shown once', async ({ as }) => {
  const name = unique('Added Avocet');
  const page = await as('Cleo');
  await visit(page, '/staff');
  const form = page.getByRole('form', { name: 'Add a person' });
  await form.getByLabel('Name', { exact: true }).fill(name);
  await form.getByLabel('E-mail', { exact: true }).fill(emailOf(name));
  await form.getByLabel('Role').selectOption('auditor');
  const since = await ledgerOf.now();
  await form.getByRole('button', { name: 'Add' }).click();
  const password = await secretOn(page);
  await page.reload();
  await expect(page.getByText(password)).toHaveCount(0);
  await expect(page.getByRole('row').filter({ hasText: name })).toContainText('auditor');
  const { Cleo } = await ledgerOf.people();
  expect(await ledgerOf.by(Cleo!, since)).toMatchObject([{ command: 'staff.add', says: `added ${name} as auditor` }]);
  const { rows } = await reading().execute(sql`select 1 from staff where password = ${password} union all select 1 from ledger_entries where says || changes::text like ${`%${password}%`}`);
  expect(rows, 'the password itself is kept nowhere').toEqual([]);

  const theirs = await as({ email: emailOf(name), password });
  await theirs.goto('/keys');
  await expect(theirs.getByRole('row').filter({ hasText: 'e2e' })).toBeVisible();

  await form.getByLabel('Name', { exact: true }).fill('Somebody else');
  await form.getByLabel('E-mail', { exact: true }).fill(emailOf(name).toUpperCase());
  await form.getByRole('button', { name: 'Add' }).click();
  await expect(form.getByRole('alert')).toContainText('Somebody with this e-mail is here already.');
  await expect(form.getByLabel('Name', { exact: true })).toHaveValue('Somebody else');
});

test('a changed role holds from the next request on, and a new password ends every session', async ({ as, stack }) => {
  const name = unique('Changed Crane');
  const person = { name, email: emailOf(name), password: 'the first password of theirs' };
  const { id } = await staffFor('moderator', person);
  const theirs = await as(person);
  await theirs.goto('/staff');
  await expect(theirs.getByText('Your role may not see this.')).toBeVisible();

  const page = await as('Iris');
  await page.goto(`/staff?person=${id}`);
  await page.getByRole('form', { name: 'Role' }).getByLabel('Role').selectOption('admin');
  await page.getByRole('button', { name: 'Change the role' }).click();
  await expect(page.getByRole('row').filter({ hasText: name })).toContainText('admin');
  // Whoever may do more, or less, signs in anew.
  await theirs.goto('/staff');
  await expect(theirs).toHaveURL(`${stack.url}/sign-in?next=%2Fstaff`);

  await page.getByRole('button', { name: 'Make a new password' }).click();
  const password = await secretOn(page);
  await theirs.getByLabel('E-mail').fill(person.email);
  await theirs.getByLabel('Password').fill(person.password);
  await theirs.getByRole('button', { name: 'Sign in', exact: true }).click();
  await expect(theirs.getByRole('alert').filter({ hasText: 'do not match' })).toBeVisible();
  await theirs.getByLabel('Password').fill(password);
  await theirs.getByRole('button', { name: 'Sign in', exact: true }).click();
  await expect(theirs.getByRole('heading', { level: 1 })).toHaveText('Staff');
  const { Iris } = await ledgerOf.people();
  const told = (await ledgerOf.by(Iris!)).filter(({ says }) => says === `changed ${name}`).map(({ changes }) => changes.map(({ field, now }) => `${field}: ${now}`));
  expect(told).toEqual([['role: admin'], ['password: set anew']]);
});

test('nobody changes their own role or closes their own access', async ({ as }) => {
  const page = await as('Cleo');
  const { Cleo } = await ledgerOf.people();
  await page.goto(`/staff?person=${Cleo}`);
  await expect(page.getByText('Another admin has to change your role or close your access.')).toBeVisible();
  await expect(page.getByRole('button', { name: 'Change the role' })).toHaveCount(0);
  await expect(page.getByText('Close access…')).toHaveCount(0);
});

test('a key opens the doors of its scopes alone, and none once it is revoked', async ({ as, stack, request }) => {
  const page = await as('Cleo');
  await visit(page, '/keys');
  const name = unique('reader');
  const form = page.getByRole('form', { name: 'Make a key' });
  await form.getByLabel('Name', { exact: true }).fill(name);
  await form.getByRole('checkbox', { name: /decisions:read/ }).check();
  await form.getByRole('button', { name: 'Make the key' }).press('Enter');
  const secret = await secretOn(page);
  await expect(form.getByRole('button', { name: 'Make the key' })).toBeFocused();
  const headers = { authorization: `Bearer ${secret}` };
  const answers = async () => ({
    decisions: (await request.get(`${stack.url}/api/v1/decisions`, { headers })).status(),
    assessment: (await request.get(`${stack.url}/api/v1/accounts/acc_7Q4M2KD9/assessment`, { headers })).status(),
    events: (await request.post(`${stack.url}/api/v1/events`, { headers, data: [] })).status(),
    appeals: (await request.post(`${stack.url}/api/v1/appeals`, { headers, data: {} })).status(),
  });
  expect(await answers()).toEqual({ decisions: 200, assessment: 403, events: 403, appeals: 403 });
  const refused = await request.post(`${stack.url}/api/v1/events`, { headers, data: [] });
  expect(await refused.json()).toMatchObject({ error: { code: 'not-allowed', message: 'This key lacks the scope events:write.' } });

  await page.reload();
  await expect(page.getByText(secret)).toHaveCount(0);
  await page.getByRole('link', { name }).click();
  await page.getByText('Revoke…').click();
  await expect(page.getByText('The next request that comes with it is refused.')).toBeVisible();
  await page.getByRole('button', { name: 'Revoke the key' }).click();
  await expect(page.getByRole('row').filter({ hasText: name })).toContainText('revoked');
  expect(await answers()).toEqual({ decisions: 401, assessment: 401, events: 401, appeals: 401 });
  const { Cleo } = await ledgerOf.people();
  const said = (await ledgerOf.by(Cleo!)).filter(({ command, says }) => command.startsWith('key.') && says.includes(name));
  expect(said.map(({ command, refusal }) => [command, refusal])).toEqual([['key.add', null], ['key.revoke', null]]);
});
