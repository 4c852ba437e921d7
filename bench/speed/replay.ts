/**
 * Speed of a replay: a generated population imported with --assess-every 1d on a database of its own, then everybody assessed once more
 * at the same instant, which must change nothing. The raw database beside it in the same run.
 *
 *   npx tsx bench/speed/replay.ts [--accounts 3000] [--days 30] [--kind validate] [--seed 5]
 *
 * Prints one line of JSON. Compare ratios: machines are noisy. Memory is that of the importing process and of the whole
 * database server (proportional set size, Linux only), sampled each second.
 */
import { spawn, spawnSync } from 'node:child_process';
import { readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import pg from 'pg';
import { startDatabase } from '../../db/embedded';
import { closeTemporary, openTemporary } from '../../db/embedded/temporary';
import { ended, program } from '../../scripts/launch/crew';
import { rawRate } from './raw';

const { values } = parseArgs({ options: { accounts: { type: 'string', default: '3000' }, days: { type: 'string', default: '30' }, kind: { type: 'string', default: 'validate' }, seed: { type: 'string', default: '5' } } });
const say = (words: string): void => { process.stderr.write(`${words}\n`); };

/** What stands, with everything that was said, as one digest; passes and accounts from the ledger. */
const COUNTS = `
  select (select count(*)::int from events) as events, (select count(*)::int from standings) as accounts,
    (select sum(substring(says from '^assessed (\\d+) accounts')::int)::int from ledger_entries where command = 'accounts.assess' and says like 'assessed % accounts as of %') as assessed,
    (select md5(string_agg(account || content::text, '' order by account)) from standings) as standings`;

const file = join(tmpdir(), `countersign-replay-${process.pid}.ndjson`);
const data = await openTemporary('countersign-replay-');
try {
  say('Writing the population');
  const written = spawnSync(process.execPath, ['--import', 'tsx', 'bench/detection/write.ts', '--accounts', values.accounts, '--days', values.days, '--kind', values.kind, '--seed', values.seed, '--now', new Date().toISOString(), '--out', file], { stdio: ['ignore', 'ignore', 'inherit'] });
  if (written.status !== 0) throw new Error('the population could not be written');
  const database = await startDatabase({ data, stays: true });
  const env = { ...process.env, DATABASE_URL: database.url, COUNTERSIGN_DATA: data };
  await countersign('db', 'migrate');
  const client = new pg.Client({ connectionString: database.url });
  await client.connect();
  const raw = await rawRate(client);
  say('Importing and assessing');
  const replay = await countersign('import', file, '--assess-every', '1d');
  const { rows: [told] } = await client.query<{ events: number; accounts: number; assessed: number; standings: string }>(COUNTS);
  say('Assessing everybody once more');
  const pass = await countersign('assess');
  const { rows: [again] } = await client.query<{ standings: string }>(COUNTS);
  const rawAfter = await rawRate(client);
  await client.end();
  if (!told) throw new Error('nothing was counted');
  process.stdout.write(`${JSON.stringify({
    events: told.events, accounts: told.accounts, replaySeconds: round(replay.seconds), eventsPerSecond: round(told.events / replay.seconds),
    assessed: told.assessed, assessedPerSecond: round(told.assessed / replay.seconds), importerCpuSeconds: round(replay.cpu),
    fullPassSeconds: round(pass.seconds), fullPassPerSecond: round(told.accounts / pass.seconds), fullPassChangedNothing: told.standings === again?.standings,
    peakMb: { importer: replay.peakMb, database: replay.databaseMb }, rawRowsPerSecond: round((raw + rawAfter) / 2),
  })}\n`);

  async function countersign(...args: string[]): Promise<{ seconds: number; cpu: number; peakMb: number; databaseMb: number }> {
    const [node, ...rest] = program.terminal(...args);
    const began = performance.now();
    const child = spawn(node ?? process.execPath, rest, { env, stdio: ['ignore', 'ignore', 'inherit'] });
    let [peakMb, databaseMb, cpu] = [0, 0, 0];
    const sampling = setInterval(() => {
      peakMb = Math.max(peakMb, proportionalMb([child.pid ?? 0]));
      databaseMb = Math.max(databaseMb, proportionalMb([database.pid, ...childrenOf(database.pid)]));
      cpu = cpuOf(child.pid ?? 0) ?? cpu;
    }, 1_000);
    const code = await ended(child);
    clearInterval(sampling);
    if (code !== 0) throw new Error(`countersign ${args[0]} ended with ${code}`);
    return { seconds: (performance.now() - began) / 1_000, cpu, peakMb, databaseMb };
  }
} finally {
  rmSync(file, { force: true });
  rmSync(`${file}.refused.ndjson`, { force: true });
  await closeTemporary(data);
}

function round(value: number): number {
  return Math.round(value * 10) / 10;
}

/** Megabytes of these processes, shared memory counted once; 0 where the system does not tell. */
function proportionalMb(pids: readonly number[]): number {
  const kilobytes = pids.map((pid) => Number(/^Pss:\s+(\d+) kB/m.exec(proc(pid, 'smaps_rollup'))?.[1] ?? 0));
  return Math.round(kilobytes.reduce((sum, kb) => sum + kb, 0) / 1024);
}

function childrenOf(pid: number): number[] {
  return proc(pid, `task/${pid}/children`).split(' ').filter(Boolean).map(Number);
}

/** Seconds of processor time, user and system. */
function cpuOf(pid: number): number | null {
  const fields = proc(pid, 'stat').split(') ')[1]?.split(' ');
  return fields ? (Number(fields[11]) + Number(fields[12])) / 100 : null;
}

function proc(pid: number, name: string): string {
  try {
    return readFileSync(`/proc/${pid}/${name}`, 'utf8');
  } catch {
    return '';
  }
}
