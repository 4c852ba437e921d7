import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Browser, Page, Response } from 'playwright/test';
import { moved, mosaicOf, partsOn, read, readSheet, recoloured, sheetOf, TILE, written, type Mosaic } from './support/looks';
import { owesNothing } from './support/owed';
import { expect, keysHeard, test } from './support/screens';
import { GALLERY } from './support/table';

/**
 * Every screen of the gallery, visited once: what it owes everybody, and how it looks, against `e2e/looks`. That is where each named part
 * stands, on every machine, and what colours it has, under the browser that the pictures were made with. Fonts are ours, motion is off, the
 * clock stands still. After a change that was meant, make them anew, look at what changed, and commit it: `E2E_LOOKS=renew npx playwright test e2e/looks.spec.ts`.
 */
const FOLDER = 'e2e/looks';
const RENEWS = process.env.E2E_LOOKS === 'renew';
const NOW = Date.UTC(2026, 10, 17, 14, 6);

const SIZES = { desk: { width: 1440, height: 900 }, phone: { width: 390, height: 844 } } as const;
const THEMES = ['light', 'dark'] as const;
/** The four looks in the order in which a sheet holds them. */
const WIDTHS = Object.values(SIZES).flatMap(({ width }) => THEMES.map(() => Math.ceil(width / TILE)));

/** What a screen shows once a key has been pressed on it. */
const OPENED_BY: Readonly<Record<string, string>> = { search: 'Control+k', keys: '?' };

type Boxes = Record<keyof typeof SIZES, string[]>;
const boxesFile = (screen: string) => join(FOLDER, `${screen}.json`);
const sheetFile = (screen: string) => join(FOLDER, `${screen}.png`);
/** The browser that the pictures are of. */
const MADE_BY = join(FOLDER, 'browser.txt');

test.describe.configure({ mode: 'parallel' });
const told = expect.configure({ soft: true });

async function open(page: Page, screen: string): Promise<Response | null> {
  await page.clock.setFixedTime(NOW);
  // What counts down does so by the page's own clock, which has to stand still as well.
  await page.addInitScript(() => { performance.now = () => 1_000; });
  // What is laid out by script is laid out once the page is alive, and all that it fetches has come.
  const answer = await page.goto(`/gallery/${screen}`, { waitUntil: 'networkidle' });
  await page.waitForFunction(() => [...document.querySelectorAll('main, form')].every((element) => Object.keys(element).some((key) => key.startsWith('__react'))));
  const key = OPENED_BY[screen];
  if (key !== undefined) {
    await keysHeard(page);
    await page.keyboard.press(key);
    await page.locator('dialog[open] :is([role="option"], .keylist li)').nth(4).waitFor();
    await page.waitForLoadState('networkidle');
  }
  return answer;
}

async function put(page: Page, size: keyof typeof SIZES, colorScheme: (typeof THEMES)[number]): Promise<void> {
  await page.setViewportSize(SIZES[size]);
  await page.emulateMedia({ colorScheme });
  await page.evaluate(async () => {
    await document.fonts.ready;
    await new Promise((done) => { requestAnimationFrame(() => requestAnimationFrame(done)); });
  });
}

const picture = (page: Page): Promise<Buffer> => page.screenshot({ fullPage: true, animations: 'disabled', scale: 'css' });
const knownBoxes = (screen: string): Boxes => JSON.parse(readFileSync(boxesFile(screen), 'utf8')) as Boxes;
const knownPictures = (paper: Page, screen: string): Promise<Mosaic[]> => readSheet(paper, readFileSync(sheetFile(screen)), WIDTHS);
const madeBy = existsSync(MADE_BY) ? readFileSync(MADE_BY, 'utf8').trim() : '';

/** A difference is told at the end, beside whatever else the screen owes. */
async function looksAsItDid(page: Page, paper: Page, browser: Browser, screen: string): Promise<void> {
  const version = `${browser.browserType().name()} ${browser.version()}`;
  const seesPictures = RENEWS || version === madeBy;
  if (!seesPictures) console.warn(`Boxes alone are compared: the pictures are of ${madeBy || 'no browser'}, and this is ${version}.`);
  const boxes: Boxes = { desk: [], phone: [] };
  const mosaics: Mosaic[] = [];
  for (const size of ['desk', 'phone'] as const) {
    for (const theme of THEMES) {
      await put(page, size, theme);
      // Themes differ in colours alone, so one set of boxes holds for both.
      const was = (RENEWS ? boxes : knownBoxes(screen))[size].map(read);
      if (RENEWS && theme === 'light') {
        await page.waitForTimeout(500);
        boxes[size] = (await partsOn(page)).map(written);
      } else await told.poll(async () => moved(was, await partsOn(page)), { message: `${screen}, ${size}, ${theme}`, timeout: 20_000 }).toEqual([]);
      if (seesPictures) mosaics.push(await mosaicOf(paper, await picture(page)));
    }
  }
  if (RENEWS) {
    writeFileSync(boxesFile(screen), `${JSON.stringify(boxes, null, 1)}\n`);
    writeFileSync(sheetFile(screen), await sheetOf(paper, mosaics));
    writeFileSync(MADE_BY, `${version}\n`);
  } else if (seesPictures) {
    const was = await knownPictures(paper, screen);
    told(mosaics.map((mosaic, nth) => recoloured(was[nth]!, mosaic)), 'tiles of light and dark on a desk, light and dark on a phone').toEqual([[], [], [], []]);
  }
}

for (const screen of GALLERY) {
  if (screen === 'tour') continue;
  test(`the gallery’s ${screen} looks as it did and is accessible, in both themes, on a desk and on a phone`, async ({ as, paper, browser }) => {
    const page = await as('visitor');
    const answer = await open(page, screen);
    await looksAsItDid(page, paper, browser, screen);
    await owesNothing(page, answer);
  });
}

// The tour comes after the page and looks for its own place on it; `e2e/settings.spec.ts` follows it.
test('the gallery’s tour is accessible in both themes, on a desk and on a phone', async ({ as }) => {
  const page = await as('visitor');
  const answer = await page.goto('/gallery/tour');
  await expect(page.getByRole('complementary', { name: 'Tour' })).toBeVisible();
  await owesNothing(page, answer);
});

test('the gallery lists exactly the screens that are checked here', async ({ as }) => {
  const page = await as('visitor');
  await page.goto('/gallery');
  await expect(page.getByRole('navigation', { name: 'Screens of the gallery' }).getByRole('link')).toHaveText(GALLERY);
});

test('a part that moves by three pixels is told, one that moves by one is not, and so is a colour', async ({ as, paper }) => {
  const page = await as('visitor');
  await open(page, 'door');
  await put(page, 'desk', 'light');
  const [was, seen] = [await partsOn(page), await mosaicOf(paper, await picture(page))];
  const once = async (declarations: string): Promise<{ moves: string[]; tiles: string[] }> => {
    await page.locator('main button').first().evaluate((button, style) => { (button as HTMLElement).style.cssText = style; }, declarations);
    return { moves: moved(was, await partsOn(page)), tiles: recoloured(seen, await mosaicOf(paper, await picture(page))) };
  };
  expect(await once('')).toEqual({ moves: [], tiles: [] });
  expect((await once('translate: 1px')).moves).toEqual([]);
  expect((await once('translate: 3px')).moves).toEqual([expect.stringContaining('moved by 3: button Sign in')]);
  expect((await once('background: var(--plum); transition: none')).tiles.length).toBeGreaterThan(2);
});
