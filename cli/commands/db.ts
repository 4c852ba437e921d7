import { drizzle } from 'drizzle-orm/node-postgres';
import { migrate } from 'drizzle-orm/node-postgres/migrator';
import pg from 'pg';
import { installPolicy } from '@/lib/policy/commands/install-policy';
import { OPERATOR } from '@/lib/staff/actor';
import { read, refused, say, type TerminalCommand } from '../terminal';

export const dbMigrate: TerminalCommand = {
  usage: 'db migrate',
  help: 'Brings the database to this version and puts the standard policy in force where none is. Harmless to repeat.',
  async run(args) {
    read(args, {});
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
    if (!installed.ok && installed.code !== 'exists') return refused(installed);
    say('The database is up to date.');
    return 0;
  },
};
