import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { test } from './support/scene';
import { ALL, SCREENS } from './support/table';

/**
 * Pictures of every screen for `docs/screens`, small, in both themes: `E2E_PICTURES=docs/screens npx playwright test --project pictures`.
 * They assert nothing, so they are no part of the tests.
 */
const FOLDER = process.env.E2E_PICTURES ?? '';
const SMALL = 0.6;

const nameOf = (page: string): string => page.replace(/\(\w+\)\//g, '').replaceAll(/[[\]]/g, '').replaceAll('/', '-');

for (const theme of ['light', 'dark'] as const) {
  test(`pictures of every screen, ${theme}`, async ({ as, scene }) => {
    test.setTimeout(600_000);
    mkdirSync(FOLDER, { recursive: true });
    for (const [page, { at, may }] of Object.entries(SCREENS)) {
      if (page === '' || page.startsWith('gallery')) continue;
      const isPublic = may === ALL;
      const tab = await as(isPublic ? 'visitor' : page.includes('reviews/') || page.includes('settings') ? 'Cleo' : 'Iris', { viewport: { width: 1440, height: 900 }, deviceScaleFactor: SMALL, colorScheme: theme });
      await tab.goto(page.includes('cases/') ? `/cases/${scene.mallory}` : at(scene));
      await tab.waitForTimeout(1_500);
      await tab.screenshot({ path: join(FOLDER, `${nameOf(page)}-${theme}.jpg`), type: 'jpeg', quality: 70, animations: 'disabled' });
      await tab.context().close();
    }
  });
}
