import fc from 'fast-check';
import { expect, test } from 'vitest';
import { monoWidth, textWidth } from './axis';
import { touches } from './labels';
import { atOnce, growing, spaceOf, type Piece, type Space } from './link-space';
import { boxAt, FONT, namesIn, type SeenNode } from './space-names';

const widthOf = (words: string, font: string): number => (font === FONT.thing ? monoWidth(words, 10.5) : textWidth(words, 11));
const seenAt = (space: Space, scale: number): SeenNode[] => [...space.nodes.values()].map((node) => ({ node, x: node.x * scale, y: node.y * scale }));
const namedAt = (space: Space, scale: number, called: string | null) => namesIn(seenAt(space, scale), scale, ({ id }) => id === called, ({ parent }) => (parent === null ? null : { x: space.nodes.get(parent)!.x * scale, y: space.nodes.get(parent)!.y * scale }), widthOf);

/** One account, things with ids of clients among them, and others on each. */
function around(middle: string, things: number, others: number, label = 'cl_northbeam'): Piece {
  const ids = Array.from({ length: things }, (_, index) => `${middle} t${index}`);
  const people = ids.flatMap((id) => Array.from({ length: others }, (_, index) => ({ id: `${id} a${index}`, at: id })));
  return {
    accounts: [{ id: middle, label: 'Mallory Hale', role: 'self' }, ...people.map(({ id }) => ({ id, label: 'acc_1CR2P8ZB', role: 'other' as const }))],
    identifiers: [...ids.map((id, index) => ({ id, label: index % 2 === 0 ? label : '··0932', kind: 'client', accounts: others, hub: false, rarity: index % 3 === 0 ? '1 in 580' : null })), { id: `${middle} crowd`, label: 'exit 03FA', kind: 'exit address', accounts: 2140, hub: true, rarity: null }],
    edges: [...ids.map((id) => ({ account: middle, identifier: id, weight: 2, solid: true })), ...people.map(({ id, at }) => ({ account: id, identifier: at, weight: 1, solid: true })), { account: middle, identifier: `${middle} crowd`, weight: 0, solid: false }],
  };
}

test('however much is drawn and from however near, no name lies on another or on a node, and the one that is called is there', () => {
  fc.assert(fc.property(fc.nat(9), fc.nat(7), fc.double({ min: 0.1, max: 3, noNaN: true }), fc.constantFrom('cl_northbeam', 'cl_halden_freight', 'D-9E2'), fc.boolean(), fc.nat(60), (things, others, scale, label, grows, which) => {
    let space = spaceOf(around('me', things, others, label), 'me');
    if (grows && things > 0 && others > 0) space = atOnce(growing(space, 'me t0 a0', around('me t0 a0', 3, 4, label)));
    const called = [...space.nodes.keys()][which % space.nodes.size]!;
    const names = namedAt(space, scale, called);
    expect(names.some(({ node }) => node.id === called)).toBe(true);
    const seen = seenAt(space, scale);
    for (const [index, { node, box }] of names.entries()) {
      for (const other of names.slice(index + 1)) expect(touches(box, other.box)).toBe(false);
      if (node.id === called) continue;
      for (const one of seen) if (one.node !== node) expect(touches(box, boxAt(one, scale)), `${node.id} on ${one.node.id}`).toBe(false);
    }
  }), { numRuns: 60 });
});

test('a box is as wide as its words, at every size', () => {
  const space = spaceOf(around('me', 5, 2), 'me');
  for (const scale of [0.4, 0.7, 1, 1.4, 3]) for (const { node, words, font, box } of namedAt(space, scale, null)) if (node.kind === 'thing') expect(box.width).toBeGreaterThanOrEqual(widthOf(words, font) + 8);
});

test('of a few links near by, all are named', () => {
  const space = spaceOf(around('me', 5, 3), 'me');
  expect(namedAt(space, 1, null)).toHaveLength(space.nodes.size);
});

test('a thing whose name has no room beside its neighbours is named by the ends of it', () => {
  const space = spaceOf(around('me', 9, 4, 'cl_halden_freight'), 'me');
  for (const scale of [0.75, 0.9, 1]) {
    const things = namedAt(space, scale, null).filter(({ node }) => node.kind === 'thing');
    expect(things, String(scale)).toHaveLength(9);
    for (const { words, node } of things) if (words !== node.label) expect(words).toMatch(/^.+….+$/);
  }
});

test('what is called is named on a side that is in sight, though it lies at an edge', () => {
  const space = spaceOf(around('me', 1, 1), 'me');
  const node = space.nodes.get('me t0 a0')!;
  const seen = seenAt(space, 1);
  const [name] = namesIn(seen, 1, ({ id }) => id === node.id, () => null, widthOf, (box) => box.x + box.width <= node.x);
  expect(name!.node.id).toBe(node.id);
  expect(name!.box.x + name!.box.width).toBeLessThanOrEqual(node.x);
});
