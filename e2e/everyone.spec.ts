import type { Page } from 'playwright/test';
import { mosaicOf } from './support/looks';
import { test } from './support/scene';
import { expect } from './support/screens';
import { ALL, SCREENS } from './support/table';

/** A desk at twice its size: half the pixels of the page in each direction, each twice as large. */
const ZOOMED = { width: 720, height: 450 };
const DESK = { width: 1440, height: 900 };
const NARROWEST = { width: 320, height: 640 };

/** What goes wrong for somebody who reads with forced colours, zoomed in, by keyboard, without motion; each in words. */
type Trouble = { hidden: string[]; covered: string[]; withoutOutline: string[]; moving: string[] };

/** Notes every control that stands on the page as a desk shows it, so that it can be looked for in another size. */
function note(page: Page): Promise<void> {
  return page.evaluate((controls) => {
    for (const element of document.querySelectorAll(controls)) if (element.checkVisibility({ visibilityProperty: true })) element.setAttribute('data-noted', '');
  }, CONTROLS);
}
const CONTROLS = 'a[href], button:not(:disabled), input:not([type="hidden"]):not(:disabled), select:not(:disabled), textarea:not(:disabled), summary, [tabindex="0"]';

/** Walks to every control as a keyboard does. */
function troubleOn(page: Page): Promise<Trouble> {
  return page.evaluate((controls) => {
    const named = (element: Element): string => `${element.localName} ${(element.getAttribute('aria-label') ?? element.getAttribute('name') ?? element.textContent ?? '').replace(/\s+/g, ' ').trim().slice(0, 50)}`;
    const isSeen = (element: Element): boolean => element.checkVisibility({ visibilityProperty: true });
    const all = [...document.querySelectorAll<HTMLElement>(controls)];
    const seen = all.filter((element) => isSeen(element) && element.closest('[inert]') === null);
    const names = new Set(seen.flatMap((element) => [named(element), element.getAttribute('href') ?? '']));
    // In a menu that can be opened it is not hidden; nor where the same stands elsewhere.
    const inMenu = (element: Element): boolean => element.closest('details:not([open])')?.querySelector('summary')?.checkVisibility({ visibilityProperty: true }) === true;
    const reachable = new Set(all.filter(inMenu).flatMap((element) => [named(element), element.getAttribute('href') ?? '']));
    const isThere = (element: Element): boolean => [named(element), element.getAttribute('href') ?? named(element)].some((name) => names.has(name) || reachable.has(name));
    const hidden = all.filter((element) => element.hasAttribute('data-noted') && !isSeen(element) && !isThere(element)).map(named);

    const [covered, withoutOutline]: string[][] = [[], []];
    const outlined = (element: Element | null): boolean => element !== null && getComputedStyle(element).outlineStyle !== 'none' && Number.parseFloat(getComputedStyle(element).outlineWidth) >= 1;
    for (const element of seen) {
      element.focus();
      if (document.activeElement !== element) continue;
      if (![element, element.parentElement, element.nextElementSibling, element.closest('label')].some(outlined)) withoutOutline!.push(named(element));
      const small = element.getBoundingClientRect();
      const shown = small.width <= 1 || small.height <= 1 ? element.closest('label') ?? element.parentElement! : element;
      // A link over two lines has two boxes, and the room between them is not its own.
      const isOnTop = [...shown.getClientRects()].some(({ left, top, width, height }) => [[0.5, 0.5], [0.1, 0.2], [0.9, 0.2], [0.1, 0.8], [0.9, 0.8]].some(([across, down]) => {
        const hit = document.elementFromPoint(left + width * across!, top + height * down!);
        return hit !== null && (shown.contains(hit) || (hit.contains(shown) && hit !== document.body && hit !== document.documentElement));
      }));
      if (!isOnTop) covered!.push(named(element));
    }
    const lasts = (times: string): boolean => times.split(',').some((time) => Number.parseFloat(time) > 0.01);
    const moving = [...document.querySelectorAll('body *')].filter((element) => {
      const { transitionDuration, animationDuration, animationName } = getComputedStyle(element);
      return lasts(transitionDuration) || (animationName !== 'none' && lasts(animationDuration));
    }).map(named);
    return { hidden, covered: covered!, withoutOutline: withoutOutline!, moving: [...new Set(moving)].slice(0, 5) };
  }, CONTROLS);
}

const widthOf = (page: Page): Promise<number> => page.evaluate(() => document.documentElement.scrollWidth);

test('every screen with forced colours, at twice its size and at its narrowest, without motion: nothing is lost and the focus shows', async ({ as, scene }) => {
  test.setTimeout(240_000);
  const page = await as('Cleo', { viewport: DESK, forcedColors: 'active', reducedMotion: 'reduce' });
  for (const [name, { at, may }] of Object.entries(SCREENS)) {
    if (may !== ALL && !may.includes('admin')) continue;
    await test.step(name || '/', async () => {
      await page.setViewportSize(DESK);
      await page.goto(name.includes('cases/') ? `/cases/${scene.mallory}` : at(scene));
      if (!name.startsWith('gallery')) await expect(page.getByText(/^Loading /)).toHaveCount(0);
      await note(page);
      await page.setViewportSize(ZOOMED);
      // What was focused by a key is shown as such, and so is what a script focuses after it.
      await page.keyboard.press('Tab');
      expect.soft(await troubleOn(page), name).toEqual({ hidden: [], covered: [], withoutOutline: [], moving: [] });
      expect.soft(await widthOf(page), `${name}: width of the page at twice its size`).toBeLessThanOrEqual(ZOOMED.width);
      await page.setViewportSize(NARROWEST);
      expect.soft(await widthOf(page), `${name}: width of the page at 320 px`).toBeLessThanOrEqual(NARROWEST.width);
    });
  }
});

test('hands, bands and places of the map are told apart with forced colours and without any colour', async ({ as, browser }) => {
  const page = await as('visitor', { viewport: DESK, forcedColors: 'active' });
  const paper = await browser.newPage();
  await page.goto('/gallery/exhibits');
  await page.addStyleTag({ content: 'html { filter: grayscale(1); }' });
  for (const colorScheme of ['light', 'dark'] as const) {
    await page.emulateMedia({ colorScheme });
    const keys = await page.locator('[data-panel="same-hands"] .key svg').all();
    expect(keys).toHaveLength(3);
    const pictures = await Promise.all(keys.map(async (key) => mosaicOf(paper, await key.screenshot({ scale: 'css' }), 1)));
    for (const [one, other] of [[0, 1], [0, 2], [1, 2]] as const) {
      const away = pictures[one]!.colours.map((colour, index) => Math.abs(colour - pictures[other]!.colours[index]!));
      expect(away.reduce((sum, each) => sum + each, 0) / away.length, `${colorScheme}: hands ${one + 1} and ${other + 1}, in shades of 255`).toBeGreaterThan(20);
    }
  }
  // Marks of the timeline and the map differ in shape, and keep their fills.
  const lanes = page.locator('[data-panel="same-hands"] .tllanes .wide svg');
  expect(await lanes.evaluate((svg) => [getComputedStyle(svg.querySelector('.hb')!).fill, getComputedStyle(svg.querySelector('.hn')!).fill])).toEqual(['url("#hatch")', 'url("#dots")']);
  expect(await lanes.evaluate((svg) => ['circle', 'path[d*="l5.5 6.5"]', 'rect.ha'].map((shape) => svg.querySelector(shape) !== null))).toEqual([true, true, true]);
  const spots = page.locator('[data-panel="geography"] .wide [data-spot]');
  expect(new Set(await spots.evaluateAll((marks) => marks.filter((mark) => !mark.getAttribute('data-spot')!.startsWith('arc')).map((mark) => `${[...mark.children].map(({ localName }) => localName).join(' ')} ${mark.firstElementChild!.getAttribute('fill')!.includes('dots')}`))).size).toBe(3);
  // Words on the drawings are readable on the drawings’ own ground, whatever the system’s colours are.
  expect(await lanes.evaluate((svg) => [...svg.querySelectorAll('text')].every((text) => getComputedStyle(text).forcedColorAdjust === 'none'))).toBe(true);
  await paper.close();
});
