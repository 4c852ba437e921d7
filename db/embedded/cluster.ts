import { spawn, spawnSync } from 'node:child_process';
import { chmodSync, chownSync, closeSync, existsSync, fchownSync, lstatSync, mkdirSync, mkdtempSync, openSync, readFileSync, readlinkSync, realpathSync, renameSync, rmSync, statfsSync, symlinkSync } from 'node:fs';
import { totalmem } from 'node:os';
import { dirname, join } from 'node:path';
import type { Binaries } from './binaries';
import { as, canEnter, REACHABLE, type Owner } from './owner';

/** The name of the role and of the database. */
export const NAME = 'countersign';

/**
 * The folder of the cluster: `postgres` in the data folder. Where the unprivileged account cannot reach that (root's own
 * home is closed to others), `postgres` becomes a link to a folder that it can.
 */
export function clusterFolder(data: string, owner: Owner): string {
  const inside = join(data, 'postgres');
  const link = lstatSync(inside, { throwIfNoEntry: false });
  if (link?.isSymbolicLink()) {
    const target = readlinkSync(inside);
    return existsSync(dirname(target)) ? target : elsewhere(inside);
  }
  return link || canEnter(owner, data) ? join(realpathSync(data), 'postgres') : elsewhere(inside);
}

/** Makes the cluster aside and moves it into place, so that an interrupted start leaves nothing half made. */
export function makeCluster(cluster: string, owner: Owner, { initdb, postgres }: Binaries, password: string, durable: boolean): void {
  const draft = `${cluster}.new`;
  rmSync(draft, { recursive: true, force: true });
  mkdirSync(draft, { mode: 0o700 });
  if (owner) chownSync(draft, owner.uid, owner.gid);
  const made = spawnSync(initdb, [
    `--pgdata=${draft}`, `--username=${NAME}`, '--encoding=UTF8', '--locale=C', '--locale-provider=builtin', '--builtin-locale=C.UTF-8',
    '--auth-local=reject', '--auth-host=scram-sha-256', ...(durable ? [] : ['--no-sync']),
  ], { ...as(owner), encoding: 'utf8' });
  if (made.status !== 0) throw new Error(`PostgreSQL's initdb failed: ${(made.error?.message ?? made.stderr).trim()}`);
  setPassword(draft, owner, postgres, password);
  renameSync(draft, cluster);
}

/** Sets the password in single-user mode, which needs no server and no old password. The server must not be running. */
export function setPassword(cluster: string, owner: Owner, postgres: string, password: string): void {
  const single = spawnSync(postgres, ['--single', '-D', cluster, '-c', 'log_statement=none', 'postgres'], {
    ...as(owner), encoding: 'utf8', input: `alter role ${NAME} password '${password}'\n`,
  });
  if (single.status !== 0) throw new Error(`The database's password could not be set: ${(single.error?.message ?? single.stderr).trim()}`);
}

/** Starts the server as a process of its own session, so that Ctrl-C in a terminal does not reach it before the programs that use it. */
export function launch(cluster: string, owner: Owner, postgres: string, port: number, durable: boolean): { pid: number; ended: () => string | null } {
  const log = join(dirname(cluster), 'postgres.log');
  const output = openSync(log, 'w', 0o600);
  if (owner) fchownSync(output, owner.uid, owner.gid);
  const settings = Object.entries(settingsFor(durable)).flatMap(([name, value]) => ['-c', `${name}=${value}`]);
  const child = spawn(postgres, ['-D', cluster, '-p', String(port), ...settings], { ...as(owner, cluster), detached: true, stdio: ['ignore', output, output] });
  closeSync(output);
  child.unref();
  let end: string | null = null;
  child.once('error', (error) => { end = error.message; });
  child.once('exit', (code, signal) => { end = `it ended with ${code ?? signal}`; });
  return { pid: child.pid ?? 0, ended: () => end && `${end}\n${lastLines(log)}` };
}

function lastLines(log: string): string {
  return existsSync(log) ? readFileSync(log, 'utf8').trim().split('\n').slice(-6).join('\n') : '';
}

function settingsFor(durable: boolean): Record<string, string | number> {
  const megabytes = totalmem() / 2 ** 20;
  return {
    listen_addresses: '127.0.0.1',
    unix_socket_directories: '',
    max_connections: 200,
    shared_buffers: `${Math.round(Math.min(1024, Math.max(64, megabytes / 16)))}MB`,
    maintenance_work_mem: '128MB',
    work_mem: '16MB',
    max_wal_size: '2GB',
    checkpoint_timeout: '15min',
    jit: 'off',
    timezone: 'UTC',
    log_timezone: 'UTC',
    // No statement and no row's content in the log: both may hold what people told the platform.
    log_min_messages: 'warning',
    log_min_error_statement: 'panic',
    log_error_verbosity: 'terse',
    password_encryption: 'scram-sha-256',
    // Containers often give /dev/shm 64 MB, less than one parallel hash join may ask for.
    ...(smallSharedMemory() ? { dynamic_shared_memory_type: 'mmap' } : {}),
    // Survives the end of any process, though not of the machine.
    ...(durable ? {} : { fsync: 'off' }),
  };
}

function smallSharedMemory(): boolean {
  if (process.platform !== 'linux') return false;
  try {
    const { blocks, bsize } = statfsSync('/dev/shm');
    return blocks * bsize < 256 * 2 ** 20;
  } catch {
    return true;
  }
}

function elsewhere(inside: string): string {
  mkdirSync(REACHABLE, { recursive: true });
  chmodSync(REACHABLE, 0o755);
  const folder = mkdtempSync(join(REACHABLE, 'cluster-'));
  chmodSync(folder, 0o711);
  const cluster = join(folder, 'postgres');
  rmSync(inside, { force: true });
  symlinkSync(cluster, inside);
  process.stderr.write(`The database lies in ${cluster}: the account that PostgreSQL runs under cannot enter ${dirname(inside)}.\n`);
  return cluster;
}
