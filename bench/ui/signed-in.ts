import type { Browser, BrowserContext } from 'playwright';
import type { StackFacts } from '../../e2e/support/stack';

/** A browser of its own, as large as a desk, in which Ada has signed in. `before`: what its pages are given before they begin. */
export async function signedIn(browser: Browser, { url, people }: StackFacts, before: (context: BrowserContext) => Promise<void> = async () => {}): Promise<BrowserContext> {
  const context = await browser.newContext({ viewport: { width: 1440, height: 900 } });
  // What is handed to the page was compiled to name its functions by this.
  await context.addInitScript('globalThis.__name ??= (named) => named;');
  await before(context);
  const page = await context.newPage();
  await page.goto(`${url}/sign-in`);
  await page.getByLabel('E-mail').fill(people.Ada.email);
  await page.getByLabel('Password').fill(people.Ada.password);
  await page.getByRole('button', { name: 'Sign in', exact: true }).click();
  await page.waitForURL('**/queue**');
  await page.close();
  return context;
}
