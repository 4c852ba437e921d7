import type { GraphEdge } from './graph-layout';
import type { Space, SpaceNode } from './link-space';
import type { SpaceInks, View } from './space-drawing';

/** From here on, pixels a unit, one can tell of many lines how much each weighs. */
const NEAR = 2;
/** So many lines show it from however far. One wider than a pixel takes as long to draw as ten that are not. */
const FEW = 300;

/** Lines of one look. `ends`: x and y of the account, x and y of what it shares, line after line, user units. */
type Look = { quiet: boolean; dash: number[]; thick: number; ends: Float64Array };

const sorted = new WeakMap<Space, readonly Look[]>();

/** By look. A space never changes, so that is found out once. */
function looksOf(space: Space): readonly Look[] {
  const known = sorted.get(space);
  if (known !== undefined) return known;
  const groups = new Map<string, { look: Omit<Look, 'ends'>; ends: number[] }>();
  for (const edge of space.edges) {
    const [a, b] = [space.nodes.get(edge.account), space.nodes.get(edge.identifier)];
    if (a === undefined || b === undefined) continue;
    const look = lookOf(edge, b);
    // Quiet ones first: what counts is drawn over them.
    const key = `${look.quiet ? 0 : 1} ${look.dash.join(' ')} ${look.thick}`;
    (groups.get(key) ?? groups.set(key, { look, ends: [] }).get(key)!).ends.push(a.x, a.y, b.x, b.y);
  }
  const looks = [...groups].sort(([a], [b]) => (a < b ? -1 : 1)).map(([, { look, ends }]) => ({ ...look, ends: Float64Array.from(ends) }));
  sorted.set(space, looks);
  return looks;
}

/** Quiet are lines to a crowd, and of what lies outside the days shown. */
function lookOf({ weight, solid, outside }: GraphEdge, { kind }: SpaceNode): Omit<Look, 'ends'> {
  return kind === 'hub' ? { quiet: true, dash: [2, 4], thick: 1 } : { quiet: outside === true, dash: solid ? [] : [6, 4], thick: Math.round(Math.min(3.6, 1 + weight * 0.7)) };
}

const widthAt = (thick: number, scale: number): number => Math.max(0.5, thick * Math.min(1, scale * 1.3));

/**
 * Draws the lines, those of what is chosen last. Of many, one far away is no wider than a pixel (`thin`), and near by those are that only pass
 * through: neither of their ends is seen.
 */
export function drawLines(context: CanvasRenderingContext2D, space: Space, view: View, { width, height }: { width: number; height: number }, thin: number, chosen: { node: string } | { edge: GraphEdge }, inks: SpaceInks): void {
  const isFew = space.edges.length <= FEW;
  const isNear = view.scale >= NEAR;
  const isSeen = (x: number, y: number): boolean => x >= 0 && y >= 0 && x <= width && y <= height;
  for (const { quiet, dash, thick, ends } of looksOf(space)) {
    const [full, slight] = [new Path2D(), new Path2D()];
    const period = lengthOf(dash);
    for (let index = 0; index < ends.length; index += 4) {
      const x0 = (ends[index]! - view.x) * view.scale;
      const y0 = (ends[index + 1]! - view.y) * view.scale;
      const x1 = (ends[index + 2]! - view.x) * view.scale;
      const y1 = (ends[index + 3]! - view.y) * view.scale;
      trace(isFew || (isNear && (isSeen(x0, y0) || isSeen(x1, y1))) ? full : slight, x0, y0, x1, y1, width, height, period);
    }
    const wide = widthAt(thick, view.scale);
    stroke(context, full, dash, wide, quiet ? inks.line : inks.ochre);
    stroke(context, slight, dash, Math.min(thin, wide), quiet ? inks.line : inks.ochre);
  }

  const held = 'edge' in chosen ? [chosen.edge] : space.around.get(chosen.node) ?? [];
  for (const edge of held) {
    const [a, b] = [space.nodes.get(edge.account), space.nodes.get(edge.identifier)];
    if (a === undefined || b === undefined) continue;
    const path = new Path2D();
    const { dash, thick } = lookOf(edge, b);
    trace(path, (a.x - view.x) * view.scale, (a.y - view.y) * view.scale, (b.x - view.x) * view.scale, (b.y - view.y) * view.scale, width, height, lengthOf(dash));
    stroke(context, path, dash, held.length <= FEW || isNear ? widthAt(thick, view.scale) + 1 : thin, inks.text);
  }
  context.setLineDash([]);
}

const lengthOf = (dash: readonly number[]): number => dash.reduce((sum, part) => sum + part, 0);

function stroke(context: CanvasRenderingContext2D, path: Path2D, dash: number[], width: number, colour: string): void {
  context.setLineDash(dash);
  context.lineWidth = width;
  context.strokeStyle = colour;
  context.stroke(path);
}

/** Adds what is seen of a line to a path. It begins where a dash does, so that dashes go with what moves. */
function trace(path: Path2D, x0: number, y0: number, x1: number, y1: number, width: number, height: number, period: number): void {
  const part = seenPart(x0, y0, x1, y1, width, height);
  if (part === null) return;
  const [dx, dy] = [x1 - x0, y1 - y0];
  const dash = period / Math.hypot(dx, dy);
  const from = period === 0 ? part[0] : Math.floor(part[0] / dash) * dash;
  path.moveTo(x0 + dx * from, y0 + dy * from);
  path.lineTo(x0 + dx * part[1], y0 + dy * part[1]);
}

/** Beyond what is seen, pixels: half of the widest line. */
const BESIDE = 4;
const WHOLE = [0, 1] as const;

/** Which part of a line lies in a frame, as shares of its length; null where none does. */
export function seenPart(x0: number, y0: number, x1: number, y1: number, width: number, height: number): readonly [number, number] | null {
  const [left, top, right, bottom] = [-BESIDE, -BESIDE, width + BESIDE, height + BESIDE];
  if (Math.min(x0, x1) >= left && Math.min(y0, y1) >= top && Math.max(x0, x1) <= right && Math.max(y0, y1) <= bottom) return WHOLE;
  if (Math.max(x0, x1) < left || Math.max(y0, y1) < top || Math.min(x0, x1) > right || Math.min(y0, y1) > bottom) return null;
  const [fromX, toX] = between(x0, x1, left, right);
  const [fromY, toY] = between(y0, y1, top, bottom);
  const [from, to] = [Math.max(0, fromX, fromY), Math.min(1, toX, toY)];
  return from < to ? [from, to] : null;
}

/** Where a way from `a` to `b` enters a stretch and leaves it, as shares of the way. One that stands still is in it throughout: who lies outside was asked before. */
function between(a: number, b: number, least: number, most: number): readonly [number, number] {
  if (a === b) return [-Infinity, Infinity];
  const [one, other] = [(least - a) / (b - a), (most - a) / (b - a)];
  return one < other ? [one, other] : [other, one];
}
