import { resolve } from 'node:path';
import { startDatabase } from '../../db/embedded';

export type Home = { data: string; databaseUrl: string; isEmbedded: boolean; close(): Promise<void> };

/** The data folder and the database: `DATABASE_URL` if given, else the embedded one, running as long as somebody uses it. */
export async function openHome(): Promise<Home> {
  const data = resolve(process.env.COUNTERSIGN_DATA || '.countersign');
  if (process.env.DATABASE_URL) return { data, databaseUrl: process.env.DATABASE_URL, isEmbedded: false, close: async () => {} };
  const database = await startDatabase({ data });
  return { data, databaseUrl: database.url, isEmbedded: true, close: () => database.stop() };
}
