import fc from 'fast-check';
import { expect, test } from 'vitest';
import { HUB_ABOVE } from './link';
import type { IdentifierKind, Link } from './link';
import { carryOver, underCarriedIds } from './carry-over';
import { edgesOf } from './edge';
import type { Bearings, Edge, SharedRows } from './edge';
import { RING_SIZE, ringsOf } from './ring';
import { birdsOf, ringName } from './ring-name';
import { OF_FEW } from './weight';

const DAY = 86_400_000;
const link = (account: string, kind: IdentifierKind, digest: string): Link => ({ account, kind, digest, firstAt: 0, lastAt: 30 * DAY, days: 20 });
const shared = (kind: IdentifierKind, digest: string, accounts: string[], count = accounts.length): SharedRows =>
  ({ kind, digest, accounts: count, share: null, rows: accounts.map((each) => link(each, kind, digest)) });
const rings = (rows: SharedRows[], organisationOf?: (account: string) => string | null) => ringsOf(edgesOf(rows, {}, 20_000), organisationOf);
const members = (ring: { members: readonly { account: string }[] }) => ring.members.map((each) => each.account);
const names = (count: number, prefix = 'm') => Array.from({ length: count }, (_, i) => `${prefix}${String(i).padStart(2, '0')}`);

test('three accounts tied by two independent kinds are a ring', () => {
  const { rings: found } = rings([shared('device_token', 'd', ['a', 'b', 'c']), shared('payout_instrument', 'p', ['a', 'b', 'c'])]);
  expect(found).toHaveLength(1);
  expect(members(found[0]!)).toEqual(['a', 'b', 'c']);
  expect(found[0]!.kinds).toEqual(['device_token', 'payout_instrument']);
  for (const { strength } of found[0]!.members) expect(strength).toBeGreaterThan(0.9);
});

test.each<[string, SharedRows[]]>([
  ['one kind alone, however strong', [shared('document', 'x', ['a', 'b', 'c'])]],
  ['two kinds that are one thing: a device by token and by fingerprint', [shared('device_token', 'd', ['a', 'b', 'c']), shared('fingerprint', 'f', ['a', 'b', 'c'])]],
  ['two kinds that are one thing: a home address and a VPN exit', [shared('ip', 'i', ['a', 'b', 'c']), shared('exit_ip', 'e', ['a', 'b', 'c'])]],
  ['two weak kinds', [shared('ip', 'i', names(40)), shared('portfolio_url', 'u', names(40))]],
  ['only two accounts', [shared('device_token', 'd', ['a', 'b']), shared('payout_instrument', 'p', ['a', 'b'])]],
])('no ring from %s', (_, rows) => {
  expect(rings(rows).rings).toEqual([]);
});

const known = (over: Record<string, Partial<Bearings>> = {}, all: Partial<Bearings> = {}) => (account: string): Bearings => ({ since: 0, turnedAt: null, surname: `surname of ${account}`, organisation: null, ...all, ...over[account] });
const ringsAmong = (rows: SharedRows[], bearingsOf: (account: string) => Bearings) => ringsOf(edgesOf(rows, {}, 20_000, bearingsOf)).rings.map(members);
const since = (day: number, rows: SharedRows): SharedRows => ({ ...rows, rows: rows.rows.map((row) => ({ ...row, firstAt: day * DAY, lastAt: (day + 30) * DAY })) });

test.each<[string, SharedRows[]]>([
  ['a class: one line, one template', [shared('ip', 'campus', ['a', 'b', 'c']), shared('text_shingles', 't', ['a', 'b', 'c'])]],
  ['a purchase: one line, equal machines, one portfolio', [shared('ip', 'office', ['a', 'b', 'c']), shared('fingerprint', 'f', ['a', 'b', 'c']), shared('portfolio_url', 'u', ['a', 'b', 'c'])]],
])('what people come by who sit in one room ties nobody: %s', (_, rows) => {
  expect(ringsAmong(rows, known())).toEqual([]);
});

test('people who were under one roof from the beginning are no ring, whatever they share there but a document or a face', () => {
  const home = [shared('ip', 'home', ['a', 'b', 'c']), shared('device_token', 'd', ['a', 'b', 'c']), shared('payout_instrument', 'p', ['a', 'b', 'c'])];
  expect(ringsAmong(home, known())).toEqual([]);
  expect(ringsAmong([...home, shared('document', 'passport', ['a', 'b', 'c'])], known())).toEqual([['a', 'b', 'c']]);
});

test('who came to the line only when their devices were replaced is not under one roof', () => {
  const farm = [shared('ip', 'home', ['a', 'b', 'c']), shared('device_token', 'd', ['a', 'b', 'c'])].map((rows) => since(40, rows));
  expect(ringsAmong(farm, known({}, { turnedAt: 40 * DAY }))).toEqual([['a', 'b', 'c']]);
  expect(ringsAmong([since(0, farm[0]!), farm[1]!], known({}, { turnedAt: 40 * DAY }))).toEqual([]);
});

test('who joins an office later with the hands they began with works there, and who comes with others does not', () => {
  const office = since(100, shared('ip', 'office', ['a', 'b', 'c']));
  const till = shared('payout_instrument', 'till', ['a', 'b', 'c']);
  expect(ringsAmong([office, till], known())).toEqual([]);
  expect(ringsAmong([{ ...office, rows: office.rows.map((row) => ({ ...row, days: 4 })) }, till], known())).toEqual([['a', 'b', 'c']]);
  expect(ringsAmong([office, till], known({}, { turnedAt: 100 * DAY }))).toEqual([['a', 'b', 'c']]);
});

test('an account that begins on the line of another is at home there, however seldom it is seen and whoever moved out before', () => {
  const line = shared('ip', 'home', ['a', 'b', 'c']);
  const home = { ...line, rows: line.rows.map((row, index) => ({ ...row, firstAt: 60 * index * DAY, lastAt: (60 * index + 2) * DAY, days: 2 })) };
  const rows = [home, shared('device_token', 'd', ['a', 'b', 'c']), shared('payout_instrument', 'p', ['a', 'b', 'c'])];
  const begins = (account: string) => home.rows.find((row) => row.account === account)!.firstAt;
  expect(ringsAmong(rows, (account) => ({ ...known()(account), since: begins(account) }))).toEqual([]);
  expect(ringsAmong(rows, (account) => ({ ...known()(account), since: begins(account) - 40 * DAY }))).toEqual([['a', 'b', 'c']]);
});

test('days on several lines add up, and who came with other hands is no crowd to each other', () => {
  const crew = names(7);
  const lines = [40, 60, 80].map((day) => ({ ...since(day, shared('ip', `lease of day ${day}`, crew)) })).map((line) => ({ ...line, rows: line.rows.map((row) => ({ ...row, days: 2 })) }));
  expect(ringsAmong(lines, known({}, { turnedAt: 40 * DAY }))).toEqual([crew]);
  expect(ringsAmong(lines.slice(0, 1), known({}, { turnedAt: 40 * DAY }))).toEqual([]);
  expect(ringsAmong(lines, known())).toEqual([]);
});

test('machines bought new that look alike tie nobody, though they came when all others went', () => {
  const machines = since(40, { ...shared('fingerprint', 'f', ['a', 'b', 'c']), share: 1e-4 });
  expect(ringsAmong([machines], known({}, { turnedAt: 40 * DAY }))).toEqual([]);
});

test('a line to which most came with other hands ties them by itself; those who always lived there stay out', () => {
  const line = since(40, shared('ip', 'home', ['a', 'b', 'c', 'd', 'x']));
  const rows = [{ ...line, rows: line.rows.map((row) => (row.account === 'x' ? { ...row, firstAt: 0 } : row)) }];
  expect(ringsAmong(rows, known({ x: {} }, { turnedAt: 40 * DAY }))).toEqual([['a', 'b', 'c', 'd']]);
  expect(ringsAmong(rows, known({ c: { turnedAt: null }, d: { turnedAt: null } }, { turnedAt: 40 * DAY }))).toEqual([]);
  expect(ringsAmong(rows, known())).toEqual([]);
});

test('one beneficiary ties four people, and not a family or a registered organisation', () => {
  const till = [shared('payout_instrument', 'till', ['a', 'b', 'c', 'd'])];
  expect(ringsAmong(till, known())).toEqual([['a', 'b', 'c', 'd']]);
  expect(ringsAmong(till, known({}, { surname: 'one' }))).toEqual([]);
  expect(ringsAmong(till, known({ c: { organisation: 'org' }, d: { organisation: 'org' } }))).toEqual([]);
  expect(ringsAmong([shared('payout_instrument', 'till', ['a', 'b', 'c'])], known())).toEqual([]);
});

test('two weak things of independent kinds tie, and either of them alone or a passing one does not', () => {
  const crew = ['a', 'b', 'c'];
  const exit = shared('exit_ip', 'exit', [...crew, 'p', 'q', 'r']);
  const machines = { ...shared('fingerprint', 'f', crew), share: 6e-4 };
  expect(ringsAmong([exit, machines], known())).toEqual([crew]);
  for (const rows of [[exit], [machines], [{ ...exit, rows: exit.rows.map((row) => ({ ...row, days: 1 })) }, machines]]) expect(ringsAmong(rows, known())).toEqual([]);
});

test('a client of few counts between two who share something else; one of many, or whose accounts were not counted, does not', () => {
  const exit = shared('exit_ip', 'exit', ['a', 'b', 'c', 'x', 'y']);
  const bearingsOf = known({ x: { clients: [] }, y: { clients: ['other'] } }, { clients: ['hirer'] });
  const among = (accounts: number | null) => ringsOf(edgesOf([exit], { accountsOf: () => accounts }, 20_000, bearingsOf)).rings.map((ring) => [members(ring), ring.kinds]);
  expect(among(3)).toEqual([[['a', 'b', 'c'], ['client', 'exit_ip']]]);
  expect(among(12)).toEqual([]);
  expect(among(null)).toEqual([]);
  expect(ringsOf(edgesOf([], { accountsOf: () => 2 }, 20_000, bearingsOf)).rings).toEqual([]);
});

test('who is under one roof is one household: a colleague at another place who is paid with them makes no ring', () => {
  const till = shared('payout_instrument', 'till', ['a', 'b', 'c', 'far']);
  expect(ringsAmong([till, shared('ip', 'office', ['a', 'b', 'c'])], known())).toEqual([]);
  expect(ringsAmong([till, shared('ip', 'office', ['a', 'b'])], known())).toEqual([['a', 'b', 'c', 'far']]);
});

test('a picture of a library and machines that look alike tie nobody; a picture of few and such machines do', () => {
  const machine = { ...shared('fingerprint', 'look', ['a', 'b', 'c']), share: 3 / 20_000 };
  const picture = (accounts: number) => ({ ...shared('photo', 'face', ['a', 'b', 'c']), accounts });
  const ringsWith = (...rows: SharedRows[]) => ringsOf(edgesOf([machine, ...rows], {}, 20_000)).rings.map(members);
  expect(ringsWith(picture(OF_FEW))).toEqual([['a', 'b', 'c']]);
  expect(ringsWith(picture(OF_FEW + 1))).toEqual([]);
  expect(ringsWith(picture(OF_FEW + 1), shared('portfolio_url', 'page', ['a', 'b', 'c'], 6))).toEqual([]);
  // Beside what shows whose hands work it counts as before.
  expect(ringsWith(picture(OF_FEW + 1), shared('device_token', 'desk', ['a', 'b', 'c']))).toEqual([['a', 'b', 'c']]);
});

test('one picture edited for many accounts says as little as one file on many', () => {
  const photos = (accounts: number) => [['a', 'b'], ['b', 'c']].map(([a, b]) => ({ a: a!, b: b!, digest: `${a} ${b}`, accounts }));
  const exit = { ...shared('exit_ip', 'e', ['a', 'b', 'c']), accounts: 20 };
  expect(ringsOf(edgesOf([exit], { photos: photos(2) }, 20_000)).rings.map(members)).toEqual([['a', 'b', 'c']]);
  expect(ringsOf(edgesOf([exit], { photos: photos(40) }, 20_000)).rings).toEqual([]);
});

test('three accounts of two families are a household before they are a ring', () => {
  const edges = edgesOf([shared('device_token', 'd', ['a', 'b', 'c']), shared('payout_instrument', 'p', ['a', 'b', 'c'])], {}, 20_000);
  expect(ringsOf(edges, undefined, (account) => (account === 'c' ? 'other' : 'one')).rings).toEqual([]);
  expect(ringsOf(edges, undefined, (account) => account).rings).toHaveLength(1);
});

test('all of one family are one household, also beside two who came with other hands one after the other, and none where each two of them did', () => {
  const people = names(8);
  const among = (late: readonly [string, string][]) => {
    const isLate = (a: string, b: string): boolean => late.some(([one, other]) => one === a && other === b);
    const pairs = people.flatMap((a, i) => people.slice(i + 1).map((b): Edge => ({ a, b, links: [], hub: true, ...(isLate(a, b) ? { turned: 'by turns' } : {}) })));
    return ringsOf(pairs, undefined, (account) => (account < 'm05' ? 'one' : 'other')).rings.map(members);
  };
  const all = (crew: readonly string[]) => crew.flatMap((a, i) => crew.slice(i + 1).map((b): [string, string] => [a, b]));
  expect(among([])).toEqual([]);
  expect(among([['m00', 'm01'], ['m01', 'm06']])).toEqual([]);
  expect(among(all(people.slice(0, 5)))).toEqual([people]);
});

test('pictures that are one count as a link of the person', () => {
  const photos = [['a', 'b'], ['b', 'c']].map(([a, b]) => ({ a: a!, b: b!, digest: `${a} ${b}` }));
  const { rings: found } = ringsOf(edgesOf([shared('exit_ip', 'e', ['a', 'b', 'c'])], { photos }, 20_000));
  expect(found.map((ring) => [members(ring), ring.kinds])).toEqual([[['a', 'b', 'c'], ['exit_ip', 'photo']]]);
});

test('a hub links nobody: the address of a campus does not make its people a ring', () => {
  const people = names(HUB_ABOVE + 1);
  expect(rings([shared('ip', 'campus', people), shared('device_token', 'lab', people)]).rings).toEqual([]);
  const crew = people.slice(0, 4);
  const { rings: found } = rings([shared('ip', 'campus', people), shared('device_token', 'd', crew), shared('payout_instrument', 'p', crew)]);
  expect(found.map(members)).toEqual([crew]);
});

test('the members of one registered organisation are not a ring, and that is said', () => {
  const rows = [shared('device_token', 'd', ['a', 'b', 'c', 'x']), shared('payout_instrument', 'p', ['a', 'b', 'c', 'x'])];
  const { rings: found, spared } = rings(rows, () => 'org');
  expect(found).toEqual([]);
  expect(spared).toEqual([{ organisation: 'org', accounts: ['a', 'b', 'c', 'x'], edges: 6 }]);
});

test('registration explains a purchase for everybody and a hire or two, and not hands that were replaced one after the other', () => {
  const among = (people: string[], turns: Record<string, number>) => {
    const rows = [since(40, shared('ip', 'office', people)), shared('payout_instrument', 'till', people)];
    const bearingsOf = known(Object.fromEntries(Object.entries(turns).map(([account, day]) => [account, { turnedAt: day * DAY }])), { organisation: 'org' });
    return ringsOf(edgesOf(rows, {}, 20_000, bearingsOf), () => 'org').rings.map(members);
  };
  const six = names(6);
  expect(among(six, { m00: 30, m01: 33, m02: 36, m03: 40 })).toEqual([]);
  expect(among(six, { m00: 10, m01: 40 })).toEqual([]);
  expect(among(six, { m00: 0, m01: 20, m02: 40 })).toEqual([six]);
  expect(among(['a', 'b', 'c'], { a: 10, b: 40 })).toEqual([['a', 'b', 'c']]);
  // New machines for all that come over some weeks are one purchase; who came within days of one is still one of those who came one after the other.
  expect(among(['a', 'b', 'c'], { a: 10, b: 20, c: 30 })).toEqual([]);
  const all: Edge[] = [['a', 'b', 'at once'], ['b', 'c', 'by turns'], ['a', 'c'], ['a', 'd'], ['b', 'd'], ['c', 'd']].map(([a, b, turned]) => ({ a: a!, b: b!, links: [], hub: true, ...(turned ? { turned: turned as 'at once' } : {}) }));
  expect(ringsOf(all, () => 'org').rings.map(members)).toEqual([['a', 'b', 'c', 'd']]);
  expect(ringsOf(all.filter((edge) => edge.turned !== 'by turns'), () => 'org').rings).toEqual([]);
});

test('a stranger tied to a registered organisation stays tied to it', () => {
  const all = ['a', 'b', 'c', 'x'];
  const { rings: found } = rings([shared('device_token', 'd', all), shared('payout_instrument', 'p', all)], (account) => (account === 'x' ? null : 'org'));
  expect(found.map(members)).toEqual([all]);
  expect(found[0]!.edges).toHaveLength(3);
});

test('a component above the greatest size is cut along its weakest ties', () => {
  const [left, right] = [names(25, 'l'), names(25, 'r')];
  const { rings: found } = rings([
    shared('device_token', 'd1', left), shared('payout_instrument', 'p1', left),
    shared('device_token', 'd2', right), shared('payout_instrument', 'p2', right),
    shared('portfolio_url', 'bridge', ['l00', 'r00']), shared('exit_ip', 'bridge', ['l00', 'r00']),
  ]);
  expect(found.map(members).sort()).toEqual([left, right]);
});

const kinds: IdentifierKind[] = ['device_token', 'fingerprint', 'ip', 'exit_ip', 'payout_instrument', 'document', 'text_shingles', 'photo', 'portfolio_url'];
const edge: fc.Arbitrary<Edge> = fc.record({
  a: fc.integer({ min: 0, max: 70 }).map((n) => `acc${n}`),
  b: fc.integer({ min: 0, max: 70 }).map((n) => `acc${n}`),
  // How many show a thing is one number, whoever shares it.
  links: fc.array(fc.record({ kind: fc.constantFrom(...kinds), digest: fc.constantFrom('x', 'y'), nats: fc.double({ min: 0, max: 4, noNaN: true }) }).map((each) => ({ ...each, accounts: [2, 3, 20][(kinds.indexOf(each.kind) + 'xy'.indexOf(each.digest)) % 3]! })), { maxLength: 5 }),
  turned: fc.constantFrom('at once' as const, 'by turns' as const), apart: fc.constant(true), together: fc.constant(true),
}, { requiredKeys: ['a', 'b', 'links'] });
const edges = fc.array(edge, { maxLength: 150 });

test('rings are the same for any order, direction and repetition of the pairs', () => {
  fc.assert(fc.property(edges, fc.infiniteStream(fc.nat()), (list, chance) => {
    const turned = list.map((each, i) => ({ each, key: chance.next().value! % 1000, flip: i % 2 === 0 }))
      .sort((x, y) => x.key - y.key)
      .map(({ each, flip }) => (flip ? { ...each, a: each.b, b: each.a, links: [...each.links].reverse() } : each));
    const familyOf = (account: string): string => `family ${Number(account.slice(3)) % 20}`;
    const organisationOf = (account: string): string | null => (Number(account.slice(3)) % 3 === 0 ? 'org' : null);
    expect(ringsOf([...turned, ...list], organisationOf, familyOf)).toEqual(ringsOf(list, organisationOf, familyOf));
  }));
});

test('a thing that one pair is told of twice counts once, as of the fewest, in whatever order and however often the pair comes', () => {
  const pair = (a: string, b: string, accounts: readonly number[]): Edge => ({ a, b, links: accounts.map((each) => ({ kind: 'exit_ip', digest: 'x', nats: 2, accounts: each })) });
  const hand: Edge = { a: 'a', b: 'b', links: [], hub: true };
  for (const accounts of [[20, 3], [3, 20]]) {
    const edges = [hand, pair('a', 'c', accounts), pair('b', 'c', accounts)];
    for (const list of [edges, [...edges, ...edges]]) expect(ringsOf(list).rings.map((ring) => [members(ring), ring.edges.map(({ nats }) => nats)])).toEqual([[['a', 'b', 'c'], [3, 2, 2]]]);
  }
});

test('rings are disjoint, bounded, and their strengths lie between 0 and 1', () => {
  fc.assert(fc.property(edges, (list) => {
    const { rings: found } = ringsOf(list);
    const all = found.flatMap(members);
    expect(new Set(all).size).toBe(all.length);
    for (const ring of found) {
      expect(ring.members.length).toBeGreaterThanOrEqual(RING_SIZE.least);
      expect(ring.members.length).toBeLessThanOrEqual(RING_SIZE.most);
      for (const { strength } of ring.members) expect(strength > 0 && strength <= 1).toBe(true);
    }
  }));
});

test('one clique of sixty, all ties equal, is still found, within the bound', () => {
  const people = names(60);
  const pairs = people.flatMap((a, i) => people.slice(i + 1).map((b): Edge => ({ a, b, links: [{ kind: 'document', digest: 'x', nats: 3 }, { kind: 'ip', digest: 'y', nats: 1 }] })));
  expect(ringsOf(pairs).rings.map((ring) => ring.members.length).sort()).toEqual([20, 40]);
});

test('a ring keeps its id while its members come and go', () => {
  const before = rings([shared('device_token', 'd', ['a', 'b', 'c', 'd']), shared('payout_instrument', 'p', ['a', 'b', 'c', 'd'])]).rings;
  const after = rings([shared('device_token', 'd', ['b', 'c', 'd', 'e']), shared('payout_instrument', 'p', ['b', 'c', 'd', 'e'])]).rings;
  const mapping = carryOver(before.map((ring) => ({ id: ring.id, members: members(ring) })), after);
  expect([...mapping]).toEqual([[after[0]!.id, before[0]!.id]]);
  const [carried] = underCarriedIds(after, mapping);
  expect(carried).toMatchObject({ id: before[0]!.id, name: before[0]!.name });
});

test('when a ring splits, the larger part keeps the id and the other never takes one that is in use', () => {
  const crew = rings([shared('device_token', 'd', ['a', 'b', 'c']), shared('payout_instrument', 'p', ['a', 'b', 'c'])]).rings[0]!;
  const grown = { id: crew.id, members: ['a', 'b', 'c', 'd', 'e', 'f', 'g'] };
  const after = rings([
    shared('device_token', 'd', ['a', 'b', 'c']), shared('payout_instrument', 'p', ['a', 'b', 'c']),
    shared('device_token', 'd2', ['d', 'e', 'f', 'g']), shared('payout_instrument', 'p2', ['d', 'e', 'f', 'g']),
  ]).rings;
  const now = underCarriedIds(after, carryOver([grown], after));
  const larger = now.find((ring) => ring.members.length === 4)!;
  expect(larger.id).toBe(crew.id);
  expect(new Set(now.map((ring) => ring.id)).size).toBe(2);
});

test('one shared member is not a continuation', () => {
  const after = rings([shared('device_token', 'd', ['a', 'x', 'y']), shared('payout_instrument', 'p', ['a', 'x', 'y'])]).rings;
  expect(carryOver([{ id: 'ring_old', members: ['a', 'b', 'c'] }], after).size).toBe(0);
});

test('a ring id always has the same bird', () => {
  expect(ringName('ring_1')).toBe(ringName('ring_1'));
  expect(new Set(Array.from({ length: 200 }, (_, i) => ringName(`ring_${i}`))).size).toBeGreaterThan(60);
});

test('a name that a ring bears already is given to no other, however many there are', () => {
  const taken = new Set<string>();
  for (let at = 0; at < 4_000; at += 1) {
    const name = ringName(`ring_${at}`, taken);
    expect(taken.has(name)).toBe(false);
    expect(birdsOf([`ring_${at}`]).every((bird) => name.includes(bird))).toBe(true);
    taken.add(name);
  }
  const bird = ringName('ring_1');
  expect(ringName('ring_1', new Set([bird]))).toMatch(new RegExp(`^[A-Z][a-z]+ ${bird}$`));
});
