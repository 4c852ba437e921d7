import { readFileSync, realpathSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import pg from 'pg';
import { commandOf, isGone, lifeOf, type Life } from './life';

/** A live PostgreSQL on our own folder, by its `postmaster.pid`. */
export type Postmaster = { life: Life; port: number };

export function postmasterOf(cluster: string): Postmaster | null {
  const lines = pidFile(cluster);
  const life = lines && lifeOf(Number(lines[0]));
  if (!life || !commandOf(life.pid).includes(cluster)) return null;
  return { life, port: Number(lines[3]) };
}

/**
 * PostgreSQL will not start while the process number in `postmaster.pid` is in use, be it by a zombie or by a stranger.
 * The number is then replaced by one that no process can have; the rest of the file stays, because PostgreSQL also
 * reads from it which shared memory the last server's children may still hold.
 */
export function disownStalePid(cluster: string): void {
  const lines = pidFile(cluster);
  if (!lines || postmasterOf(cluster)) return;
  const impossible = 0x7fff_fff0;
  writeFileSync(join(cluster, 'postmaster.pid'), [String(impossible), ...lines.slice(1)].join('\n'));
}

export type Answer = 'ours' | 'stranger' | 'wrong-password' | 'not-yet';

/** Who answers at this address? Nothing is written before the server has named our own folder as its own. */
export async function whoAnswers(url: string, cluster: string): Promise<Answer> {
  const client = new pg.Client({ connectionString: maintenance(url), connectionTimeoutMillis: 3_000 });
  client.on('error', () => {});
  try {
    await client.connect();
    const { rows } = await client.query<{ data_directory: string }>('show data_directory');
    return real(rows[0]?.data_directory ?? '') === real(cluster) ? 'ours' : 'stranger';
  } catch (error) {
    const code = (error as { code?: string }).code;
    if (code === '28P01' || code === '28000') return 'wrong-password';
    return 'not-yet';
  } finally {
    await client.end().catch(() => {});
  }
}

/** The same server's database that always exists. */
export function maintenance(url: string): string {
  const address = new URL(url);
  address.pathname = '/postgres';
  return address.href;
}

/** Fast shutdown (SIGINT), then an immediate one (SIGQUIT): the write-ahead log makes both safe. */
export async function shutDown(life: Life): Promise<void> {
  for (const [signal, patience] of [['SIGINT', 30_000], ['SIGQUIT', 10_000], ['SIGKILL', 10_000]] as const) {
    try {
      process.kill(life.pid, signal);
    } catch {
      return;
    }
    if (await isGone(life, patience)) return;
  }
  throw new Error(`PostgreSQL (process ${life.pid}) does not stop.`);
}

function pidFile(cluster: string): string[] | null {
  try {
    return readFileSync(join(cluster, 'postmaster.pid'), 'utf8').split('\n');
  } catch {
    return null;
  }
}

function real(path: string): string {
  try {
    return realpathSync(path);
  } catch {
    return path;
  }
}
