import { spawn } from 'node:child_process';
import { chmodSync, mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import pg from 'pg';
import { afterEach, expect, test } from 'vitest';
import { freePort, isFree, runningDatabase, startDatabase, stopDatabase } from './index';
import { lifeOf } from './life';
import { whoAnswers } from './postmaster';

const folders: string[] = [];

function folder(): string {
  const data = mkdtempSync(join(tmpdir(), 'countersign-embedded-'));
  chmodSync(data, 0o711);
  folders.push(data);
  return data;
}

afterEach(async () => {
  for (const data of folders.splice(0)) {
    await stopDatabase({ data });
    rmSync(data, { recursive: true, force: true });
  }
});

async function ask(url: string, sql: string): Promise<Record<string, unknown>[]> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    return (await client.query(sql)).rows as Record<string, unknown>[];
  } finally {
    await client.end();
  }
}

/** A process of its own that starts the database and is then killed without a chance to stop it. */
async function killedLauncher(data: string): Promise<number> {
  const program = `import { startDatabase } from ${JSON.stringify(join(import.meta.dirname, 'index.ts'))};
    const { pid } = await startDatabase({ data: ${JSON.stringify(data)}, durable: false });
    console.log(pid);
    setInterval(() => {}, 1000);`;
  const child = spawn(process.execPath, ['--import', 'tsx', '--input-type=module', '-e', program], { stdio: ['ignore', 'pipe', 'inherit'] });
  const pid = await new Promise<number>((done) => { child.stdout.once('data', (line) => done(Number(line))); });
  child.kill('SIGKILL');
  await new Promise((done) => { child.once('exit', done); });
  return pid;
}

test('a new database is UTF-8, sorts by code point and keeps UTC, and is gone when its only user stops it', async () => {
  const data = folder();
  const database = await startDatabase({ data, durable: false });
  expect(database.adopted).toBe(false);
  const [row] = await ask(database.url, `select current_setting('server_encoding') as encoding, current_setting('timezone') as zone,
    current_setting('listen_addresses') as listens, ('B' < 'a') as "byCodePoint", lower('Ä') as lower`);
  expect(row).toEqual({ encoding: 'UTF8', zone: 'UTC', listens: '127.0.0.1', byCodePoint: true, lower: 'ä' });
  expect(await runningDatabase({ data })).toBe(database.url);
  await database.stop();
  expect(await runningDatabase({ data })).toBeNull();
  expect(lifeOf(database.pid)).toBeNull();
});

test('the password is random and readable by its owner only', async () => {
  const [one, two] = [folder(), folder()];
  const urls = [];
  for (const data of [one, two]) urls.push(new URL((await startDatabase({ data, durable: false })).url));
  expect(urls[0]!.password).toHaveLength(32);
  expect(urls[0]!.password).not.toBe(urls[1]!.password);
  expect(statSync(join(one, 'postgres.json')).mode & 0o777).toBe(0o600);
});

test('a server whose launcher was killed is adopted, and its last user turns it off', async () => {
  const data = folder();
  const pid = await killedLauncher(data);
  expect(lifeOf(pid)).not.toBeNull();
  const database = await startDatabase({ data, durable: false });
  expect(database).toMatchObject({ pid, adopted: true });
  await database.stop();
  expect(lifeOf(pid)).toBeNull();
});

test('a server that was killed starts again with every committed row', async () => {
  const data = folder();
  const database = await startDatabase({ data, durable: false });
  await ask(database.url, 'create table kept (n integer)');
  await ask(database.url, 'insert into kept select generate_series(1, 1000)');
  process.kill(database.pid, 'SIGKILL');
  const again = await startDatabase({ data, durable: false });
  expect(again.pid).not.toBe(database.pid);
  expect(await ask(again.url, 'select count(*)::int as n from kept')).toEqual([{ n: 1000 }]);
});

test('a server that was killed comes back on its port, even while one of its connections takes its time to end', async () => {
  const data = folder();
  const database = await startDatabase({ data, durable: false });
  const client = new pg.Client({ connectionString: database.url });
  client.on('error', () => {});
  await client.connect();
  const { pid } = (await client.query<{ pid: number }>('select pg_backend_pid() as pid')).rows[0]!;
  process.kill(pid, 'SIGSTOP');
  process.kill(database.pid, 'SIGKILL');
  const letGo = setTimeout(() => { process.kill(pid, 'SIGCONT'); }, 1_500);
  try {
    const again = await startDatabase({ data, durable: false });
    expect(again.url).toBe(database.url);
    expect(again.pid).not.toBe(database.pid);
  } finally {
    clearTimeout(letGo);
    if (lifeOf(pid)) process.kill(pid, 'SIGCONT');
    await client.end().catch(() => {});
  }
});

test('a stale postmaster.pid whose number belongs to another live process does not stop the start', async () => {
  const data = folder();
  const database = await startDatabase({ data, durable: false });
  const pidFile = join(data, 'postgres', 'postmaster.pid');
  const [, ...rest] = readFileSync(pidFile, 'utf8').split('\n');
  process.kill(database.pid, 'SIGKILL');
  await new Promise((done) => { setTimeout(done, 300); });
  const bystander = spawn('sleep', ['60'], { stdio: 'ignore' });
  try {
    writeFileSync(pidFile, [bystander.pid, ...rest].join('\n'));
    const again = await startDatabase({ data, durable: false });
    expect(await ask(again.url, 'select 1 as n')).toEqual([{ n: 1 }]);
    expect(bystander.exitCode).toBeNull();
  } finally {
    bystander.kill();
  }
});

test('when a stranger has taken the port, the database moves to another and never speaks to the stranger', async () => {
  const data = folder();
  const first = await startDatabase({ data, durable: false });
  await first.stop();
  let visits = 0;
  const stranger = createServer((socket) => { visits += 1; socket.destroy(); });
  await new Promise<void>((done) => { stranger.listen(first.port, '127.0.0.1', done); });
  try {
    expect(await isFree(first.port)).toBe(false);
    const again = await startDatabase({ data, durable: false });
    expect(again.port).not.toBe(first.port);
    expect(visits).toBe(0);
  } finally {
    stranger.close();
  }
});

test('another PostgreSQL is told apart by its data directory, even with the right password', async () => {
  const [ours, theirs] = [folder(), folder()];
  const stranger = await startDatabase({ data: theirs, durable: false });
  expect(await whoAnswers(stranger.url, join(theirs, 'postgres'))).toBe('ours');
  expect(await whoAnswers(stranger.url, join(ours, 'postgres'))).toBe('stranger');
  expect(await whoAnswers(stranger.url.replace(/:[^:@]+@/, ':wrong@'), join(theirs, 'postgres'))).toBe('wrong-password');
  expect(await whoAnswers(`postgresql://countersign:x@127.0.0.1:${await freePort()}/countersign`, join(theirs, 'postgres'))).toBe('not-yet');
});

test('several launchers at once share one server, and it stays until the last has stopped', async () => {
  const data = folder();
  const outsider = killedLauncher(data);
  const [one, two] = await Promise.all([startDatabase({ data, durable: false }), startDatabase({ data, durable: false })]);
  expect(new Set([one.pid, two.pid, await outsider]).size).toBe(1);
  await one.stop();
  expect(await runningDatabase({ data })).toBe(two.url);
  await two.stop();
  expect(await runningDatabase({ data })).toBeNull();
});

test('a lost password file is replaced without losing data, whether or not the server runs', async () => {
  const data = folder();
  const first = await startDatabase({ data, durable: false });
  await ask(first.url, 'create table kept as select 7 as n');
  rmSync(join(data, 'postgres.json'));
  const second = await startDatabase({ data, durable: false });
  expect(second.url).not.toBe(first.url);
  expect(await ask(second.url, 'select n from kept')).toEqual([{ n: 7 }]);
});
