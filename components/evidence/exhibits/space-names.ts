import { shortened, touches, type Box } from './labels';
import { halfWidthOf, type SpaceNode } from './link-space';

/** A node where it is seen, pixels of the canvas. */
export type SeenNode = { node: SpaceNode; x: number; y: number };
/** What is written of a node, and where: a thing's name stands in its box, any other beside its mark. `below` is what stands under a thing's box. */
export type SpaceName = SeenNode & { words: string; font: string; box: Box; below: string | null };

/** More names than this at once would hide each other. */
const MOST_NAMES = 160;
/** Below these sizes there are too many names for any to be found, pixels a unit. */
const READABLE = { account: 0.5, thing: 0.36, hub: 0.36 } as const;
/** Height of a line, and of the line under a box. */
const LINE = 13;
export const UNDER = 15;
/** How low a box with words is at least, and what of its width they leave free. */
const LOWEST = 18;
const BESIDE = 8;

export const FONT = { account: '11px Inter, sans-serif', self: '600 11px Inter, sans-serif', thing: '10.5px "JetBrains Mono", monospace', hub: '10.5px Inter, sans-serif' } as const;

export const radiusOf = ({ kind, account }: SpaceNode, scale: number): number => Math.max(2, (kind === 'hub' ? 30 : account?.role === 'self' ? 12 : 8) * scale);
/** The box of a thing without words. */
export function boxAt({ node, x, y }: SeenNode, scale: number): Box {
  const [wide, high] = node.kind === 'thing' ? [2 * halfWidthOf(node.label) * Math.min(1, scale), Math.max(4, 24 * Math.min(1, scale))] : [2 * radiusOf(node, scale), 2 * radiusOf(node, scale)];
  return { x: x - wide / 2, y: y - high / 2, width: wide, height: high };
}

/**
 * The names that are written: what is `called` always, then the middle, crowds, things and accounts of which somebody asked for more, then other accounts. None lies on another or
 * on a node; a thing's is shortened to the box it has before it is left out, and one that is left out is told once its node is chosen or pointed at. An account's stands on the
 * side away from what it hangs on, where there is room; that of what is called, where it is in sight (`isIn`).
 */
export function namesIn(seen: readonly SeenNode[], scale: number, called: (node: SpaceNode) => boolean, from: (node: SpaceNode) => { x: number; y: number } | null, widthOf: (words: string, font: string) => number, isIn: (box: Box) => boolean = () => true): SpaceName[] {
  const rank = (node: SpaceNode): number => (called(node) ? 3 : node.parent === null ? 2 : node.kind === 'account' && !node.grown ? 0 : 1);
  const marks = seen.map((one) => boxAt(one, scale));
  const wanted = seen.map((one, index) => ({ one, index })).filter(({ one: { node } }) => called(node) || scale >= READABLE[node.kind]);
  const names: SpaceName[] = [];
  for (const { one, index } of wanted.sort((a, b) => rank(b.one.node) - rank(a.one.node)).slice(0, MOST_NAMES)) {
    const { node } = one;
    const words = node.kind === 'hub' ? `${node.label}: links nobody` : node.label;
    const font = FONT[node.account?.role === 'self' ? 'self' : node.kind];
    const width = widthOf(words, font);
    const rarity = scale > 0.8 ? (node.thing?.rarity ?? null) : null;
    const spots: Spot[] = node.kind === 'thing'
      ? [...inBox(one, scale, width, rarity === null ? null : { words: rarity, width: widthOf(rarity, FONT.hub) }), ...inMark(marks[index]!, words, (said) => widthOf(said, font))]
      : besideMark(one, scale, width, from(node));
    const isFree = ({ box }: Spot): boolean => !names.some((name) => touches(box, name.box)) && !marks.some((mark, nth) => nth !== index && touches(box, mark));
    const found = called(node) ? (spots.find((spot) => isFree(spot) && isIn(spot.box)) ?? spots.find(({ box }) => isIn(box)) ?? spots[0]) : spots.find(isFree);
    if (found !== undefined) names.push({ ...one, font, words, ...found });
  }
  return names;
}

/** `words` where not all of them have room. */
type Spot = { box: Box; below: string | null; words?: string };

/** A thing's box is as wide as its words, from however near one looks. */
function inBox({ x, y }: SeenNode, scale: number, width: number, under: { words: string; width: number } | null): Spot[] {
  const [wide, high] = [Math.max(54 * Math.min(1, scale), width + 12), Math.max(24 * Math.min(1, scale), LOWEST)];
  const box = { x: x - wide / 2, y: y - high / 2, width: wide, height: high };
  const all = under === null ? [] : [{ box: { x: x - Math.max(wide, under.width) / 2, y: box.y, width: Math.max(wide, under.width), height: high + UNDER }, below: under.words }];
  return [...all, { box, below: null }];
}

/** The ends of its words, in the box that a thing has without them. */
function inMark(mark: Box, words: string, widthOf: (words: string) => number): Spot[] {
  const short = shortened(words, mark.width - BESIDE, 0, widthOf);
  const high = Math.max(mark.height, LOWEST);
  return widthOf(short) > mark.width - BESIDE ? [] : [{ words: short, below: null, box: { ...mark, y: mark.y - (high - mark.height) / 2, height: high } }];
}

/** The sides of a mark, and between them, as far away. */
const SIDES = [{ x: 0, y: 1 }, { x: 1, y: 0 }, { x: -1, y: 0 }, { x: 0, y: -1 }, { x: 0.7, y: 0.7 }, { x: -0.7, y: 0.7 }, { x: 0.7, y: -0.7 }, { x: -0.7, y: -0.7 }];

/** Around a mark, on the side away from `from` first; below it where nothing is. */
function besideMark({ node, x, y }: SeenNode, scale: number, width: number, from: { x: number; y: number } | null): Spot[] {
  const gap = radiusOf(node, scale) + 4;
  const [dx, dy] = from === null || node.kind === 'hub' ? [0, 1] : [x - from.x, y - from.y];
  const sides = SIDES.toSorted((a, b) => b.x * dx + b.y * dy - (a.x * dx + a.y * dy));
  return sides.map((side) => ({
    below: null,
    box: { x: x + side.x * gap - (side.x === 0 ? width / 2 : side.x > 0 ? 0 : width), y: y + side.y * gap - (side.y === 0 ? LINE / 2 : side.y > 0 ? 2 : LINE - 2), width, height: LINE },
  }));
}
