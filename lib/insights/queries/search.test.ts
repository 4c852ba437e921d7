import { eq, sql, type SQL } from 'drizzle-orm';
import { beforeAll, expect, test } from 'vitest';
import { reading } from '../../../db/client';
import { arrange, eventsOf, freshAccount, openCase, openRing, staffFor } from '../../../db/factories';
import { sandbox } from '../../../db/sandbox';
import { accounts, batches, events, orders, sessionFacts, waves } from '../../../db/schema';
import { chainLines } from '../../audit/queries/ledger';
import { claimCase } from '../../cases/commands/claim-case';
import { held, must, propose } from '../../decisions/commands/decided.fixture';
import { proposedWave, verdict } from '../../decisions/commands/wave.fixture';
import { signMember } from '../../decisions/commands/wave-steps';
import { issueOrders } from '../../enforcement/commands/issue-orders';
import { accountEvents } from '../../evidence/queries/account-events';
import { receiveEvents } from '../../intake/commands/receive-events';
import { startImport } from '../../intake/commands/start-import';
import { FORMATS } from '../../intake/formats';
import { digestOf, type RawIdentifierKind } from '../../intake/identifier';
import { clock } from '../../kernel/clock';
import { newId } from '../../kernel/ids';
import { DAY, type Instant } from '../../kernel/instant';
import { keyFor } from '../../kernel/secrets';
import { startDraft } from '../../policy/commands/start-draft';
import { WORKER, type Staff } from '../../staff/actor';
import { changeSettings } from '../../staff/commands/change-settings';
import { search, sessionsOf } from './search';
import { accountsAt, latestAt } from './search-addresses';
import { ask, asker, find, shows } from './search.fixture';
import { documentDigests, onlyIdentifier } from './search-identifiers';

sandbox();
let ada: Staff;
beforeAll(async () => { ada = await asker(); });

test('a case is found by its number and by its id', async () => {
  const { caseId } = await openCase({ name: 'Mallory Hale' });
  const [byId] = await find(caseId);
  expect(byId).toMatchObject({ kind: 'case', href: `/cases/${caseId}` });
  const number = byId?.label.split(' ')[0] ?? '';
  expect(number).toMatch(/^C-\d+$/);
  for (const typed of [number, number.toLowerCase(), number.slice(2)]) expect((await find(typed)).map(({ href }) => href)).toContain(`/cases/${caseId}`);
});

test('a decision is found by its name and by its id: the case says what it is', async () => {
  const { caseId } = await held(ada, { name: 'Mallory Hale' });
  const { decision } = must(await propose(ada, { caseId }, 'ask'));
  const byId = await find(decision);
  expect(byId).toMatchObject([{ kind: 'decision', href: `/cases/${caseId}` }]);
  const number = /C-(\d+)/.exec(byId[0]!.label)![1]!;
  for (const typed of [`D-${number}-1`, `d-${number}-1`, ` D-${number}-1 `]) expect(await find(typed)).toEqual(byId);
  for (const typed of [`D-${number}-2`, `D-${number}-0`, 'D-999999', 'D-999999-1']) expect(await find(typed), typed).toEqual([]);
});

test('waves, imports and drafts of the policy are found by their ids', async () => {
  const cleo = await staffFor('admin', { name: 'Cleo' });
  const { ring } = await openRing(2);
  const wave = newId('wave', clock.now());
  await arrange((tx) => tx.insert(waves).values({ id: wave, ring, measure: 'suspension', fields: {}, reason: 'One wallet.', members: [], proposedBy: ada.id, proposedAt: clock.now() }));
  expect(await find(wave)).toEqual([{ kind: 'wave', label: 'Wave on the Kestrel ring', href: `/reviews/waves/${wave}` }]);
  const { id } = must(await startImport(cleo, { fileName: 'autumn.ndjson', fileDigest: 'ab'.repeat(32), format: FORMATS[0]!.name, totalBytes: 10 }));
  expect(await find(id)).toMatchObject([{ kind: 'import', label: 'autumn.ndjson', href: `/imports/${id}` }]);
  const { draft } = must(await startDraft(cleo, { title: 'Quieter nights' }));
  expect(await find(draft)).toEqual([{ kind: 'draft', label: 'Quieter nights', href: `/policy/drafts/${draft}`, beside: 'draft' }]);
  expect(await find(newId('wave', clock.now()))).toEqual([]);
});

test('an event is found by the platform’s id, at the head of its account’s events', async () => {
  const { account } = await openCase({ name: 'Evented Egret' });
  const [raw] = eventsOf(account, { days: 1 });
  must(await receiveEvents(WORKER, { arrivals: [{ index: 0, raw: raw! }] }));
  const [found] = await find(raw!.id);
  expect(found).toMatchObject({ kind: 'event', label: `${raw!.type} of Evented Egret` });
  const { pathname, searchParams } = new URL(found!.href, 'http://localhost');
  expect(pathname).toBe(`/accounts/${account}`);
  const [at = '', place = ''] = searchParams.get('before')!.split(' ');
  expect(must(await accountEvents(ada, { account, before: { at: Number(at), id: place }, limit: 5 })).events[0]).toMatchObject({ event: raw!.id });
});

test('a session is found by the platform’s id: in its account’s latest case with the days around it, and among its events', async () => {
  const { account, caseId } = await openCase({ name: 'Sitting Siskin' });
  const plain = freshAccount();
  const sent = [...eventsOf(account, { days: 1 }), ...eventsOf(plain, { days: 1 })];
  must(await receiveEvents(WORKER, { arrivals: sent.map((raw, index) => ({ index, raw })) }));
  const session = sent.find((event) => event.type === 'session.seen' && event.account === account)!;
  const at = Date.parse(session.at);
  const found = await find(` ${session.session} `);
  expect(found.map(({ kind }) => kind)).toEqual(['session', 'session']);
  expect(found[0]).toMatchObject({ label: expect.stringMatching(/^Session in C-\d+ Sitting Siskin$/) });
  const inCase = new URL(found[0]!.href, 'http://localhost');
  expect(inCase.pathname).toBe(`/cases/${caseId}`);
  const [from, to] = ['from', 'to'].map((name) => Date.parse(inCase.searchParams.get(name)!)) as [number, number];
  expect([from < at, at < to, (to - from) / DAY]).toEqual([true, true, 7]);
  const among = new URL(found[1]!.href, 'http://localhost');
  expect(among.pathname).toBe(`/accounts/${account}`);
  const [before = '', place = ''] = among.searchParams.get('before')!.split(' ');
  expect(must(await accountEvents(ada, { account, before: { at: Number(before), id: place }, limit: 2 })).events.map(({ event }) => event)).toContain(session.id);
  // Without a case it is found among the events alone.
  expect(await find(`${plain}-0`)).toMatchObject([{ kind: 'session', label: `Session of ${plain}` }]);
  expect(await find(`${plain}-9`)).toEqual([]);
});

test.each<[RawIdentifierKind, string, string, string]>([
  ['email', 'email', 'holder@mail.example', ' Holder@Mail.Example '],
  ['phone', 'phone', '+441632960123', '+44 (1632) 960123'],
  ['device_token', 'device_token', 'tok/A b+9', 'tok/A b+9'],
  ['payout_instrument', 'payout_instrument', 'GB29NWBK60161331926819', 'gb29 nwbk 6016 1331 9268 19'],
])('an account is found by a pasted %s, which is digested first', async (raw, kind, kept, typed) => {
  const { account } = await openCase();
  await shows(account, kind, digestOf(raw, kept, keyFor('identifiers')));
  expect((await find(typed)).map(({ href }) => href)).toContain(`/accounts/${account}`);
});

test('a name or an id is found by its beginning, and signs of a pattern are only signs', async () => {
  const { account } = await openCase({ name: 'Zelda Q%_' });
  expect((await find('zelda q%'))[0]).toMatchObject({ kind: 'account', label: 'Zelda Q%_', href: `/accounts/${account}` });
  expect(await find('%%')).toEqual([]);
  expect(await find('')).toEqual([]);
  expect(await find('nul\0byte')).toEqual([]);
});

test('a name is found with one slip in it, where nothing is found without', async () => {
  const { account } = await openCase({ name: 'Zsuzsanna Kerekes' });
  expect((await find('zsuzsana')).map(({ href }) => href)).toEqual([`/accounts/${account}`]);
  expect(await find('zsuzana')).toEqual([]);
});

test('an account with signs in its id has an address that leads to it', async () => {
  const account = 'acc/ä?1';
  await arrange((tx) => tx.insert(accounts).values({ account, name: null, instruments: [], documents: [], clients: [], firstEventAt: 0, lastEventAt: 0, eventCount: 1, stakeUsd: 0 }));
  expect((await find(account))[0]?.href).toBe('/accounts/acc%2F%C3%A4%3F1');
});

type Stay = { account: string; ip: string; at: Instant; network?: Partial<typeof sessionFacts.$inferInsert> | null };
/** Sessions as they are kept once retention has blanked their addresses; `network` null: nothing was learnt of them yet. */
async function stayed(...stays: readonly Stay[]): Promise<void> {
  const batch = newId('batch', clock.now());
  const rows = stays.map((stay, index) => ({ ...stay, id: `${batch} ${index}` }));
  await arrange(async (tx) => {
    await tx.insert(batches).values({ id: batch, source: 'http', sentBy: 'key_1', receivedAt: 0, accepted: rows.length, duplicates: 0, rejected: 0 });
    await tx.insert(events).values(rows.map(({ account, id, ip, at }) => ({ account, id, type: 'session.seen', at, receivedAt: at, session: id, data: { ip: digestOf('ip', ip, keyFor('identifiers')) }, ip: null, batch })));
    const learnt = rows.filter(({ network }) => network !== null);
    if (learnt.length > 0) await tx.insert(sessionFacts).values(learnt.map(({ account, id, network }) => ({ account, event: id, networkClass: 'unknown', networkSource: 'asn-owner 2026-06-17', readings: [], agreed: false, ...network })));
  });
}
const crowd = (size: number, ip: string, network: Stay['network']) => stayed(...Array.from({ length: size }, (_, index) => ({ account: `acc_${ip}_${String(index).padStart(3, '0')}`, ip, at: JUNE + index * DAY, network })));
const JUNE = Date.UTC(2026, 5, 1, 20);
let lines = 100;

test.each([
  ['hosting', 'Hosting, Example Racks (AS64500)'], ['corporate', 'Company network, Example Racks (AS64500)'], ['unknown', 'A network of no known kind, Example Racks (AS64500)'], ['residential', 'Home broadband, Example Racks (AS64500)'], ['vpn_known', 'Known VPN, Example Racks (AS64500)'],
])('accounts are found by an address of a network that is %s, seen last first', async (networkClass, words) => {
  const [{ account: early }, { account: late }] = [await openCase({ name: 'Early Wren' }), await openCase({ name: 'Late Wren' })];
  const network = { networkClass, owner: 'Example Racks', asn: 64500 };
  const ip = `192.0.2.${(lines += 1)}`;
  await stayed({ account: late, ip, at: JUNE, network }, { account: early, ip, at: JUNE + DAY, network }, { account: late, ip, at: JUNE + 2 * DAY, network }, { account: freshAccount(), ip: '192.0.2.99', at: JUNE, network });
  await arrange((tx) => tx.update(accounts).set({ timeZone: 'Asia/Tokyo' }).where(eq(accounts.account, early)));
  for (const typed of [ip, ` ::ffff:${ip} `, digestOf('ip', ip, keyFor('identifiers'))]) {
    expect(await ask(typed), typed).toEqual({
      found: [
        { kind: 'account', label: 'Late Wren', href: `/accounts/${late}`, beside: 'by IP, last on 3 June 2026' },
        { kind: 'account', label: 'Early Wren', href: `/accounts/${early}`, beside: 'by IP, last on 2 June 2026 UTC (3 June 2026, Asia/Tokyo)' },
      ],
      note: `${words}. 2 accounts were seen from this address.`,
    });
  }
});

test('an IPv6 address finds whoever came from its /64, also before anything was learnt of it', async () => {
  const { account } = await openCase();
  await stayed({ account, ip: '2001:db8:7:9::17', at: JUNE, network: null });
  const { found, note } = await ask('2001:DB8:7:9:aaaa:bbbb:cccc:1');
  expect([found.map(({ href }) => href), note]).toEqual([[`/accounts/${account}`], 'A network not looked up yet. 1 account was seen from the /64 of this address.']);
  expect(await ask('2001:db8:7:8::17')).toEqual({ found: [], note: null });
});

test('of many accounts at an address the ones seen last are listed, and a crowd is told and not listed', async () => {
  const network = { networkClass: 'vpn_known', owner: 'Example Exits' };
  await crowd(30, '198.51.100.30', network);
  const some = await ask('198.51.100.30');
  expect(some.note).toBe('Known VPN, Example Exits. 30 accounts were seen from this address; the 24 seen last are listed.');
  expect(some.found.map(({ label }) => label)).toEqual(Array.from({ length: 24 }, (_, index) => `acc_198.51.100.30_0${29 - index < 10 ? '0' : ''}${29 - index}`));
  await crowd(60, '198.51.100.60', network);
  expect(await ask('198.51.100.60')).toEqual({ found: [], note: 'Known VPN, Example Exits. 60 accounts were seen from this address: a crowd, which ties nobody and is not listed.' });
  await crowd(520, '198.51.100.52', network);
  expect((await ask('198.51.100.52')).note).toBe('Known VPN, Example Exits. More than 500 accounts were seen from this address: a crowd, which ties nobody and is not listed.');
});

test('an address is found by an index, account by account, however many sessions there are', async () => {
  const digest = digestOf('ip', '203.0.113.9', keyFor('identifiers'));
  await arrange(async (tx) => {
    await tx.insert(batches).values({ id: 'batch_many', source: 'http', sentBy: 'key_1', receivedAt: 0, accepted: 20_000, duplicates: 0, rejected: 0 });
    await tx.execute(sql`insert into events (account, id, type, at, received_at, session, data, batch)
      select 'acc_many_' || n % 40, 'many ' || n, 'session.seen', now(), now(), 'many ' || n, jsonb_build_object('ip', case when n % 4 = 0 then ${digest} else md5(n::text) end), 'batch_many' from generate_series(1, 20000) n`);
    await tx.execute(sql`analyze events`);
  });
  const planOf = async (asked: SQL) => (await reading().execute<{ 'QUERY PLAN': string }>(sql`explain (analyze, verbose, costs off, timing off, summary off) ${asked}`)).rows.map((row) => row['QUERY PLAN']).join('\n');
  const { rows } = await reading().execute<{ account: string }>(accountsAt(digest, 501));
  expect(rows).toHaveLength(10);
  const step = await planOf(accountsAt(digest, 501));
  expect(step.match(/using events_address/g)).toHaveLength(2);
  expect(step).not.toMatch(/Seq Scan|Sort/);
  expect(await planOf(latestAt(digest, rows.slice(0, 2).map(({ account }) => account)))).toMatch(/events_address/);
  const session = await planOf(sql`${sessionsOf(reading(), 'many 17')}`);
  expect(session).toMatch(/events_session/);
  expect(session).not.toMatch(/Seq Scan on \S*events/);
});

test('a document is found by its number, whoever issued it, and only where the number is known in no other way', async () => {
  const { account } = await openCase();
  await shows(account, 'document', digestOf('document', 'SPECIMEN0001234', keyFor('identifiers'), { country: 'HU', type: 'id_card' }));
  const { account: plain } = await openCase();
  await shows(plain, 'document', digestOf('document', 'SPECIMEN0009999', keyFor('identifiers')));
  expect(await find('specimen 000-1234')).toEqual([expect.objectContaining({ kind: 'account', href: `/accounts/${account}`, beside: 'by document' })]);
  expect((await find('SPECIMEN0009999')).map(({ href }) => href)).toEqual([`/accounts/${plain}`]);
  expect(documentDigests('SPECIMEN0001234', keyFor('identifiers')).length).toBeGreaterThan(1_500);
  expect([documentDigests('Mallory Hale', keyFor('identifiers')), documentDigests('acc_1', keyFor('identifiers'))]).toEqual([[], []]);
});

test('what can only be an identifier is told from what may be a name or an id', () => {
  expect(['a@b.example', '192.0.2.1', '2001:db8::1', '+44 1632 960123', 'gb29 nwbk 6016 1331 9268 19'].map(onlyIdentifier)).toEqual(['email', 'ip', 'ip', 'phone', 'payout_instrument']);
  expect(['Mallory', 'acc_7Q4M2KD9', 'C-1001', '1001', 'main 12', 'case_01abc', 'SPECIMEN0001234', '@ben', 'fl10482957103856'].map(onlyIdentifier)).toEqual(Array(9).fill(null));
});

test('a contract and a client are found by the platform’s ids, each as itself', async () => {
  const [one, two] = [freshAccount(), freshAccount()];
  await arrange(async (tx) => {
    await tx.insert(batches).values({ id: 'batch_contracts', source: 'http', sentBy: 'key_1', receivedAt: 0, accepted: 3, duplicates: 0, rejected: 0 });
    const started = (account: string, contract: string) => ({ account, id: `${account} ${contract}`, type: 'contract.started', at: 0, receivedAt: 0, data: { contract, client: 'client_9' }, batch: 'batch_contracts' });
    await tx.insert(events).values([started(one, 'job-1'), started(one, 'job-2'), started(two, 'job-3')]);
  });
  expect(await find('job-2')).toEqual([{ kind: 'contract', label: `Contract of ${one}`, href: `/accounts/${one}?events=work`, beside: one }]);
  expect((await find('client_9')).map(({ kind, href }) => [kind, href])).toEqual([one, two].toSorted().map((account) => ['client', `/accounts/${account}?events=work`]));
});

test('a ring is found by its id and its name', async () => {
  const { ring } = await openRing(2);
  const [byId] = await find(ring);
  expect(byId).toMatchObject({ kind: 'ring', href: `/rings/${ring}` });
  expect((await find(byId!.label.toLowerCase())).filter(({ kind }) => kind === 'ring').map(({ href }) => href)).toContain(`/rings/${ring}`);
});

test('a line of the ledger is found by its place and by its digest, and does not say what it says', async () => {
  const { caseId } = await openCase();
  await claimCase(ada, { caseId });
  const kept = async (chain: string) => { const told = await chainLines(ada, { chain }); return told.ok ? told.value.lines : []; };
  const [line] = await kept(`case:${caseId}`);
  expect(await changeSettings(ada, { theme: 'dark' })).toMatchObject({ ok: true });
  const [{ label = '' } = {}] = await find(caseId);
  const number = label.split(' ')[0]!;
  const found = { kind: 'ledger', label: `Line 1 of ${number}`, href: `/audit/${encodeURIComponent(`case:${caseId}`)}?seq=1` };
  for (const typed of [`${number} line 1`, `${number.toLowerCase()} 1`, `${caseId}#1`, `case:${caseId} 1`, line!.digest, `${line!.digest.slice(0, 12)}…`]) expect(await find(typed), typed).toEqual([found]);
  const main = (await kept('main')).at(-1)!;
  expect(await find(`main ${main.seq}`)).toMatchObject([{ kind: 'ledger', label: `Line ${main.seq} of the main chain`, href: `/audit?chain=main&before=${main.at}~main~${main.seq + 1}` }]);
  expect(await find(`${number} line 99`)).toEqual([]);
});

test('a colleague is found by name; their address finds them only for those who may see the staff', async () => {
  const cleo = await staffFor('admin', { name: 'Cleopatra', email: 'cleopatra@worklane.example' });
  expect(await find('cleop')).toEqual([{ kind: 'person', label: 'Cleopatra', href: `/audit?actor=${cleo.id}`, beside: 'admin' }]);
  expect(await find('cleopatra@worklane.example')).toEqual([]);
  expect(await search(cleo, { q: 'Cleopatra@Worklane.example' })).toMatchObject({ ok: true, value: { found: [{ kind: 'person', href: `/staff?person=${cleo.id}` }], note: null } });
});

test('nothing that was pasted comes back in what is found', async () => {
  const { account } = await openCase();
  await shows(account, 'email', digestOf('email', 'secret@mail.example', keyFor('identifiers')));
  expect(JSON.stringify(await find('secret@mail.example'))).not.toContain('secret');
});

test('nobody outside the staff may search', async () => {
  expect(await search({ kind: 'platform', id: 'key_1', name: 'main', scopes: ['events:write'] }, { q: 'a' })).toMatchObject({ ok: false, code: 'not-allowed' });
});

test('what was sent for the signed part of a wave is found by its id, and not named, by whoever may still read the rest of it blind', async () => {
  const [cleo, iris] = [await staffFor('admin', { name: 'Cleo' }), await staffFor('admin', { name: 'Iris' })];
  const made = await proposedWave(2, ada);
  must(await verdict(cleo, made));
  const [first, rest] = made.accounts as [string, string];
  const { decision } = must(await signMember(cleo, { wave: made.wave, account: first }));
  must(await issueOrders(WORKER, { decision, cause: 'effect' }));
  const [sent] = await reading().select({ id: orders.id }).from(orders).where(eq(orders.decision, decision));
  const labels = async (by: Staff) => must(await search(by, { q: sent!.id })).found.map(({ kind, label }) => [kind, label]);
  expect(await labels(iris)).toEqual([['delivery', 'Delivery']]);
  for (const by of [ada, cleo]) expect(await labels(by)).toEqual([['delivery', 'account.suspend']]);
  must(await signMember(cleo, { wave: made.wave, account: rest }));
  expect(await labels(iris)).toEqual([['delivery', 'account.suspend']]);
});
