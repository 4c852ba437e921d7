import axe from 'axe-core';
import type { Page } from 'playwright/test';

const TAGS = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa'];
/** The rules of axe that see colours. */
const OF_COLOURS = ['color-contrast', 'link-in-text-block'];

const THEMES = ['light', 'dark'] as const;
export type Theme = (typeof THEMES)[number];

/** `within`: one part of the page. `colours`: the rules that see colours alone. */
type Asked = { within?: string; colours?: boolean };

/**
 * What axe finds against WCAG 2.2 AA, in words. It is put into the page once, and tells what is wrong alone: the selectors of all that is
 * right would take it longer than looking. What sticks to an edge of the window stands in its own place meanwhile: what it covers can be scrolled
 * out from under it, and would be measured by the part that happens to show.
 */
export async function violations(page: Page, { within, colours = false }: Asked = {}): Promise<string[]> {
  if (!await page.evaluate(() => 'axe' in window)) await page.evaluate(axe.source);
  const runOnly: axe.RunOnly = colours ? { type: 'rule', values: OF_COLOURS } : { type: 'tag', values: TAGS };
  const found = await page.evaluate(async ([part, options]) => {
    const sticks = [...document.querySelectorAll<HTMLElement>('body *')].filter((element) => getComputedStyle(element).position === 'sticky').map((element) => ({ element, style: element.style.cssText }));
    for (const { element } of sticks) Object.assign(element.style, { position: 'relative', inset: 'auto' });
    const { violations: wrong } = await (window as unknown as { axe: typeof axe }).axe.run(part ?? document, options);
    for (const { element, style } of sticks) element.style.cssText = style;
    return wrong.map(({ id, help, nodes }) => ({ id, help, nodes: nodes.map(({ target, failureSummary }) => `${target.join(' ')} ${failureSummary?.replaceAll('\n', ' ')}`) }));
  }, [within ?? null, { runOnly, resultTypes: ['violations'] } satisfies axe.RunOptions] as const);
  return found.map(({ id, help, nodes }) => `${id}: ${help}\n  ${nodes.join('\n  ')}`);
}

/**
 * The same in both themes, at the size that the page has; each violation begins with its theme. Themes differ in colours alone: every rule is
 * asked about in the one named by `whole`, those that see colours in the other.
 */
export async function violationsInBothThemes(page: Page, { within, whole = 'light' }: { within?: string; whole?: Theme } = {}): Promise<string[]> {
  const told: string[] = [];
  for (const colorScheme of THEMES) {
    await page.emulateMedia({ colorScheme });
    told.push(...(await violations(page, { within, colours: colorScheme !== whole })).map((one) => `${colorScheme}: ${one}`));
  }
  return told;
}
