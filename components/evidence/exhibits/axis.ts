/** Small geometry that every drawing shares. Pixels are user units of the drawing; one decimal is enough. */

export const px = (value: number): number => Math.round(value * 10) / 10;

export type Scale = (value: number) => number;

/** A straight scale; a range without length maps to its start. */
export function linear(from: number, to: number, x0: number, x1: number): Scale {
  const span = to - from;
  return (value) => (span === 0 ? x0 : px(x0 + ((value - from) / span) * (x1 - x0)));
}

/** Advances of Inter by kind of sign, ems, of its heavier words; a line is hardly ever wider than what they come to. */
const ADVANCES = [[' .,:;\'’!|·ijlI', 0.3], ['frt()[]/-1"', 0.42], ['mwMW@%…½', 0.93]] as const;
const [CAPITAL, SIGN, FULL] = [0.74, 0.61, 1];

/** Width of a line of text in the drawing's font, pixels. Close enough to decide whether it fits. */
export function textWidth(text: string, size = 10.5): number {
  let ems = 0;
  for (const sign of text) ems += ADVANCES.find(([signs]) => signs.includes(sign))?.[1] ?? (sign >= 'A' && sign <= 'Z' ? CAPITAL : sign < '\u2E80' ? SIGN : FULL);
  return ems * size;
}

/** The same of what is compared letter by letter: ids, drawn a little closer than the font has them. */
export function monoWidth(text: string, size = 10.5): number {
  return text.length * size * 0.58;
}

/** Of labels on one line, in order, those that stand clear of the one before them. */
export function apart<Label extends { from: number; to: number }>(labels: readonly Label[]): Label[] {
  const kept: Label[] = [];
  for (const label of labels) if (label.from >= (kept.at(-1)?.to ?? -Infinity) + CLEAR) kept.push(label);
  return kept;
}

const CLEAR = 8;

type Box = { x: number; y: number; width: number; height: number };

/** Boxes of one row, of which those that touch or lie on each other are one: a thousand sessions that fall on some pixels look the same, and are said once. */
export function joined(boxes: readonly Box[]): Box[] {
  const runs: Box[] = [];
  for (const box of [...boxes].sort((a, b) => a.x - b.x)) {
    const last = runs.at(-1);
    if (last !== undefined && box.x <= px(last.x + last.width)) last.width = Math.max(last.width, px(box.x + box.width - last.x));
    else runs.push({ ...box });
  }
  return runs;
}

/** One path of many rectangles, so that a thousand bars are one element. */
export function rects(boxes: readonly Box[]): string {
  return boxes.map(({ x, y, width, height }) => `M${px(x)} ${px(y)}h${px(width)}v${px(height)}h${px(-width)}z`).join('');
}
