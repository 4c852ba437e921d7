import { chmodSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { stopDatabase } from './index';
import { lifeOf, lives, type Life } from './life';

/** A data folder for one run of tests. First ends what runs with the same prefix that were killed have left behind. */
export async function openTemporary(prefix: string): Promise<string> {
  for (const name of readdirSync(tmpdir()).filter((entry) => entry.startsWith(prefix))) await sweep(join(tmpdir(), name));
  const data = mkdtempSync(join(tmpdir(), prefix));
  chmodSync(data, 0o711);
  writeFileSync(join(data, 'run.json'), JSON.stringify(lifeOf(process.pid)));
  return data;
}

/** Stops the database of the folder, whoever started it, and deletes everything. */
export async function closeTemporary(data: string): Promise<void> {
  await stopDatabase({ data });
  rmSync(data, { recursive: true, force: true });
}

async function sweep(data: string): Promise<void> {
  try {
    const run = JSON.parse(readFileSync(join(data, 'run.json'), 'utf8')) as Life;
    if (!lives(run)) await closeTemporary(data);
  } catch {
    // Another account's, or just being made: not ours to judge.
  }
}
