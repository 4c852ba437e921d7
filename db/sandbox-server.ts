import { createHash } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { drizzle } from 'drizzle-orm/node-postgres';
import { migrate } from 'drizzle-orm/node-postgres/migrator';
import pg from 'pg';

const MIGRATIONS = join(import.meta.dirname, 'migrations');
const LOCK = 'countersign sandboxes';

/**
 * A database of its own on this server, as all migrations leave it.
 * The migrations run once per server and set of migrations, in a template; each call clones that.
 * @param prefix start of every name made here; `dropDatabases` takes the same one
 */
export async function cloneDatabase(server: string, prefix: string, name: string): Promise<string> {
  const template = `${prefix}_template_${fingerprint()}`;
  const clone = `${prefix}_${name}`;
  await administering(server, async (client) => {
    // A template cannot be cloned while it is being made or cloned, so everybody waits in line.
    await client.query('select pg_advisory_lock(hashtext($1))', [LOCK]);
    const { rowCount } = await client.query('select 1 from pg_database where datname = $1', [template]);
    if (rowCount === 0) await makeTemplate(client, server, template);
    await client.query(`create database ${clone} template ${template}`);
  });
  return addressOf(server, clone);
}

/** Drops every database whose name starts with the prefix, whoever is connected. */
export async function dropDatabases(server: string, prefix: string): Promise<void> {
  await administering(server, async (client) => {
    const { rows } = await client.query<{ datname: string }>('select datname from pg_database where starts_with(datname, $1)', [prefix]);
    for (const { datname } of rows) await client.query(`drop database if exists ${datname} with (force)`);
  });
}

export async function migrated(url: string): Promise<void> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    await migrate(drizzle(client), { migrationsFolder: MIGRATIONS });
  } finally {
    await client.end();
  }
}

async function makeTemplate(client: pg.Client, server: string, template: string): Promise<void> {
  const draft = `${template}_draft`;
  await client.query(`drop database if exists ${draft} with (force)`);
  await client.query(`create database ${draft}`);
  await migrated(addressOf(server, draft));
  await client.query(`alter database ${draft} rename to ${template}`);
}

async function administering(server: string, act: (client: pg.Client) => Promise<void>): Promise<void> {
  const client = new pg.Client({ connectionString: server });
  await client.connect();
  try {
    await act(client);
  } finally {
    await client.end();
  }
}

function addressOf(server: string, database: string): string {
  const address = new URL(server);
  address.pathname = `/${database}`;
  return address.href;
}

/** Changes with any migration. */
function fingerprint(): string {
  const hash = createHash('sha256');
  for (const file of readdirSync(MIGRATIONS).filter((name) => name.endsWith('.sql')).toSorted()) hash.update(file).update(readFileSync(join(MIGRATIONS, file)));
  return hash.digest('hex').slice(0, 12);
}
