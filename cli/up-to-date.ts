import { drizzle } from 'drizzle-orm/node-postgres';
import { migrate } from 'drizzle-orm/node-postgres/migrator';
import pg from 'pg';
import { installPolicy } from '@/lib/policy/commands/install-policy';
import { OPERATOR } from '@/lib/staff/actor';
import type { Refusal } from '@/lib/kernel/refusal';

/** Brings the database to this version and puts the standard policy in force where none is; null, or why it could not. Harmless to repeat. */
export async function bringUpToDate(): Promise<Refusal | null> {
  const client = new pg.Client({ connectionString: process.env.DATABASE_URL, application_name: 'countersign migrate' });
  await client.connect();
  try {
    // One migration at a time, however many processes start at once.
    await client.query(`select pg_advisory_lock(hashtext('countersign migrate'))`);
    await migrate(drizzle(client), { migrationsFolder: 'db/migrations' });
  } finally {
    await client.end();
  }
  const installed = await installPolicy(OPERATOR, {});
  return installed.ok || installed.code === 'nothing-left' ? null : installed;
}
