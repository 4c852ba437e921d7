import { spawn, type ChildProcess } from 'node:child_process';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { asc, gt, sql } from 'drizzle-orm';
import { connect, type Database } from '../../../db/client';
import { startDatabase } from '../../../db/embedded';
import { closeTemporary, openTemporary } from '../../../db/embedded/temporary';
import { cloneDatabase, dropDatabases } from '../../../db/sandbox-server';
import { standings } from '../../../db/schema';
import type { Instant } from '../../../lib/kernel/instant';
import type { Policy } from '../../../lib/policy/policy';
import { HUB_ABOVE } from '../../../lib/links/link';
import { shownBy } from '../../../lib/links/queries/likeness';
import { OF_FEW } from '../../../lib/links/weight';
import { policyInForce } from '../../../lib/policy/queries/policy-in-force';
import type { Assessment } from '../../../lib/risk/assessment';
import { program } from '../../../scripts/launch/crew';
import type { Pair } from './rings';
import { eventsFile } from './world-files';

/** Where the product left an account. */
export type Standing = { assessment: Assessment; firstReviewAt: Instant | null; firstActAt: Instant | null };

export type Answer = {
  standings: ReadonlyMap<string, Standing>;
  policy: Policy;
  /** Accounts that show anything in common which may tie two (`sharedIn`), clients excepted. */
  shared: readonly Pair[];
  /** As the import counted them. */
  accepted: number;
  rejected: number;
  /** From the first line read to the last account assessed. */
  importSeconds: number;
  /** Accounts a second in one more pass over all of them; null where none was asked for. */
  accountsPerSecond: number | null;
  /** Largest memory of the importing process and of the database's processes, MiB; null where the system does not tell. */
  productMiB: number | null;
  databaseMiB: number | null;
};

/** A PostgreSQL with nothing in it that matters: each world gets a database of its own there, dropped afterwards. */
export type Orders = {
  /** Assessed at the end of each day of event time, as the figures that are reported; else once, at the end: for tuning. */
  daily: boolean;
  /** Times one more assessment of every account. */
  fullPass: boolean;
  hear: (line: string) => void;
};
export type Bench = { run(folder: string, orders: Orders): Promise<Answer>; stop(): Promise<void> };

const PREFIX = 'countersign_evaluation';

/** Without `server`, an embedded PostgreSQL in a temporary folder, with keys of its own. Never the installation's. */
export async function openBench(server: string | null): Promise<Bench> {
  const data = await openTemporary('countersign-evaluation-');
  const embedded = server === null ? await startDatabase({ data, durable: false, stays: true }) : null;
  const address = server ?? embedded?.url ?? '';
  const prefix = `${PREFIX}_${process.pid}`;
  let worlds = 0;
  let child: ChildProcess | null = null;
  return {
    async run(folder, { daily, fullPass, hear }) {
      const url = await cloneDatabase(address, prefix, `w${(worlds += 1)}`);
      const env = { ...process.env, DATABASE_URL: url, COUNTERSIGN_DATA: data, COUNTERSIGN_KEY: undefined };
      const cli = (...args: string[]) => ran(args, env, hear, (started) => { child = started; }, embedded?.pid ?? null);
      await cli('db', 'migrate');
      const imported = await cli('import', eventsFile(folder), ...(daily ? ['--assess-every', '1d'] : []), '--refused', join(data, 'refused.ndjson'));
      const once = daily ? null : await cli('assess');
      const totals = JSON.parse(imported.output.trim().split('\n').at(-1) ?? '{}') as { accepted?: number; rejected?: number };
      const again = fullPass ? await cli('assess') : null;
      const { kept, policy, shared } = await answerIn(url);
      await dropDatabases(address, `${prefix}_w${worlds}`);
      return {
        standings: kept, policy, shared, accepted: totals.accepted ?? 0, rejected: totals.rejected ?? 0, importSeconds: imported.seconds + (once?.seconds ?? 0),
        accountsPerSecond: again === null ? null : kept.size / again.seconds, productMiB: larger(imported.productMiB, once?.productMiB ?? null), databaseMiB: larger(imported.databaseMiB, once?.databaseMiB ?? null),
      };
    },
    async stop() {
      child?.kill('SIGTERM');
      if (server !== null) await dropDatabases(server, `${prefix}_`);
      await closeTemporary(data);
    },
  };
}

type Ran = { output: string; seconds: number; productMiB: number | null; databaseMiB: number | null };

/** Milliseconds. Counting the pages of a few gigabytes takes a tenth of a second, and holds up the process that has them. */
const SAMPLED_EVERY = 15_000;

/** One command of the product's terminal, as an operator types it. */
function ran(args: readonly string[], env: Record<string, string | undefined>, hear: (line: string) => void, started: (child: ChildProcess) => void, postmaster: number | null): Promise<Ran> {
  const began = performance.now();
  const [file = '', ...rest] = program.terminal(...args);
  const child = spawn(file, rest, { env: env as NodeJS.ProcessEnv, stdio: ['ignore', 'pipe', 'pipe'] });
  started(child);
  const output: string[] = [];
  const words: string[] = [];
  let productMiB: number | null = null;
  let databaseMiB: number | null = null;
  const watch = setInterval(() => {
    productMiB = larger(productMiB, memoryOf(child.pid ?? null));
    databaseMiB = larger(databaseMiB, postmaster === null ? null : [postmaster, ...childrenOf(postmaster)].reduce<number | null>((sum, pid) => { const own = memoryOf(pid); return own === null ? sum : (sum ?? 0) + own; }, null));
  }, SAMPLED_EVERY);
  child.stdout.setEncoding('utf8').on('data', (text: string) => output.push(text));
  child.stderr.setEncoding('utf8').on('data', (text: string) => {
    words.push(text);
    if (words.length > 40) words.shift();
    const line = text.trim().split('\n').at(-1) ?? '';
    if (line) hear(line);
  });
  return new Promise((done, fail) => {
    child.once('error', (error) => { clearInterval(watch); fail(error); });
    child.once('close', (code) => {
      clearInterval(watch);
      if (code === 0) done({ output: output.join(''), seconds: (performance.now() - began) / 1_000, productMiB, databaseMiB });
      else fail(new Error(`countersign ${args.join(' ')} ended with ${code}.\n${words.join('').trim().split('\n').slice(-8).join('\n')}`));
    });
  });
}

function larger(a: number | null, b: number | null): number | null {
  return a === null ? b : b === null ? a : Math.max(a, b);
}

/** What a process holds for itself, MiB, its share of what it shares included; null off Linux and once it has ended. */
function memoryOf(pid: number | null): number | null {
  if (pid === null) return null;
  try {
    return Number(/^Pss:\s+(\d+) kB/m.exec(readFileSync(`/proc/${pid}/smaps_rollup`, 'utf8'))?.[1] ?? 0) / 1024;
  } catch {
    return null;
  }
}

function childrenOf(parent: number): number[] {
  try {
    return readdirSync('/proc').filter((name) => /^\d+$/.test(name)).map(Number).filter((pid) => parentOf(pid) === parent);
  } catch {
    return [];
  }
}

function parentOf(pid: number): number | null {
  try {
    return Number(/^PPid:\s+(\d+)/m.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))?.[1]);
  } catch {
    return null;
  }
}

async function answerIn(url: string): Promise<{ kept: Map<string, Standing>; policy: Policy; shared: Pair[] }> {
  const connection = connect(url, { max: 2 });
  try {
    const kept = new Map<string, Standing>();
    for (let after = ''; ;) {
      const page = await connection.reading.select({ account: standings.account, assessment: standings.content, firstReviewAt: standings.firstReviewAt, firstActAt: standings.firstActAt })
        .from(standings).where(gt(standings.account, after)).orderBy(asc(standings.account)).limit(1_000);
      for (const { account, ...standing } of page) kept.set(account, standing);
      const last = page.at(-1);
      if (!last) return { kept, policy: await policyInForce(connection.reading), shared: await sharedIn(connection.reading) };
      after = last.account;
    }
  } finally {
    await connection.close();
  }
}

/**
 * By a payout and by work on one device more are tied than by anything else. What more than eight show otherwise brings together whoever is there; a picture is counted in all
 * of its copies, as the product counts it.
 */
async function sharedIn(db: Database): Promise<Pair[]> {
  const { rows } = await db.execute<{ a: string; b: string }>(sql`
    with few as (
      select kind, digest from links where kind <> 'photo' group by kind, digest
      having count(*) between 2 and case when kind in ('payout_instrument', 'device_token') then ${HUB_ABOVE}::int else ${OF_FEW}::int end),
    pictures as materialized (
      select 'photo' as kind, one.hash as digest from (select distinct on (hash) account, hash from photos order by hash, account) one
      cross join lateral (${shownBy('one')}) s where s.accounts between 2 and ${OF_FEW})
    select one.account as a, other.account as b from (select * from few union all select * from pictures) k
    join links one using (kind, digest) join links other using (kind, digest) where one.account < other.account
    union select p.account, p.other from photo_pairs p join pictures one on one.digest = p.hash join pictures other on other.digest = p.other_hash where p.account < p.other
    union select p.account, p.other from text_pairs p
      join texts one on (one.account, one.event, one.field) = (p.account, p.event, p.field) join texts other on (other.account, other.event, other.field) = (p.other, p.other_event, p.other_field)
      where p.account < p.other and greatest(one.alike, other.alike) < ${OF_FEW}`);
  return rows.map(({ a, b }): Pair => [a, b]);
}
