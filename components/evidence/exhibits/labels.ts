import { textWidth } from './axis';

export type Box = { x: number; y: number; width: number; height: number };
export type Wanted = { id: string; x: number; y: number; lines: readonly string[]; gap: number; /** For the middle of an arc: above it first, on a ground of its own. */ above?: boolean };
export type Placed = { id: string; x: number; y: number; anchor: 'start' | 'middle' | 'end'; lines: readonly string[] };

const LINE = 14;
/** How far the ground of words reaches beside and above them; below, twice as far as above. */
export const GROUND = { beside: 7, above: 2 } as const;

/**
 * Puts labels beside their points, most wanted first: right, left, below, above; the first place that lies inside the frame and on
 * nothing drawn before. Where none is free, only the first line is tried; where that has no place either, the label is left to the table.
 */
export function placeLabels(wanted: readonly Wanted[], frame: { width: number; height: number }, taken: readonly Box[] = []): Placed[] {
  const boxes = [...taken];
  const placed: Placed[] = [];
  for (const want of wanted) {
    const found = place(want, want.lines, frame, boxes) ?? (want.lines.length > 1 ? place(want, want.lines.slice(0, 1), frame, boxes) : null);
    if (found === null) continue;
    boxes.push(found.box);
    placed.push(found.label);
  }
  return placed;
}

function place({ id, x, y, gap, above = false }: Wanted, lines: readonly string[], frame: { width: number; height: number }, boxes: readonly Box[]): { label: Placed; box: Box } | null {
  const width = Math.max(...lines.map((line) => textWidth(line, 11.5)));
  const height = lines.length * LINE;
  const spots = [
    { anchor: 'start' as const, left: x + gap, top: y - 8 },
    { anchor: 'end' as const, left: x - gap - width, top: y - 8 },
    { anchor: 'middle' as const, left: x - width / 2, top: y + gap - 2 },
    { anchor: 'middle' as const, left: x - width / 2, top: y - gap - height },
    { anchor: 'start' as const, left: x + gap * 0.6, top: y + gap * 0.6 },
    { anchor: 'end' as const, left: x - gap * 0.6 - width, top: y - gap - height },
  ];
  const first = spots[3];
  for (const { anchor, left, top } of above && first !== undefined ? [first, ...spots] : spots) {
    const box = above ? { x: left - GROUND.beside, y: top - GROUND.above, width: width + 2 * GROUND.beside, height: height + 3 * GROUND.above } : { x: left, y: top, width, height };
    if (box.x < 4 || box.y < 4 || box.x + box.width > frame.width - 4 || box.y + box.height > frame.height - 4) continue;
    if (boxes.some((other) => touches(box, other))) continue;
    const at = anchor === 'start' ? left : anchor === 'end' ? left + width : left + width / 2;
    return { label: { id, x: Math.round(at * 10) / 10, y: Math.round((top + 11) * 10) / 10, anchor, lines }, box };
  }
  return null;
}

/** Words that are no wider than `width`, pixels: their middle goes first, since ids differ at their ends. */
export function shortened(words: string, width: number, size: number, widthOf: (words: string, size: number) => number = textWidth): string {
  for (let kept = words.length; ; kept -= 1) {
    const shown = kept === words.length ? words : `${words.slice(0, Math.ceil(kept / 2)).trimEnd()}…${words.slice(words.length - Math.floor(kept / 2))}`;
    if (kept <= 4 || widthOf(shown, size) <= width) return shown;
  }
}

export function touches(a: Box, b: Box): boolean {
  return a.x < b.x + b.width && b.x < a.x + a.width && a.y < b.y + b.height && b.y < a.y + a.height;
}
