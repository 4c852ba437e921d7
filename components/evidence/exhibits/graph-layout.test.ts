import fc from 'fast-check';
import { expect, test } from 'vitest';
import { layOut, MOST_NODES, type GraphAccount, type GraphEdge, type GraphIdentifier } from './graph-layout';
import { touches } from './labels';

const identifier = (id: string, hub = false): GraphIdentifier => ({ id, label: id, kind: 'device', accounts: hub ? 2140 : 4, hub, rarity: null });
const account = (id: string, role: GraphAccount['role'] = 'other'): GraphAccount => ({ id, label: id, role });

test('the same links are always drawn the same, in whatever order they come', () => {
  const accounts = [account('self', 'self'), account('a'), account('b'), account('c')];
  const identifiers = [identifier('x'), identifier('y'), identifier('hub', true)];
  const edges: GraphEdge[] = [['self', 'x'], ['a', 'x'], ['b', 'x'], ['self', 'y'], ['c', 'y'], ['self', 'hub']].map(([a = '', i = '']) => ({ account: a, identifier: i, weight: 2, solid: true }));
  expect(layOut([...accounts].reverse(), [...identifiers].reverse(), [...edges].reverse(), 440)).toEqual(layOut(accounts, identifiers, edges, 440));
});

test('no two nodes share a spot and a hub is not among the identifiers', () => {
  const accounts = Array.from({ length: 9 }, (_, i) => account(`a${i}`, i < 4 ? 'inside' : 'out'));
  const identifiers = [identifier('x'), identifier('y'), identifier('hub', true)];
  const edges = accounts.flatMap(({ id }) => [{ account: id, identifier: 'x', weight: 1, solid: true }, { account: id, identifier: 'hub', weight: 0, solid: false }]);
  const { accounts: people, identifiers: boxes, hubs } = layOut(accounts, identifiers, edges, 400);
  const spots = [...people, ...boxes, ...hubs].map(({ x, y }) => `${x} ${y}`);
  expect(new Set(spots).size).toBe(spots.length);
  expect(hubs.map(({ id }) => id)).toEqual(['hub']);
});

test('at most forty nodes are drawn and the rest is counted', () => {
  const accounts = Array.from({ length: 90 }, (_, i) => account(`a${i}`));
  const { accounts: people, identifiers, hidden } = layOut(accounts, [identifier('x')], accounts.map(({ id }) => ({ account: id, identifier: 'x', weight: 1, solid: true })), 440);
  expect(people.length + identifiers.length).toBe(MOST_NODES);
  expect(hidden).toBe(91 - MOST_NODES);
});

test('whatever is linked, no node or its words lie on another, and all lie in the drawing', () => {
  const name = fc.constantFrom('acc_1CR2P8ZB', 'Mallory Hale', 'Konstantin Featherstonehaugh-Ashworth', 'cl_northbeam', '··0932', 'document 03FA', 'D-9E2');
  const people = fc.array(fc.record({ label: name, role: fc.constantFrom('inside' as const, 'other' as const, 'out' as const) }), { maxLength: 45 });
  const things = fc.array(fc.record({ label: name, hub: fc.boolean(), rarity: fc.constantFrom(null, '1 in 580', '1 in 31,000') }), { maxLength: 16 });
  fc.assert(fc.property(people, things, fc.boolean(), fc.array(fc.tuple(fc.nat(44), fc.nat(15)), { maxLength: 40 }), (who, what, hasSelf, ties) => {
    const accounts = [...(hasSelf ? [{ ...account('me', 'self'), label: 'Konstantin Featherstonehaugh-Ashworth' }] : []), // `inside` is a role where no account is in the middle.
      ...who.map((one, i) => ({ ...account(`a${i}`, hasSelf && one.role === 'inside' ? 'other' : one.role), label: one.label }))];
    const identifiers = what.map((one, i) => ({ ...identifier(`t${i}`, one.hub), ...one }));
    const { width, height, accounts: left, identifiers: middle, hubs } = layOut(accounts, identifiers, ties.map(([a, t]) => ({ account: `a${a}`, identifier: `t${t}`, weight: 1, solid: true })), 440);
    const boxes = [...left, ...middle, ...hubs].map(({ box }) => box);
    for (const [index, box] of boxes.entries()) {
      expect([box.x >= 0, box.y >= 0, box.x + box.width <= width, box.y + box.height <= height]).toEqual([true, true, true, true]);
      for (const other of boxes.slice(index + 1)) expect(touches(box, other)).toBe(false);
    }
  }));
});
