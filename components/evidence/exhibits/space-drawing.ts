import { count } from '../../ui/words';
import type { GraphEdge } from './graph-layout';
import type { Box } from './labels';
import { frameOf, type Space, type SpaceNode } from './link-space';
import { drawLines } from './space-lines';
import { boxAt, FONT, namesIn, radiusOf, UNDER, type SeenNode, type SpaceName } from './space-names';

/** What of the space is seen: its upper left corner and how many pixels a unit has. */
export type View = { x: number; y: number; scale: number };
/** A spot of the canvas, pixels. */
export type Spot = { x: number; y: number };
/** How near and how far one may go. */
const SCALE = { least: 0.02, most: 3 } as const;

/** The view in which what lay under one spot lies under another, `times` as large. */
export function pulled({ x, y, scale }: View, from: Spot, to: Spot, times = 1): View {
  const next = Math.min(SCALE.most, Math.max(SCALE.least, scale * times));
  return { scale: next, x: x + from.x / scale - to.x / next, y: y + from.y / scale - to.y / next };
}

/** The view in which all of it is seen. */
export function fitted(space: Space, width: number, height: number): View {
  const frame = frameOf(space.nodes.values());
  const scale = Math.min(1.4, width / frame.width, height / frame.height);
  return { scale, x: frame.x - (width / scale - frame.width) / 2, y: frame.y - (height / scale - frame.height) / 2 };
}

/** The view in which these nodes are seen: as near as before, unless they have no room so, and moved no further than it takes. */
export function showing(nodes: Iterable<SpaceNode>, view: View, width: number, height: number): View {
  const frame = frameOf(nodes);
  const scale = Math.max(SCALE.least, Math.min(view.scale, width / frame.width, height / frame.height));
  const middle = { x: width / 2, y: height / 2 };
  const { x, y } = pulled(view, middle, middle, scale / view.scale);
  const within = (from: number, seen: number, first: number, length: number): number => Math.min(first, Math.max(from, first + length - seen));
  return { scale, x: within(x, width / scale, frame.x, frame.width), y: within(y, height / scale, frame.y, frame.height) };
}

/** The node at a spot of the canvas. */
export function nodeAt(space: Space, at: Spot, { x, y, scale }: View): SpaceNode | undefined {
  return [...space.nodes.values()].find((node) => Math.hypot(node.x - x - at.x / scale, node.y - y - at.y / scale) <= Math.max(node.radius, 12 / scale));
}

export type SpaceInks = { ground: string; text: string; quiet: string; ink: string; line: string; soft: string; ochre: string; blue: string; surface: string };

export function inksOfSpace(element: Element): SpaceInks {
  const style = getComputedStyle(element);
  const ink = (name: string): string => style.getPropertyValue(name).trim();
  return { ground: ink('--surface'), surface: ink('--surface'), text: ink('--text'), quiet: ink('--text-2'), ink: ink('--ink'), line: ink('--control-line'), soft: ink('--sunken'), ochre: ink('--ochre'), blue: ink('--blue') };
}

/** Below this size one sees only that things are there, pixels a unit. */
const SPECKS = 0.36;

/**
 * Draws what is in view: a path for each look of line, then the nodes, then as many names as can be read; what is chosen and what is pointed at (`over`) is always named. Accounts are circles, what they
 * share are boxes with three dots where a name has no room, a crowd is a double dashed disc. It is drawn anew in each frame of a move, so what is too small to be told apart is drawn as little.
 */
export function drawSpace(canvas: HTMLCanvasElement, space: Space, view: View, chosen: { node: string } | { edge: GraphEdge }, over: string | null, inks: SpaceInks): void {
  const context = canvas.getContext('2d');
  if (context === null) return;
  const ratio = canvas.width / Math.max(1, canvas.clientWidth);
  const [width, height] = [canvas.clientWidth, canvas.clientHeight];
  context.setTransform(ratio, 0, 0, ratio, 0, 0);
  context.fillStyle = inks.ground;
  context.fillRect(0, 0, width, height);
  const at = (node: SpaceNode): Spot => ({ x: (node.x - view.x) * view.scale, y: (node.y - view.y) * view.scale });
  const margin = 60 * view.scale + 20;

  drawLines(context, space, view, { width, height }, 1 / ratio, chosen, inks);
  const seen = [...space.nodes.values()].map((node) => ({ node, ...at(node) })).filter(({ x, y }) => x > -margin && y > -margin && x < width + margin && y < height + margin);
  const [small, large] = view.scale < SPECKS ? [seen.filter(isPlain), seen.filter((one) => !isPlain(one))] : [[], seen];
  specks(context, small, view.scale, 1 / ratio, inks);
  for (const one of large) shape(context, one, view.scale, inks);
  const isChosen = ({ id }: SpaceNode): boolean => 'node' in chosen && chosen.node === id;
  const widthOf = (words: string, font: string): number => {
    context.font = font;
    return context.measureText(words).width;
  };
  const fromOf = ({ parent }: SpaceNode): Spot | null => (parent === null || !space.nodes.has(parent) ? null : at(space.nodes.get(parent)!));
  const isIn = (box: Box): boolean => box.x >= 0 && box.y >= 0 && box.x + box.width <= width && box.y + box.height <= height;
  const names = namesIn(seen, view.scale, (node) => isChosen(node) || node.id === over, fromOf, widthOf, isIn);
  const held = seen.find(({ node }) => isChosen(node));
  if (held !== undefined) ring(context, held, names, view.scale, inks);
  // What was named first lies above the rest.
  for (const name of names.reverse()) write(context, name, inks);
}

/** One of the many: whoever else shows something, and what is shared. */
const isPlain = ({ node: { kind, account } }: SeenNode): boolean => kind === 'thing' || account?.role === 'other';

/** Circles of a path: each one more costs more in a long one. */
const AT_ONCE = 32;

/** Nodes of which one sees only that they are there, in a few strokes for all: a line as thin as a pixel (`thin`) takes a tenth of one that is wider. */
function specks(context: CanvasRenderingContext2D, nodes: readonly SeenNode[], scale: number, thin: number, inks: SpaceInks): void {
  const radius = Math.max(2, 8 * scale);
  const accounts = nodes.filter(({ node }) => node.kind === 'account');
  context.fillStyle = inks.surface;
  for (const { x, y } of accounts) context.fillRect(x - 0.75 * radius, y - 0.75 * radius, 1.5 * radius, 1.5 * radius);
  context.strokeStyle = inks.quiet;
  context.lineWidth = thin;
  for (let first = 0; first < accounts.length; first += AT_ONCE) {
    context.beginPath();
    for (const { x, y } of accounts.slice(first, first + AT_ONCE)) {
      context.moveTo(x + radius, y);
      context.arc(x, y, radius, 0, 2 * Math.PI);
    }
    context.stroke();
  }
  context.lineWidth = 1.5;
  for (const one of nodes.filter(({ node }) => node.kind === 'thing')) {
    const { x, y, width, height } = boxAt(one, scale);
    context.strokeStyle = edgeOf(one.node, inks);
    context.fillRect(x, y, width, height);
    context.strokeRect(x, y, width, height);
  }
}

const edgeOf = ({ thing }: SpaceNode, inks: SpaceInks): string => (thing?.outside === true ? inks.line : inks.ochre);

function box(context: CanvasRenderingContext2D, node: SpaceNode, { x, y, width, height }: Box, corner: number, inks: SpaceInks): void {
  context.fillStyle = inks.surface;
  context.strokeStyle = edgeOf(node, inks);
  context.beginPath();
  context.roundRect(x, y, width, height, corner);
  context.fill();
  context.stroke();
}

function shape(context: CanvasRenderingContext2D, one: SeenNode, scale: number, inks: SpaceInks): void {
  const { node, x, y } = one;
  context.lineWidth = 1.5;
  if (node.kind === 'thing') {
    box(context, node, boxAt(one, scale), 4 * scale, inks);
    // In the place of a name that has no room.
    return put(context, '…', { x, y: y + 2.5 }, inks.quiet, FONT.thing);
  }
  const filled = node.account?.role === 'self' || node.account?.role === 'inside';
  context.fillStyle = node.kind === 'hub' ? inks.soft : filled ? inks.ink : inks.surface;
  context.strokeStyle = node.kind === 'hub' ? inks.line : inks.quiet;
  if (node.kind === 'hub') context.setLineDash([3, 3]);
  context.beginPath();
  context.arc(x, y, radiusOf(node, scale), 0, 7);
  context.fill();
  context.stroke();
  context.setLineDash([]);
  if (node.kind === 'hub' && scale > 0.5) say(context, count(node.thing?.accounts ?? 0), { x, y: y + 4 }, inks.text, FONT.self, inks);
  if (node.kind === 'account' && !node.grown && scale > 0.5) {
    // Something may hang on it.
    context.beginPath();
    context.moveTo(x - 3 * scale, y);
    context.lineTo(x + 3 * scale, y);
    context.moveTo(x, y - 3 * scale);
    context.lineTo(x, y + 3 * scale);
    context.stroke();
  }
}

function ring(context: CanvasRenderingContext2D, one: SeenNode, names: readonly SpaceName[], scale: number, inks: SpaceInks): void {
  const { node, x, y } = one;
  context.strokeStyle = inks.blue;
  context.lineWidth = 2.5;
  context.beginPath();
  if (node.kind === 'thing') {
    const around = names.find((name) => name.node === node)?.box ?? boxAt(one, scale);
    context.roundRect(around.x - 5, around.y - 5, around.width + 10, around.height + 10, 6);
  } else context.arc(x, y, radiusOf(node, scale) + 5, 0, 7);
  context.stroke();
}

/** How far the ground reaches around words, on both sides together: no line that passes under them is seen between their letters. */
const HALO = 6;

function say(context: CanvasRenderingContext2D, words: string, at: Spot, colour: string, font: string, inks: SpaceInks): void {
  context.font = font;
  context.textAlign = 'center';
  context.lineJoin = 'round';
  context.lineWidth = HALO;
  context.strokeStyle = inks.ground;
  context.strokeText(words, at.x, at.y);
  put(context, words, at, colour, font);
}

function put(context: CanvasRenderingContext2D, words: string, at: Spot, colour: string, font: string): void {
  context.font = font;
  context.textAlign = 'center';
  context.fillStyle = colour;
  context.fillText(words, at.x, at.y);
}

function write(context: CanvasRenderingContext2D, { node, words, font, box: place, below }: SpaceName, inks: SpaceInks): void {
  const middle = place.x + place.width / 2;
  if (node.kind === 'thing') {
    const high = below === null ? place.height : place.height - UNDER;
    context.lineWidth = 1.5;
    box(context, node, { ...place, height: high }, 4, inks);
    put(context, words, { x: middle, y: place.y + high / 2 + 3.5 }, inks.text, font);
    if (below !== null) say(context, below, { x: middle, y: place.y + high + 11 }, inks.quiet, FONT.hub, inks);
    return;
  }
  say(context, words, { x: middle, y: place.y + 10 }, node.kind === 'hub' ? inks.quiet : inks.text, font, inks);
}
