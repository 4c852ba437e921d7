import { readFileSync, writeFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { ICON_NAMES } from './icon-names';

const SPRITE = new URL('../../public/icons.svg', import.meta.url);
/** Names that the set has changed since; ours stay. */
const NOW: Readonly<Record<string, string>> = { filter: 'funnel', history: 'rotate-ccw-clock', 'triangle-alert': 'triangle-exclamation-point' };
type Drawing = { node: [string, Record<string, string>][] };

/** The drawings as lucide-react has them, as symbols of one file. */
async function sprite(): Promise<string> {
  const symbols = await Promise.all(ICON_NAMES.map(async (name) => {
    const { __iconData } = (await import(`lucide-react/icons/${NOW[name] ?? name}`)) as unknown as { __iconData: Drawing };
    const shapes = __iconData.node.map(([tag, { key: _, ...attributes }]) => `<${tag}${Object.entries(attributes).map(([k, v]) => ` ${k}="${v}"`).join('')}/>`);
    return `<symbol id="${name}" viewBox="0 0 24 24">${shapes.join('')}</symbol>`;
  }));
  return `<svg xmlns="http://www.w3.org/2000/svg"><!-- Lucide, ISC License -->\n${symbols.join('\n')}\n</svg>\n`;
}

test('the sprite holds every icon that the product names, as the installed set draws it', async () => {
  const drawn = await sprite();
  if (process.env['UPDATE_SPRITE'] === '1') writeFileSync(SPRITE, drawn);
  expect(readFileSync(SPRITE, 'utf8')).toBe(drawn);
});
