import type { Page } from 'playwright/test';

/** A named part of a page and where it stands on it: whole pixels of the page, from its upper left corner. */
export type Part = { name: string; x: number; y: number; width: number; height: number };

/** What has a place of its own on a screen: regions, headings, tables with their rows, drawings, controls and small marks. */
const PARTS = 'header, nav, main, aside, footer, section, figure, form, fieldset, dialog, details, table, tr, th, li, h1, h2, h3, canvas, svg[role="img"], [role="slider"], [role="option"], button, a.btn, summary, input:not([type="hidden"]), select, textarea, .tag, .band, .face, .notice, .evb, .meter';
/** Those that are called by their own words. */
const CALLED = 'h1, h2, h3, th, button, a, summary, .tag, .band';

/** Every named part that is drawn, in the order of the page. Two of one name are told apart by their place in that order. */
export function partsOn(page: Page): Promise<Part[]> {
  return page.evaluate(([parts, called]) => {
    const times = new Map<string, number>();
    return [...document.querySelectorAll(parts)].flatMap((element) => {
      const { left, top, width, height } = element.getBoundingClientRect();
      // What is there for readers alone is a pixel wide; what is folded away is laid out, and not drawn.
      if (width <= 1 || height <= 1 || !element.checkVisibility()) return [];
      const own = element.getAttribute('aria-label') ?? element.getAttribute('data-panel') ?? element.getAttribute('name') ?? (element.matches(called) ? element.textContent : '') ?? '';
      const kind = (element.matches('table, tr, th') ? null : element.getAttribute('role')) ?? (element.localName === 'span' ? (element.classList[0] ?? 'span') : element.localName);
      const words = `${kind} ${own.replace(/\s+/g, ' ').trim().slice(0, 28).trim()}`.trim();
      const before = times.get(words) ?? 0;
      times.set(words, before + 1);
      const [x, y, right, bottom] = [left + scrollX, top + scrollY, left + width + scrollX, top + height + scrollY].map(Math.round) as [number, number, number, number];
      return [{ name: before === 0 ? words : `${words} (${before + 1})`, x, y, width: right - x, height: bottom - y }];
    });
  }, [PARTS, CALLED] as const);
}

/** One line a part, as it is kept: "button Claim 812 60 92 30". */
export const written = ({ name, x, y, width, height }: Part): string => [name, x, y, width, height].join(' ');

export function read(line: string): Part {
  const [, name = '', x, y, width, height] = /^(.*) (-?\d+) (-?\d+) (\d+) (\d+)$/.exec(line) ?? [];
  return { name, x: Number(x), y: Number(y), width: Number(width), height: Number(height) };
}

/** Pixels by which a part may stand elsewhere: what fonts are rounded to. */
const TOLERANCE = 2;
/** A part that grows moves all below it: the first ones say what happened. */
const MOST_TOLD = 12;

/** What stands elsewhere than it did, is gone or is new, in words; the topmost first. */
export function moved(was: readonly Part[], is: readonly Part[]): string[] {
  const now = new Map(is.map((part) => [part.name, part]));
  const then = new Set(was.map(({ name }) => name));
  const told = [
    ...was.flatMap((part) => {
      const found = now.get(part.name);
      if (found === undefined) return [`gone: ${written(part)}`];
      const by = Math.max(...(['x', 'y', 'width', 'height'] as const).map((side) => Math.abs(part[side] - found[side])));
      return by > TOLERANCE ? [`moved by ${by}: ${written(part)} → ${written(found)}`] : [];
    }),
    ...is.filter(({ name }) => !then.has(name)).map((part) => `new: ${written(part)}`),
  ];
  return told.length <= MOST_TOLD ? told : [...told.slice(0, MOST_TOLD), `and ${told.length - MOST_TOLD} more`];
}

/** Pixels of a screen along each side of one tile of its picture. */
export const TILE = 30;
/** Colours are kept in steps of so many shades of 255, so that a picture stays small; a tile has changed where one of its colours differs by more than two steps. */
const STEP = 4;

/** A picture small enough to keep: the mean colour of every tile, row by row; red, green, blue. */
export type Mosaic = { width: number; height: number; colours: number[] };

/** The mosaic of a picture (every pixel of it by tiles of one), worked out on an empty page of the browser. */
export function mosaicOf(paper: Page, picture: Buffer, tile = TILE): Promise<Mosaic> {
  return paper.evaluate(async ([base64, tile, step]) => {
    const bitmap = await createImageBitmap(await (await fetch(`data:image/png;base64,${base64}`)).blob());
    const surface = new OffscreenCanvas(bitmap.width, bitmap.height).getContext('2d', { willReadFrequently: true })!;
    surface.drawImage(bitmap, 0, 0);
    const { data } = surface.getImageData(0, 0, bitmap.width, bitmap.height);
    const [width, height] = [Math.ceil(bitmap.width / tile), Math.ceil(bitmap.height / tile)];
    // A screen has ten million pixels: each is read once, as one number, and a tile is added up along its rows.
    const pixels = new Uint32Array(data.buffer);
    const colours: number[] = [];
    for (let row = 0; row < height; row += 1) {
      for (let column = 0; column < width; column += 1) {
        const [left, right] = [column * tile, Math.min((column + 1) * tile, bitmap.width)];
        const [top, bottom] = [row * tile, Math.min((row + 1) * tile, bitmap.height)];
        let [red, green, blue] = [0, 0, 0];
        for (let y = top; y < bottom; y += 1) {
          const end = y * bitmap.width + right;
          for (let at = y * bitmap.width + left; at < end; at += 1) {
            const pixel = pixels[at]!;
            red += pixel & 255;
            green += (pixel >> 8) & 255;
            blue += (pixel >> 16) & 255;
          }
        }
        const count = (right - left) * (bottom - top);
        for (const sum of [red, green, blue]) colours.push(Math.min(255, Math.round(sum / count / step) * step));
      }
    }
    return { width, height, colours };
  }, [picture.toString('base64'), tile, STEP] as const);
}

/** Mosaics beside one another as one PNG; below a shorter one it is clear. */
export async function sheetOf(paper: Page, mosaics: readonly Mosaic[]): Promise<Buffer> {
  return Buffer.from(await paper.evaluate(async (all) => {
    const canvas = new OffscreenCanvas(all.reduce((sum, { width }) => sum + width, 0), Math.max(...all.map(({ height }) => height)));
    const surface = canvas.getContext('2d')!;
    let left = 0;
    for (const { width, height, colours } of all) {
      const image = surface.createImageData(width, height);
      for (let at = 0; at < width * height; at += 1) image.data.set([...colours.slice(at * 3, at * 3 + 3), 255], at * 4);
      surface.putImageData(image, left, 0);
      left += width;
    }
    const bytes = new Uint8Array(await (await canvas.convertToBlob({ type: 'image/png' })).arrayBuffer());
    return btoa(Array.from(bytes, (byte) => String.fromCharCode(byte)).join(''));
  }, mosaics), 'base64');
}

/** The mosaics of a sheet, given how wide each is. */
export function readSheet(paper: Page, sheet: Buffer, widths: readonly number[]): Promise<Mosaic[]> {
  return paper.evaluate(async ([base64, all]) => {
    const bitmap = await createImageBitmap(await (await fetch(`data:image/png;base64,${base64}`)).blob());
    const surface = new OffscreenCanvas(bitmap.width, bitmap.height).getContext('2d')!;
    surface.drawImage(bitmap, 0, 0);
    let left = 0;
    return all.map((width) => {
      const { data } = surface.getImageData(left, 0, width, bitmap.height);
      left += width;
      let height = 0;
      while (height < bitmap.height && data[height * width * 4 + 3] === 255) height += 1;
      return { width, height, colours: Array.from({ length: width * height * 3 }, (_, index) => data[Math.floor(index / 3) * 4 + (index % 3)]!) };
    });
  }, [sheet.toString('base64'), widths] as const);
}

/** The tiles whose colour changed, in words. Pictures of another height have moved parts, which say more. */
export function recoloured(was: Mosaic, is: Mosaic): string[] {
  if (was.width !== is.width) return [`the picture is ${is.width} tiles wide, and was ${was.width}`];
  const told: string[] = [];
  for (let at = 0; at < Math.min(was.height, is.height) * was.width; at += 1) {
    const [before, after] = [was.colours.slice(at * 3, at * 3 + 3), is.colours.slice(at * 3, at * 3 + 3)];
    if (before.some((colour, index) => Math.abs(colour - (after[index] ?? 0)) > 2 * STEP)) told.push(`at ${(at % was.width) * TILE}, ${Math.floor(at / was.width) * TILE}: rgb ${before.join(' ')} → ${after.join(' ')}`);
  }
  return told.length <= MOST_TOLD ? told : [...told.slice(0, MOST_TOLD), `and ${told.length - MOST_TOLD} more tiles`];
}
