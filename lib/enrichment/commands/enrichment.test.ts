import { eq, sql } from 'drizzle-orm';
import { beforeAll, expect, test } from 'vitest';
import { reading, type Tx } from '../../../db/client';
import { arrange, eventsOf, freshAccount, linesOf, policyFor, staffFor } from '../../../db/factories';
import { sandbox } from '../../../db/sandbox';
import { batches, events, importParts, imports, networkLists, sessionFacts, work } from '../../../db/schema';
import { receiveEvents } from '../../intake/commands/receive-events';
import { runImport } from '../../intake/commands/run-import';
import { startImport } from '../../intake/commands/start-import';
import { sha256Hex } from '../../kernel/canonical';
import { DAY } from '../../kernel/instant';
import { STANDARD_POLICY } from '../../policy/standard';
import { OPERATOR, WORKER } from '../../staff/actor';
import { historiesOf, historyFor } from '../queries/histories';
import { blankAddresses } from './blank-addresses';
import { importNetworks } from './import-networks';
import { anchorOf, tellHistories } from './tell-histories';

sandbox();
beforeAll(policyFor);

test('networks.import: a list is kept with its class and date, refused lines are told, and a line says so', async () => {
  const result = await importNetworks(OPERATOR, { text: '81.2.69.0/24\nAS64500\nnot a network\n', name: 'exits', class: 'vpn_known', source: 'exits.txt', date: '2026-10-01' });
  expect(result).toMatchObject({ ok: true, value: { class: 'vpn_known', date: '2026-10-01', entries: 2, refused: [expect.anything()] } });
  const [row] = await reading().select().from(networkLists).where(eq(networkLists.name, 'exits'));
  expect(row).toMatchObject({ importedBy: 'terminal', entries: expect.arrayContaining(['81.2.69.0/24', 'AS64500']) });
  expect((await linesOf('main')).at(-1)).toMatchObject({ command: 'networks.import', says: 'imported the network list exits of 2026-10-01: 2 entries as vpn_known, 1 lines refused', refs: { networks: row?.id } });
});

test('networks.import: without a class and without a network it is refused, and the try is entered', async () => {
  expect(await importNetworks(OPERATOR, { text: '81.2.69.0/24', name: 'some file', source: 'x' })).toMatchObject({ ok: false, code: 'invalid', fields: { class: 'Name the class.' } });
  expect(await importNetworks(OPERATOR, { text: 'hello', name: 'x', class: 'tor', source: 'x' })).toMatchObject({ ok: false, code: 'invalid' });
  expect((await linesOf('main')).at(-1)).toMatchObject({ command: 'networks.import', refusal: 'invalid' });
});

test('networks.import: an indicator list needs the day of its own data, and marks the facts of addresses that it names', async () => {
  const indicators = { text: '81.2.72.77\n', name: 'iocs', class: 'indicator', source: 'https://vendor.example/report' } as const;
  expect(await importNetworks(OPERATOR, indicators)).toMatchObject({ ok: false, code: 'invalid', fields: { date: 'Give the date.' } });
  expect(await importNetworks(OPERATOR, { ...indicators, date: '2026-10-01' })).toMatchObject({ ok: true, value: { class: 'indicator', entries: 1 } });
  const account = freshAccount();
  await receiveEvents(WORKER, { arrivals: eventsOf(account, { ip: '81.2.72.77', days: 1 }).map((raw, index) => ({ index, raw })) });
  await arrange((tx) => tellHistories(tx, [account], Date.now(), STANDARD_POLICY));
  const [fact] = await reading().select().from(sessionFacts).where(eq(sessionFacts.account, account));
  const listings = [{ list: 'iocs', source: 'https://vendor.example/report', date: '2026-10-01' }];
  expect(fact).toMatchObject({ listings });
  expect(fact?.networkClass).not.toBe('indicator');
  const history = (await historiesOf(reading(), [account], Date.now() + DAY, STANDARD_POLICY)).get(account);
  expect(history?.stretches.map((each) => each.network.listings)).toEqual(history?.stretches.map(() => listings));
});

test('a session that came before a newer list keeps its facts; one that comes after is judged by the newer list', async () => {
  const [before, after] = [freshAccount(), freshAccount()];
  const learn = async (account: string) => {
    await receiveEvents(WORKER, { arrivals: eventsOf(account, { ip: '81.2.71.77', days: 1 }).map((raw, index) => ({ index, raw })) });
    await arrange((tx) => tellHistories(tx, [account], Date.now(), STANDARD_POLICY));
    return (await reading().select().from(sessionFacts).where(eq(sessionFacts.account, account)))[0];
  };
  await importNetworks(OPERATOR, { text: '81.2.71.0/24', name: 'walk', class: 'tor', source: 'first', date: '2026-01-01' });
  const first = await learn(before);
  expect(first).toMatchObject({ networkClass: 'tor' });
  await importNetworks(OPERATOR, { text: '81.2.71.0/24', name: 'walk', class: 'corporate', source: 'second', date: '2026-02-01' });
  expect(await learn(after)).toMatchObject({ networkClass: 'corporate' });
  await arrange((tx) => tellHistories(tx, [before], Date.now(), STANDARD_POLICY));
  expect((await reading().select().from(sessionFacts).where(eq(sessionFacts.account, before)))[0]).toEqual(first);
});

test('what is known to stand of an account holds from pass to pass, until somebody else passes or a pass comes to nothing', async () => {
  const account = freshAccount();
  await receiveEvents(WORKER, { arrivals: eventsOf(account, { days: 1 }).map((raw, index) => ({ index, raw })) });
  const anchor = (and?: (tx: Tx) => Promise<unknown>) => arrange(async (tx) => {
    const history = (await tellHistories(tx, [account], Date.now(), STANDARD_POLICY)).get(account);
    await and?.(tx);
    return history && anchorOf(history);
  });
  const first = await anchor();
  expect(first).toBeDefined();
  expect(await anchor()).toBe(first);
  // Another process draws a number in between.
  await arrange((tx) => tx.execute(sql`select nextval('passes')`));
  const second = await anchor();
  expect(second).not.toBe(first);
  expect(await anchor()).toBe(second);
  await expect(anchor(() => Promise.reject(new Error('The power fails.')))).rejects.toThrow('The power fails.');
  const third = await anchor();
  expect(third).not.toBe(second);
  expect(await anchor()).toBe(third);
});

test('a reader is told the same history again until more of it is stored, and then all of it', async () => {
  const account = freshAccount();
  const asOf = Date.now();
  const keep = (days: number, until: number) => receiveEvents(WORKER, { arrivals: eventsOf(account, { days, until }).map((raw, index) => ({ index, raw })) });
  const whole = async () => (await historiesOf(reading(), [account], asOf, STANDARD_POLICY)).get(account);
  const read = () => historyFor(reading(), account, asOf, STANDARD_POLICY);
  expect(await read()).toBeNull();
  await keep(3, asOf - DAY);
  const unlearnt = await read();
  expect(unlearnt).toEqual(await whole());
  expect(await read()).toBe(unlearnt);
  // What is learnt of its sessions counts as well.
  await arrange((tx) => tellHistories(tx, [account], asOf, STANDARD_POLICY));
  const first = await read();
  expect(first).not.toEqual(unlearnt);
  expect(first).toEqual(await whole());
  // Told late: it happened before everything that is known.
  await keep(2, asOf - 30 * DAY);
  const second = await read();
  expect(second?.stretches.length).toBe(5);
  expect(second).toEqual(await whole());
  expect(await read()).toBe(second);
  // What happened since is for whoever looks that far.
  await keep(1, asOf + DAY / 2);
  expect(await read()).toEqual(await whole());
  expect((await historyFor(reading(), account, asOf + DAY, STANDARD_POLICY))?.stretches.length).toBe(6);
});

test('addresses.blank: addresses past their months are blanked and counted, younger ones and everything else stay', async () => {
  const account = freshAccount();
  await receiveEvents(WORKER, { arrivals: eventsOf(account, { ip: '192.0.2.55' }).map((raw, index) => ({ index, raw })) });
  const [old] = await reading().select().from(events).where(eq(events.account, account)).limit(1);
  // Events are never changed, so the old one is put there as old.
  const longAgo = Date.now() - 400 * DAY;
  await arrange(async (tx) => {
    await tx.insert(batches).values({ id: 'batch_old', source: 'http', sentBy: 'key', receivedAt: longAgo, latestAt: longAgo, accepted: 2, duplicates: 0, rejected: 0 });
    for (const [id, days, at] of [['old', 400, longAgo], ['young', 390, Date.now() - 390 * DAY], ['late', 3, longAgo]] as const) await tx.insert(events).values({ ...old!, id: `${account} ${id}`, at, receivedAt: Date.now() - days * DAY, ip: '192.0.2.56', batch: 'batch_old' });
  });
  expect(await blankAddresses(WORKER, {})).toEqual({ ok: true, value: { blanked: 2, uploads: 0 } });
  expect((await linesOf('main')).at(-1)).toMatchObject({ command: 'addresses.blank', actor: 'worker', says: 'blanked 2 addresses kept for more than 13 months' });
  const ips = new Map((await reading().select({ id: events.id, ip: events.ip }).from(events).where(eq(events.account, account))).map((row) => [row.id, row.ip]));
  expect(ips.get(`${account} old`)).toBeNull();
  // A replayed history is as old as what it tells of.
  expect(ips.get(`${account} late`)).toBeNull();
  expect(ips.get(`${account} young`)).toBe('192.0.2.56');
  expect([...ips.values()].filter((ip) => ip === '192.0.2.55').length).toBe(5);
});

test('addresses.blank: no more than ten thousand go at once, and the rest is work for the worker', async () => {
  const account = freshAccount();
  await arrange((tx) => tx.execute(sql`insert into events (account, id, type, at, received_at, data, ip, batch)
    select ${account}, n::text, 'session.seen', now() - interval '400 days', now(), '{}', '192.0.2.57', 'batch_old' from generate_series(1, 10001) n`));
  expect(await blankAddresses(WORKER, {})).toMatchObject({ value: { blanked: 10_000 } });
  expect(await reading().select({ name: work.name }).from(work).where(eq(work.name, 'retention'))).toHaveLength(1);
  expect(await blankAddresses(WORKER, {})).toMatchObject({ value: { blanked: 1 } });
});

test('addresses.blank: the bytes of an upload nobody imported go after seven days; the same file may be uploaded again', async () => {
  const cleo = await staffFor('admin');
  const upload = (name: string) => startImport(cleo, { fileName: `${name}.ndjson`, fileDigest: sha256Hex(name), format: 'contract', totalBytes: 2, content: Buffer.from('{}').toString('base64') });
  const [late, fresh] = [await upload('late'), await upload('fresh')];
  if (!late.ok || !fresh.ok) throw new Error('Both are new.');
  await arrange((tx) => tx.update(imports).set({ startedAt: Date.now() - 8 * DAY }).where(eq(imports.id, late.value.id)));
  expect(await blankAddresses(WORKER, {})).toMatchObject({ value: { blanked: 0, uploads: 1 } });
  expect((await linesOf('main')).at(-1)).toMatchObject({ says: expect.stringContaining('removed the files of 1 upload not imported within 7 days') });
  expect((await reading().select({ id: importParts.import }).from(importParts)).map((part) => part.id)).toEqual([fresh.value.id]);
  expect(await runImport(cleo, { id: late.value.id })).toMatchObject({ code: 'move-closed', words: expect.stringContaining('Upload it again') });
  expect(await upload('fresh')).toMatchObject({ code: 'exists' });
  expect(await upload('late')).toMatchObject({ value: { id: late.value.id, resumed: true } });
  expect(await runImport(cleo, { id: late.value.id })).toMatchObject({ ok: true });
});

test('addresses.blank: where nothing is past its time, an operator is told so and nothing is entered', async () => {
  const before = await linesOf('main');
  expect(await blankAddresses(OPERATOR, {})).toMatchObject({ ok: false, code: 'nothing-left' });
  expect(await linesOf('main')).toEqual(before);
});
