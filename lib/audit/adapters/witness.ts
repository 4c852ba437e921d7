import { appendFileSync, existsSync, mkdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { dataFolder } from '../../kernel/env';

/** A copy of every checkpoint's number and digest outside the database: whoever cuts both a chain and its checkpoints is still seen. */
export type Witness = { number: number; digest: string };

const file = (): string => join(dataFolder(), 'checkpoints.ndjson');

export function addWitness(witness: Witness): void {
  mkdirSync(dataFolder(), { recursive: true });
  appendFileSync(file(), `${JSON.stringify(witness)}\n`, { mode: 0o600 });
}

/** What the file says; a last line torn by a crash is left out. */
export function witnesses(): Witness[] {
  if (!existsSync(file())) return [];
  return readFileSync(file(), 'utf8').split('\n').flatMap((line) => {
    const match = /^\{"number":(\d+),"digest":"([0-9a-f]{64})"\}$/.exec(line);
    return match ? [{ number: Number(match[1]), digest: String(match[2]) }] : [];
  });
}
