import type { Page } from 'playwright/test';
import { violationsInBothThemes } from './support/accessible';
import { test, type Scene } from './support/scene';
import { expect, type Who } from './support/screens';
import { GALLERY } from './support/table';

// Each screen is a test of its own, so that they share the workers.
test.describe.configure({ mode: 'parallel' });

/** Screens of the product with real data, each with somebody who may see it; those of the gallery stand alone. */
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

const DESK = { width: 1440, height: 900 };
const PHONE = { width: 390, height: 844 };

/** Everything that a screen owes everybody: headers, contrast and names in both themes and sizes, room on the narrowest phone, a focus that shows. */
async function owes(page: Page, path: string): Promise<void> {
  const answer = await page.goto(path);
  const headers = await answer!.allHeaders();
  expect(headers['content-security-policy']).toContain("default-src 'self'");
  expect(headers['x-frame-options']).toBe('DENY');
  if (!path.startsWith('/gallery')) await expect(page.getByText(/^Loading /)).toHaveCount(0);
  for (const [size, whole] of [[DESK, 'light'], [PHONE, 'dark']] as const) {
    await page.setViewportSize(size);
    expect(await violationsInBothThemes(page, { whole }), `at ${size.width}`).toEqual([]);
  }
  await page.setViewportSize({ width: 320, height: 800 });
  expect(await page.evaluate(() => document.documentElement.scrollWidth), 'width of the page at 320 px').toBeLessThanOrEqual(320);
  await page.setViewportSize(DESK);
  await page.emulateMedia({ colorScheme: 'light' });
  expect(await hiddenFocus(page), 'controls on which the focus cannot be seen').toEqual([]);
}

const STEPS = 15;

/** Walks with Tab; the focus must show on the control, or on what stands for it. */
async function hiddenFocus(page: Page): Promise<string[]> {
  const hidden: string[] = [];
  await page.evaluate(() => { (document.activeElement as HTMLElement | null)?.blur(); window.getSelection()?.removeAllRanges(); });
  for (let step = 0; step < STEPS; step += 1) {
    await page.keyboard.press('Tab');
    const unseen = await page.evaluate(() => {
      const element = document.activeElement;
      if (element === null || element === document.body) return null;
      const shows = (one: Element | null): boolean => {
        if (one === null) return false;
        const { outlineStyle, outlineWidth, boxShadow } = getComputedStyle(one);
        return (outlineStyle !== 'none' && Number.parseFloat(outlineWidth) >= 1) || boxShadow !== 'none';
      };
      return shows(element) || shows(element.parentElement) || shows(element.nextElementSibling) || shows(element.closest('label')) ? null : element.outerHTML.slice(0, 160);
    });
    if (unseen !== null) hidden.push(unseen);
  }
  return hidden;
}

for (const name of GALLERY) {
  test(`the gallery’s ${name} is accessible in both themes, on a desk and on a phone`, async ({ as }) => {
    await owes(await as('visitor'), `/gallery/${name}`);
  });
}

test('the gallery lists exactly the screens that are checked here', async ({ as }) => {
  const page = await as('visitor');
  await page.goto('/gallery');
  await expect(page.getByRole('navigation', { name: 'Screens of the gallery' }).getByRole('link')).toHaveText(GALLERY);
});

for (const [name, { who, at }] of Object.entries(CONSOLE)) {
  test(`${name}, with real data, is accessible in both themes, on a desk and on a phone`, async ({ as, scene }) => {
    await owes(await as(who), at(scene));
  });
}
