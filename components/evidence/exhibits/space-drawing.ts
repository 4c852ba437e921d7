import { count } from '../../ui/words';
import { textWidth } from './axis';
import type { GraphEdge } from './graph-layout';
import { touches, type Box } from './labels';
import { halfWidthOf, type Space, type SpaceNode } from './link-space';
import { drawLines } from './space-lines';

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

export type SpaceInks = { ground: string; text: string; quiet: string; ink: string; line: string; soft: string; ochre: string; blue: string; surface: string };

export function inksOfSpace(element: Element): SpaceInks {
  const style = getComputedStyle(element);
  const ink = (name: string): string => style.getPropertyValue(name).trim();
  return { ground: ink('--surface'), surface: ink('--surface'), text: ink('--text'), quiet: ink('--text-2'), ink: ink('--ink'), line: ink('--control-line'), soft: ink('--sunken'), ochre: ink('--ochre'), blue: ink('--blue') };
}

/** More names than this at once would hide each other. */
const MOST_NAMES = 160;
/** Below these sizes names cannot be read, pixels a unit. */
const READABLE = { account: 0.62, thing: 0.36 } as const;

type At = (node: SpaceNode) => Spot;

/**
 * Draws what is in view: a path for each look of line, then the nodes, then as many names as can be read. Accounts are circles, what they
 * share are boxes, a crowd is a double dashed disc. It is drawn anew in each frame of a move, so what is too small to be told apart is drawn as little.
 */
export function drawSpace(canvas: HTMLCanvasElement, space: Space, view: View, chosen: { node: string } | { edge: GraphEdge }, inks: SpaceInks): void {
  const context = canvas.getContext('2d');
  if (context === null) return;
  const ratio = canvas.width / Math.max(1, canvas.clientWidth);
  const [width, height] = [canvas.clientWidth, canvas.clientHeight];
  context.setTransform(ratio, 0, 0, ratio, 0, 0);
  context.fillStyle = inks.ground;
  context.fillRect(0, 0, width, height);
  const at: At = (node) => ({ x: (node.x - view.x) * view.scale, y: (node.y - view.y) * view.scale });
  const margin = 60 * view.scale + 20;
  const isSeen = ({ x, y }: Spot): boolean => x > -margin && y > -margin && x < width + margin && y < height + margin;

  drawLines(context, space, view, { width, height }, 1 / ratio, chosen, inks);
  const seen = [...space.nodes.values()].filter((node) => isSeen(at(node)));
  const [small, large] = view.scale < READABLE.thing ? [seen.filter(isPlain), seen.filter((node) => !isPlain(node))] : [[], seen];
  specks(context, small, at, view.scale, 1 / ratio, inks);
  for (const node of large) shape(context, node, at(node), view.scale, inks);
  if ('node' in chosen) {
    const node = space.nodes.get(chosen.node);
    if (node !== undefined) ring(context, node, at(node), view.scale, inks);
  }
  const isChosen = (node: SpaceNode): boolean => 'node' in chosen && chosen.node === node.id;
  const wanted = seen.filter((node) => isChosen(node) || view.scale >= (node.kind === 'account' ? READABLE.account : READABLE.thing));
  const taken: Box[] = [];
  // What was chosen is named first, then the middle and what is shared; a name that would lie on another is left out until one comes closer.
  for (const node of wanted.sort((a, b) => rank(b, isChosen) - rank(a, isChosen)).slice(0, MOST_NAMES)) {
    const box = boxOf(node, at(node), view.scale);
    if (!isChosen(node) && taken.some((other) => touches(box, other))) continue;
    taken.push(box);
    name(context, node, at(node), view.scale, inks);
  }
}

const rank = (node: SpaceNode, isChosen: (node: SpaceNode) => boolean): number => (isChosen(node) ? 3 : node.parent === null ? 2 : node.kind === 'account' ? 0 : 1);

function boxOf(node: SpaceNode, { x, y }: Spot, scale: number): Box {
  const width = node.kind === 'thing' ? 2 * halfWidthOf(node.label) * Math.min(1, scale) : textWidth(node.label, 11.5);
  const top = node.kind === 'account' ? (node.account?.role === 'self' ? 12 : 8) * scale + 3 : node.kind === 'hub' ? -8 : -6;
  return { x: x - width / 2, y: y + top, width, height: node.kind === 'hub' ? 30 * scale + 22 : 13 };
}

/** One of the many: whoever else shows something, and what is shared. */
const isPlain = ({ kind, account }: SpaceNode): boolean => kind === 'thing' || account?.role === 'other';

/** Circles of a path: each one more costs more in a long one. */
const AT_ONCE = 32;

/** Nodes of which one sees only that they are there, in a few strokes for all: a line as thin as a pixel (`thin`) takes a tenth of one that is wider. */
function specks(context: CanvasRenderingContext2D, nodes: readonly SpaceNode[], at: At, scale: number, thin: number, inks: SpaceInks): void {
  const radius = Math.max(2, 8 * scale);
  const high = Math.max(4, 24 * scale);
  const accounts = nodes.filter(({ kind }) => kind === 'account').map(at);
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
  for (const node of nodes.filter(({ kind }) => kind === 'thing')) {
    const [{ x, y }, wide] = [at(node), 2 * halfWidthOf(node.label) * scale];
    context.strokeStyle = node.thing?.outside === true ? inks.line : inks.ochre;
    context.fillRect(x - wide / 2, y - high / 2, wide, high);
    context.strokeRect(x - wide / 2, y - high / 2, wide, high);
  }
}

function shape(context: CanvasRenderingContext2D, node: SpaceNode, { x, y }: Spot, scale: number, inks: SpaceInks): void {
  context.lineWidth = 1.5;
  if (node.kind === 'thing') {
    const [wide, high] = [2 * halfWidthOf(node.label) * scale, Math.max(4, 24 * scale)];
    context.fillStyle = inks.surface;
    context.strokeStyle = node.thing?.outside === true ? inks.line : inks.ochre;
    context.beginPath();
    context.roundRect(x - wide / 2, y - high / 2, wide, high, 4 * scale);
    context.fill();
    context.stroke();
    return;
  }
  const radius = node.kind === 'hub' ? 30 * scale : Math.max(2, (node.account?.role === 'self' ? 12 : 8) * scale);
  const filled = node.account?.role === 'self' || node.account?.role === 'inside';
  context.fillStyle = node.kind === 'hub' ? inks.soft : filled ? inks.ink : inks.surface;
  context.strokeStyle = node.kind === 'hub' ? inks.line : inks.quiet;
  if (node.kind === 'hub') context.setLineDash([3, 3]);
  context.beginPath();
  context.arc(x, y, radius, 0, 7);
  context.fill();
  context.stroke();
  context.setLineDash([]);
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

function ring(context: CanvasRenderingContext2D, node: SpaceNode, { x, y }: Spot, scale: number, inks: SpaceInks): void {
  context.strokeStyle = inks.blue;
  context.lineWidth = 2.5;
  context.beginPath();
  if (node.kind === 'thing') context.roundRect(x - (halfWidthOf(node.label) + 4) * scale - 2, y - 16 * scale - 2, 2 * (halfWidthOf(node.label) + 4) * scale + 4, 32 * scale + 4, 6);
  else context.arc(x, y, (node.kind === 'hub' ? 33 : 14) * scale + 3, 0, 7);
  context.stroke();
}

function name(context: CanvasRenderingContext2D, node: SpaceNode, { x, y }: Spot, scale: number, inks: SpaceInks): void {
  const write = (words: string, dy: number, colour: string, font: string) => {
    context.font = font;
    context.textAlign = 'center';
    context.lineJoin = 'round';
    context.lineWidth = 3.5;
    context.strokeStyle = inks.surface;
    context.strokeText(words, x, y + dy);
    context.fillStyle = colour;
    context.fillText(words, x, y + dy);
  };
  if (node.kind === 'hub') {
    write(count(node.thing?.accounts ?? 0), 0, inks.text, '600 11px Inter, sans-serif');
    write(`${node.label}: links nobody`, 30 * scale + 14, inks.quiet, '10.5px Inter, sans-serif');
  } else if (node.kind === 'thing') {
    write(node.label, 4, inks.text, `${Math.min(11, Math.max(9, 11 * scale))}px "JetBrains Mono", monospace`);
    if (node.thing?.rarity != null && scale > 0.8) write(node.thing.rarity, 12 * scale + 12, inks.quiet, '10.5px Inter, sans-serif');
  } else write(node.label, (node.account?.role === 'self' ? 12 : 8) * scale + 13, inks.text, `${node.account?.role === 'self' ? '600 ' : ''}11px Inter, sans-serif`);
}
