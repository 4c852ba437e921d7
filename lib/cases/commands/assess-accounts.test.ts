import { sql } from 'drizzle-orm';
import fc from 'fast-check';
import { expect, inject, test, vi } from 'vitest';
import { disconnect, reading } from '../../../db/client';
import { arrange, eventsOf, freshAccount, openCase, policyFor, staffFor } from '../../../db/factories';
import { sandbox } from '../../../db/sandbox';
import { cloneDatabase, dropDatabases } from '../../../db/sandbox-server';
import { receiveEvents } from '../../intake/commands/receive-events';
import { DAY, HOUR, MINUTE, rfc3339, type Instant } from '../../kernel/instant';
import type { Assessment } from '../../risk/assessment';
import { OPERATOR, WORKER } from '../../staff/actor';
import { MALLORYS, MONDAY, OTHERS, TRENTS_EVENTS, type Told } from '../../story.fixture';
import { assessAccounts } from './assess-accounts';

// Addresses that lie somewhere: a table in the place of the data packages, which know nothing of made-up networks.
vi.mock('../../enrichment/adapters/sources', async (original) => {
  const { fakeSources } = await import('../../enrichment/adapters/fake-sources');
  const spot = (country: string, city: string, lat: number, lon: number) => [{ country, city, lat, lon }, { country, city: null, lat: null, lon: null }];
  const home = { asn: 64496, owner: 'Example Broadband' };
  const table = {
    '11.0.0.0/24': { places: spot('GB', 'Leeds', 53.8, -1.55), ...home }, '11.0.1.0/24': { places: spot('PT', 'Lisbon', 38.72, -9.14), ...home },
    '11.0.2.0/24': { places: spot('JP', 'Osaka', 34.69, 135.5), ...home }, '11.0.3.0/24': { places: spot('NL', 'Amsterdam', 52.37, 4.9), asn: 136787, owner: 'PacketHub' },
  };
  return { ...(await original<object>()), openSources: () => fakeSources(table) };
});

const mine = sandbox();
const REAL: Readonly<Record<string, string>> = { '192.0.2.10': '11.0.0.10', '192.0.2.20': '11.0.0.20', '192.0.2.30': '11.0.1.30', '198.51.100.7': '11.0.3.7', '198.51.100.9': '11.0.3.9', '203.0.113.40': '11.0.2.40' };

/** The story's events from addresses that the sources above know. */
const located = (events: readonly Told[]): Told[] => events.map((event) => ({ ...event, data: { ...event.data, ...('ip' in event.data ? { ip: REAL[String(event.data.ip)] } : {}) } }));
const STORY = located([...MALLORYS, ...OTHERS, ...TRENTS_EVENTS]);
const ACCOUNTS = ['mallory', 'oscar', 'sybil', 'trent'];
const UP_TO: Instant = MONDAY + 60 * DAY;

/** What a story leaves out and order could disturb: the same stretch told again, fields changed and changed back, declarations ended later. */
const extra: fc.Arbitrary<Omit<Told, 'id'>> = fc.tuple(fc.constantFrom(...ACCOUNTS), fc.integer({ min: 0, max: 58 }), fc.integer({ min: 0, max: 23 }), fc.integer({ min: 0, max: 8 })).map(([account, day, hour, kind]) => {
  const when = MONDAY + day * DAY + hour * HOUR;
  const at = rfc3339(when);
  const stretch = MALLORYS.filter((event) => event.type === 'session.seen')[day]!;
  const declaration = { kind: 'travel', from: rfc3339(MONDAY + 20 * DAY), country: 'PT' };
  switch (kind) {
    case 0: return { type: 'account.changed', at, account, data: { declared: { country: hour % 2 ? 'PT' : 'GB', city: hour % 2 ? 'Lisbon' : 'Leeds', timeZone: 'Europe/London' } } };
    case 1: return { type: 'account.changed', at, account, data: { category: hour % 2 ? 'design' : 'web' } };
    case 2: return located([{ ...stretch, id: '', data: { ...stretch.data, endedAt: rfc3339(Date.parse(stretch.at) + (50 + hour) * MINUTE), lastInputAt: rfc3339(Date.parse(stretch.at) + hour * MINUTE) } }])[0]!;
    case 3: return { type: 'declaration.made', at, account, data: { ...declaration, ...(hour % 2 ? { to: rfc3339(MONDAY + (30 + hour) * DAY) } : {}), verified: hour % 3 === 0 } };
    case 4: return { type: 'verification.finished', at, account, data: { check: 'document', outcome: 'passed', document: `X${hour % 3}`, documentType: 'passport', documentCountry: 'GB' } };
    case 5: return { type: 'payout.method_added', at, account, data: { instrument: `IBAN ${hour % 4}`, rail: 'bank' } };
    case 6: return { type: 'profile.changed', at, account, data: { summary: `Twelve years of building careful web shops for small bakeries in the north, with tests, documentation and a warm hand over to the people who run them. ${hour % 3}` } };
    case 7: return { type: 'earning.cleared', at, account, data: { amount: { amount: 100 + hour, currency: hour % 2 ? 'EUR' : 'USD' } } };
    default: return { type: 'activity.recorded', at, account, data: { kind: 'work', count: 1 + hour } };
  }
});

/** Everything a platform may do with a set of events: any order, any repetition, any batches, assessments in between. */
type Telling = { order: readonly Told[]; batch: number; early: boolean; portion: number };
const telling = (events: readonly Told[]): fc.Arbitrary<Telling> => fc.record({
  order: fc.tuple(fc.shuffledSubarray([...events], { minLength: events.length }), fc.subarray([...events], { maxLength: 60 }), fc.nat()).map(([once, again, at]) => [...once.slice(0, at % once.length), ...again, ...once.slice(at % once.length)]),
  batch: fc.integer({ min: 60, max: 400 }), early: fc.boolean(), portion: fc.integer({ min: 1, max: 4 }),
});

let worlds = 0;

/** Runs in a database of its own, empty but for the policy. */
async function inAWorld<T>(run: () => Promise<T>): Promise<T> {
  const { name } = inject('sandboxes');
  worlds += 1;
  const own = `w${process.pid}_${worlds}`;
  await disconnect();
  process.env.DATABASE_URL = await cloneDatabase(mine.url, name, own);
  try {
    await policyFor();
    return await run();
  } finally {
    await disconnect();
    process.env.DATABASE_URL = mine.url;
    await dropDatabases(mine.url, `${name}_${own}`);
  }
}

async function assess(input: Parameters<typeof assessAccounts>[1]): Promise<void> {
  const assessed = await assessAccounts(WORKER, input);
  if (!assessed.ok && assessed.code !== 'nothing-left') throw new Error(assessed.words);
}

async function receive(events: readonly Told[]): Promise<void> {
  const received = await receiveEvents(OPERATOR, { arrivals: events.map((raw, index) => ({ index, raw })) });
  if (!received.ok || received.value.rejected.length > 0) throw new Error(JSON.stringify(received));
}

/** Tells the events and assesses everybody at one instant; answers where they stand, rings by their members. */
async function outcome({ order, batch, early, portion }: Telling): Promise<Record<string, unknown>> {
  for (let from = 0; from < order.length; from += batch) {
    await receive(order.slice(from, from + batch));
    if (early) await assess({ upTo: UP_TO - (batch % 30) * DAY });
  }
  return fullPass(portion);
}

/** As `import --assess-every`: at the end of each period whoever has something new is assessed, everybody once at the end. */
async function replayed({ order, portion }: Telling, days: number): Promise<Record<string, unknown>> {
  const periodOf = (event: Told): number => Math.floor((Date.parse(event.at) - MONDAY) / (days * DAY));
  for (const period of [...new Set(order.map(periodOf))].sort((a, b) => a - b)) {
    const events = order.filter((event) => periodOf(event) === period);
    await receive(events);
    await assess({ upTo: Math.max(...events.map((event) => Date.parse(event.at))), most: portion });
    await assess({ upTo: MONDAY + (period + 1) * days * DAY });
  }
  return fullPass(portion);
}

async function fullPass(portion: number): Promise<Record<string, unknown>> {
  for (let from = 0; from < ACCOUNTS.length; from += portion) await assess({ accounts: ACCOUNTS.slice(from, from + portion), upTo: UP_TO });
  const { rows } = await reading().execute<{ account: string; content: Assessment }>(sql`select account, content from standings order by account`);
  const { rows: rings } = await reading().execute<{ ring: string; members: string[] }>(sql`select ring, array_agg(account order by account) as members from ring_members where left_at is null group by ring`);
  const members = new Map(rings.map((one) => [one.ring, one.members.join(' ')]));
  const named = (ring: string | null | undefined): string | null => (ring == null ? null : (members.get(ring) ?? 'a ring without members'));
  return Object.fromEntries(rows.map(({ account, content }) => [account, { ...content, ring: named(content.ring), spread: content.spread && { ...content.spread, ring: named(content.spread.ring) } }]));
}

test('around accounts that are assessed by name rings are found anew, as after an upgrade that ties otherwise', async () => {
  await inAWorld(async () => {
    const before = await outcome({ order: STORY, batch: 1_000, early: false, portion: ACCOUNTS.length });
    expect(before.mallory).toMatchObject({ ring: 'mallory oscar sybil' });
    await arrange(async (tx) => {
      await tx.execute(sql`update ring_members set left_at = now()`);
      await tx.execute(sql`update rings set ended_at = now()`);
    });
    await assess({ upTo: UP_TO });
    expect((await reading().execute(sql`select from ring_members where left_at is null`)).rows).toEqual([]);
    expect(await fullPass(ACCOUNTS.length)).toEqual(before);
  });
});

test('events in any order, any repetition and any portions give the same assessments after a full pass at the same instant', async () => {
  const lives = fc.array(extra, { maxLength: 25 }).map((more) => [...STORY, ...more.map((one, index) => ({ ...one, id: `extra ${index}` }))]);
  const runs = lives.chain((events) => fc.tuple(fc.constant(events), telling(events)));
  await fc.assert(fc.asyncProperty(runs, async ([events, told]) => {
    const inOrder = [...events].sort((a, b) => Date.parse(a.at) - Date.parse(b.at));
    const once = await inAWorld(() => outcome({ order: inOrder, batch: 1_000, early: false, portion: ACCOUNTS.length }));
    expect(Object.keys(once)).toEqual(ACCOUNTS);
    expect(await inAWorld(() => outcome(told))).toEqual(once);
  }), { numRuns: 6, endOnFailure: true });
}, 240_000);

test('a replay day by day and a full pass give the assessments of a full pass from nothing, and another full pass writes nothing', async () => {
  const lives = fc.array(extra, { maxLength: 25 }).map((more) => [...STORY, ...more.map((one, index) => ({ ...one, id: `extra ${index}` }))]);
  const runs = lives.chain((events) => fc.tuple(fc.constant(events), telling(events), fc.integer({ min: 1, max: 9 })));
  await fc.assert(fc.asyncProperty(runs, async ([events, told, days]) => {
    const once = await inAWorld(() => outcome({ order: events, batch: 1_000, early: false, portion: ACCOUNTS.length }));
    await inAWorld(async () => {
      expect(await replayed(told, days)).toEqual(once);
      const rows = async () => (await reading().execute(sql`select account, assessment, xmin::text from standings order by account`)).rows;
      const before = await rows();
      await fullPass(told.portion);
      expect(await rows()).toEqual(before);
    });
  }), { numRuns: 4, endOnFailure: true });
}, 240_000);

test('the story itself: Mallory stands at act with a ring, Trent never past watch', async () => {
  const stands = await inAWorld(() => outcome({ order: STORY, batch: 1_000, early: false, portion: 4 }));
  expect(stands).toMatchObject({ mallory: { band: 'act', ring: 'mallory oscar sybil' } });
  expect(['clear', 'watch']).toContain((stands.trent as Assessment).band);
});

test('only machines assess; a pass is one line, and each change of band a line of its own', async () => {
  await policyFor();
  const [one, two, three] = [freshAccount(), freshAccount(), freshAccount()];
  const shared = { document: 'X1234567', instrument: 'WALLET 0932', device: 'one machine' };
  await receiveEvents(OPERATOR, { arrivals: [one, two, three].flatMap((account) => eventsOf(account, shared)).map((raw, index) => ({ index, raw })) });
  expect(await assessAccounts(await staffFor('admin'), {})).toMatchObject({ ok: false, code: 'not-allowed' });
  expect(await assessAccounts(WORKER, {})).toMatchObject({ ok: true, value: { assessed: 3, along: 0 } });
  const { rows } = await reading().execute<{ says: string; refusal: string | null }>(sql`select says, refusal from ledger_entries where command = 'accounts.assess' and chain = 'main' order by seq`);
  expect(rows[0]?.refusal).toBe('not-allowed');
  expect(rows[1]?.says).toMatch(/^assessed 3 accounts as of \d+ \w{3} \d{4}, [\d:]{8} UTC$/);
  expect(rows.filter((line) => /: the band rose to \w+$/.test(line.says)).length).toBe(3);
});

test('a batch does not wait for a pass under way, and what it brings is assessed by the next', async () => {
  await policyFor();
  const { account } = await openCase();
  const [first, ...later] = eventsOf(account);
  const arrive = (events: typeof later) => receiveEvents(OPERATOR, { arrivals: events.map((raw, index) => ({ index, raw })) });
  const isMarked = async (): Promise<boolean> => (await reading().execute(sql`select 1 from stale_accounts where account = ${account}`)).rows.length > 0;
  await arrive([first!]);
  // Somebody holds the case, so that the pass stands still in its midst.
  let letGo = (): void => {};
  const held = arrange(async (tx) => {
    await tx.execute(sql`select 1 from cases where account = ${account} for update`);
    await new Promise<void>((resolve) => { letGo = resolve; });
  });
  const pass = assessAccounts(WORKER, {});
  await vi.waitUntil(async () => (await reading().execute(sql`select 1 from pg_locks where not granted`)).rows.length > 0, { timeout: 20_000 });
  expect(await arrive(later)).toMatchObject({ ok: true, value: { accepted: later.length } });
  letGo();
  await held;
  expect(await pass).toMatchObject({ ok: true, value: { assessed: 1 } });
  expect(await isMarked()).toBe(true);
  expect(await assessAccounts(WORKER, {})).toMatchObject({ ok: true, value: { assessed: 1 } });
  expect(await isMarked()).toBe(false);
  expect(await assessAccounts(WORKER, {})).toMatchObject({ ok: false, code: 'nothing-left' });
});
