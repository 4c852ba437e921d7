import { randomBytes, randomInt } from 'node:crypto';
import { chmodSync, chownSync, existsSync, mkdirSync, readFileSync, renameSync, statSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { join, resolve } from 'node:path';
import pg from 'pg';
import { binariesFor, type Binaries } from './binaries';
import { clusterFolder, launch, makeCluster, NAME, setPassword } from './cluster';
import { lifeOf, lives, pause } from './life';
import { alone, lodgers } from './lock';
import { ownerOf, type Owner } from './owner';
import { disownStalePid, maintenance, postmasterOf, shutDown, whoAnswers, type Postmaster } from './postmaster';

/** A running embedded PostgreSQL. `adopted`: it ran already. `stop` turns it off unless another process still uses it. */
export type EmbeddedDatabase = { url: string; pid: number; port: number; adopted: boolean; stop(): Promise<void> };

export type EmbeddedOptions = {
  /** The data folder (`COUNTERSIGN_DATA`); the cluster lies in `postgres` inside it. */
  data: string;
  /** False only in tests: does not wait for the disk, so data may be lost when the machine (not a process) dies. */
  durable?: boolean;
  /** True: the server outlives this process, until `stopDatabase`. */
  stays?: boolean;
};

/** Where the cluster of a data folder lies, under which account it runs, and with which programs. */
type Place = { data: string; cluster: string; owner: Owner; binaries: Binaries };
type Saved = { url: string; port: number; pid: number; password: string };

const holds = new Map<string, number>();

/**
 * Makes, starts or adopts the PostgreSQL of this data folder and answers once it has proved to be ours.
 * Safe to call from several processes at once, after any of them or the server was killed, and as root.
 * @throws Error with words for the operator
 */
export async function startDatabase({ data: given, durable = true, stays = false }: EmbeddedOptions): Promise<EmbeddedDatabase> {
  const data = resolve(given);
  const isRoot = process.getuid?.() === 0;
  // Root's unprivileged account must be able to pass through; secrets inside are files of mode 0600.
  if (!existsSync(data)) mkdirSync(data, { recursive: true, mode: isRoot ? 0o711 : 0o700 });
  return alone(lockOf(data), async () => {
    const place = placeOf(data);
    const running = await adopt(place);
    const server = running ?? await start(place, durable);
    await ensureDatabase(server.url);
    if (!stays) enter(data);
    return { url: server.url, pid: server.pid, port: server.port, adopted: running !== null, stop: () => leave(data) };
  });
}

/** The address of the embedded server of this data folder if it runs and proves to be ours, else null. Starts nothing. */
export async function runningDatabase({ data: given }: { data: string }): Promise<string | null> {
  const data = resolve(given);
  const saved = existsSync(data) ? readSaved(data) : null;
  if (!saved) return null;
  const cluster = clusterFolder(data, ownerOf(join(data, 'postgres')));
  return postmasterOf(cluster) && await whoAnswers(saved.url, cluster) === 'ours' ? saved.url : null;
}

/** Turns the server of this data folder off, whoever started it. */
export async function stopDatabase({ data: given }: { data: string }): Promise<void> {
  const data = resolve(given);
  if (!existsSync(join(data, 'postgres'))) return;
  await alone(lockOf(data), () => turnOff(data));
}

async function leave(data: string): Promise<void> {
  const left = (holds.get(data) ?? 1) - 1;
  holds.set(data, left);
  if (left > 0) return;
  await alone(lockOf(data), async () => {
    lodgers.leave(lodgersOf(data));
    if (!lodgers.remain(lodgersOf(data))) await turnOff(data);
  });
}

function enter(data: string): void {
  holds.set(data, (holds.get(data) ?? 0) + 1);
  lodgers.enter(lodgersOf(data));
}

async function turnOff(data: string): Promise<void> {
  const server = postmasterOf(clusterFolder(data, ownerOf(join(data, 'postgres'))));
  if (server) await shutDown(server.life);
}

/** The server that runs on our folder already, once it answers; null when none does. */
async function adopt(place: Place): Promise<Saved | null> {
  const patience = performance.now() + 60_000;
  for (;;) {
    const server = postmasterOf(place.cluster);
    if (!server) return null;
    const saved = readSaved(place.data);
    const url = saved && addressOf(server.port, saved.password);
    const answer = url ? await whoAnswers(url, place.cluster) : 'wrong-password';
    if (saved && url && answer === 'ours') return save(place.data, { ...saved, url, port: server.port, pid: server.life.pid });
    // Ours by its folder, but its password is lost: it comes back with a new one.
    if (answer === 'wrong-password') {
      await shutDown(server.life);
      return null;
    }
    if (performance.now() > patience) throw stuck(server);
    await pause(100);
  }
}

async function start(place: Place, durable: boolean): Promise<Saved> {
  const { cluster, owner, binaries } = place;
  const saved = readSaved(place.data);
  const password = saved?.password ?? randomBytes(24).toString('base64url');
  if (!existsSync(join(cluster, 'PG_VERSION'))) makeCluster(cluster, owner, binaries, password, durable);
  else {
    checkVersion(cluster);
    disownStalePid(cluster);
    if (!saved) setPassword(cluster, owner, binaries.postgres, password);
  }
  let words = '';
  for (let attempt = 0; attempt < 8; attempt += 1) {
    const port = saved && await isFreeSoon(saved.port) ? saved.port : await freePort();
    const url = addressOf(port, password);
    const server = launch(cluster, owner, binaries.postgres, port, durable);
    words = await untilOurs(url, cluster, server.ended);
    if (words === '') return save(place.data, { url, port, pid: server.pid, password });
    const live = lifeOf(server.pid);
    if (live && lives(live)) await shutDown(live);
    // The children of a server that was killed need a moment to notice before its memory is free.
    await pause(500);
    disownStalePid(cluster);
  }
  throw new Error(`The embedded PostgreSQL in ${cluster} does not start: ${words}`);
}

/** Empty once our own server answers at `url`, else what went wrong. */
async function untilOurs(url: string, cluster: string, ended: () => string | null): Promise<string> {
  const patience = performance.now() + 120_000;
  for (;;) {
    const failure = ended();
    if (failure) return failure;
    const answer = await whoAnswers(url, cluster);
    if (answer === 'ours') return '';
    // Somebody else took the port in between. Our own server then ends by itself, or is ended by the caller.
    if (answer === 'stranger') return `another server answers at ${new URL(url).host}`;
    if (performance.now() > patience) return 'it did not answer within two minutes';
    await pause(answer === 'wrong-password' ? 200 : 25);
  }
}

async function ensureDatabase(url: string): Promise<void> {
  const client = new pg.Client({ connectionString: maintenance(url) });
  await client.connect();
  try {
    const { rowCount } = await client.query('select 1 from pg_database where datname = $1', [NAME]);
    if (rowCount === 0) await client.query(`create database ${NAME}`);
  } finally {
    await client.end();
  }
}

function placeOf(data: string): Place {
  const owner = ownerOf(join(data, 'postgres'));
  const cluster = clusterFolder(data, owner);
  const uid = existsSync(cluster) ? statSync(cluster).uid : undefined;
  if (uid !== undefined && !owner && process.getuid && uid !== process.getuid()) {
    throw new Error(`The database in ${cluster} belongs to another account of this machine. Run this command as that account or as root, or set COUNTERSIGN_DATA to a folder of your own.`);
  }
  return { data, cluster, owner, binaries: binariesFor(owner, data) };
}

function checkVersion(cluster: string): void {
  const version = readFileSync(join(cluster, 'PG_VERSION'), 'utf8').trim();
  if (version !== '18') throw new Error(`The database in ${cluster} was made by PostgreSQL ${version} and this one is 18. Back it up with the version that made it, and restore it here.`);
}

function addressOf(port: number, password: string): string {
  return `postgresql://${NAME}:${password}@127.0.0.1:${port}/${NAME}`;
}

function save(data: string, saved: Saved): Saved {
  const draft = join(data, `postgres.json.${process.pid}`);
  writeFileSync(draft, `${JSON.stringify(saved, null, 2)}\n`, { mode: 0o600 });
  chmodSync(draft, 0o600);
  // Root may look after the database of an ordinary account; the files stay that account's.
  if (process.getuid?.() === 0) chownSync(draft, statSync(data).uid, statSync(data).gid);
  renameSync(draft, join(data, 'postgres.json'));
  return saved;
}

function readSaved(data: string): Saved | null {
  try {
    const saved = JSON.parse(readFileSync(join(data, 'postgres.json'), 'utf8')) as Partial<Saved>;
    return typeof saved.password === 'string' && typeof saved.port === 'number' ? saved as Saved : null;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'EACCES') throw new Error(`${join(data, 'postgres.json')} belongs to another account of this machine.`, { cause: error });
    return null;
  }
}

/**
 * A port on which nobody listens, from below the range that systems take for outgoing connections (32768 and up): a
 * server that is down for a moment keeps its port, since no client of anybody's is given it meanwhile.
 */
export async function freePort(): Promise<number> {
  for (let attempt = 0; attempt < 50; attempt += 1) {
    const port = randomInt(20_000, 32_768);
    if (await isFree(port)) return port;
  }
  return listenOnce(0);
}

/** Whoever knows the old address looks there again, so it is worth waiting while what is left of a killed server lets go. */
async function isFreeSoon(port: number): Promise<boolean> {
  for (const patience = performance.now() + 2_000; performance.now() < patience; await pause(100)) {
    if (await isFree(port)) return true;
  }
  return false;
}

export async function isFree(port: number): Promise<boolean> {
  return listenOnce(port).then(() => true, () => false);
}

function listenOnce(port: number): Promise<number> {
  return new Promise((done, fail) => {
    const server = createServer();
    server.once('error', fail);
    server.listen(port, '127.0.0.1', () => {
      const address = server.address();
      server.close(() => done(typeof address === 'object' && address ? address.port : port));
    });
  });
}

function stuck({ life, port }: Postmaster): Error {
  return new Error(`PostgreSQL runs (process ${life.pid}, port ${port}) but does not answer. End that process and run the command again.`);
}

const lockOf = (data: string) => join(data, 'postgres.lock');
const lodgersOf = (data: string) => join(data, 'postgres.lodgers');
