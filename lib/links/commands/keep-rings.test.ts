import { sql } from 'drizzle-orm';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { arrange } from '../../../db/factories';
import { sandbox } from '../../../db/sandbox';
import type { AccountHistory, Device } from '../../enrichment/history';
import { aBid, aCheck, aContract, aDevice, aHistory, anInstrument, aProfile, aStretch, aVersion, daysFrom, onDay, workdays } from '../../signals/history.fixture';
import { HUB_ABOVE } from '../link';
import { IndexRead } from '../queries/index-read';
import { neighbourhoodsOf } from '../queries/neighbourhoods';
import { keepNeighbours } from './keep-neighbours';
import { keepRings } from './keep-rings';
import { AS_OF, CLIENTS_COUNTED as rarity, empty, pass, ringsInForce, type Kept, type Told } from './passes.fixture';

sandbox();

/** Operations, a household, an office and passers-by, drawn at random: what they share overlaps in every way. */
const ACCOUNTS = Array.from({ length: 9 }, (_, index) => `acc${index}`);
const day = fc.integer({ min: 0, max: 50 });
const account = fc.constantFrom(...ACCOUNTS);
/** So many that equal machines go from being of few to a crowd, in which hardly anybody has more in common. */
const CROWD = Array.from({ length: 22 }, (_, index) => `acc${String(index).padStart(2, '0')}`);
const TEXTS = ['one text that is on several profiles and says the same in all of its many words', 'one text that is on several profiles and says the same in most of its many words', 'something quite unlike the others that nobody else ever wrote down here'];
const tokens = fc.constantFrom('desk', 'laptop', 'own');
const ways = fc.constantFrom('line', 'exit', 'second exit', 'own');
const looks = fc.constantFrom('rare', 'own');
const staysOf = (account: fc.Arbitrary<string>, token: typeof tokens, ip: typeof ways, gpu: typeof looks) => fc.record({ account, from: day, days: fc.integer({ min: 1, max: 9 }), token, ip, gpu }).map(({ account: who, from, days, token, ip, gpu }) =>
  Array.from({ length: days }, (_, index): Told => {
    const device = aDevice(token.endsWith('own') ? `${token} ${who}` : token, gpu === 'rare' ? { gpu: 'rare gpu', fonts: 'rare fonts' } : {});
    const at = onDay(from + index, 9 + (index % 5));
    return { account: who, stretches: aStretch({ at, session: `${who} ${at} ${token}`, ip: ip === 'own' ? `${ip} ${who}` : ip, network: ip.endsWith('exit') ? 'vpn_known' : 'residential', device }) };
  }));
const single: fc.Arbitrary<Told> = fc.oneof(
  fc.record({ account, at: day, instrument: fc.constantFrom('till', 'bank') }).map(({ account: who, at, instrument }) => ({ account: who, instruments: anInstrument(onDay(at), instrument) })),
  fc.record({ account, at: day, document: fc.constantFrom('passport', 'card'), image: fc.constantFrom('00000000000000ff', '00000000000000fe', 'ff00000000000000') }).map(({ account: who, at, document, image }) => ({ account: who, checks: aCheck(onDay(at), { check: 'document', document, imageHash: image }) })),
  fc.record({ account, at: day, summary: fc.constantFrom(...TEXTS), photoHash: fc.constantFrom('0123456789abcdef', '0123456789abcdee', null), portfolio: fc.constantFrom(['https://work.example/one'], ['https://work.example/two'], []) }).map(({ account: who, at, ...over }) => ({ account: who, profiles: aProfile(onDay(at), over) })),
  fc.record({ account, at: day, closed: fc.constantFrom('no', 'for_cause'), organisation: fc.constantFrom('org', null), kind: fc.constantFrom('individual', 'agency_member'), legalName: fc.constantFrom('Alex Person', 'Sam Other', 'Kim Third', 'Lee Fourth', null) } as const).map(({ account: who, at, ...over }) => ({ account: who, versions: aVersion({ at: onDay(at), ...over }) })),
  fc.record({ account, at: day, client: fc.constantFrom('hirer', 'other') }).map(({ account: who, at, client }) => ({ account: who, contracts: aContract(`${who} ${at} ${client}`, onDay(at), { client }) })),
  fc.record({ account, at: day }).map(({ account: who, at }) => ({ account: who, bids: aBid(onDay(at), 'a proposal that follows one and the same template') })),
);
const named = (all: readonly Told[]): Told[] => all.map(({ account: who, ...rows }, index): Told =>
  // One id for each event, even where two happen at one moment.
  ({ account: who, ...Object.fromEntries(Object.entries(rows).map(([list, row]) => [list, { ...row, event: `e${String(index).padStart(3, '0')}` }])) }));
const events = fc.tuple(fc.array(staysOf(account, tokens, ways, looks), { minLength: 6, maxLength: 20 }), fc.array(single, { minLength: 5, maxLength: 40 })).map(([stays, singles]) => named([...stays.flat(), ...singles]));
const own = fc.constant('own' as const);
const crowds = fc.tuple(fc.array(staysOf(fc.constantFrom(...CROWD), own, own, fc.constant('rare' as const)), { minLength: 20, maxLength: 45 }), fc.array(staysOf(fc.constantFrom(...CROWD), tokens, ways, looks), { maxLength: 6 }), fc.array(single, { maxLength: 12 })).map(([alone, shared, singles]) => named([...alone.flat(), ...shared.flat(), ...singles.map((one) => ({ ...one, account: one.account.replace('acc', 'acc0') }))]));

/** On one exit and one line, where some come with another computer than they had: from few to a crowd, in which some have more in common. */
const rooms = fc.tuple(
  fc.array(fc.record({ who: fc.constantFrom(...CROWD), from: fc.integer({ min: 0, max: 25 }), days: fc.integer({ min: 1, max: 8 }), ip: fc.constantFrom('line', 'exit', 'small line', 'small exit'), turned: fc.boolean() }), { minLength: 30, maxLength: 60 }),
  fc.array(staysOf(fc.constantFrom(...CROWD), tokens, ways, looks), { maxLength: 6 }), fc.array(single, { maxLength: 15 }),
).map(([stays, shared, singles]) => named([...stays.flatMap(({ who, from, days, ip, turned }): Told[] => Array.from({ length: turned ? 12 : days }, (_, index) => {
  const later = turned && index >= 6;
  const at = onDay(from + index + (later ? 8 : 0), 9 + (index % 5));
  return { account: who, stretches: aStretch({ at, session: `${who} ${at} ${ip}`, ip: turned && !later ? `own ${who}` : ip, network: ip.endsWith('exit') && (!turned || later) ? 'vpn_known' : 'residential', device: aDevice(`${later ? 'new' : 'old'} ${who}`, later ? { gpu: 'another gpu', fonts: `fonts ${who}` } : {}) }) };
})), ...shared.flat(), ...singles.map((one) => ({ ...one, account: one.account.replace('acc', 'acc0') }))]));

async function inPortions(all: readonly Told[], order: readonly number[], sizes: readonly number[]): Promise<Kept> {
  await empty();
  const shuffled = all.map((one, index) => ({ one, rank: order[index % order.length]! * 10_007 + index * 31 })).sort((a, b) => (a.rank % 9_973) - (b.rank % 9_973)).map(({ one }) => one);
  const read: Kept = new Map();
  const told: Told[] = [];
  for (let from = 0, turn = 0; from < shuffled.length; turn += 1) {
    const portion = shuffled.slice(from, from + sizes[turn % sizes.length]!);
    told.push(...portion);
    await pass(told, portion, read);
    from += portion.length;
  }
  return read;
}

test('rings and readings are the same in whatever order and portions events come as when all is read at once', async () => {
  let rings = 0;
  await fc.assert(fc.asyncProperty(events, fc.array(fc.nat({ max: 9_972 }), { minLength: 5, maxLength: 40 }), fc.array(fc.integer({ min: 3, max: 40 }), { minLength: 1, maxLength: 4 }), async (all, order, sizes) => {
    const read = await inPortions(all, order, sizes);
    const now = await ringsInForce();
    const anew = await inPortions(all, [1], [all.length]);
    expect(now).toEqual(await ringsInForce());
    expect(Object.fromEntries([...read].sort())).toEqual(Object.fromEntries([...anew].sort()));
    rings += now.length;
  }), { numRuns: 30 });
  expect(rings).toBeGreaterThan(0);
}, 240_000);

test('in a crowd on equal machines readings are the same in whatever order and portions events come', async () => {
  let crowded = 0;
  await fc.assert(fc.asyncProperty(crowds, fc.array(fc.nat({ max: 9_972 }), { minLength: 5, maxLength: 40 }), fc.array(fc.integer({ min: 10, max: 60 }), { minLength: 1, maxLength: 4 }), async (all, order, sizes) => {
    const read = await inPortions(all, order, sizes);
    const anew = await inPortions(all, [1], [all.length]);
    expect(Object.fromEntries([...read].sort())).toEqual(Object.fromEntries([...anew].sort()));
    const { rows: [crowd] } = await arrange((tx) => tx.execute<{ n: number }>(sql`select coalesce(max(n), 0)::int as n from (select count(*) as n from links where kind = 'fingerprint' group by digest) looks`));
    if ((crowd?.n ?? 0) > 12) crowded += 1;
  }), { numRuns: 20 });
  expect(crowded).toBeGreaterThan(0);
}, 240_000);

test('in a crowd on one exit and one line readings and rings are the same in whatever order and portions events come', async () => {
  let [crowded, turned] = [0, 0];
  await fc.assert(fc.asyncProperty(rooms, fc.array(fc.nat({ max: 9_972 }), { minLength: 5, maxLength: 40 }), fc.array(fc.integer({ min: 10, max: 60 }), { minLength: 1, maxLength: 4 }), async (all, order, sizes) => {
    const read = await inPortions(all, order, sizes);
    const now = await ringsInForce();
    const anew = await inPortions(all, [1], [all.length]);
    expect(now).toEqual(await ringsInForce());
    expect(Object.fromEntries([...read].sort())).toEqual(Object.fromEntries([...anew].sort()));
    const { rows: [world] } = await arrange((tx) => tx.execute<{ crowd: number; turned: number }>(sql`
      select (select coalesce(max(n), 0)::int from (select count(*) as n from links where kind in ('ip', 'exit_ip') group by digest) places) as crowd, (select count(*)::int from accounts where turned_at is not null) as turned`));
    if (world!.crowd > 12) crowded += 1;
    turned += world!.turned;
  }), { numRuns: 20 });
  expect(Math.min(crowded, turned)).toBeGreaterThan(0);
}, 240_000);

test('a client that both come to have ties two who share an exit, whoever is hired last', async () => {
  const crew = ['a', 'b', 'c'];
  const tied = crew.flatMap((who): Told[] => [
    ...Array.from({ length: 6 }, (_, index): Told => ({ account: who, stretches: aStretch({ at: onDay(index), session: `${who} ${index}`, ip: 'exit', network: 'vpn_known', device: aDevice(`own ${who}`) }) })),
    { account: who, versions: aVersion({ legalName: `Sam ${who}` }) }, { account: who, contracts: aContract(`first of ${who}`, onDay(3), { client: `first of ${who}` }) },
  ]);
  const hired = crew.map((who): Told => ({ account: who, contracts: aContract(`hired ${who}`, onDay(8), { client: 'hirer' }) }));
  await empty();
  await pass(tied, tied, new Map());
  expect(await ringsInForce()).toEqual([]);
  for (const [index, one] of hired.entries()) await pass([...tied, ...hired.slice(0, index + 1)], [one], new Map());
  expect((await ringsInForce()).map((ring) => ring.members)).toEqual([crew]);
});

test('who shows a page with one of a hand and comes to a machine like another’s is of it, whoever was silent long before', async () => {
  const looks = { gpu: 'rare gpu', fonts: 'rare fonts' };
  const on = (who: string, day: number, token: string, over: Partial<Device> = {}): Told => ({ account: who, stretches: aStretch({ at: onDay(day), session: `${who} ${day} ${token}`, ip: `line of ${who}`, device: aDevice(`${token} ${who}`, over) }) });
  const hand = ['a', 'b'].flatMap((who): Told[] => [{ account: who, instruments: anInstrument(onDay(1), 'till') }, { account: who, versions: aVersion({ phone: 'one phone', legalName: `Sam ${who}` }) }]);
  const pair = [...hand, on('a', 2, 'desk', looks), { account: 'b', profiles: aProfile(onDay(2), { portfolio: ['https://work.example/one'] }) }];
  const begins: Told[] = [{ account: 'x', versions: aVersion({ legalName: 'Kim x' }) }, { account: 'x', profiles: aProfile(onDay(20), { portfolio: ['https://work.example/one'] }) }];
  for (const before of [begins, [...begins, on('x', 21, 'own')]]) {
    await empty();
    await pass(pair, pair, new Map());
    await pass([...pair, ...before], before, new Map());
    expect(await ringsInForce()).toEqual([]);
    const comes = on('x', 22, 'laptop', looks);
    await pass([...pair, ...before, comes], [comes], new Map());
    expect((await ringsInForce()).map((ring) => ring.members)).toEqual([['a', 'b', 'x']]);
  }
});

test('an exit that becomes a crowd parts those it tied, whoever comes last', async () => {
  const crew = ['m0', 'm1', 'm2'];
  const crowd = Array.from({ length: HUB_ABOVE - 1 }, (_, index) => `p${String(index).padStart(2, '0')}`);
  const on = (who: string, ip: string, network: 'vpn_known' | 'residential'): Told[] => Array.from({ length: 6 }, (_, index) => ({ account: who, stretches: aStretch({ at: onDay(index), session: `${who} ${index}`, ip, network, device: aDevice(`own ${who}`) }) }));
  const tied = crew.flatMap((who): Told[] => [...on(who, 'exit', 'vpn_known'), { account: who, versions: aVersion({ phone: 'one phone', legalName: `Sam ${who}` }) }]);
  const others = crowd.flatMap((who) => on(who, 'exit', 'vpn_known'));
  await empty();
  await pass(tied, tied, new Map());
  expect((await ringsInForce()).map((ring) => ring.members)).toEqual([crew]);
  await pass([...tied, ...others], others, new Map());
  expect(await ringsInForce()).toEqual([]);
  await empty();
  await pass([...tied, ...others], [...others, ...tied], new Map());
  expect(await ringsInForce()).toEqual([]);
});

test('members join and leave at the instant of the pass, and a ring that ends is kept', async () => {
  await empty();
  const tied = ['a', 'b', 'c'].flatMap((who): Told[] => [{ account: who, instruments: anInstrument(onDay(1), 'till') }, { account: who, versions: aVersion({ phone: 'one phone', legalName: `Sam ${who}` }) }]);
  await pass(tied, tied, new Map());
  const leaves: Told = { account: 'c', versions: aVersion({ at: onDay(9), phone: 'one phone', legalName: 'Sam Other', kind: 'agency_member', organisation: 'org' }) };
  const also: Told[] = ['a', 'b'].map((who) => ({ account: who, versions: aVersion({ at: onDay(9), phone: 'one phone', legalName: 'Sam Other', kind: 'agency_member', organisation: 'org' }) }));
  await pass([...tied, leaves, ...also], [leaves, ...also], new Map());
  const { rows } = await arrange((tx) => tx.execute<{ account: string; left: boolean; ended: boolean }>(sql`select m.account, m.left_at is not null as left, r.ended_at is not null as ended from ring_members m join rings r on r.id = m.ring order by m.account`));
  expect(rows).toEqual(['a', 'b', 'c'].map((who) => ({ account: who, left: true, ended: true })));
});

test('whoever hangs together with one is partitioned with them, members included whom a ring has lost, and is told of', async () => {
  await empty();
  const tied = ['a', 'b', 'c'].flatMap((who): Told[] => [{ account: who, instruments: anInstrument(onDay(1), 'till') }, { account: who, versions: aVersion({ phone: 'one phone', legalName: `Sam ${who}` }) }]);
  const told = [...tied, { account: 'x', instruments: anInstrument(onDay(1), 'another till') }];
  await pass(told, told, new Map());
  const around = (account: string) => arrange(async (tx) => {
    const partitioned = new Set<string>();
    await keepRings(tx, [account], AS_OF, rarity, undefined, partitioned);
    return [...partitioned].sort();
  });
  expect(await around('c')).toEqual(['a', 'b', 'c']);
  expect(await around('x')).toEqual(['x']);
  await arrange((tx) => tx.execute(sql`delete from links where account = 'c'`));
  expect(await around('a')).toEqual(['a', 'b', 'c']);
});

test('a new ring takes no name that a standing one bears, and keeps its own from then on', async () => {
  const crew = (...people: string[]): Told[] => people.flatMap((who): Told[] => [
    ...Array.from({ length: 6 }, (_, index): Told => ({ account: who, stretches: aStretch({ at: onDay(index), session: `${who} ${index}`, ip: `line ${who}`, network: 'residential', device: aDevice('shared') }) })),
    { account: who, instruments: anInstrument(onDay(2), 'till') },
  ]);
  const named = async () => (await arrange((tx) => tx.execute<{ id: string; name: string }>(sql`select id, name from rings where ended_at is null order by id`))).rows;
  const first = crew('a', 'b', 'c');
  await empty();
  await pass(first, first, new Map());
  const [usual] = await named();
  await empty();
  await arrange((tx) => tx.execute(sql`insert into rings (id, name, formed_at, kinds) values ('ring_0elsewhere', ${usual!.name}, now(), '{}')`));
  await pass(first, first, new Map());
  const again = (await named()).find(({ id }) => id === usual!.id)!;
  expect(again.name).toMatch(new RegExp(`^[A-Z][a-z]+ ${usual!.name}$`));
  await arrange((tx) => tx.execute(sql`update rings set ended_at = now() where id = 'ring_0elsewhere'`));
  const grown = [...first, ...crew('d')];
  await pass(grown, crew('d'), new Map());
  expect(await named()).toEqual([again]);
});

test('a picture is one in all of its copies: a library’s portrait of which half was saved anew makes no ring of three with one machine, whichever copy the ninth shows', async () => {
  const [file, copy] = ['0123456789abcdef', '0123456789abcdec'];
  const showing = (account: string, photoHash: string, more: Parameters<typeof aHistory>[0] = {}) => aHistory({ account, asOf: AS_OF, versions: [aVersion({ legalName: `Given ${account}` })], profiles: [aProfile(onDay(1), { photoHash })], ...more });
  const atOneMachine = (account: string) => showing(account, file, { stretches: workdays({ days: daysFrom(0, 6), ip: `line ${account}`, device: { ...aDevice(`laptop ${account}`), gpu: 'rare gpu', fonts: 'rare fonts' } }) });
  const kept = (...histories: AccountHistory[]) => arrange((tx) => keepNeighbours(tx, new Map(histories.map((one) => [one.account, one])), AS_OF, rarity, new IndexRead(tx)));
  for (const ninth of [file, copy]) {
    await empty();
    await kept(...['a', 'b', 'c'].map(atOneMachine), showing('d', file), ...['e', 'f', 'g', 'h'].map((account) => showing(account, copy)));
    expect((await ringsInForce()).map((ring) => ring.members)).toEqual([[...'abcdefgh']]);
    expect(new Set(await kept(showing('i', ninth)))).toEqual(new Set('abcdefgh'));
    expect(await ringsInForce()).toEqual([]);
    const { identifiers, photoTwins } = (await arrange((tx) => neighbourhoodsOf(tx, ['a'], rarity))).get('a')!;
    expect([...identifiers.filter((one) => one.kind === 'photo'), ...photoTwins].map((one) => one.accounts)).toEqual(Array.from({ length: ninth === file ? 5 : 6 }, () => 9));
  }
});
