import type { GraphAccount, GraphEdge, GraphIdentifier } from './graph-layout';

/** What hangs together, as it is laid out: accounts, the things they share, and crowds. */
export type Piece = { accounts: readonly GraphAccount[]; identifiers: readonly GraphIdentifier[]; edges: readonly GraphEdge[] };

export type SpaceNode = {
  id: string;
  label: string;
  /** A crowd links nobody, and nothing grows out of it. */
  kind: 'account' | 'thing' | 'hub';
  account: GraphAccount | null;
  thing: GraphIdentifier | null;
  x: number;
  y: number;
  /** Room that it takes, user units. */
  radius: number;
  /** The node that it hangs on: the one of its strongest link towards the middle; null for the middle. */
  parent: string | null;
  /** Whether its own neighbours have been asked for. */
  grown: boolean;
};

/** A laid out graph. Nothing in it ever moves: growing adds nodes where there is room. */
export type Space = { nodes: ReadonlyMap<string, SpaceNode>; edges: readonly GraphEdge[]; around: ReadonlyMap<string, readonly GraphEdge[]> };

const RADIUS = { account: 20, thing: 30, hub: 38 } as const;
/** Half the width of the box around a thing's name, mono. */
export const halfWidthOf = (label: string): number => Math.max(27, Math.min(36, label.length * 3.4 + 6));
/** Between two nodes at least. */
const GAP = 6;
const SHELL = 26;

/** The graph around one account: the account in the middle, what it shares around it, who else shows that around each. The same for the same links, in whatever order they come. */
export function spaceOf(piece: Piece, middle: string): Space {
  const account = piece.accounts.find(({ id }) => id === middle) ?? { id: middle, label: middle, role: 'self' as const };
  const root: SpaceNode = { ...nodeOf(account), x: 0, y: 0, parent: null, grown: true };
  return laid(new Map([[middle, root]]), piece, []);
}

/** The graph with what hangs on one of its accounts. Everything that was there stays where it was. */
export function grownBy(space: Space, id: string, piece: Piece): Space {
  const node = space.nodes.get(id);
  if (node === undefined || node.kind !== 'account') return space;
  const nodes = new Map(space.nodes);
  nodes.set(id, { ...node, grown: true });
  return laid(nodes, piece, space.edges);
}

/** Whether two pieces show the same: a panel that was read anew brings another one, mostly with the same links. */
export function isSamePiece(a: Piece, b: Piece): boolean {
  const told = ({ accounts, identifiers, edges }: Piece) => JSON.stringify([accounts, identifiers, edges].map((rows) => rows.map((row) => JSON.stringify(row)).sort()));
  return a === b || told(a) === told(b);
}

/** What an edge is known by. */
export const edgeKey = ({ account, identifier }: Pick<GraphEdge, 'account' | 'identifier'>): string => `${account} ${identifier}`;

/** The other end of an edge. */
export const endOf = (edge: GraphEdge, id: string): string => (edge.account === id ? edge.identifier : edge.account);

function laid(nodes: Map<string, SpaceNode>, piece: Piece, before: readonly GraphEdge[]): Space {
  const edges = new Map(before.map((edge) => [edgeKey(edge), edge]));
  const wanted = new Map([...piece.accounts.map(nodeOf), ...piece.identifiers.map(nodeOf)].filter(({ id }) => !nodes.has(id)).map((node) => [node.id, node]));
  for (const edge of piece.edges) if (!edges.has(edgeKey(edge)) && [edge.account, edge.identifier].every((end) => nodes.has(end) || wanted.has(end))) edges.set(edgeKey(edge), edge);
  const all = [...edges].sort(([a, { weight: heavy }], [b, { weight: other }]) => other - heavy || compare(a, b)).map(([, edge]) => edge);
  const around = new Map<string, GraphEdge[]>();
  for (const edge of all) for (const end of [edge.account, edge.identifier]) (around.get(end) ?? around.set(end, []).get(end)!).push(edge);

  const grid = new Grid();
  for (const node of nodes.values()) grid.add(node);
  // From what stands outwards, a shell at a time: each new node hangs on its strongest link to what stands already.
  let edge: string[] = [...nodes.keys()].sort(compare);
  while (edge.length > 0 && wanted.size > 0) {
    const next: string[] = [];
    for (const id of edge) {
      const parent = nodes.get(id)!;
      const children = (around.get(id) ?? []).flatMap((link) => wanted.get(endOf(link, id)) ?? []);
      if (children.length === 0) continue;
      for (const child of fanned(parent, children, nodes, grid, (around.get(id) ?? []).length)) {
        wanted.delete(child.id);
        nodes.set(child.id, child);
        next.push(child.id);
      }
    }
    edge = next;
  }
  return { nodes, edges: all.filter((link) => nodes.has(link.account) && nodes.has(link.identifier)), around };
}

/** Children around their parent: in a half circle away from where the parent hangs, whole around the middle; further out where there is no room. */
function fanned(parent: SpaceNode, children: readonly Omit<SpaceNode, 'x' | 'y' | 'parent' | 'grown'>[], nodes: ReadonlyMap<string, SpaceNode>, grid: Grid, degree: number): SpaceNode[] {
  const from = parent.parent === null ? null : nodes.get(parent.parent);
  const outward = from === null || from === undefined ? -Math.PI / 2 : Math.atan2(parent.y - from.y, parent.x - from.x);
  const spread = from === null || from === undefined ? 2 * Math.PI : Math.PI * 0.9;
  const placed: SpaceNode[] = [];
  let start = 0;
  let radius = parent.radius + SHELL + (children[0]?.kind === 'account' ? 16 : 44 + 2.2 * Math.min(60, degree));
  while (start < children.length) {
    // As many as the arc has room for, the rest on a wider one.
    const widest = Math.max(...children.slice(start).map((child) => child.radius));
    const room = Math.max(1, Math.floor((spread * radius) / (2 * widest + GAP)));
    const row = children.slice(start, start + room);
    row.forEach((child, index) => {
      const turn = spread >= 2 * Math.PI ? (index / row.length) * spread : row.length === 1 ? 0 : (index / (row.length - 1) - 0.5) * spread;
      const spot = grid.free(parent, outward + turn, radius, child.radius);
      const node: SpaceNode = { ...child, ...spot, parent: parent.id, grown: false };
      grid.add(node);
      placed.push(node);
    });
    start += row.length;
    radius += 2 * widest + GAP;
  }
  return placed;
}

function nodeOf(one: GraphAccount | GraphIdentifier): Omit<SpaceNode, 'x' | 'y' | 'parent' | 'grown'> {
  if ('role' in one) return { id: one.id, label: one.label, kind: 'account', account: one, thing: null, radius: RADIUS.account };
  const kind = one.hub ? 'hub' as const : 'thing' as const;
  return { id: one.id, label: one.label, kind, account: null, thing: one, radius: kind === 'hub' ? RADIUS.hub : Math.max(RADIUS.thing, halfWidthOf(one.label) + 2) };
}

const CELL = 90;
const cellOf = (x: number, y: number): number => Math.floor(x / CELL) * 100_000 + Math.floor(y / CELL);

/** Finds what stands near a spot without looking at everything. */
class Grid {
  private readonly cells = new Map<number, SpaceNode[]>();

  add(node: SpaceNode): void {
    const key = cellOf(node.x, node.y);
    const held = this.cells.get(key);
    if (held) held.push(node);
    else this.cells.set(key, [node]);
  }

  private isFree(x: number, y: number, radius: number): boolean {
    for (let dx = -CELL; dx <= CELL; dx += CELL) {
      for (let dy = -CELL; dy <= CELL; dy += CELL) {
        for (const other of this.cells.get(cellOf(x + dx, y + dy)) ?? []) if (Math.hypot(other.x - x, other.y - y) < other.radius + radius + GAP - 0.1) return false;
      }
    }
    return true;
  }

  /** The nearest free spot in a direction, from a distance on; what is far out is looked for in wider steps. */
  free(from: { x: number; y: number }, angle: number, distance: number, radius: number): { x: number; y: number } {
    for (let r = distance; ; r += Math.max(9, (r - distance) * 0.04)) {
      const x = Math.round((from.x + Math.cos(angle) * r) * 10) / 10;
      const y = Math.round((from.y + Math.sin(angle) * r) * 10) / 10;
      if (this.isFree(x, y, radius)) return { x, y };
    }
  }
}

/** Where a key leads from a node: up towards the middle, down along its strongest link, sideways among those that hang on the same node. Null where there is nothing that way. */
export function walked(space: Space, id: string, way: 'in' | 'out' | 'before' | 'after'): string | null {
  const node = space.nodes.get(id);
  if (node === undefined) return null;
  if (way === 'in') return node.parent;
  const hanging = (of: string): SpaceNode[] => (space.around.get(of) ?? []).flatMap((edge) => {
    const other = space.nodes.get(endOf(edge, of));
    return other?.parent === of ? [other] : [];
  });
  if (way === 'out') return hanging(id)[0]?.id ?? (space.around.get(id) ?? []).map((edge) => endOf(edge, id)).find((other) => other !== node.parent) ?? null;
  if (node.parent === null) return null;
  const siblings = hanging(node.parent);
  const index = siblings.findIndex((one) => one.id === id);
  return siblings[(index + (way === 'after' ? 1 : siblings.length - 1)) % siblings.length]?.id ?? null;
}

/** The box around everything, with a margin. */
export function frameOf(space: Space): { x: number; y: number; width: number; height: number } {
  const all = [...space.nodes.values()];
  const [left, right] = [Math.min(...all.map((node) => node.x - node.radius)), Math.max(...all.map((node) => node.x + node.radius))];
  const [top, bottom] = [Math.min(...all.map((node) => node.y - node.radius)), Math.max(...all.map((node) => node.y + node.radius))];
  const margin = 24;
  return { x: left - margin, y: top - margin, width: right - left + 2 * margin, height: bottom - top + 2 * margin };
}

/** The edge whose line passes within `near` of a spot, the nearest first; null where none does. */
export function edgeAt(space: Space, x: number, y: number, near: number): GraphEdge | null {
  let best: { edge: GraphEdge; distance: number } | null = null;
  for (const edge of space.edges) {
    const [a, b] = [space.nodes.get(edge.account), space.nodes.get(edge.identifier)];
    if (a === undefined || b === undefined) continue;
    const [dx, dy] = [b.x - a.x, b.y - a.y];
    const along = Math.min(1, Math.max(0, ((x - a.x) * dx + (y - a.y) * dy) / (dx * dx + dy * dy || 1)));
    const distance = Math.hypot(a.x + along * dx - x, a.y + along * dy - y);
    if (distance <= near && (best === null || distance < best.distance)) best = { edge, distance };
  }
  return best?.edge ?? null;
}

const compare = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0);
