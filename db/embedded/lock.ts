import { linkSync, mkdirSync, readdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { lifeOf, lives, pause, type Life } from './life';

const me = (): Life => lifeOf(process.pid) ?? { pid: process.pid, born: '' };

/**
 * Runs `act` while no other process of this installation does. A holder that died gives the lock up.
 * PostgreSQL guards its own folder too; this lock keeps two launchers from getting in each other's way before that.
 */
export async function alone<T>(file: string, act: () => Promise<T>): Promise<T> {
  const draft = `${file}.${process.pid}.${Math.random().toString(36).slice(2)}`;
  writeFileSync(draft, JSON.stringify(me()), { mode: 0o600 });
  const until = performance.now() + 180_000;
  try {
    while (!took(draft, file)) {
      const holder = read(file);
      if (holder && !lives(holder)) evict(file, holder);
      else if (performance.now() > until) throw new Error(`Process ${holder?.pid ?? '?'} has held ${file} for three minutes. End it, or delete that file.`);
      else await pause(50);
    }
  } finally {
    rmSync(draft, { force: true });
  }
  try {
    return await act();
  } finally {
    rmSync(file, { force: true });
  }
}

/** Processes that use the server: one small file each. The last to leave turns the server off. */
export const lodgers = {
  enter(folder: string): void {
    mkdirSync(folder, { recursive: true, mode: 0o700 });
    writeFileSync(join(folder, String(process.pid)), JSON.stringify(me()), { mode: 0o600 });
  },
  leave(folder: string): void {
    rmSync(join(folder, String(process.pid)), { force: true });
  },
  /** Whether anybody alive still uses the server. Forgets the dead. */
  remain(folder: string): boolean {
    mkdirSync(folder, { recursive: true, mode: 0o700 });
    return readdirSync(folder).filter((name) => {
      const life = read(join(folder, name));
      if (life && lives(life)) return true;
      rmSync(join(folder, name), { force: true });
      return false;
    }).length > 0;
  },
};

/** A hard link appears with its content or not at all, and only one process can make it. */
function took(draft: string, file: string): boolean {
  try {
    linkSync(draft, file);
    return true;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'EEXIST') return false;
    throw error;
  }
}

/** Removes the lock of a dead holder; gives it back when somebody else was quicker and the lock moved is theirs. */
function evict(file: string, dead: Life): void {
  const aside = `${file}.${process.pid}.dead`;
  try {
    renameSync(file, aside);
  } catch {
    return;
  }
  const moved = read(aside);
  if (moved && (moved.pid !== dead.pid || moved.born !== dead.born)) took(aside, file);
  rmSync(aside, { force: true });
}

function read(file: string): Life | null {
  try {
    return JSON.parse(readFileSync(file, 'utf8')) as Life;
  } catch {
    return null;
  }
}
