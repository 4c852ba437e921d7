import { spawnSync, type SpawnOptions } from 'node:child_process';
import { existsSync, statSync } from 'node:fs';

/** The account of the operating system that PostgreSQL runs under; null means the caller's own. */
export type Owner = { uid: number; gid: number } | null;

/** Where root keeps what the unprivileged account cannot reach below the installation. */
export const REACHABLE = '/var/lib/countersign';

/**
 * PostgreSQL refuses to run as root. Root therefore lends it an unprivileged account: the one that already owns the
 * cluster, else `postgres`, else `nobody`, else a system account made for it.
 */
export function ownerOf(cluster: string): Owner {
  if (process.getuid?.() !== 0) return null;
  if (existsSync(cluster)) {
    const { uid, gid } = statSync(cluster);
    if (uid !== 0) return { uid, gid };
  }
  return named('postgres') ?? named('nobody') ?? created();
}

/** Spawn options that run a program as this account, with a small and known environment. */
export function as(owner: Owner, cwd = '/'): SpawnOptions {
  const env: Record<string, string> = { PATH: process.env.PATH ?? '/usr/bin:/bin', LC_ALL: 'C', TZ: 'UTC' };
  if (process.env.SystemRoot) env.SystemRoot = process.env.SystemRoot;
  return { ...owner, cwd, env: env as NodeJS.ProcessEnv };
}

/** Whether this account can enter the folder, every folder above it included. */
export function canEnter(owner: Owner, folder: string): boolean {
  if (!owner) return true;
  return spawnSync('/bin/sh', ['-c', 'test -x "$0"', folder], as(owner)).status === 0;
}

function named(name: string): Owner {
  const [uid, gid] = ['-u', '-g'].map((flag) => {
    const id = spawnSync('id', [flag, name], { encoding: 'utf8' });
    return id.status === 0 ? Number(id.stdout) : 0;
  });
  return uid && gid ? { uid, gid } : null;
}

function created(): Owner {
  for (const [program, args] of [
    ['useradd', ['--system', '--no-create-home', '--user-group', 'countersign']],
    ['adduser', ['-S', '-D', '-H', 'countersign']],
  ] as const) {
    spawnSync(program, args);
    const owner = named('countersign');
    if (owner) return owner;
  }
  throw new Error('PostgreSQL does not run as root, and no unprivileged account could be found or made for it. Run this command as an ordinary user, or set DATABASE_URL to a server of yours.');
}
