import { expect, test } from 'vitest';
import { edgesOf } from './edge';
import type { Bearings, Edge, SharedRows } from './edge';
import { ringsOf } from './ring';
import { DAY, known, link, members, names, shared, since } from './shared.fixture';

const ringsAmong = (rows: SharedRows[], bearingsOf: (account: string) => Bearings) => ringsOf(edgesOf(rows, {}, 20_000, bearingsOf)).rings.map(members);

test('what is a group’s own ties who else shows it, by one kind alone; what others show as well, or comes of the room, does not', () => {
  const pair = [shared('device_token', 'd', ['a', 'b']), shared('payout_instrument', 'p', ['a', 'b'])];
  const exit = (people: string[]) => shared('exit_ip', 'own exit', people);
  expect(ringsAmong([...pair, exit(['a', 'b', 'x'])], known())).toEqual([['a', 'b', 'x']]);
  expect(ringsAmong([exit(['a', 'b', 'x'])], known())).toEqual([]);
  expect(ringsAmong([...pair, exit(['a', 'x'])], known())).toEqual([]);
  expect(ringsAmong([...pair, exit(['a', 'b', 'x', 'y'])], known())).toEqual([]);
  expect(ringsAmong([...pair, { ...exit(['a', 'b', 'x']), rows: exit(['a', 'b', 'x']).rows.map((row) => (row.account === 'x' ? { ...row, days: 2 } : row)) }], known())).toEqual([]);
  for (const kind of ['portfolio_url', 'photo', 'phone'] as const) expect(ringsAmong([...pair, shared(kind, 'u', ['a', 'b', 'x'])], known()), kind).toEqual([]);
  // Who is of a pair already brings nobody of it along.
  const others = [shared('device_token', 'd2', ['x', 'y']), shared('payout_instrument', 'p2', ['x', 'y'])];
  expect(ringsAmong([...pair, ...others, exit(['a', 'b', 'x'])], known())).toEqual([]);
  expect(ringsOf(edgesOf([...pair, exit(['a', 'b', 'x'])], {}, 20_000, known()), () => 'org').rings).toEqual([]);
});

test('who shows one thing with one of a hand and another with another is of it, as if one account showed both', () => {
  const pair = [shared('device_token', 'd', ['a', 'b']), shared('payout_instrument', 'p', ['a', 'b'])];
  const [machine, exit, page, picture] = [{ ...shared('fingerprint', 'f', ['a', 'x']), share: 1e-4 }, shared('exit_ip', 'e', ['a', 'x']), shared('portfolio_url', 'u', ['b', 'x']), shared('photo', 'h', ['b', 'x'])];
  for (const rows of [[machine, page], [machine, picture], [exit, page]]) {
    expect(ringsAmong([...pair, ...rows], known())).toEqual([['a', 'b', 'x']]);
    // Of two who are no hand each has one thing in common with the third.
    expect(ringsAmong(rows, known())).toEqual([]);
    for (const one of rows) expect(ringsAmong([...pair, one], known())).toEqual([]);
  }
});

test.each<[string, SharedRows[], Partial<Bearings>?]>([
  ['somebody whose picture and page of work were copied', [shared('photo', 'h', ['a', 'x']), shared('portfolio_url', 'u', ['b', 'x'])]],
  ['a colleague who was met on the line of one of them', [{ ...shared('fingerprint', 'f', ['a', 'x']), share: 1e-4 }, shared('portfolio_url', 'u', ['b', 'x']), { ...shared('ip', 'office', ['a', 'x']), rows: [link('a', 'ip', 'office'), { ...link('x', 'ip', 'office'), firstAt: 90 * DAY, lastAt: 90 * DAY, days: 1 }] }]],
  ['a housemate of one of them', [shared('ip', 'home', ['a', 'x']), shared('device_token', 'e', ['a', 'x']), shared('photo', 'h', ['b', 'x'])]],
  ['a member of one registered agency', [{ ...shared('fingerprint', 'f', ['a', 'x']), share: 1e-4 }, shared('portfolio_url', 'u', ['b', 'x'])], { organisation: 'org' }],
  ['the buyer of an old laptop, who shows one page with another', [{ ...shared('device_token', 'e', ['a', 'x']), rows: [link('a', 'device_token', 'e'), { ...link('x', 'device_token', 'e'), firstAt: 70 * DAY, lastAt: 90 * DAY }] }, shared('portfolio_url', 'u', ['b', 'x'])]],
  ['the owner of two machines that look like theirs', [{ ...shared('fingerprint', 'f', ['a', 'x']), share: 1e-4 }, { ...shared('fingerprint', 'g', ['b', 'x']), share: 1e-4 }]],
  ['a page of a crowd beside a rare machine', [{ ...shared('fingerprint', 'f', ['a', 'x']), share: 1e-4 }, shared('portfolio_url', 'u', ['b', 'x', ...names(9)])]],
])('by parts nobody is of a hand who is %s', (_, rows, bearings = {}) => {
  const pair = [shared('device_token', 'd', ['a', 'b']), shared('payout_instrument', 'p', ['a', 'b'])];
  const bearingsOf = known({}, bearings);
  expect(ringsOf(edgesOf([...pair, ...rows], {}, 20_000, bearingsOf), (account) => bearingsOf(account).organisation).rings).toEqual([]);
});

test('by parts nobody is of a hand who is registered with one of it, or lives with one of it, though the things be shown with others', () => {
  const crew = ['a', 'b', 'c'];
  const hand = [shared('device_token', 'd', crew), shared('payout_instrument', 'p', crew)];
  const parts = [shared('exit_ip', 'e', ['b', 'x']), shared('portfolio_url', 'u', ['c', 'x'])];
  const among = (rows: SharedRows[], registered: readonly string[] = []) => {
    const bearingsOf = known(Object.fromEntries(registered.map((account) => [account, { organisation: 'org' }])));
    return ringsOf(edgesOf([...hand, ...parts, ...rows], {}, 20_000, bearingsOf), (account) => bearingsOf(account).organisation).rings.map(members);
  };
  expect(among([])).toEqual([[...crew, 'x']]);
  expect(among([], ['a'])).toEqual([[...crew, 'x']]);
  expect(among([], ['a', 'x'])).toEqual([crew]);
  expect(among([shared('photo', 'h', ['a', 'x'])], ['a', 'x'])).toEqual([crew]);
  for (const registered of [[], ['a', 'x']]) expect(among([shared('ip', 'home', ['a', 'x'])], registered)).toEqual([crew]);
});

test('an account that two groups might claim goes to the one with which it shares most', () => {
  const crews = [['a1', 'a2'], ['b1', 'b2']];
  const pairs = crews.flatMap((crew) => [shared('device_token', `d ${crew[0]}`, crew), shared('payout_instrument', `p ${crew[0]}`, crew)]);
  const own = [shared('exit_ip', 'of a', ['a1', 'a2', 'x']), shared('exit_ip', 'of b', ['b1', 'b2', 'x']), shared('exit_ip', 'also of b', ['b1', 'b2', 'x'])];
  expect(ringsAmong([...pairs, ...own], known())).toEqual([['b1', 'b2', 'x']]);
});

test('of two groups with which it shares as much, it goes to the one whose name comes first, in whatever order links were found', () => {
  const exits = [1.3, 1.6, 1.9];
  const among = (order: Readonly<Record<string, readonly number[]>>) => {
    const edges = ['a', 'b'].flatMap((crew): Edge[] => [
      { a: `${crew}1`, b: `${crew}2`, links: [], hub: true },
      ...[1, 2].map((nth): Edge => ({ a: `${crew}${nth}`, b: 'x', links: order[crew]!.map((index) => ({ kind: 'exit_ip', digest: `${crew} ${index}`, nats: exits[index]!, accounts: 3 })) })),
    ]);
    return ringsOf(edges).rings.map(members);
  };
  for (const a of [[2, 0, 1], [2, 1, 0]]) for (const b of [[2, 0, 1], [2, 1, 0]]) expect(among({ a, b })).toEqual([['a1', 'a2', 'x']]);
});

test('an exit that more show than one hand has accounts is a school’s, an employer’s or a service’s: with another thing of the room it ties nobody', () => {
  const crew = ['a', 'b', 'c'];
  const exit = (others: number) => shared('exit_ip', 'exit', [...crew, ...names(others)]);
  for (const thing of [shared('portfolio_url', 'project', crew), { ...shared('fingerprint', 'lab', crew), share: 2e-4 }, shared('text_shingles', 'template', crew)]) {
    expect(ringsAmong([exit(5), thing], known()), thing.kind).toEqual([crew]);
    expect(ringsAmong([exit(6), thing], known()), thing.kind).toEqual([]);
  }
  expect(ringsAmong([exit(6), shared('payout_instrument', 'till', crew)], known())).toEqual([crew]);
});

test('one family name is a household, and no longer where two came with other hands, one after the other, to what they share and are at home nowhere together', () => {
  const rows = [since(80, shared('device_token', 'd', ['a', 'b', 'c'])), since(80, shared('payout_instrument', 'p', ['a', 'b', 'c']))];
  const among = (turns: number[], more: SharedRows[] = []) => {
    const bearingsOf = known(Object.fromEntries(['a', 'b', 'c'].map((account, index) => [account, { turnedAt: turns[index] === undefined ? null : turns[index]! * DAY, surname: account === 'c' ? 'other' : 'one' }])));
    return ringsOf(edgesOf([...rows, ...more], {}, 20_000, bearingsOf), () => null, (account) => bearingsOf(account).surname).rings.map(members);
  };
  expect(among([20, 40, 60])).toEqual([['a', 'b', 'c']]);
  expect(among([20, 30, 60])).toEqual([]);
  expect(among([])).toEqual([]);
  expect(among([20, 40, 60], [shared('ip', 'home', ['a', 'b'])])).toEqual([]);
});
