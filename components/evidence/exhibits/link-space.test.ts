import { expect, test } from 'vitest';
import type { GraphAccount, GraphEdge, GraphIdentifier } from './graph-layout';
import { atOnce, edgeAt, frameOf, growing, isSamePiece, spaceOf, walked, type Piece, type Space } from './link-space';

const grownBy = (...[space, id, piece]: Parameters<typeof growing>): Space => atOnce(growing(space, id, piece));

const account = (id: string, role: GraphAccount['role'] = 'other'): GraphAccount => ({ id, label: id, role });
const thing = (id: string, hub = false): GraphIdentifier => ({ id, label: id, kind: 'device', accounts: hub ? 2140 : 4, hub, rarity: null });
const edge = (from: string, to: string, weight = 2): GraphEdge => ({ account: from, identifier: to, weight, solid: true });

/** One account, things that it shares, and for each some others. */
function star(middle: string, things: number, others: number): Piece {
  const ids = Array.from({ length: things }, (_, index) => `${middle}-t${index}`);
  const people = ids.flatMap((id) => Array.from({ length: others }, (_, index) => ({ id: `${id}-a${index}`, at: id, index })));
  return {
    accounts: [account(middle, 'self'), ...people.map(({ id }) => account(id))],
    identifiers: [...ids.map((id) => thing(id)), thing('crowd', true)],
    edges: [...ids.map((id, index) => edge(middle, id, 3 - index / 10)), ...people.map(({ id, at, index }) => edge(id, at, 2 - index / 100)), edge(middle, 'crowd', 0)],
  };
}
const spots = (space: Space) => Object.fromEntries([...space.nodes].map(([id, { x, y }]) => [id, `${x} ${y}`]));

function overlaps(space: Space): string[] {
  const nodes = [...space.nodes.values()].sort((a, b) => a.x - b.x);
  return nodes.flatMap((a, index) => {
    const found: string[] = [];
    for (let next = index + 1; next < nodes.length && nodes[next]!.x - a.x < 90; next += 1) {
      const b = nodes[next]!;
      if (Math.hypot(a.x - b.x, a.y - b.y) < a.radius + b.radius) found.push(`${a.id} ${b.id}`);
    }
    return found;
  });
}

test('the same links stand in the same places, in whatever order they come', () => {
  const piece = star('me', 4, 5);
  const turned: Piece = { accounts: [...piece.accounts].reverse(), identifiers: [...piece.identifiers].reverse(), edges: [...piece.edges].reverse() };
  expect(spots(spaceOf(turned, 'me'))).toEqual(spots(spaceOf(piece, 'me')));
  expect(overlaps(spaceOf(piece, 'me'))).toEqual([]);
});

test('a piece that was read anew is the same in whatever order it comes, and another one with one link more or other words', () => {
  const piece = star('me', 2, 2);
  expect(isSamePiece(piece, { ...structuredClone(piece), edges: [...structuredClone(piece.edges)].reverse() })).toBe(true);
  expect(isSamePiece(piece, { ...piece, edges: piece.edges.slice(1) })).toBe(false);
  expect(isSamePiece(piece, { ...piece, edges: piece.edges.map((one, index) => (index === 0 ? { ...one, says: 'on 3 days' } : one)) })).toBe(false);
});

test('growing moves nothing that stood, and a crowd grows nothing', () => {
  const before = spaceOf(star('me', 3, 3), 'me');
  const grown = grownBy(before, 'me-t0-a1', { ...star('me-t0-a1', 5, 6) });
  expect(grown.nodes.size).toBeGreaterThan(before.nodes.size + 30);
  expect(spots(grown)).toMatchObject(spots(before));
  expect(overlaps(grown)).toEqual([]);
  expect(grown.nodes.get('me-t0-a1')!.grown).toBe(true);
  expect(grownBy(before, 'crowd', star('x', 1, 1))).toBe(before);
});

test('growing goes in many small steps and ends as it would at once, with the links of every node strongest first', () => {
  const before = spaceOf(star('me', 3, 3), 'me');
  const piece = star('me-t0-a1', 5, 6);
  const steps = growing(before, 'me-t0-a1', piece);
  let taken = 0;
  let next = steps.next();
  for (; next.done !== true; next = steps.next()) taken += 1;
  expect(taken).toBeGreaterThan(30);
  expect(next.value).toEqual(grownBy(before, 'me-t0-a1', piece));
  const weights = next.value.around.get('me-t0-a1')!.map(({ weight }) => weight);
  expect(weights).toEqual([...weights].sort((a, b) => b - a));
  expect(weights).toHaveLength(7);
});

test('what nothing ties to the rest is not drawn', () => {
  const piece = star('me', 2, 2);
  const space = spaceOf({ ...piece, accounts: [...piece.accounts, account('far')], identifiers: [...piece.identifiers, thing('lone')], edges: [...piece.edges, edge('far', 'lone')] }, 'me');
  expect([space.nodes.has('far'), space.around.has('far'), space.edges.length]).toEqual([false, false, piece.edges.length]);
});

test('two thousand nodes find room, none on another', () => {
  let space = spaceOf(star('me', 8, 40), 'me');
  for (const id of [...space.nodes.keys()].filter((one) => /-a[0-4]$/.test(one)).slice(0, 36)) space = grownBy(space, id, star(id, 4, 11));
  expect(space.nodes.size).toBeGreaterThan(2_000);
  expect(overlaps(space)).toEqual([]);
  const frame = frameOf(space.nodes.values());
  expect(frame.width).toBeLessThan(20_000);
});

test('keys walk out along the strongest link, sideways among siblings, and in again', () => {
  const space = spaceOf(star('me', 3, 2), 'me');
  const first = walked(space, 'me', 'out')!;
  expect(first).toBe('me-t0');
  expect(walked(space, first, 'after')).toBe('me-t1');
  expect(walked(space, first, 'before')).toBe('crowd');
  expect(walked(space, walked(space, first, 'out')!, 'in')).toBe(first);
  expect(walked(space, 'me', 'in')).toBeNull();
  expect(walked(space, 'me', 'after')).toBeNull();
  const seen = new Set(['me']);
  for (let id: string | null = 'me'; id !== null && seen.size < 20;) { id = walked(space, id, 'out'); if (id === null || seen.has(id)) break; seen.add(id); }
  expect([...seen].slice(0, 3)).toEqual(['me', 'me-t0', 'me-t0-a0']);
});

test('every edge can be taken hold of where its line is', () => {
  const space = spaceOf(star('me', 3, 2), 'me');
  for (const one of space.edges) {
    const [a, b] = [space.nodes.get(one.account)!, space.nodes.get(one.identifier)!];
    expect(edgeAt(space, (a.x + b.x) / 2, (a.y + b.y) / 2, 4)).not.toBeNull();
  }
  expect(edgeAt(space, 9_999, 9_999, 4)).toBeNull();
});
