import { eq, inArray, sql } from 'drizzle-orm';
import { beforeAll, expect, test } from 'vitest';
import { reading } from '../../../db/client';
import { eventsOf, freshAccount, linesOf, policyFor, type RawEvent } from '../../../db/factories';
import { sandbox } from '../../../db/sandbox';
import { batches, contacts, eventKeys, events, staleAccounts } from '../../../db/schema';
import { open } from '../../kernel/secrets';
import { assessAccounts } from '../../cases/commands/assess-accounts';
import { WORKER, type Actor } from '../../staff/actor';
import { advanceImport } from './advance-import';
import { receiveEvents } from './receive-events';
import { startImport } from './start-import';

sandbox();
beforeAll(policyFor);

const PLATFORM: Actor = { kind: 'platform', id: 'key_1', name: 'worklane', scopes: ['events:write'] };
const arrivals = (raws: readonly unknown[]) => ({ arrivals: raws.map((raw, index) => ({ index, raw })) });

async function sent(raws: readonly unknown[]) {
  const result = await receiveEvents(PLATFORM, arrivals(raws));
  if (!result.ok) throw new Error(result.words);
  return result.value;
}
const keptOf = async (account: string) => (await reading().select({ id: events.id }).from(events).where(eq(events.account, account))).map((row) => row.id).sort();

test('events.receive: a batch is kept once, marks its accounts to be assessed, and leaves one line', async () => {
  const account = freshAccount();
  const raws = eventsOf(account);
  const received = await sent(raws);
  expect(received).toMatchObject({ accepted: raws.length, duplicates: 0, rejected: [] });
  expect(await keptOf(account)).toEqual(raws.map((raw) => raw.id).sort());
  expect(await reading().select().from(staleAccounts).where(eq(staleAccounts.account, account))).toHaveLength(1);
  expect(await reading().select().from(batches).where(eq(batches.id, received.batch))).toMatchObject([{ source: 'http', sentBy: 'key_1', accepted: raws.length, latestAt: received.latestAt }]);
  expect((await linesOf('main')).at(-1)).toMatchObject({ command: 'events.receive', actor: 'key_1', says: `sent ${raws.length} events: ${raws.length} kept, 0 known already, 0 refused`, refs: { batch: received.batch } });
});

test('events.receive: a key without the scope is refused, nothing is kept, and the try is entered', async () => {
  const account = freshAccount();
  const narrow: Actor = { ...PLATFORM, id: 'key_narrow', scopes: ['decisions:read'] };
  expect(await receiveEvents(narrow, arrivals(eventsOf(account)))).toMatchObject({ ok: false, code: 'not-allowed' });
  expect(await keptOf(account)).toEqual([]);
  expect((await linesOf('main')).at(-1)).toMatchObject({ command: 'events.receive', actor: 'key_narrow', refusal: 'not-allowed' });
});

test('events.receive: the same again is a duplicate, whatever the order of its keys; with other content it is a conflict', async () => {
  const account = freshAccount();
  const raws = eventsOf(account);
  await sent(raws);
  const turned = raws.map(({ id, type, at, account: of, session, data }) => ({ data, ...(session ? { session } : {}), account: of, at, type, id }));
  expect(await sent(turned)).toMatchObject({ accepted: 0, duplicates: raws.length, rejected: [] });
  const [first] = raws as [RawEvent];
  const other = { ...first, data: { ...first.data, name: 'Another name' } };
  expect(await sent([other, first])).toMatchObject({ accepted: 0, duplicates: 1, rejected: [{ index: 0, id: first.id, path: '/id', code: 'id-conflict' }] });
  const elsewhere = { ...first, account: freshAccount() };
  expect(await sent([elsewhere])).toMatchObject({ accepted: 0, rejected: [{ code: 'id-conflict' }] });
});

test('events.receive: within one batch the first of an id stands; one bad event never harms its neighbours', async () => {
  const account = freshAccount();
  const [first, second, third] = eventsOf(account) as [RawEvent, RawEvent, RawEvent];
  const received = await sent([first, { ...second, type: 'unheard.of' }, first, { ...first, at: second.at }, 'no event', third]);
  expect(received).toMatchObject({ accepted: 2, duplicates: 1 });
  expect(received.rejected.map(({ index, code }) => [index, code])).toEqual([[1, 'unknown-type'], [3, 'id-conflict'], [4, 'not-an-object']]);
  expect(await keptOf(account)).toEqual([first.id, third.id].sort());
});

test('events.receive: the same ids from twenty senders at one moment are kept once', async () => {
  const account = freshAccount();
  const raws = eventsOf(account, { days: 20 });
  const all = await Promise.all(Array.from({ length: 20 }, (_, index) => sent(index % 2 === 0 ? raws : [...raws].reverse())));
  expect(all.reduce((sum, one) => sum + one.accepted, 0)).toBe(raws.length);
  expect(all.reduce((sum, one) => sum + one.duplicates, 0)).toBe(19 * raws.length);
  expect(all.flatMap((one) => one.rejected)).toEqual([]);
  expect(await keptOf(account)).toHaveLength(raws.length);
});

test('events.receive: of two events that fight for one id at one moment, one is kept and one is told', async () => {
  const account = freshAccount();
  const [first] = eventsOf(account) as [RawEvent];
  const other = { ...first, data: { ...first.data, name: 'Another name' } };
  const both = await Promise.all([sent([first]), sent([other])]);
  expect(both.map((one) => one.accepted).sort()).toEqual([0, 1]);
  expect(both.flatMap((one) => one.rejected.map((each) => each.code))).toEqual(['id-conflict']);
});

test('events.receive: the newest e-mail is where notices go, sealed; an older event that comes late does not change it', async () => {
  const account = freshAccount();
  const [registered] = eventsOf(account) as [RawEvent];
  const changed = (at: number, email: string) => ({ id: `${account} ${email}`, type: 'account.changed', at: new Date(at).toISOString(), account, data: { email } });
  await sent([registered, changed(Date.parse(registered.at) + 3_000, 'new@mail.example')]);
  await sent([changed(Date.parse(registered.at) + 2_000, 'late@mail.example')]);
  const [contact] = await reading().select().from(contacts).where(eq(contacts.account, account));
  expect(contact?.email).not.toContain('mail.example');
  expect(open('contacts', contact!.email)).toBe('new@mail.example');
});

test('raw document numbers, instruments, phones and device tokens are nowhere in the whole database', async () => {
  const account = freshAccount();
  const raw = { document: 'ZX98765431', instrument: 'GB33BUKB20201555555555', device: 'token-f00dfeed-77', phone: '+441632960123', email: `${account}@mail.example` };
  const raws = eventsOf(account, raw);
  await sent(raws);
  // Refused ones too: a misspelt field, a wrong type, a conflicting id; by HTTP and from a file.
  const bad = [{ ...raws[1], data: { ...raws[1]?.data, documentNumer: raw.document } }, { ...raws[2], id: `${account} bad`, data: { instrument: { iban: raw.instrument } } }, { ...raws[2], data: { instrument: `${raw.instrument}9`, rail: 'bank' } }];
  expect((await sent(bad)).rejected).toHaveLength(3);
  const started = await startImport(WORKER_OPERATOR, { fileName: 'x.ndjson', fileDigest: 'ab'.repeat(32), format: 'contract', totalBytes: null });
  if (!started.ok) throw new Error(started.words);
  const { FORMATS } = await import('../formats');
  const text = [...raws.map((one) => JSON.stringify({ ...one, id: `${one.id} file` })), ...bad.map((one) => JSON.stringify(one)), `{"id":"torn","data":{"document":"${raw.document}`].join('\n');
  const items = [];
  for await (const item of FORMATS[0]!.toEvents((async function* () { yield Buffer.from(text); })(), { key: new Uint8Array(32) })) items.push(item);
  expect(await advanceImport(WORKER, { id: started.value.id, afterLine: 0, items })).toMatchObject({ ok: true });
  expect(await assessAccounts(WORKER, { accounts: [account] })).toMatchObject({ ok: true });
  const forms = Object.values(raw).flatMap((value) => [value, value.toLowerCase(), value.toUpperCase(), value.replaceAll(/[^A-Za-z0-9]/g, '')]);
  expect(await foundIn([...new Set(forms)])).toEqual([]);
  // The search itself finds what is there.
  expect(await foundIn([account])).toContain('events.account');
});

const WORKER_OPERATOR: Actor = { kind: 'operator', id: 'terminal' };

/** Columns of the database that hold one of the texts anywhere, whatever their type. */
async function foundIn(texts: readonly string[]): Promise<string[]> {
  const columns = await reading().execute<{ table: string; column: string }>(sql`
    select table_name as table, column_name as column from information_schema.columns where table_schema = 'public' and data_type in ('text', 'jsonb', 'ARRAY', 'json', 'bytea', 'character varying')`);
  const found: string[] = [];
  for (const { table, column } of columns.rows) {
    const hit = await reading().execute(sql`select 1 from ${sql.identifier(table)} where exists (select 1 from unnest(${sql.param([...texts])}::text[]) as t where strpos(${sql.identifier(column)}::text, t) > 0) limit 1`);
    if (hit.rowCount) found.push(`${table}.${column}`);
  }
  return found.sort();
}

test('events.receive: keys are kept for every event and for nothing that was refused', async () => {
  const account = freshAccount();
  const raws = eventsOf(account);
  await sent([...raws, { ...raws[0], id: `${account} refused`, at: 'yesterday' }]);
  expect(await reading().select().from(eventKeys).where(inArray(eventKeys.id, [...raws.map((one) => one.id), `${account} refused`]))).toHaveLength(raws.length);
});
