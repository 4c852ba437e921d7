import { sql } from 'drizzle-orm';
import { beforeEach, expect, test } from 'vitest';
import { arrange } from '../../../db/factories';
import { sandbox } from '../../../db/sandbox';
import type { AccountHistory } from '../../enrichment/history';
import { MINUTE } from '../../kernel/instant';
import { aBid, aCheck, aContract, aDevice, aHistory, anInstrument, aProfile, aRarity, aVersion, daysFrom, onDay, workdays } from '../../signals/history.fixture';
import { HUB_ABOVE, type Neighbourhood } from '../link';
import { neighbourhoodsOf } from '../queries/neighbourhoods';
import type { RarityTable } from '../rarity';
import { keepLinks } from './keep-links';

sandbox();
beforeEach(() => arrange(async (tx) => {
  for (const table of ['links', 'accounts', 'traits', 'prints', 'texts', 'text_pairs', 'photos', 'photo_pairs', 'templates']) await tx.execute(sql.raw(`delete from ${table}`));
}));

const keep = (...histories: AccountHistory[]) => arrange((tx) => keepLinks(tx, new Map(histories.map((one) => [one.account, one])), null));
const around = async (account: string): Promise<Neighbourhood> => (await arrange((tx) => neighbourhoodsOf(tx, [account], aRarity()))).get(account)!;
const life = (account: string, over: Parameters<typeof aHistory>[0] = {}) => aHistory({ account, asOf: onDay(60), stretches: workdays({ days: daysFrom(0, 6), ip: 'line', device: aDevice(`laptop ${account}`) }), ...over });
/** Ten sessions within five hours, as they are stored: as often as acts in step are counted from. */
const acted = (account: string, at: number) => arrange(async (tx) => {
  await tx.execute(sql`insert into batches (id, source, sent_by, received_at, accepted, duplicates, rejected) values (${`batch_${account}`}, 'file', '{"kind":"worker"}', now(), 0, 0, 0)`);
  await tx.execute(sql`
    insert into events (account, id, type, at, received_at, data, batch)
    select ${account}::text, ${account} || ' ' || half, 'session.seen', to_timestamp(${at / 1000}) + make_interval(mins => 30 * half), now(), '{}', ${`batch_${account}`} from generate_series(1, 10) half`);
});
/** Which transaction wrote each row of the index last. */
const writers = async () => (await arrange((tx) => tx.execute<{ row: string; by: string }>(sql`select kind || ' ' || digest || ' ' || account as row, xmin::text as by from links order by 1`))).rows;

test('what stands in the index is not written again, and one new session moves three rows', async () => {
  await keep(life('a'), life('b'));
  const before = await writers();
  expect(await keep(life('a'), life('b'))).toEqual(new Set());
  expect(await writers()).toEqual(before);
  await keep(life('a', { stretches: workdays({ days: daysFrom(0, 7), ip: 'line', device: aDevice('laptop a') }) }));
  const after = await writers();
  expect(after.filter((row, index) => row.by !== before[index]!.by).map((row) => row.row.split(' ')[0])).toEqual(['device_token', 'fingerprint', 'ip']);
});

test('on a line those who are there on days enough are told of one who is as well and of their card that changed, and nobody of one more day', async () => {
  const seen = (days: number, over: Parameters<typeof aHistory>[0] = {}) => life('a', { stretches: workdays({ days: daysFrom(0, days), ip: 'line', device: aDevice('laptop a') }), ...over });
  await keep(life('b'));
  expect(await keep(seen(3))).toEqual(new Set());
  await keep(life('seldom', { stretches: workdays({ days: daysFrom(0, 2), ip: 'line', device: aDevice('laptop seldom') }) }));
  expect(await keep(seen(4))).toEqual(new Set());
  expect(await keep(seen(6))).toEqual(new Set(['b']));
  expect(await keep(seen(7))).toEqual(new Set());
  expect(await keep(seen(7, { registeredAt: onDay(-3) }))).toEqual(new Set(['b']));
  expect(await keep(seen(7, { versions: [aVersion({ closed: 'for_cause' })] }))).toEqual(new Set(['b']));
  expect((await around('b')).neighbours.get('a')).toMatchObject({ closed: 'for_cause', closedAt: onDay(0), since: onDay(0, 9), turnedAt: null });
});

test('of one who comes to a line those are told who share something else with others there, changed hands, stay with four others, or are busy', async () => {
  const on = (account: string, days: number, over: Parameters<typeof aHistory>[0] = {}, from = 0) => life(account, { stretches: workdays({ days: daysFrom(from, days), ip: 'line', device: aDevice(`laptop ${account}`, { gpu: `gpu ${account}`, fonts: `fonts ${account}` }) }), ...over });
  const turned = (account: string) => life(account, { stretches: [...workdays({ days: daysFrom(0, 5), ip: `home ${account}`, device: aDevice(`old ${account}`) }), ...on(account, 4, {}, 20).stretches] });
  await keep(on('p', 2), on('q', 2, { versions: [aVersion({ phone: 'one phone' })] }), on('r', 2, { versions: [aVersion({ phone: 'one phone' })] }), turned('t'));
  expect(await keep(on('x', 1))).toEqual(new Set(['q', 'r', 't']));
  // A fifth on the line passes a count that is read of it (P5), whatever else is so.
  expect(await keep(on('y', 1))).toEqual(new Set(['p', 'q', 'r', 't', 'x']));
  const stays = (account: string) => on(account, 1, { stretches: [0, 5, 10, 15].flatMap((day) => workdays({ days: [day], ip: 'line', device: aDevice(`laptop ${account}`, { gpu: `gpu ${account}`, fonts: `fonts ${account}` }) })) });
  await keep(...['s1', 's2', 's3', 's4', 's5'].map(stays));
  await acted('x', onDay(0));
  expect(await keep(on('v', 1))).toEqual(new Set(['q', 'r', 't', 'x', 's1', 's2', 's3', 's4', 's5']));
});

test('of one who comes to an exit of many those are told who share something else with others there or were met on a listed address, and all where half of them changed hands', async () => {
  const on = (account: string, over: Parameters<typeof aHistory>[0] = {}, from = 0) => life(account, { stretches: workdays({ days: daysFrom(from, 6), ip: 'exit', network: 'vpn_known', device: aDevice(`laptop ${account}`, { gpu: `gpu ${account}`, fonts: `fonts ${account}` }) }), ...over });
  const turned = (account: string) => life(account, { stretches: [...workdays({ days: daysFrom(0, 5), ip: `home ${account}`, device: aDevice(`old ${account}`) }), ...on(account, {}, 20).stretches] });
  const many = Array.from({ length: 13 }, (_, index) => `p${String(index).padStart(2, '0')}`);
  await keep(...many.map((account, index) => on(account, index < 2 ? { versions: [aVersion({ phone: 'one phone' })] } : {})));
  expect(await keep(on('x'))).toEqual(new Set(['p00', 'p01']));
  await acted('p07', onDay(0));
  await arrange((tx) => tx.execute(sql`insert into session_facts (account, event, network_class, network_source, network_reason, listings, readings, agreed) values ('p07', 'p07 1', 'vpn_known', 'list', 'listed', '[]', '[]', false)`));
  expect(await keep(on('y'))).toEqual(new Set(['p00', 'p01', 'p07']));
  const others = Array.from({ length: 20 }, (_, index) => `t${String(index).padStart(2, '0')}`);
  await keep(...others.map(turned));
  expect(await keep(on('z'))).toEqual(new Set([...many, 'x', 'y', ...others]));
});

test('that one who was silent shows a document again is news to those who came within a day of its last sight, who may have taken it for gone', async () => {
  const shown = (account: string, ...at: number[]) => life(account, { stretches: [], checks: at.map((each) => aCheck(each, { check: 'document', document: 'papers' })) });
  await keep(shown('a', onDay(10), onDay(40, 13)), shown('b', onDay(40, 5)), shown('c', onDay(20)));
  expect(await keep(shown('a', onDay(10), onDay(40, 13), onDay(55)))).toEqual(new Set(['b']));
});

test('a payout more is news to a line on which there may be many, and not to a few who share one', async () => {
  const named = (account: string, over: Parameters<typeof aHistory>[0] = {}) => life(account, { versions: [aVersion({ legalName: `Given ${account}` })], ...over });
  const paid = (account: string, till: string) => named(account, { instruments: [anInstrument(onDay(5), till)] });
  await keep(...['a', 'b', 'c', 'd'].map((account) => named(account)));
  expect(await keep(paid('a', 'till a'))).toEqual(new Set());
  await keep(named('e'));
  expect(await keep(paid('b', 'till b'))).toEqual(new Set(['a', 'c', 'd', 'e']));
  expect(await keep(named('c', { versions: [aVersion({ legalName: 'Given Other' })] }))).toEqual(new Set(['a', 'b', 'd', 'e']));
});

test('of equal machines those notice another one to whom it may say something, and nobody else', async () => {
  const look = (account: string, over: Parameters<typeof workdays>[0] = { days: daysFrom(0, 6) }) =>
    life(account, { stretches: workdays({ device: { ...aDevice(`laptop ${account}`), gpu: 'one gpu', fonts: 'one set of fonts' }, ip: `line ${account}`, ...over }) });
  const later = { days: daysFrom(20, 3) };
  const names = (from: number, to: number) => Array.from({ length: to - from }, (_, index) => `p${String(from + index).padStart(2, '0')}`);
  const told = async (histories: AccountHistory[], rarity: RarityTable | null = null) => [...await arrange((tx) => keepLinks(tx, new Map(histories.map((one) => [one.account, one])), rarity))].sort();
  await keep(...names(0, 5).map((account) => look(account)));
  // Of few, whoever acted in days that are compared in time, ten times and more; a newcomer after their last act is compared with nobody.
  expect(await told([look('p05', later)])).toEqual([]);
  await arrange((tx) => tx.execute(sql`insert into batches (id, source, sent_by, received_at, accepted, duplicates, rejected) values ('batch_looks', 'file', '{"kind":"worker"}', now(), 0, 0, 0)`));
  await arrange((tx) => tx.execute(sql`
    insert into events (account, id, type, at, received_at, data, batch)
    select account, account || half, 'session.seen', to_timestamp(${onDay(0) / 1000}) + make_interval(days => case account when 'p05' then 20 else 0 end, mins => 30 * half), now(), '{}', 'batch_looks'
    from unnest(${sql.param(names(0, 6))}::text[]) account, generate_series(1, 10) half where account <> 'p04' or half < 10`));
  expect(await told([look('p06')])).toEqual([...names(0, 4), 'p05']);
  // Whether it is of few is read by all.
  expect(await told(names(7, 12).map((account) => look(account, later)))).toEqual(['p05']);
  expect(await told([look('p12', later)])).toEqual(names(0, 12));
  // Of a crowd, who has more in common with one of it, hubs aside.
  expect(await told([look('p13')])).toEqual([]);
  expect(await told([look('x', { days: daysFrom(0, 6), ip: 'line p03', device: aDevice('another') })])).toEqual(['p03']);
  expect(await told([look('p14')])).toEqual([]);
  expect(await told([look('p15', { days: daysFrom(0, 6), ip: 'line p03' })])).toEqual(['p03', 'x']);
  expect(await told([look('p16')])).toEqual(['p03', 'p15']);
  expect(await told([look('p17', { days: daysFrom(0, 5) })])).toEqual(['p03', 'p15']);
  // That a card changed concerns them alone as well.
  expect(await told([{ ...look('p16'), versions: [aVersion({ closed: 'for_cause' })] }])).toEqual([]);
  expect(await told([{ ...look('p15', { days: daysFrom(0, 6), ip: 'line p03' }), versions: [aVersion({ closed: 'for_cause' })] }])).toEqual(['p03', 'x']);
  // Where its parts are rare it says something by itself.
  expect(await told([look('p18')], aRarity({ shareOf: () => 0.001 }))).toEqual(names(0, 18));
  expect(await told([{ ...look('p16'), versions: [aVersion({ closed: 'no' })] }], aRarity({ shareOf: () => 0.001 }))).toEqual([...names(0, 16), ...names(17, 19)]);
  // And that it became a hub is read by all.
  await keep(...names(19, HUB_ABOVE).map((account) => look(account)));
  expect(await told([look('y'), look('z')])).toEqual(names(0, HUB_ABOVE));
  expect(await told([look('zz')])).toEqual([]);
});

test('pictures within some bits, texts and templates make twins both ways, and a fingerprint tells its parts', async () => {
  const words = Array.from({ length: 60 }, (_, index) => `word${index}`).join(' ');
  const same = (account: string, photoHash: string, at: number) => life(account, {
    profiles: [aProfile(onDay(1), { photoHash, summary: `${words} of ${account}` })], checks: [aCheck(onDay(1), { check: 'document', imageHash: `${photoHash.slice(0, 15)}f` })],
    bids: daysFrom(at, 11).map((day) => aBid(onDay(day), `Dear ${account}${day}, ${words}`)), instruments: [anInstrument(onDay(1), 'till')],
    stretches: workdays({ days: daysFrom(0, 3), device: { ...aDevice(`laptop ${account}`), gpu: 'rare gpu', fonts: 'rare fonts' } }),
  });
  await keep(same('a', '0123456789abcde0', 5));
  expect(await keep(same('b', '0123456789abcde1', 9))).toEqual(new Set(['a']));
  const [a, b] = [await around('a'), await around('b')];
  expect(a.photoTwins.map((twin) => [twin.account, twin.bits]).sort()).toContainEqual(['b', 1]);
  expect(new Set(a.photoTwins.map((twin) => twin.shared))).toEqual(new Set(b.photoTwins.map((twin) => twin.shared)));
  expect(a.textTwins).toMatchObject([{ account: 'b', field: 'summary' }]);
  expect(a.textTwins[0]!.shared).toEqual(b.textTwins[0]!.shared);
  expect(b.templates).toMatchObject([{ proposals: 11, others: [{ account: 'a', proposals: 11 }] }]);
  expect(a.identifiers.find((one) => one.kind === 'fingerprint')!.parts!.map((part) => part.part)).toEqual(['fonts', 'gpu', 'hardware', 'platform', 'screen']);
});

test('a stock picture and a template of a crowd link nobody, in whatever order they come', async () => {
  const people = Array.from({ length: HUB_ABOVE + 2 }, (_, index) => `p${String(index).padStart(2, '0')}`);
  // Each differs in one bit from the first, so that all are within two bits of each other.
  const hashOf = (index: number) => (index === 0 ? 0n : 1n << BigInt(index)).toString(16).padStart(16, '0');
  const text = Array.from({ length: 40 }, (_, index) => `word${index}`).join(' ');
  const histories = people.map((account, index) => life(account, { stretches: [], profiles: [aProfile(onDay(1), { photoHash: hashOf(index), summary: text })] }));
  for (let from = 0; from < histories.length; from += 20) await keep(...histories.slice(from, from + 20));
  for (const account of [people[0]!, people[30]!, people.at(-1)!]) expect(await around(account)).toMatchObject({ photoTwins: [], textTwins: [] });
});

test('an account that rewrites its text, or retouches its picture, many times is one account like it', async () => {
  const words = Array.from({ length: 60 }, (_, index) => `word${index}`).join(' ');
  const hashOf = (index: number) => (1n << BigInt(index)).toString(16).padStart(16, '0');
  const versions = (count: number) => life('a', { stretches: [], profiles: daysFrom(0, count).map((day) => aProfile(onDay(day), { summary: `${words} version ${day}`, photoHash: hashOf(day) })) });
  const twin = (account: string) => life(account, { stretches: [], profiles: [aProfile(onDay(1), { summary: `${words} of ${account}`, photoHash: '0000000000000000' })] });
  await keep(versions(20), twin('0'));
  await keep(twin('b'));
  await keep(versions(HUB_ABOVE + 1));
  for (const account of ['0', 'b']) {
    const { textTwins, photoTwins } = await around(account);
    expect([new Set(textTwins.map((one) => one.account)), new Set(photoTwins.map((one) => one.account))]).toEqual([new Set([account === 'b' ? '0' : 'b', 'a']), new Set(['a'])]);
  }
  const { rows } = await arrange((tx) => tx.execute<{ alike: number }>(sql`select distinct alike from texts union select alike from photos where account <> 'a'`));
  expect(rows).toEqual([{ alike: 2 }, { alike: 1 }]);
});

test('who fills the same template is told of a card that changed', async () => {
  const words = Array.from({ length: 60 }, (_, index) => `word${index}`).join(' ');
  const writer = (account: string, from: number, over: Parameters<typeof aHistory>[0] = {}) => life(account, { stretches: [], bids: daysFrom(from, 11).map((day) => aBid(onDay(day), `Dear ${account}${day}, ${words}`)), ...over });
  await keep(writer('a', 5), writer('b', 9), life('c', { stretches: [] }));
  expect((await around('b')).templates).toMatchObject([{ others: [{ account: 'a' }] }]);
  expect(await keep(writer('a', 5, { versions: [aVersion({ closed: 'for_cause' })] }))).toEqual(new Set(['b']));
});

test('others’ beats are of the days up to the account’s own last act, whatever came to it later; who acts seldom has none around it', async () => {
  // The last acts are on day 5; a payout method on day 40 is none.
  const still = (account: string) => life(account, { stretches: workdays({ days: daysFrom(0, 6), device: aDevice('shared') }), instruments: account === 'own' ? [anInstrument(onDay(40), 'till')] : [] });
  await keep(still('own'), still('seldom'), still('o'), still('p'));
  await arrange((tx) => tx.execute(sql`insert into batches (id, source, sent_by, received_at, accepted, duplicates, rejected) values ('batch_beats', 'file', '{"kind":"worker"}', now(), 0, 0, 0)`));
  await arrange((tx) => tx.execute(sql`
    insert into events (account, id, type, at, received_at, data, batch)
    select account, account || day || ' ' || half, 'session.seen', to_timestamp(${onDay(0) / 1000}) + make_interval(days => day, mins => 30 * half), now(), '{}', 'batch_beats'
    from unnest(array['own', 'seldom', 'o', 'p']) account, generate_series(0, 30) day, generate_series(0, 1) half
    where account in ('o', 'p') or (account = 'own' and day <= 5) or (account = 'seldom' and day + half <= 4)`));
  const twiceADay = daysFrom(0, 6).flatMap((day) => [onDay(day) / MINUTE, onDay(day) / MINUTE + 30]);
  expect((await around('own')).beats).toEqual(new Map<string, unknown>([...['o', 'p'].map((account) => [account, { session: twiceADay }] as const), ['seldom', { session: twiceADay.slice(0, 9) }]]));
  expect((await around('seldom')).beats).toEqual(new Map());
});

test('a contract more is news to those who work for its client as well and share an exit or a page, and not to a crowd’s', async () => {
  const apart = (account: string, over: Parameters<typeof aHistory>[0] = {}) => life(account, {
    stretches: workdays({ days: daysFrom(0, 6), network: 'vpn_known', ip: 'own exit', device: aDevice(`laptop ${account}`) }), profiles: [aProfile(onDay(1), { summary: `written by ${account}`, portfolio: ['https://work.example.org/a'] })], ...over,
  });
  const of = (client: string, day: number) => aContract(`of ${client}`, onDay(day), { client });
  await keep(apart('a'), apart('b', { profiles: [], contracts: [of('one', 2)] }), apart('c', { stretches: [], contracts: [of('one', 3)] }), apart('d', { contracts: [of('another', 3)] }));
  expect(await keep(apart('a', { contracts: [of('one', 20)] }))).toEqual(new Set(['b', 'c']));
  expect(await keep(apart('a', { contracts: [of('one', 20), of('another', 21)] }))).toEqual(new Set(['d']));
  await keep(...Array.from({ length: 8 }, (_, index) => apart(`p${index}`)));
  expect(await keep(apart('b', { profiles: [], contracts: [of('one', 2), of('another', 30)] }))).toEqual(new Set(['a', 'd']));
  await keep(...Array.from({ length: HUB_ABOVE }, (_, index) => apart(`q${index}`)));
  expect(await keep(apart('b', { profiles: [], contracts: [of('one', 2), of('another', 30), of('another', 40)] }))).toEqual(new Set());
});

test('a contract and a referral are news to one on the same line, since two who came to it with new hands are tied by it alone', async () => {
  const replaced = (account: string, turn: number, over: Parameters<typeof aHistory>[0] = {}) => life(account, {
    stretches: [...workdays({ days: daysFrom(0, 12), ip: `home ${account}`, device: aDevice(`old ${account}`) }), ...workdays({ days: daysFrom(turn, 8), ip: 'line', device: aDevice(`new ${account}`) })], ...over,
  });
  const of = (client: string, day: number) => aContract(`of ${client}`, onDay(day), { client });
  await keep(replaced('a', 49), replaced('b', 50, { contracts: [of('one', 52)] }), replaced('c', 50, { contracts: [of('another', 52)] }));
  expect((await around('a')).neighbours.get('b')).toMatchObject({ turnedAt: onDay(50, 9), clients: ['one'] });
  expect(await keep(replaced('a', 49, { contracts: [of('one', 58)] }))).toEqual(new Set(['b']));
  expect(await keep(replaced('a', 49, { contracts: [of('one', 58)], referrals: [{ event: 'referral', at: onDay(59), to: 'c', client: null }] }))).toEqual(new Set(['c']));
});

test('a review is news to those whom one of its clients knows, a referral to whom it names', async () => {
  const aReview = (day: number, client: string) => ({ event: `review ${day}`, at: onDay(day), client, rating: 5 });
  const beside = (account: string, over: Parameters<typeof aHistory>[0] = {}) => life(account, { stretches: workdays({ days: daysFrom(0, 6), device: aDevice('shared') }), ...over });
  await keep(beside('a'), beside('b', { reviews: [aReview(3, 'one')] }), beside('c', { contracts: [aContract('c', onDay(2), { client: 'one' })] }), beside('d', { reviews: [aReview(3, 'another')] }));
  expect(await keep(beside('a', { reviews: [aReview(9, 'one')] }))).toEqual(new Set(['b', 'c']));
  // What all of the reviews came from before is looked at, too.
  expect(await keep(beside('a', { reviews: [aReview(9, 'one'), aReview(10, 'another')] }))).toEqual(new Set(['b', 'c', 'd']));
  expect(await keep(beside('a', { reviews: [aReview(9, 'one'), aReview(10, 'another')], referrals: [{ event: 'referral', at: onDay(11), to: 'd', client: null }] }))).toEqual(new Set(['d']));
});
