import type { Page } from 'playwright/test';
import { mosaicOf } from './support/looks';
import { test } from './support/scene';
import { expect } from './support/screens';
import { ALL, SCREENS } from './support/table';

/** A desk at twice its size: half the pixels of the page in each direction, each twice as large. */
const ZOOMED = { width: 720, height: 450 };
const DESK = { width: 1440, height: 900 };
const NARROWEST = { width: 320, height: 640 };

const CONTROLS = 'a[href], button:not(:disabled), input:not([type="hidden"]):not(:disabled), select:not(:disabled), textarea:not(:disabled), summary, [tabindex="0"]';

/** Walks to every control as a keyboard does: what shows no outline where it has the focus, and what moves although motion is off. */
function troubleOn(page: Page): Promise<{ withoutOutline: string[]; moving: string[] }> {
  return page.evaluate((controls) => {
    const named = (element: Element): string => `${element.localName} ${(element.getAttribute('aria-label') ?? element.getAttribute('name') ?? element.textContent ?? '').replace(/\s+/g, ' ').trim().slice(0, 50)}`;
    const withoutOutline: string[] = [];
    const isOutlined = (element: Element | null): boolean => element !== null && getComputedStyle(element).outlineStyle !== 'none' && Number.parseFloat(getComputedStyle(element).outlineWidth) >= 1;
    for (const element of document.querySelectorAll<HTMLElement>(controls)) {
      if (!element.checkVisibility({ visibilityProperty: true }) || element.closest('[inert]') !== null) continue;
      element.focus();
      if (document.activeElement === element && ![element, element.parentElement, element.nextElementSibling, element.closest('label')].some(isOutlined)) withoutOutline.push(named(element));
    }
    const lasts = (times: string): boolean => times.split(',').some((time) => Number.parseFloat(time) > 0.01);
    const moving = [...document.querySelectorAll('body *')].filter((element) => {
      const { transitionDuration, animationDuration, animationName } = getComputedStyle(element);
      return lasts(transitionDuration) || (animationName !== 'none' && lasts(animationDuration));
    }).map(named);
    return { withoutOutline, moving: [...new Set(moving)].slice(0, 5) };
  }, CONTROLS);
}

const widthOf = (page: Page): Promise<number> => page.evaluate(() => document.documentElement.scrollWidth);

test('every screen with forced colours, at twice its size and at its narrowest, without motion: no page runs off its side, and the focus shows', async ({ as, scene }) => {
  test.setTimeout(240_000);
  const page = await as('Cleo', { viewport: DESK, forcedColors: 'active', reducedMotion: 'reduce' });
  for (const [name, { at, may }] of Object.entries(SCREENS)) {
    if (may !== ALL && !may.includes('admin')) continue;
    await test.step(name || '/', async () => {
      await page.setViewportSize(DESK);
      await page.goto(name.includes('cases/') ? `/cases/${scene.mallory}` : at(scene));
      if (!name.startsWith('gallery')) await expect(page.getByText(/^Loading /)).toHaveCount(0);
      await page.setViewportSize(ZOOMED);
      // What was focused by a key is shown as such, and so is what a script focuses after it.
      await page.keyboard.press('Tab');
      expect.soft(await troubleOn(page), name).toEqual({ withoutOutline: [], moving: [] });
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
