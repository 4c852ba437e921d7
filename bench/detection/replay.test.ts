import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { sql } from 'drizzle-orm';
import { afterAll, expect, inject, test, vi } from 'vitest';
import { assessEverything, assessUpTo } from '../../cli/assess-run';
import type * as Assessor from '../../cli/assessor';
import { importFile } from '../../cli/commands/import';
import { disconnect, reading } from '../../db/client';
import { arrange, policyFor } from '../../db/factories';
import { sandbox } from '../../db/sandbox';
import { cloneDatabase, dropDatabases } from '../../db/sandbox-server';
import { rarityTables } from '../../db/schema';
import { historiesOf } from '../../lib/enrichment/queries/histories';
import type { Instant } from '../../lib/kernel/instant';
import { assessAccounts } from '../../lib/cases/commands/assess-accounts';
import { neighbourhoodsOf } from '../../lib/links/queries/neighbourhoods';
import { rarityTableOf, type RarityContent, type RarityTable } from '../../lib/links/rarity';
import { policyInForce } from '../../lib/policy/queries/policy-in-force';
import type { Assessment } from '../../lib/risk/assessment';
import { circumstancesOf } from '../../lib/risk/circumstances';
import { assess, inRing } from '../../lib/risk/scorecard';
import { ringPosterior } from '../../lib/risk/spread';
import { SIGNALS } from '../../lib/signals/kinds';
import { readAll } from '../../lib/signals/reading';
import { OPERATOR } from '../../lib/staff/actor';
import { writeWorld } from './write-world';

// An import that replays ends with a full pass. Here it ends before, to see what the days left behind.
const everything = vi.hoisted(() => vi.fn(async () => {}));
vi.mock('../../cli/assessor', async (original) => {
  const { openAssessor } = await original<typeof Assessor>();
  return { openAssessor: () => ({ ...openAssessor(), everything }) };
});

// What a replay carries from day to day, it may lose at any moment: a generated world ends the same either way.

const mine = sandbox();
const folder = mkdtempSync(join(tmpdir(), 'countersign-replay-test-'));
const file = join(folder, 'events.ndjson');
const NOW: Instant = Date.UTC(2026, 9, 1);
writeWorld({ kind: 'validate', seed: 'replayed', accounts: 24, days: 21, now: NOW, prevalence: 0.4, pace: 0.8, cast: true, out: file, truth: join(folder, 'truth.ndjson') }, () => {});

afterAll(() => rmSync(folder, { recursive: true }));

type Rarity = { version: number; as_of: string; accounts: number; content: unknown };
type Stands = { account: string; content: Assessment; wrote: string };

/** Runs in a database of its own, empty but for the policy. */
async function inAWorld<T>(name: string, run: () => Promise<T>): Promise<T> {
  const { name: prefix } = inject('sandboxes');
  const own = `replay_${process.pid}_${name}`;
  await disconnect();
  process.env.DATABASE_URL = await cloneDatabase(mine.url, prefix, own);
  try {
    await policyFor();
    return await run();
  } finally {
    await disconnect();
    process.env.DATABASE_URL = mine.url;
    await dropDatabases(mine.url, `${prefix}_${own}`);
  }
}

async function imported(...options: string[]): Promise<void> {
  const silent = [process.stdout, process.stderr].map((stream) => vi.spyOn(stream, 'write').mockImplementation(() => true));
  try {
    expect(await importFile.run([file, ...options])).toBe(0);
  } finally {
    for (const one of silent) one.mockRestore();
  }
}

async function stands(): Promise<Stands[]> {
  return (await reading().execute<Stands>(sql`select account, content, assessment || ' ' || xmin::text as wrote from standings order by account`)).rows;
}

/** Where everybody stands, rings by their members; of the rings with how firmly each member is in it. */
async function outcome(): Promise<{ accounts: Record<string, unknown>; rings: unknown[] }> {
  const { rows: rings } = await reading().execute<{ ring: string; members: string[]; strengths: number[]; kinds: string[] }>(sql`
    select m.ring, r.kinds, array_agg(m.account order by m.account) as members, array_agg(m.strength::float8 order by m.account) as strengths from ring_members m join rings r on r.id = m.ring where m.left_at is null group by m.ring, r.kinds order by members`);
  const members = new Map(rings.map((one) => [one.ring, one.members.join(' ')]));
  const named = (ring: string | null | undefined): string | null => (ring == null ? null : (members.get(ring) ?? 'a ring without members'));
  return {
    accounts: Object.fromEntries((await stands()).map(({ account, content }) => [account, { ...content, ring: named(content.ring), spread: content.spread && { ...content.spread, ring: named(content.spread.ring) } }])),
    rings: rings.map(({ ring: _id, ...ring }) => ring),
  };
}

const everybody = () => assessEverything(() => {});

/**
 * Every account read again from its events, at the instant and by the frequencies by which it was last read, over links and rings as they are
 * now; rings speak by what their members stand by. What a pass that forgot nobody has left behind is the same.
 */
async function readAgain(left: readonly Stands[]): Promise<Record<string, Assessment>> {
  const kinds = new Map(SIGNALS.map((signal) => [signal.id, signal]));
  const by = new Map(left.map(({ account, content }) => [account, content]));
  return reading().transaction(async (tx) => {
    const policy = await policyInForce(tx);
    const tables = new Map((await tx.select().from(rarityTables)).map((row): [number, RarityTable] => [row.version, rarityTableOf({ version: row.version, builtAt: row.asOf, accounts: row.accounts }, row.content as RarityContent)]));
    const again: Record<string, Assessment> = {};
    for (const [account, { assessedAt: asOf, rarityVersion }] of by) {
      const rarity = rarityVersion === null ? null : tables.get(rarityVersion)!;
      const history = (await historiesOf(tx, [account], asOf, policy)).get(account)!;
      const neighbourhood = (await neighbourhoodsOf(tx, [account], rarity)).get(account)!;
      const given = { history, neighbourhood, rarity, asOf };
      const { findings, abstained } = readAll(given, SIGNALS);
      const alone = assess({ account, asOf, findings, abstained, circumstances: circumstancesOf(given), kinds, policy, rarityVersion });
      const { ring } = neighbourhood;
      again[account] = ring === null ? alone : inRing(alone, { ring: ring.ring, posterior: ringPosterior(ring.members.map((one) => ({ own: by.get(one.account)!.own, strength: one.strength }))), strength: ring.strength }, policy);
    }
    return again;
  });
}

/** What is the account's own in an assessment: all but what its ring adds. */
const ownIn = ({ own, findings, counter, pairs, missing, unread, rarityVersion, assessedAt }: Assessment) => ({ own, findings, counter, pairs, missing, unread, rarityVersion, assessedAt });

test('a world replayed day by day ends as one that is read at once by the same frequencies, and a full pass writes nothing', { timeout: 480_000 }, async () => {
  const replay = await inAWorld('daily', async () => {
    await imported('--assess-every', '1d');
    expect(everything).toHaveBeenCalledOnce();
    // The last day ends with no event of a later one: it is assessed like those before.
    const { rows: [newestEvent] } = await reading().execute<{ at: Instant }>(sql`select extract(epoch from max(at))::float8 * 1000 as at from events`);
    const last = newestEvent!.at;
    await assessUpTo(last);
    const left = await stands();
    const { rings } = await outcome();
    const { rows: passes } = await reading().execute<{ n: number }>(sql`select count(distinct says)::int as n from ledger_entries where command = 'accounts.assess' and says like 'assessed % accounts as of %'`);
    // The days forgot nobody: what each account stands by is what it says at that instant with everybody else's later days in view.
    expect(left.length).toBe(24);
    expect(await readAgain(left)).toEqual(Object.fromEntries(left.map(({ account, content }) => [account, content])));
    // A full pass at the last instant finds the same rings and, of those read last, the same evidence; of others only time has gone by.
    expect((await assessAccounts(OPERATOR, { accounts: left.map(({ account }) => account), upTo: last })).ok).toBe(true);
    expect((await outcome()).rings).toEqual(rings);
    const full = new Map((await stands()).map(({ account, content }) => [account, content]));
    const newest = left.filter(({ content }) => content.assessedAt === last);
    expect(newest.length).toBeGreaterThan(2);
    for (const { account, content } of newest) expect(ownIn(full.get(account)!), account).toEqual(ownIn(content));
    // The pass that ends an import: once everybody is brought to one instant by the newest frequencies, another writes nothing.
    expect(await everybody()).toBe(24);
    const before = await stands();
    expect(await everybody()).toBe(24);
    expect(await stands()).toEqual(before);
    const { rows: rarity } = await reading().execute<Rarity>(sql`select version, as_of::text, accounts, content from rarity_tables order by version desc limit 1`);
    return { ...(await outcome()), passes: passes[0]?.n ?? 0, rarity: rarity[0]! };
  });
  // There are days before the last weeks, too, and something was found.
  expect(replay.passes).toBeGreaterThan(40);
  expect(replay.rings.length).toBeGreaterThan(0);
  expect(Object.values(replay.accounts).filter((one) => (one as Assessment).band !== 'clear').length).toBeGreaterThan(5);

  const once = await inAWorld('once', async () => {
    await imported();
    const { version, as_of, accounts, content } = replay.rarity;
    await arrange((tx) => tx.execute(sql`insert into rarity_tables (version, as_of, accounts, content) values (${version}, ${as_of}::timestamptz, ${accounts}, ${JSON.stringify(content)}::jsonb)`));
    await everybody();
    return outcome();
  });
  expect(once.rings).toEqual(replay.rings);
  expect(once.accounts).toEqual(replay.accounts);
});
