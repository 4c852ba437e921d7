import { execFileSync } from 'node:child_process';
import type { Page } from 'playwright/test';
import { staffFor } from '../db/factories';
import { program } from '../scripts/launch/crew';
import { violationsInBothThemes } from './support/accessible';
import { expect, test as screens, visit } from './support/screens';
import { startStack } from './support/stack';

/** A product of which no platform has told anything yet; the commands that set it up run from the sources, as an operator's do. */
const test = screens.extend({
  stack: [async ({}, give, { workerIndex }) => {
    const { stop, url, databaseUrl, data, people, apiKey } = await startStack({ name: `onboarding-${workerIndex}`, terminal: program.terminal });
    try {
      await give({ url, databaseUrl, data, people, apiKey, oidc: '' });
    } finally {
      await stop();
    }
  }, { scope: 'worker', timeout: 300_000 }],
});

const panel = (page: Page) => page.getByRole('region', { name: 'Send the first event' });

/** What a shell hands to curl for a command, its own key in the place of ours. */
function argumentsOf(command: string, key: string): string[] {
  const script = `curl() { printf '%s\\0' "$@"; }\n${command.replace('csk_…', key)}`;
  return execFileSync('sh', ['-c', script], { encoding: 'utf8' }).split('\0').slice(0, -1);
}

test('an installation without events says how the first one comes in, by a command that works', async ({ as, stack }) => {
  const admin = await as('Cleo');
  await visit(admin, '/imports');
  await expect(panel(admin)).toContainText('Make an API key');
  await visit(admin, '/queue');
  await expect(admin.getByText('Nothing waits for you.')).toBeVisible();
  await expect(panel(admin).getByRole('link', { name: 'bring a file in' })).toHaveAttribute('href', '/imports');
  for (const [width, height] of [[1440, 900], [390, 844], [320, 640]] as const) {
    await admin.setViewportSize({ width, height });
    expect(await violationsInBothThemes(admin), `at ${width}`).toEqual([]);
    expect(await admin.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(width);
  }
  await panel(admin).getByRole('link', { name: 'Make an API key' }).click();
  await expect(admin).toHaveURL(/\/keys$/);

  // Whoever may not make a key is told whom to ask; the tour waits until there is a case to show it on.
  const newcomer = { name: 'New Nuthatch', email: `newcomer-${process.pid}@worklane.example`, password: 'the very first sign-in' };
  await staffFor('moderator', { ...newcomer, tour: true });
  const page = await as(newcomer);
  await visit(page, '/queue');
  await expect(panel(page)).toContainText('Ask an admin for an API key');
  await expect(page.getByRole('complementary', { name: 'Tour' })).toHaveCount(0);

  const told = argumentsOf((await panel(page).locator('pre').textContent())!, stack.apiKey);
  const [url] = told.filter((one) => one.startsWith('http'));
  const headers = Object.fromEntries(told.flatMap((one, at) => (told[at - 1] === '-H' ? [one.split(/: /, 2) as [string, string]] : [])));
  const answer = await fetch(url!, { method: 'POST', headers, body: told[told.indexOf('--data') + 1] });
  expect([answer.status, await answer.json()]).toEqual([202, { accepted: 2, duplicates: 0, rejected: [] }]);

  await visit(page, '/queue');
  await expect(page.getByText('Nothing waits for you.')).toBeVisible();
  await expect(panel(page)).toHaveCount(0);
});
