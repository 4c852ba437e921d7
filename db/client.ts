import { drizzle, type NodePgDatabase } from 'drizzle-orm/node-postgres';
import pg from 'pg';
import * as schema from './schema';

export type Database = NodePgDatabase<typeof schema>;
export type Tx = Parameters<Parameters<Database['transaction']>[0]>[0];

type Connection = { url: string; reading: Database; writing: Database; pools: readonly pg.Pool[]; close(): Promise<void> };

/** Opens two pools on one database: `reading` cannot write, `writing` is for the kernel's command alone. */
export function connect(url: string, { max = 12 }: { max?: number } = {}): Connection {
  // Of what a transaction asks side by side the next is on its way before the one before is answered.
  const common = { connectionString: url, max, pipeline: true, application_name: 'countersign', idleTimeoutMillis: 30_000 };
  const readers = new pg.Pool({ ...common, options: '-c default_transaction_read_only=on -c timezone=UTC' });
  const writers = new pg.Pool({ ...common, options: '-c timezone=UTC' });
  // An idle connection that PostgreSQL drops is replaced on the next query; it must not end the process.
  for (const pool of [readers, writers]) pool.on('error', (error) => console.warn(`database connection lost: ${error.message}`));
  // One that is lost while in use fails the query that waits on it; the event that comes beside must not end the process either.
  for (const pool of [readers, writers]) pool.on('connect', (client) => { client.on('error', () => {}); });
  return {
    url,
    reading: drizzle(readers, { schema }),
    writing: drizzle(writers, { schema }),
    pools: [readers, writers],
    close: async () => { await Promise.all([readers.end(), writers.end()]); },
  };
}

// Kept on globalThis so that a development reload does not open pools anew.
const shared = globalThis as typeof globalThis & { countersignDatabase?: Connection };

/** The process's connection to `DATABASE_URL`, opened on first use. */
export function connection(): Connection {
  const url = process.env.DATABASE_URL;
  if (!url) throw new Error('DATABASE_URL is not set. Start through `npm run demo` or `npm run countersign -- …`, or name your PostgreSQL server.');
  if (shared.countersignDatabase?.url !== url) shared.countersignDatabase = connect(url);
  return shared.countersignDatabase;
}

export const reading = (): Database => connection().reading;
export const writing = (): Database => connection().writing;

export async function disconnect(): Promise<void> {
  await shared.countersignDatabase?.close();
  delete shared.countersignDatabase;
}
