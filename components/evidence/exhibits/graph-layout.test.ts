import { expect, test } from 'vitest';
import { layOut, MOST_NODES, type GraphAccount, type GraphEdge, type GraphIdentifier } from './graph-layout';

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
