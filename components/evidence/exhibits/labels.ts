import { textWidth } from './axis';

export type Box = { x: number; y: number; width: number; height: number };
export type Wanted = { id: string; x: number; y: number; lines: readonly string[]; gap: number; /** For the middle of an arc: above it first. */ above?: boolean };
export type Placed = { id: string; x: number; y: number; anchor: 'start' | 'middle' | 'end'; lines: readonly string[] };

const LINE = 14;

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
    const box = { x: left, y: top, width, height };
    if (left < 4 || top < 4 || left + width > frame.width - 4 || top + height > frame.height - 4) continue;
    if (boxes.some((other) => touches(box, other))) continue;
    const at = anchor === 'start' ? left : anchor === 'end' ? left + width : left + width / 2;
    return { label: { id, x: Math.round(at * 10) / 10, y: Math.round((top + 11) * 10) / 10, anchor, lines }, box };
  }
  return null;
}

export function touches(a: Box, b: Box): boolean {
  return a.x < b.x + b.width && b.x < a.x + a.width && a.y < b.y + b.height && b.y < a.y + a.height;
}
