import type { Page } from 'playwright/test';
import { sql } from 'drizzle-orm';
import { arrange, linesOf, openCase, staffFor } from '../db/factories';
import { rows } from './support/queue';
import { claim } from './support/scene';
import { expect, test, visit } from './support/screens';

const says = async (caseId: string) => (await linesOf(caseId)).map((line) => line.says);
const note = (page: Page) => page.getByLabel('Write a note');
/** What keeps a hold comes once the page is seen. */
const watched = (page: Page) => expect(page.locator('.idle')).toBeAttached();
/** The lease as if somebody else had taken the case while one read. */
const taken = (caseId: string, name: string) => arrange((tx) => tx.execute(sql`update cases set claimed_by = (select id from staff where name = ${name}), version = version + 1 where id = ${caseId}`));

test('two people on one case see each other, and one of them holds it', async ({ as }) => {
  const { caseId } = await openCase({ name: 'Shared Shearwater' });
  const [ada, ben] = [await as('Ada'), await as('Ben')];
  await claim(ada, caseId);
  await visit(ben, `/cases/${caseId}`);
  await expect(ada.getByText('Ben is looking, and cannot act')).toBeVisible();
  await expect(ben.getByText('Ada holds this case', { exact: true })).toBeVisible();
  await expect(ben.getByText('It is open on their screen.')).toBeVisible();
  await expect(ben.getByText('Ada is looking as well')).toHaveCount(0);
  await expect(ben.getByRole('button', { name: 'Propose' })).toHaveCount(0);
});

/** Who worked in another browser a moment ago is not away: a person of the test's own. */
async function somebody(name: string) {
  const person = { name, email: `${name.toLowerCase().replace(' ', '-')}-${process.pid}@worklane.example`, password: 'away from the desk today' };
  await staffFor('moderator', person);
  return person;
}

async function idleBy(ada: Page, name: string) {
  const { caseId } = await openCase({ name });
  await ada.clock.install();
  await claim(ada, caseId);
  await watched(ada);
  await note(ada).fill('Half a thought');
  const warning = ada.getByRole('alert').filter({ hasText: 'Are you still there?' });
  await ada.clock.fastForward('08:30');
  await expect(warning).toBeVisible();
  return { caseId, warning };
}

test('what one holds already is what n opens, where it stands before all that is free', async ({ as }) => {
  const { caseId } = await openCase({ name: 'Held Heron' });
  const page = await as('Ben');
  await claim(page, caseId);
  await arrange((tx) => tx.execute(sql`update cases set priority = 9700000 where id = ${caseId}`));
  await visit(page, '/queue');
  await expect(rows(page).first()).toContainText('Held Heron');
  await expect(rows(page).first()).toContainText('Yours, next');
  await expect(page.getByRole('button', { name: /^Open: it is yours/ })).toBeVisible();
  await page.keyboard.press('n');
  await expect(page).toHaveURL(new RegExp(`/cases/${caseId}$`));
  await expect(page.getByText('You hold this case', { exact: true })).toBeVisible();
  await expect.poll(async () => (await linesOf(caseId)).at(-1)).toMatchObject({ command: 'case.claimNext', says: 'kept the case for another 20 minutes' });
});

test('nobody at the page: it warns, and a key keeps the case', async ({ as }) => {
  const ada = await as(await somebody('Idle Ada'));
  const { caseId, warning } = await idleBy(ada, 'Idle Ibis');
  await ada.keyboard.press('Shift');
  await expect(warning).toBeHidden();
  await expect.poll(() => says(caseId)).toContain('kept the case for another 20 minutes');
  await expect(note(ada)).toHaveValue('Half a thought');
});

test('nobody at the page for longer: the case goes back with what was typed still there, and is claimed again from where one was', async ({ as }) => {
  const [ada, ben] = [await as(await somebody('Absent Ada')), await as('Ben')];
  const { caseId } = await idleBy(ada, 'Absent Avocet');
  await ada.clock.fastForward('02:30');
  await expect(ada.getByRole('alert').filter({ hasText: 'You were away, so this case went back to the queue.' })).toBeVisible();
  await expect(note(ada)).toHaveValue('Half a thought');
  await expect.poll(() => says(caseId)).toContain('let the case go by itself: nobody was at the page');

  await visit(ben, `/cases/${caseId}`);
  await expect(ben.getByText('Nobody holds this case', { exact: true })).toBeVisible();
  await ada.getByRole('button', { name: 'Claim it again' }).click();
  await expect(ada.getByText('You hold this case', { exact: true })).toBeVisible();
  await expect(note(ada)).toHaveValue('Half a thought');
  await expect(ada.getByRole('alert').filter({ hasText: 'You were away' })).toHaveCount(0);
});

test.describe('where the file of what keeps a hold does not come', () => {
  test.use({ expectedErrors: /ERR_FAILED/ });

  test('it is asked for until it has', async ({ as }) => {
    const { caseId } = await openCase({ name: 'Late Lapwing' });
    const ada = await as('Ada');
    let missed = 0;
    await ada.route(/_next\/static\/.*\.js/, async (route) => {
      const response = await route.fetch();
      if (missed === 3 || !(await response.text()).includes('Are you still there?')) return route.fulfill({ response });
      missed += 1;
      return route.abort();
    });
    await claim(ada, caseId);
    await watched(ada);
    expect(missed).toBe(3);
  });
});

test.describe('where what keeps a hold breaks', () => {
  test.use({ expectedErrors: /broken on purpose/ });

  test('the page says that the hold is renewed no more, and keeps what was written', async ({ as }) => {
    const { caseId } = await openCase({ name: 'Broken Bittern' });
    const ada = await as('Ada');
    let breaks = (): void => {};
    const written = new Promise<void>((resolve) => { breaks = resolve; });
    await ada.route(/_next\/static\/.*\.js/, async (route) => {
      const response = await route.fetch();
      const body = await response.text();
      if (!body.includes('Are you still there?')) return route.fulfill({ response });
      await written;
      return route.fulfill({ response, body: body.replace('className:"idle"', 'className:(()=>{throw new Error("broken on purpose")})()') });
    });
    await claim(ada, caseId);
    await note(ada).fill('Half a thought');
    breaks();
    await expect(ada.getByRole('alert').filter({ hasText: 'This page no longer renews your hold' })).toBeVisible();
    await expect(note(ada)).toHaveValue('Half a thought');
  });
});

test('when a dialog closes, and when the page comes back into sight, it asks who holds the case now', async ({ as }) => {
  for (const come of [
    async (page: Page) => { await page.keyboard.press('?'); await page.keyboard.press('Escape'); },
    async (page: Page) => { await page.evaluate(() => document.dispatchEvent(new Event('visibilitychange'))); },
  ]) {
    const { caseId } = await openCase({ name: 'Retaken Rail' });
    const ada = await as('Ada');
    await claim(ada, caseId);
    await watched(ada);
    await note(ada).fill('Kept words');
    await ada.locator('h1').click();
    await taken(caseId, 'Ben');
    await come(ada);
    await expect(ada.getByRole('alert').filter({ hasText: 'Ben holds this case now.' })).toBeVisible();
    await expect(note(ada)).toHaveValue('Kept words');
  }
});
