import { readFileSync } from 'node:fs';
import { eq, sql } from 'drizzle-orm';
import { beforeAll, expect, test } from 'vitest';
import { reading } from '../../../db/client';
import { arrange, eventsOf, freshAccount, openCase } from '../../../db/factories';
import { sandbox } from '../../../db/sandbox';
import { links, prints } from '../../../db/schema';
import { assessAccounts } from '../../cases/commands/assess-accounts';
import { must } from '../../decisions/commands/decided.fixture';
import { accountEvents } from '../../evidence/queries/account-events';
import { receiveEvents } from '../../intake/commands/receive-events';
import { WORKER, type Staff } from '../../staff/actor';
import { ask, asker, find, shows } from './search.fixture';
import { shownAs } from './search-devices';

sandbox();
let ada: Staff;
beforeAll(async () => { ada = await asker(); });

test('a device is found by the name that screens give it, and so are all whose token begins alike', async () => {
  const [one, two, other] = [await openCase(), await openCase(), await openCase()];
  await shows(one.account, 'device_token', `9e2a${'0'.repeat(60)}`);
  await shows(two.account, 'device_token', `9e2a${'f'.repeat(60)}`);
  await shows(other.account, 'device_token', `9e2b${'0'.repeat(60)}`);
  for (const typed of ['D-9E2A', 'd-9e2a']) expect((await find(typed)).map(({ href, beside }) => [href, beside]).toSorted()).toEqual([one, two].map(({ account }) => [`/accounts/${account}`, 'by device D-9E2A']).toSorted());
  expect((await find('D-9E2B')).map(({ href }) => href)).toEqual([`/accounts/${other.account}`]);
});

test('a device that shows no token is found by the name that screens give it, from what it looks like', async () => {
  const [bare, tokened, other] = [freshAccount(), freshAccount(), freshAccount()];
  const sent = [...eventsOf(bare, { days: 2 }), ...eventsOf(tokened, { days: 2 }), ...eventsOf(other, { days: 2 })].map((event, index) => {
    if (event.type !== 'session.seen') return { index, raw: event };
    const { token, ...device } = event.data['device'] as Record<string, unknown>;
    // A look that has a quote, a backslash and other letters in it, of which two accounts make use.
    const look = { ...device, gpu: 'Beispiel "GPU" \\ Größe 2', fonts: event.account === other ? 'other fonts' : 'equal fonts' };
    return { index, raw: { ...event, data: { ...event.data, device: event.account === bare ? look : { token, ...look } } } };
  });
  must(await receiveEvents(WORKER, { arrivals: sent }));
  must(await assessAccounts(WORKER, { accounts: [bare, tokened, other] }));
  const day = must(await accountEvents(ada, { account: bare, limit: 20 })).events.flatMap(({ facts }) => facts).find(({ term }) => term === 'device');
  const label = /D-[0-9A-F]{4}/.exec(JSON.stringify(day))![0];
  const found = await find(label);
  expect(found.map(({ href, beside }) => [href, beside]).toSorted()).toEqual([bare, tokened].map((account) => [`/accounts/${account}`, `by a device that looks like ${label}`]).toSorted());
  expect(await find(label.toLowerCase())).toEqual(found);

  // Looks that were written before they had a name are named alike.
  const names = async () => (await reading().select({ digest: prints.digest, name: prints.name }).from(prints).orderBy(prints.digest));
  const named = await names();
  const backfill = readFileSync(new URL('../../../db/migrations/0016_sessions_and_looks_named.sql', import.meta.url), 'utf8').split('--> statement-breakpoint').find((statement) => statement.includes('UPDATE'))!;
  await arrange(async (tx) => {
    await tx.update(prints).set({ name: '' });
    await tx.execute(sql.raw(backfill));
  });
  expect(await names()).toEqual(named);
  expect(named.length).toBeGreaterThanOrEqual(2);
});

test('a device that is a crowd’s is said to be one and lists nobody, beside others of its name that are listed', async () => {
  const shown = (size: number, kind: string, digest: string) => arrange((tx) => tx.insert(links).values(Array.from({ length: size }, (_, nth) => ({ kind, digest, account: `acc_of_${digest}_${String(nth).padStart(2, '0')}`, firstAt: 0, lastAt: 0, days: 1 }))));
  await arrange((tx) => tx.insert(prints).values(['few look', 'common look'].map((digest) => ({ digest, name: '7c41', parts: {} }))));
  await shown(51, 'fingerprint', 'common look');
  expect(await ask('D-7C41')).toEqual({ found: [], note: 'More than 50 accounts have a device that looks like D-7C41: a crowd, which ties nobody and is not listed.' });
  await shown(2, 'fingerprint', 'few look');
  await shown(50, 'device_token', '7c41a');
  const all = await ask('d-7c41');
  expect(all.found.map(({ label, beside }) => [label, beside])).toEqual(Array.from({ length: 24 }, (_, nth) => [`acc_of_7c41a_${String(nth).padStart(2, '0')}`, 'by device D-7C41']));
  expect(all.note).toContain('looks like D-7C41: a crowd');
  await shown(51, 'device_token', '7c41b');
  await arrange((tx) => tx.delete(links).where(eq(links.digest, '7c41a')));
  const rest = await ask('D-7C41');
  expect(rest).toEqual({ found: ['00', '01'].map((nth) => expect.objectContaining({ label: `acc_of_few look_${nth}`, beside: 'by a device that looks like D-7C41' })), note: 'More than 50 accounts have device D-7C41: a crowd, which ties nobody and is not listed.' });
});

test('who shows a device of a name is read as far as a crowd begins, by the index alone', async () => {
  await arrange(async (tx) => {
    await tx.insert(prints).values({ digest: 'look of thousands', name: '5d00', parts: {} });
    await tx.execute(sql`insert into links (kind, digest, account, first_at, last_at, days)
      select kind, digest, 'acc_thousands_' || n, now(), now(), 1 from (values ('fingerprint', 'look of thousands'), ('device_token', '5d00 of thousands')) of(kind, digest), generate_series(1, 10000) n`);
    await tx.execute(sql`analyze links`);
    await tx.execute(sql`analyze prints`);
  });
  const { rows } = await reading().execute<{ 'QUERY PLAN': string }>(sql`explain (analyze, costs off, timing off, summary off) ${shownAs('5d00')}`);
  const plan = rows.map((row) => row['QUERY PLAN']).join('\n');
  expect(plan).not.toMatch(/Seq Scan on links|Sort/);
  // No step reads more than its crowd.
  expect(Math.max(...[...plan.matchAll(/on links.*?\(actual rows=(\d+)/g)].map(([, read]) => Number(read)))).toBe(51);
});
