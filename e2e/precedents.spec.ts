import { openCase } from '../db/factories';
import { claim } from './support/scene';
import { expect, test } from './support/screens';

test('a measure that none of the nearest decided cases took is told beside the button that decides', async ({ as }) => {
  const page = await as('Ada');
  // A cause that no other case has, so that what is decided beside this test is not among the nearest.
  const alike = () => openCase({ name: 'Precedent Plover', columns: { causes: ['of-precedents'] } });
  for (let number = 0; number < 3; number += 1) {
    await claim(page, (await alike()).caseId);
    await page.keyboard.press('d');
    await page.getByLabel('For colleagues: why').fill('Read with the whole history.');
    await page.getByRole('button', { name: 'Decide' }).click();
    await expect(page.getByRole('banner')).toContainText('settled: dismiss');
  }
  await claim(page, (await alike()).caseId);
  const near = page.getByRole('region', { name: 'Nearest decided cases' });
  await expect(near.getByRole('listitem')).toHaveCount(3);
  await expect(near.getByRole('listitem').first()).toContainText('Dismiss');
  await page.getByRole('radio', { name: /^Restriction/ }).check();
  // Beside the button that decides, whichever way it was chosen, and in sight with it.
  const told = page.getByRole('status').filter({ hasText: /nearest decided cases took restriction/ });
  await expect(told).toBeInViewport({ ratio: 1 });
  await expect(page.getByRole('button', { name: /^(Decide|Propose)/ })).toBeInViewport();
  await page.getByRole('radio', { name: /^Dismiss/ }).check();
  await expect(told).toHaveCount(0);
  await page.keyboard.press('u');
  await expect(page.getByText(/nearest decided cases took suspension/)).toBeInViewport({ ratio: 1 });
});
