import type { Locator, Page } from 'playwright/test';
import { openCase } from '../db/factories';
import { mosaicOf } from './support/looks';
import { owesNothing } from './support/owed';
import { test, type Scene } from './support/scene';
import { expect, visit, type Who } from './support/screens';
import { ALL, SCREENS } from './support/table';

// Each screen is a test of its own, so that they share the workers.
test.describe.configure({ mode: 'parallel' });

/** A desk at twice its size: half the pixels of the page in each direction, each twice as large. */
const ZOOMED = { width: 720, height: 450 };
const DESK = { width: 1440, height: 900 };
const NARROWEST = { width: 320, height: 640 };
/** Wider than a phone, and no desk. */
const BETWEEN = [800, 1_000];

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

test('every screen with forced colours, at twice its size, at its narrowest and between phone and desk, without motion: no page runs off its side, and the focus shows', async ({ as, scene }) => {
  test.setTimeout(480_000);
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
      for (const width of BETWEEN) {
        await page.setViewportSize({ width, height: DESK.height });
        expect.soft(await widthOf(page), `${name}: width of the page at ${width} px`).toBeLessThanOrEqual(width);
      }
      await page.setViewportSize(NARROWEST);
      expect.soft(await widthOf(page), `${name}: width of the page at 320 px`).toBeLessThanOrEqual(NARROWEST.width);
    });
  }
});

test('hands, bands and places of the map are told apart with forced colours and without any colour', async ({ as, paper }) => {
  const page = await as('visitor', { viewport: DESK, forcedColors: 'active' });
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
  const lanes = page.locator('[data-panel="same-hands"] .tllanes .plot > svg');
  expect(await lanes.evaluate((svg) => [getComputedStyle(svg.querySelector('.hb')!).fill, getComputedStyle(svg.querySelector('.hn')!).fill])).toEqual(['url("#hatch")', 'url("#dots")']);
  expect(await lanes.evaluate((svg) => ['circle', 'path[d*="l5.5 6.5"]', 'rect.ha'].map((shape) => svg.querySelector(shape) !== null))).toEqual([true, true, true]);
  const spots = page.locator('[data-panel="geography"] .wide [data-spot]');
  expect(new Set(await spots.evaluateAll((marks) => marks.filter((mark) => !mark.getAttribute('data-spot')!.startsWith('arc')).map((mark) => `${[...mark.children].map(({ localName }) => localName).join(' ')} ${mark.firstElementChild!.getAttribute('fill')!.includes('dots')}`))).size).toBe(3);
  // Words on the drawings are readable on the drawings’ own ground, whatever the system’s colours are.
  expect(await lanes.evaluate((svg) => [...svg.closest('.lanes')!.querySelectorAll('text, .fit')].every((text) => getComputedStyle(text).forcedColorAdjust === 'none'))).toBe(true);
});

test('what waits, or cannot be pressed yet, is told by its look with forced colours as well, and under the pointer', async ({ as }) => {
  const page = await as('visitor', { viewport: DESK });
  await page.goto('/gallery/parts');
  const [waits, open] = [page.locator('.btn.pri[aria-disabled="true"]'), page.locator('.btn.pri:not([aria-disabled])').first()];
  const lookOf = (button: Locator) => button.evaluate((element) => [getComputedStyle(element).color, getComputedStyle(element).backgroundColor].join());
  const before = await lookOf(waits);
  await waits.hover();
  expect(await lookOf(waits), 'under the pointer').toBe(before);
  await page.emulateMedia({ forcedColors: 'active' });
  expect(await lookOf(waits)).not.toBe(await lookOf(open));
});

/** Screens of the product with real data, each with somebody who may see it; those of the gallery are seen to in `e2e/looks.spec.ts`. */
const CONSOLE: Record<string, { who: Who | 'visitor'; at: (scene: Scene) => string }> = {
  'the queue': { who: 'Ada', at: () => '/queue' },
  'the inbox': { who: 'Cleo', at: () => '/inbox' },
  'a case that one holds': { who: 'Ada', at: ({ held }) => `/cases/${held.caseId}` },
  'a case with a whole history': { who: 'Dov', at: ({ mallory }) => `/cases/${mallory}` },
  'a case that is settled': { who: 'Ada', at: ({ settled }) => `/cases/${settled.caseId}` },
  'an account': { who: 'Dov', at: () => '/accounts/acc_7Q4M2KD9' },
  'the reviews': { who: 'Cleo', at: () => '/reviews' },
  'a review, blind': { who: 'Cleo', at: ({ review }) => `/reviews/${review.decision}` },
  'a review, open': { who: 'Dov', at: ({ review }) => `/reviews/${review.decision}` },
  'a wave, blind': { who: 'Cleo', at: ({ wave }) => `/reviews/waves/${wave.id}` },
  'a wave, open': { who: 'Dov', at: ({ wave }) => `/reviews/waves/${wave.id}` },
  'the appeals': { who: 'Ben', at: () => '/appeals' },
  'an appeal': { who: 'Ben', at: ({ settled }) => `/appeals/${settled.appeal}` },
  'the tray': { who: 'Ada', at: () => '/bulk' },
  'the deliveries': { who: 'Cleo', at: () => '/deliveries' },
  'a delivery': { who: 'Cleo', at: ({ settled }) => `/deliveries/${settled.order}` },
  'the imports': { who: 'Cleo', at: () => '/imports' },
  'an import': { who: 'Cleo', at: ({ file }) => `/imports/${file}` },
  'the ledger': { who: 'Dov', at: () => '/audit' },
  'a chain of the ledger': { who: 'Dov', at: ({ settled }) => `/audit/case:${settled.caseId}` },
  'the policy': { who: 'Cleo', at: () => '/policy' },
  'a draft of the policy': { who: 'Cleo', at: ({ draft }) => `/policy/drafts/${draft}` },
  'a version of the policy': { who: 'Dov', at: () => '/policy/versions/1' },
  'a signal': { who: 'Dov', at: () => '/policy/signals/D3' },
  'what settled cases teach': { who: 'Cleo', at: () => '/policy/learning' },
  'the rings': { who: 'Ada', at: () => '/rings' },
  'a ring': { who: 'Ada', at: ({ ring }) => `/rings/${ring}?measure=suspension` },
  'the staff': { who: 'Cleo', at: () => '/staff' },
  'the API keys': { who: 'Cleo', at: () => '/keys' },
  'one’s own settings': { who: 'Ada', at: () => '/settings' },
  'a screen that one may not see': { who: 'Ben', at: () => '/staff' },
  'the door': { who: 'visitor', at: () => '/sign-in' },
  'the holder’s page': { who: 'visitor', at: ({ settled }) => settled.holderPage },
};

for (const [name, { who, at }] of Object.entries(CONSOLE)) {
  test(`${name}, with real data, is accessible in both themes, on a desk and on a phone`, async ({ as, scene }) => {
    const page = await as(who);
    const answer = await page.goto(at(scene));
    await expect(page.getByText(/^Loading /)).toHaveCount(0);
    await owesNothing(page, answer);
  });
}

test('whoever comes to another page from the keyboard begins at its title, and keeps what they have gone to meanwhile', async ({ as }) => {
  const { caseId } = await openCase({ name: `Titled${process.pid}` });
  const page = await as('Ada');
  const title = page.getByRole('heading', { level: 1 });
  await visit(page, '/settings');
  await expect(title).not.toBeFocused();
  for (const [key, name] of [['r', 'Reviews'], ['i', 'Imports'], ['p', 'Policy'], ['m', 'Inbox']] as const) {
    await page.keyboard.press('g');
    await page.keyboard.press(key);
    await expect(title).toContainText(name);
    await expect(title, name).toBeFocused();
  }
  await page.getByRole('navigation', { name: 'Main' }).getByRole('link', { name: 'Audit' }).press('Enter');
  await expect(title, 'by a link that stays').toBeFocused();
  await page.keyboard.press('ControlOrMeta+k');
  await page.keyboard.type(`Titled${process.pid}`);
  await page.keyboard.press('Enter');
  await expect(page).toHaveURL(/\/(accounts|cases)\//);
  await expect(title, 'by the search').toBeFocused();
  await page.goBack();
  await expect(page).toHaveURL(/\/audit$/);
  await expect(title, 'on the way back').toBeFocused();
  await visit(page, `/queue?q=Titled${process.pid}`);
  await page.keyboard.press('Enter');
  await expect(page).toHaveURL(new RegExp(`/cases/${caseId}$`));
  await expect(title, 'by a row').toBeFocused();

  // The search that was opened while a page was coming keeps the focus, and hands it on to the page.
  let send = () => {};
  const sent = new Promise<void>((resolve) => { send = resolve; });
  await page.route(({ pathname, searchParams }) => pathname === '/rings' && searchParams.has('_rsc'), async (route) => {
    await sent;
    await route.continue();
  });
  await page.keyboard.press('g');
  await page.keyboard.press('o');
  await page.keyboard.press('ControlOrMeta+k');
  const search = page.getByRole('dialog', { name: 'Search' }).getByRole('combobox');
  await expect(search).toBeFocused();
  send();
  await expect(page).toHaveURL(/\/rings$/);
  await expect(search).toBeFocused();
  await page.keyboard.press('Escape');
  await expect(title).toBeFocused();
});

test('on a phone a review and an appeal say whom they are about and lead to where one acts, which takes the focus; the menu is whole on the screen', async ({ as, scene }) => {
  const page = await as('Iris', { viewport: { width: 390, height: 844 } });
  for (const [path, about, way, target] of [
    [`/reviews/${scene.review.decision}`, 'Waiting Wren, due', 'Your verdict', 'your-verdict'], [`/reviews/waves/${scene.wave.id}`, '2 accounts', 'Your verdict', 'your-verdict'],
    [`/appeals/${scene.settled.appeal}`, 'Settled Sable', 'The outcome', 'outcome'], [`/cases/${scene.held.caseId}`, 'Held Hale', 'What you may do', 'may'],
  ] as const) {
    await visit(page, path);
    await expect(page.getByRole('banner')).toContainText(about);
    // The bar has two lines, on which what follows counts.
    expect((await page.getByRole('banner').boundingBox())?.height, path).toBeLessThanOrEqual(86);
    await page.getByRole('navigation', { name: 'On this page' }).getByRole('link', { name: way }).click();
    await expect(page.locator(`#${target}`)).toBeFocused();
    await expect(page.locator(`#${target}`)).toHaveAccessibleName(way);
    await expect.poll(async () => (await page.locator(`#${target}`).boundingBox())?.y, `that nothing of ${path} is under the bar`).toBeGreaterThanOrEqual(86);
    await expect(page.locator(`#${target}`)).toBeInViewport();
  }
  await page.getByLabel('Menu').click();
  await expect(page.getByRole('button', { name: 'Sign out' })).toBeInViewport({ ratio: 1 });
});
