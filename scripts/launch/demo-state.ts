import { chmodSync, existsSync, mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import pg from 'pg';
import { planPeople, type StaffRecord } from './people';

/** What the demo has already done in one database. */
export type DemoState = {
  people: StaffRecord[];
  apiKey: string | null;
  /** The receiver that plays the platform: its port and the secret that orders are signed with. */
  webhook?: { port: number; secret: string };
  /** `now` is ISO 8601: the generator makes the same population from the same four values. */
  population: { accounts: number; days: number; seed: number; now: string; isComplete: boolean } | null;
};

/** The demo's memory: `demo.json` in the data folder, readable by its owner only, one entry per database. */
export async function demoState(data: string, databaseUrl: string): Promise<{ state: DemoState; keep: () => void }> {
  const file = join(data, 'demo.json');
  const all = existsSync(file) ? JSON.parse(readFileSync(file, 'utf8')) as Record<string, DemoState> : {};
  const state = all[await identityOf(databaseUrl)] ??= { people: planPeople(), apiKey: null, population: null };
  const keep = () => {
    mkdirSync(data, { recursive: true });
    const draft = `${file}.${process.pid}`;
    writeFileSync(draft, `${JSON.stringify(all, null, 2)}\n`, { mode: 0o600 });
    chmodSync(draft, 0o600);
    renameSync(draft, file);
  };
  return { state, keep };
}

/** Stays with a database for its life and is not that of any other: a deleted and remade one begins anew. */
async function identityOf(url: string): Promise<string> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    const { rows } = await client.query<{ id: string }>(
      `select (select system_identifier from pg_control_system()) || '-' || oid as id from pg_database where datname = current_database()`,
    );
    return rows[0]!.id;
  } finally {
    await client.end();
  }
}
