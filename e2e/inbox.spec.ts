import type { Page } from 'playwright/test';
import { linesOf, openCase, staffFor } from '../db/factories';
import { violations } from './support/accessible';
import { expect, test, visit } from './support/screens';

const PASSWORD = 'long enough to sign in with';
const inbox = (page: Page, unread: number) => page.getByRole('navigation', { name: 'Main' }).getByRole('link', { name: unread === 0 ? 'Inbox' : `Inbox, ${unread} unread`, exact: true });
const line = (page: Page, caseName: string) => page.getByRole('listitem').filter({ hasText: caseName });

test('Ada mentions a colleague, who sees it come, opens it by the keyboard and has read it everywhere', async ({ as }) => {
  const name = `Benedict Brant${process.pid}`;
  const person = { name, email: `brant-${process.pid}@worklane.example`, password: PASSWORD };
  const ben = await staffFor('moderator', person);
  const [first, second] = [await openCase({ name: 'Noted Nightjar' }), await openCase({ name: 'Second Sandpiper' })];
  const [desk, phone] = [await as(person), await as(person, { viewport: { width: 390, height: 844 } })];
  await visit(desk, '/inbox');
  await expect(desk.getByText('Nothing waits for you here')).toBeVisible();
  await visit(desk, '/queue');
  await visit(phone, '/queue');
  await expect(inbox(desk, 0)).toBeVisible();

  // An @ offers colleagues: arrows move, Escape closes and keeps the case and the words, Enter takes.
  const ada = await as('Ada');
  await visit(ada, `/cases/${first.caseId}`);
  const note = ada.getByLabel('Write a note');
  const options = ada.getByRole('listbox', { name: 'Colleagues' }).getByRole('option');
  // The frame is alive before a first case has been read.
  await expect(note).toBeVisible();
  await ada.keyboard.press('m');
  await expect(note).toBeFocused();
  await note.pressSequentially('Look at this, @');
  await expect(options.filter({ hasText: 'Dov' })).toBeVisible();
  await expect(options.filter({ hasText: 'Ada' })).toHaveCount(0);
  await ada.keyboard.press('ArrowDown');
  await expect(options.nth(1)).toHaveAttribute('aria-selected', 'true');
  await expect(note).toHaveAttribute('aria-activedescendant', (await options.nth(1).getAttribute('id'))!);
  await ada.keyboard.press('Escape');
  await expect(options).toHaveCount(0);
  await note.pressSequentially('bened');
  await expect(options).toHaveText([new RegExp(`^${name}`)]);
  expect(await violations(ada, { within: '.mentions' })).toEqual([]);
  await ada.keyboard.press('Enter');
  await expect(note).toHaveValue(`Look at this, @${name} `);
  await note.pressSequentially('and @Zyx');
  await ada.getByRole('button', { name: 'Keep the note' }).click();
  await expect(ada.getByText(`Kept. ${name} will find it in the inbox. @Zyx stays text: nobody of that name works here.`)).toBeVisible();
  expect((await linesOf(first.caseId)).map(({ says }) => says)).toEqual([`wrote a note and mentioned ${name}`]);

  // It comes without anything being loaded anew, on every device.
  await expect(inbox(desk, 1)).toBeVisible();
  await phone.getByLabel('Menu').click();
  await expect(phone.getByRole('navigation', { name: 'Screens' }).getByRole('link', { name: 'Inbox' })).toContainText('1');
  await desk.keyboard.press('g');
  await desk.keyboard.press('m');
  await expect(desk).toHaveURL(/\/inbox$/);
  await expect(desk.getByRole('button', { name: /^Unread: Ada mentioned you/ })).toBeVisible();
  await desk.keyboard.press('Enter');
  await expect(desk).toHaveURL(new RegExp(`/cases/${first.caseId}#note_`));
  await expect(desk.locator('.mention.you')).toHaveText(new RegExp(`@${name}`));
  await expect(inbox(desk, 0)).toBeVisible();
  await expect(phone.getByRole('navigation', { name: 'Screens' }).getByRole('link', { name: 'Inbox' })).toHaveText('Inbox');
  expect((await linesOf('main')).filter(({ actor }) => actor === ben.id).at(-1)).toMatchObject({ command: 'inbox.read', says: 'read 1 line of their inbox' });

  // Taken from no list, an @ is text like any other, and is understood all the same.
  await visit(ada, `/cases/${second.caseId}`);
  for (const words of [`@${name} here as well`, `Once more, @${person.email}`]) {
    await note.fill(words);
    await ada.getByRole('button', { name: 'Keep the note' }).click();
    await expect(ada.locator('.talk .says').first()).toHaveText(words.replace(person.email, name));
    await expect(ada.getByText(`Kept. ${name} will find it in the inbox.`)).toBeVisible();
    await expect(note).toHaveValue('');
  }
  await expect(inbox(desk, 2)).toBeVisible();
  await visit(desk, '/inbox');
  await expect(line(desk, 'Second Sandpiper')).toHaveCount(2);
  await desk.keyboard.press('j');
  await expect(desk.getByRole('button', { name: /^Unread: / }).nth(1)).toBeFocused();
  await desk.keyboard.press('e');
  await expect(inbox(desk, 1)).toBeVisible();
  await expect(line(desk, 'Second Sandpiper').nth(1).getByRole('link', { name: /Ada mentioned you/ })).toBeVisible();
  await desk.keyboard.press('h');
  await expect(inbox(desk, 0)).toBeVisible();
  await expect(desk.getByText('Everything is read.')).toBeVisible();
  await desk.getByRole('link', { name: 'Unread', exact: true }).click();
  await expect(desk.getByText('You have read everything')).toBeVisible();
});
