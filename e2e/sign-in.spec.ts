import { sql } from 'drizzle-orm';
import type { Page } from 'playwright/test';
import { reading } from '../db/client';
import { arrange, linesOf, staffFor } from '../db/factories';
import { startIdentityProvider, type Identity } from './support/identity-provider';
import { expect, formsHeard, OIDC_SECRET, test } from './support/screens';

const WRONG = 'E-mail or password do not match.';
let last = 0;
/** Somebody of the test's own, who can sign in. */
const somebody = () => {
  last += 1;
  return { name: `Person ${last}`, email: `person-${process.pid}-${last}@worklane.example`, password: `a password for person ${last}` };
};

async function enter(page: Page, { email, password }: { email: string; password: string }): Promise<void> {
  await page.getByLabel('E-mail').fill(email);
  await page.getByLabel('Password').fill(password);
  await page.getByRole('button', { name: 'Sign in', exact: true }).click();
}

const linesAbout = async (staff: string) => (await linesOf('main')).filter(({ refs }) => refs['staff'] === staff).map(({ says }) => says);

test('a wrong password is told in words, the e-mail stays, and the right one leads to the page that was asked for', async ({ as, stack }) => {
  const person = somebody();
  const { id } = await staffFor('moderator', person);
  const page = await as('visitor');
  await page.goto('/queue?view=mine');
  await expect(page).toHaveURL(`${stack.url}/sign-in?next=%2Fqueue%3Fview%3Dmine`);
  await expect(page.getByLabel('E-mail')).toBeFocused();
  await formsHeard(page);
  await enter(page, { ...person, password: 'not the password at all' });
  await expect(page.getByRole('alert').filter({ hasText: WRONG })).toBeVisible();
  await expect(page.getByLabel('E-mail')).toHaveValue(person.email);
  await enter(page, person);
  await expect(page).toHaveURL(`${stack.url}/queue?view=mine`);
  expect(await linesAbout(id)).toEqual([`could not sign in as ${person.name}`, `signed in as ${person.name} by password`]);
});

test('an unknown e-mail and a closed access are told in the same words as a wrong password', async ({ as, stack }) => {
  const person = somebody();
  const { id } = await staffFor('admin', person);
  await arrange((tx) => tx.execute(sql`update staff set disabled_at = now(), version = version + 1 where id = ${id}`));
  const page = await as('visitor');
  await page.goto('/sign-in');
  for (const one of [person, { email: 'nobody@worklane.example', password: person.password }]) {
    await enter(page, one);
    await expect(page.getByRole('alert').filter({ hasText: WRONG })).toBeVisible();
    await page.goto('/queue');
    await expect(page).toHaveURL(`${stack.url}/sign-in?next=%2Fqueue`);
  }
  expect(await linesAbout(id)).toEqual([`could not sign in as ${person.name}`]);
});

test('after five wrong tries even the right password waits a quarter of an hour, for this e-mail alone', async ({ as }) => {
  const [guessed, other] = [somebody(), somebody()];
  const { id } = await staffFor('moderator', guessed);
  await staffFor('moderator', other);
  const page = await as('visitor');
  await page.goto('/sign-in');
  await formsHeard(page);
  for (let tries = 1; tries <= 5; tries += 1) {
    await enter(page, { ...guessed, password: `guess number ${tries}` });
    await expect.poll(async () => (await linesAbout(id)).length).toBe(tries);
    await expect(page.getByRole('alert').filter({ hasText: WRONG })).toBeVisible();
  }
  await enter(page, guessed);
  await expect(page.getByRole('alert').filter({ hasText: 'Too many tries. Wait a quarter of an hour.' })).toBeVisible();
  expect(await linesAbout(id), 'the throttle keeps hammering out of the ledger').toHaveLength(5);

  const elsewhere = await as('visitor');
  await elsewhere.goto('/sign-in');
  await enter(elsewhere, other);
  await expect(elsewhere).toHaveURL(/\/queue$/);

  await arrange((tx) => tx.execute(sql`update sign_in_failures set failed_at = failed_at - interval '16 minutes'`));
  await enter(page, guessed);
  await expect(page).toHaveURL(/\/queue$/);
});

const ELSEWHERE = ['https://elsewhere.example/', '//elsewhere.example', '/\\elsewhere.example', '/\t/elsewhere.example', '/.//elsewhere.example', `${'java'}script:alert(1)`, '/sign-in?next=//elsewhere.example', '/api/auth/signout'];

test('no address after the door leads to another site', async ({ as, stack }) => {
  const inside = await as('Ada');
  for (const next of ELSEWHERE) {
    const answer = await inside.request.get(`/sign-in?next=${encodeURIComponent(next)}`, { maxRedirects: 0 });
    expect(answer.headers()['location'], next).toBe('/');
  }
  // The form itself may have been tampered with.
  const person = somebody();
  await staffFor('moderator', person);
  const page = await as('visitor');
  await page.goto(`/sign-in?next=${encodeURIComponent('https://elsewhere.example/')}`);
  await page.locator('form[aria-label="Sign in"] input[name="next"]').evaluate((field: HTMLInputElement) => { field.value = '//elsewhere.example'; });
  await enter(page, person);
  await expect(page).toHaveURL(`${stack.url}/queue`);
});

test('without a script the door tells the same and opens the same', async ({ as, stack }) => {
  const person = somebody();
  await staffFor('auditor', person);
  const page = await as('visitor', { javaScriptEnabled: false });
  await page.goto('/sign-in?next=%2Faudit');
  await enter(page, { ...person, password: 'not the password at all' });
  await expect(page.getByRole('alert').filter({ hasText: WRONG })).toBeVisible();
  await enter(page, person);
  await expect(page).toHaveURL(`${stack.url}/audit`);
  await page.getByLabel(`${person.name}: theme, keys, sign out`).click();
  await page.getByRole('button', { name: 'Sign out' }).first().click();
  await expect(page).toHaveURL(`${stack.url}/sign-in`);
  await page.goto('/audit');
  await expect(page).toHaveURL(`${stack.url}/sign-in?next=%2Faudit`);
});

test.describe('through an OpenID Connect provider', () => {
  let provider: Awaited<ReturnType<typeof startIdentityProvider>>;
  test.beforeAll(async ({ stack }) => {
    provider = await startIdentityProvider({ issuer: stack.oidc, redirectUri: `${stack.url}/api/auth/callback/oidc`, secret: OIDC_SECRET });
  });
  test.afterAll(() => provider.stop());

  /** Comes to the door as this identity, in a browser of its own. */
  const arrive = async (page: Page, identity: Identity) => {
    provider.be(identity);
    await page.goto('/sign-in?next=%2Freviews');
    await page.getByRole('button', { name: 'Sign in with Example ID' }).click();
  };
  const bound = async (staff: string) => (await reading().execute<{ issuer: string; subject: string }>(sql`select issuer, subject from staff_identities where staff = ${staff}`)).rows;
  let subjects = 0;
  const subject = () => { subjects += 1; return `sub-${process.pid}-${subjects}`; };
  const REFUSED = 'You are known to your provider, but nobody has added you here, or your access is closed. Ask an admin.';

  test('a person whom an admin added signs in by their verified e-mail and is bound; from then on the subject alone counts', async ({ browser, stack }) => {
    const { name, email } = somebody();
    const { id } = await staffFor('moderator', { name, email });
    const mine = subject();
    const first = await (await browser.newContext()).newPage();
    await arrive(first, { subject: mine, email: email.toUpperCase(), verified: true });
    await expect(first).toHaveURL(`${stack.url}/reviews`);
    await expect(first.getByLabel(`${name}: theme, keys, sign out`)).toBeVisible();
    expect(await bound(id)).toEqual([{ issuer: stack.oidc, subject: mine }]);

    const again = await (await browser.newContext()).newPage();
    await arrive(again, { subject: mine, email: 'a-new-name@elsewhere.example', verified: false });
    await expect(again).toHaveURL(`${stack.url}/reviews`);
    await expect(again.getByLabel(`${name}: theme, keys, sign out`)).toBeVisible();

    const other = await (await browser.newContext()).newPage();
    await arrive(other, { subject: subject(), email, verified: true });
    await expect(other.getByRole('alert').filter({ hasText: 'This e-mail is bound to another sign-in at your provider. Ask an admin.' })).toBeVisible();
    expect(await bound(id)).toHaveLength(1);
    expect(await linesAbout(id)).toEqual([`signed in as ${name} by ${stack.oidc} for the first time`, `signed in as ${name} by ${stack.oidc}`]);
  });

  test('an e-mail that nobody added is refused with words, and no person comes of it', async ({ browser, stack }) => {
    const page = await (await browser.newContext()).newPage();
    const email = `stranger-${process.pid}@elsewhere.example`;
    await arrive(page, { subject: subject(), email, verified: true });
    await expect(page.getByRole('alert').filter({ hasText: REFUSED })).toBeVisible();
    await page.goto('/queue');
    await expect(page).toHaveURL(`${stack.url}/sign-in?next=%2Fqueue`);
    expect((await reading().execute(sql`select 1 from staff where lower(email) = ${email}`)).rows).toEqual([]);
  });

  test('an e-mail that the provider has not verified opens nothing', async ({ browser }) => {
    const { name, email } = somebody();
    const { id } = await staffFor('admin', { name, email });
    const page = await (await browser.newContext()).newPage();
    await arrive(page, { subject: subject(), email, verified: false });
    await expect(page.getByRole('alert').filter({ hasText: REFUSED })).toBeVisible();
    expect(await bound(id)).toEqual([]);
  });

  test('closed access stays closed for a bound person too', async ({ browser }) => {
    const { name, email } = somebody();
    const { id } = await staffFor('moderator', { name, email });
    const mine = subject();
    const page = await (await browser.newContext()).newPage();
    await arrive(page, { subject: mine, email, verified: true });
    await expect(page).toHaveURL(/\/reviews$/);
    await arrange((tx) => tx.execute(sql`update staff set disabled_at = now(), version = version + 1 where id = ${id}`));
    await page.context().clearCookies();
    await arrive(page, { subject: mine, email, verified: true });
    await expect(page.getByRole('alert').filter({ hasText: REFUSED })).toBeVisible();
  });
});
