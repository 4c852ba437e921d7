import fc from 'fast-check';
import { expect, test } from 'vitest';
import { communitiesOf, type Bond } from './community';

const SIZE = { least: 3, most: 40 };
const clique = (names: string[], nats = 4): Bond[] => names.flatMap((a, i) => names.slice(i + 1).map((b) => ({ a, b, nats })));
const ordered = (bonds: readonly Bond[]): Bond[] => [...bonds].sort((x, y) => y.nats - x.nats || (`${x.a} ${x.b}` < `${y.a} ${y.b}` ? -1 : 1));

test('two groups that one thin bond joins are two, and one where it is firm', () => {
  const both = [...clique(['a', 'b', 'c']), ...clique(['x', 'y', 'z'])];
  expect(communitiesOf(ordered([...both, { a: 'a', b: 'x', nats: 3.2 }]), SIZE)).toEqual([['a', 'b', 'c'], ['x', 'y', 'z']]);
  expect(communitiesOf(ordered([...both, { a: 'a', b: 'x', nats: 6 }]), SIZE)).toEqual([['a', 'b', 'c', 'x', 'y', 'z']]);
  expect(communitiesOf(ordered([...both, { a: 'a', b: 'x', nats: 3.2 }, { a: 'b', b: 'y', nats: 3.2 }]), SIZE)).toHaveLength(1);
});

test('a single account at the end of a thin bond stays with the rest', () => {
  expect(communitiesOf(ordered([...clique(['a', 'b', 'c']), { a: 'c', b: 'd', nats: 3 }]), SIZE)).toEqual([['a', 'b', 'c', 'd']]);
});

test('communities are disjoint and the same for any order in which bonds were found', () => {
  const bond = fc.record({ a: fc.integer({ min: 0, max: 30 }), b: fc.integer({ min: 31, max: 60 }), nats: fc.integer({ min: 3, max: 8 }) }).map(({ a, b, nats }) => ({ a: `acc${a}`, b: `acc${b}`, nats }));
  fc.assert(fc.property(fc.uniqueArray(bond, { selector: (one) => `${one.a} ${one.b}`, maxLength: 80 }), fc.infiniteStream(fc.nat()), (bonds, chance) => {
    const shuffled = bonds.map((one) => ({ one, rank: chance.next().value! })).sort((x, y) => x.rank - y.rank).map(({ one }) => one);
    const found = communitiesOf(ordered(bonds), SIZE);
    expect(communitiesOf(ordered(shuffled), SIZE)).toEqual(found);
    expect(new Set(found.flat()).size).toBe(found.flat().length);
  }));
});
