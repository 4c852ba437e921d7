import { openCase } from '../db/factories';
import { claim } from './support/scene';
import { expect, test } from './support/screens';

test('words that are not sent yet are asked about before a link leads away from them, and before the page is read anew', async ({ as }) => {
  const page = await as('Ada');
  const { caseId } = await openCase({ name: 'Leaving Linnet' });
  await claim(page, caseId);
  const why = page.getByLabel('For colleagues: why');
  const doubt = page.getByRole('dialog', { name: 'Something here is not sent yet' });
  const words = 'Nobody has answered at the number that was given.';
  const here = page.url();
  // What was sent holds nothing.
  await page.getByPlaceholder('Write a note').fill('Asked the client.');
  await page.getByRole('button', { name: 'Keep the note' }).click();
  await expect(page.getByText('Asked the client.').last()).toBeVisible();
  for (const key of ['g', 'q']) await page.keyboard.press(key);
  await expect(page).toHaveURL(/\/queue/);
  await page.goto(here);
  await expect(page.getByText('You hold this case', { exact: true })).toBeVisible();
  await page.keyboard.press('f');
  await page.keyboard.type(words);
  await page.keyboard.press('Escape');
  // By its keys a link is pressed as by hand.
  for (const key of ['g', 'q']) await page.keyboard.press(key);
  await doubt.getByRole('button', { name: 'Stay here' }).press('Enter');
  await expect(doubt).toBeHidden();
  await expect(page).toHaveURL(here);
  // What the search finds leads away as a link does.
  await page.keyboard.press('Control+k');
  await page.keyboard.type('Mallory Hale');
  await expect(page.getByRole('option').filter({ hasText: 'Mallory Hale' }).first()).toBeVisible();
  await page.keyboard.press('Enter');
  await doubt.getByRole('button', { name: 'Stay here' }).press('Enter');
  await expect(page).toHaveURL(here);
  const asked = page.waitForEvent('dialog');
  await page.evaluate(() => { setTimeout(() => window.location.reload()); });
  const dialog = await asked;
  expect(dialog.type()).toBe('beforeunload');
  await dialog.dismiss();
  await expect(why).toHaveValue(words);
  for (const key of ['g', 'q']) await page.keyboard.press(key);
  await doubt.getByRole('button', { name: 'Leave all the same' }).press('Enter');
  await expect(page).toHaveURL(/\/queue/);
});
