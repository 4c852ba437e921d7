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
export const halfWidthOf = (label: string): number => Math.max(27, label.length * 3.2 + 6);
/** Between two nodes at least. */
const GAP = 6;
const SHELL = 26;

/** The graph around one account: the account in the middle, what it shares around it, who else shows that around each. The same for the same links, in whatever order they come. */
export function spaceOf(piece: Piece, middle: string): Space {
  const account = piece.accounts.find(({ id }) => id === middle) ?? { id: middle, label: middle, role: 'self' as const };
  const root: SpaceNode = { ...nodeOf(account), x: 0, y: 0, parent: null, grown: true };
  return atOnce(laying(new Map([[middle, root]]), { edges: [], around: new Map() }, piece));
}

/** The graph with what hangs on one of its accounts. Everything that was there stays where it was. In steps of a millisecond or so: a crowd takes longer to find room than a frame lasts. */
export function* growing(space: Space, id: string, piece: Piece): Generator<void, Space> {
  const node = space.nodes.get(id);
  if (node === undefined || node.kind !== 'account') return space;
  return yield* laying(new Map(space.nodes).set(id, { ...node, grown: true }), space, piece);
}

/** All steps without a pause. */
export function atOnce<T>(steps: Generator<void, T>): T {
  for (;;) {
    const { done, value } = steps.next();
    if (done === true) return value;
  }
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

/** Fills in the nodes that a piece brings. */
function* laying(nodes: Map<string, SpaceNode>, before: Pick<Space, 'edges' | 'around'>, piece: Piece): Generator<void, Space> {
  const wanted = new Map([...piece.accounts.map(nodeOf), ...piece.identifiers.map(nodeOf)].filter(({ id }) => !nodes.has(id)).map((node) => [node.id, node]));
  const isThere = (id: string): boolean => nodes.has(id) || wanted.has(id);
  const isDrawn = ({ account, identifier }: GraphEdge): boolean => before.around.get(account)?.some((edge) => edge.identifier === identifier) ?? false;
  yield;
  const fresh = piece.edges.filter((edge) => isThere(edge.account) && isThere(edge.identifier) && !isDrawn(edge)).sort(strongerFirst);
  yield;
  const edges = merged(before.edges, fresh);
  yield;
  const around = new Map(before.around);
  const joined = linksOf(fresh);
  for (const [id, links] of joined) around.set(id, merged(around.get(id) ?? [], links));
  yield;

  const grid = new Grid();
  for (const node of nodes.values()) grid.add(node);
  yield;
  // From what stands outwards, a shell at a time: each new node hangs on its strongest link to what stands already.
  let shell: string[] = [...joined.keys()].filter((id) => nodes.has(id)).sort(compare);
  while (shell.length > 0 && wanted.size > 0) {
    const next: string[] = [];
    for (const id of shell) {
      const children = (around.get(id) ?? []).flatMap((link) => wanted.get(endOf(link, id)) ?? []);
      yield* fanning(nodes.get(id)!, children, nodes, grid, (around.get(id) ?? []).length);
      for (const child of children) {
        wanted.delete(child.id);
        next.push(child.id);
      }
    }
    shell = next;
  }
  if (wanted.size === 0) return { nodes, edges, around };
  // What nothing ties to the rest has no place.
  const drawn = edges.filter((link) => nodes.has(link.account) && nodes.has(link.identifier));
  return { nodes, edges: drawn, around: linksOf(drawn) };
}

/** Places children around their parent: in a half circle away from where the parent hangs, whole around the middle; further out where there is no room. */
function* fanning(parent: SpaceNode, children: readonly Omit<SpaceNode, 'x' | 'y' | 'parent' | 'grown'>[], nodes: Map<string, SpaceNode>, grid: Grid, degree: number): Generator<void, void> {
  const from = parent.parent === null ? null : nodes.get(parent.parent);
  const outward = from === null || from === undefined ? -Math.PI / 2 : Math.atan2(parent.y - from.y, parent.x - from.x);
  const spread = from === null || from === undefined ? 2 * Math.PI : Math.PI * 0.9;
  let start = 0;
  let radius = parent.radius + SHELL + (children[0]?.kind === 'account' ? 16 : 44 + 2.2 * Math.min(60, degree));
  while (start < children.length) {
    // As many as the arc has room for, the rest on a wider one.
    const widest = Math.max(...children.slice(start).map((child) => child.radius));
    const room = Math.max(1, Math.floor((spread * radius) / (2 * widest + GAP)));
    const row = children.slice(start, start + room);
    for (const [index, child] of row.entries()) {
      const turn = spread >= 2 * Math.PI ? (index / row.length) * spread : row.length === 1 ? 0 : (index / (row.length - 1) - 0.5) * spread;
      const node: SpaceNode = { ...child, ...grid.free(parent, outward + turn, radius, child.radius), parent: parent.id, grown: false };
      grid.add(node);
      nodes.set(node.id, node);
      yield;
    }
    start += row.length;
    radius += 2 * widest + GAP;
  }
}

/** The links of each node, in the order of all. */
function linksOf(edges: readonly GraphEdge[]): Map<string, GraphEdge[]> {
  const links = new Map<string, GraphEdge[]>();
  for (const edge of edges) for (const end of [edge.account, edge.identifier]) (links.get(end) ?? links.set(end, []).get(end)!).push(edge);
  return links;
}

/** Two lists in this order, as one. */
function merged(before: readonly GraphEdge[], fresh: readonly GraphEdge[]): GraphEdge[] {
  const all: GraphEdge[] = [];
  let next = 0;
  for (const edge of before) {
    while (next < fresh.length && strongerFirst(fresh[next]!, edge) < 0) all.push(fresh[next++]!);
    all.push(edge);
  }
  return [...all, ...fresh.slice(next)];
}

const strongerFirst = (a: GraphEdge, b: GraphEdge): number => b.weight - a.weight || compare(a.account, b.account) || compare(a.identifier, b.identifier);

function nodeOf(one: GraphAccount | GraphIdentifier): Omit<SpaceNode, 'x' | 'y' | 'parent' | 'grown'> {
  if ('role' in one) return { id: one.id, label: one.label, kind: 'account', account: one, thing: null, radius: RADIUS.account };
  const kind = one.hub ? 'hub' as const : 'thing' as const;
  return { id: one.id, label: one.label, kind, account: null, thing: one, radius: kind === 'hub' ? RADIUS.hub : Math.max(RADIUS.thing, halfWidthOf(one.label) + 2) };
}

const CELL = 90;
/** Figures of a spot are short: so much it may lie beside where it was looked for. */
const ROUNDED = 0.1;
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

  /** What leaves no room for a circle there; null where there is room. */
  private inTheWay(x: number, y: number, radius: number): SpaceNode | null {
    for (let dx = -CELL; dx <= CELL; dx += CELL) {
      for (let dy = -CELL; dy <= CELL; dy += CELL) {
        for (const other of this.cells.get(cellOf(x + dx, y + dy)) ?? []) if ((other.x - x) ** 2 + (other.y - y) ** 2 < (other.radius + radius + GAP - ROUNDED) ** 2) return other;
      }
    }
    return null;
  }

  /** The nearest free spot in a direction, from a distance on; what is far out is looked for in wider steps. Past what is in the way nothing is looked for before its end. */
  free(from: { x: number; y: number }, angle: number, distance: number, radius: number): { x: number; y: number } {
    const [cos, sin] = [Math.cos(angle), Math.sin(angle)];
    let taken = 0;
    for (let r = distance; ; r += Math.max(9, (r - distance) * 0.04)) {
      if (r < taken) continue;
      const x = Math.round((from.x + cos * r) * 10) / 10;
      const y = Math.round((from.y + sin * r) * 10) / 10;
      const other = this.inTheWay(x, y, radius);
      if (other === null) return { x, y };
      const [dx, dy] = [other.x - from.x, other.y - from.y];
      const [along, beside] = [dx * cos + dy * sin, dx * sin - dy * cos];
      const until = (other.radius + radius + GAP - 2 * ROUNDED) ** 2 - beside ** 2;
      if (until > 0) taken = along + Math.sqrt(until);
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

/** How far a node hangs from the middle. */
export function depthOf(space: Space, id: string): number {
  const parent = space.nodes.get(id)?.parent ?? null;
  return parent === null ? 0 : 1 + depthOf(space, parent);
}

/** The box around nodes, with a margin. */
export function frameOf(nodes: Iterable<SpaceNode>): { x: number; y: number; width: number; height: number } {
  const all = [...nodes];
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
