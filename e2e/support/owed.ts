import type { Page, Response } from 'playwright/test';
import { violationsInBothThemes } from './accessible';
import { expect } from './screens';

const DESK = { width: 1440, height: 900 };
const PHONE = { width: 390, height: 844 };

/** What every screen owes everybody, of a page that has answered so: headers, contrast and names in both themes and sizes, room on the narrowest phone, a focus that shows. */
export async function owesNothing(page: Page, answer: Response | null): Promise<void> {
  const headers = await answer!.allHeaders();
  expect(headers['content-security-policy']).toContain("default-src 'self'");
  expect(headers['x-frame-options']).toBe('DENY');
  // What stands where differs between sizes alone, so each theme is asked about everything in one of them.
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
