import { resolve } from 'node:path';
import { startDatabase } from '../../db/embedded';
import { Trouble } from './steps';

export type Home = { data: string; databaseUrl: string; isEmbedded: boolean; /** Ends, in words, when the embedded database dies under the product. */ died(): Promise<never>; close(): Promise<void> };

/** The data folder and the database: `DATABASE_URL` if given, else the embedded one, running as long as somebody uses it. */
export async function openHome(): Promise<Home> {
  const data = resolve(process.env.COUNTERSIGN_DATA || '.countersign');
  if (process.env.DATABASE_URL) return { data, databaseUrl: process.env.DATABASE_URL, isEmbedded: false, died: () => new Promise<never>(() => {}), close: async () => {} };
  const database = await startDatabase({ data });
  return { data, databaseUrl: database.url, isEmbedded: true, died: () => deathOf(database.pid), close: () => database.stop() };
}

async function deathOf(pid: number): Promise<never> {
  for (;;) {
    await new Promise((resolve) => { setTimeout(resolve, 1_000).unref(); });
    try {
      process.kill(pid, 0);
    } catch (error) {
      // Another user's process is there and not ours to signal.
      if ((error as NodeJS.ErrnoException).code === 'EPERM') continue;
      throw new Trouble('PostgreSQL has ended under the product; its log is postgres.log in the data folder. Nothing that was accepted is lost: start again.');
    }
  }
}
