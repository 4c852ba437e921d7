import { createReadStream, createWriteStream } from 'node:fs';
import { rename } from 'node:fs/promises';
import { createInterface } from 'node:readline';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { createGunzip, createGzip } from 'node:zlib';
import pg from 'pg';
import { progress, read, result, say, type TerminalCommand } from '../terminal';

const FORMAT = 'countersign-backup/1';
const PAGE = 2_000;
/** Rows with files in them are large, and few at once. */
const FILES = 8;
/** So much text of rows goes to the database at once. */
const MOST_TEXT = 16 * 1024 * 1024;

type Table = { name: string; hasFiles: boolean; identity: { column: string; sequence: string } | null };

async function connected(): Promise<pg.Client> {
  const client = new pg.Client({ connectionString: process.env.DATABASE_URL, application_name: 'countersign backup' });
  await client.connect();
  return client;
}

/** Tables of ours, referenced ones before those that refer to them. */
async function tablesOf(client: pg.Client): Promise<Table[]> {
  const { rows: tables } = await client.query<{ name: string; hasFiles: boolean; column: string | null; sequence: string | null }>(`
    select t.table_name as name, exists (select from information_schema.columns f where f.table_schema = 'public' and f.table_name = t.table_name and f.data_type = 'bytea') as "hasFiles", c.column_name as column, pg_get_serial_sequence(quote_ident(t.table_name), c.column_name) as sequence
    from information_schema.tables t
    left join information_schema.columns c on c.table_schema = t.table_schema and c.table_name = t.table_name and c.is_identity = 'YES'
    where t.table_schema = 'public' and t.table_type = 'BASE TABLE' order by t.table_name`);
  const { rows: references } = await client.query<{ child: string; parent: string }>(`
    select conrelid::regclass::text as child, confrelid::regclass::text as parent from pg_constraint where contype = 'f' and connamespace = 'public'::regnamespace`);
  const waiting = new Map(tables.map((table) => [table.name, { name: table.name, hasFiles: table.hasFiles, identity: table.column && table.sequence ? { column: table.column, sequence: table.sequence } : null }]));
  const ordered: Table[] = [];
  while (waiting.size > 0) {
    const next = [...waiting.values()].find((table) => references.every((one) => one.child !== table.name || one.parent === table.name || !waiting.has(one.parent)));
    if (!next) throw new Error('Tables refer to each other in a circle.');
    waiting.delete(next.name);
    ordered.push(next);
  }
  return ordered;
}

async function migrationsOf(client: pg.Client): Promise<string[]> {
  const { rows } = await client.query<{ hash: string }>('select hash from drizzle.__drizzle_migrations order by created_at');
  return rows.map((row) => row.hash);
}

export const backup: TerminalCommand = {
  usage: 'db backup FILE',
  help: `Writes everything to one compressed file, as it stood at one moment, while the console goes on.
The installation's key is not in it: keep COUNTERSIGN_KEY, or the file "key" of the data folder, in another safe place.`,
  async run(args) {
    const { positionals } = read(args, {}, { min: 1 });
    const file = String(positionals[0]);
    const client = await connected();
    const bar = progress();
    let rows = 0;
    try {
      await client.query('begin isolation level repeatable read read only');
      await client.query(`set local timezone = 'UTC'`);
      const tables = await tablesOf(client);
      const migrations = await migrationsOf(client);
      async function* lines(): AsyncIterable<string> {
        yield `${JSON.stringify({ format: FORMAT, migrations, tables: tables.map((table) => table.name) })}\n`;
        for (const table of tables) {
          await client.query(`declare rows no scroll cursor for select row_to_json(t)::text as line from "${table.name}" t`);
          for (;;) {
            const page = await client.query<{ line: string }>(`fetch ${table.hasFiles ? FILES : PAGE} from rows`);
            if (page.rows.length === 0) break;
            rows += page.rows.length;
            bar.show(`${rows.toLocaleString('en-US')} rows, ${table.name}`);
            yield page.rows.map((row) => `${JSON.stringify(table.name)}\t${row.line}\n`).join('');
          }
          await client.query('close rows');
        }
        yield `${JSON.stringify({ end: rows })}\n`;
      }
      // Written beside and renamed: a broken backup never stands under the name of a whole one.
      await pipeline(Readable.from(lines()), createGzip(), createWriteStream(`${file}.part`, { mode: 0o600 }));
      await rename(`${file}.part`, file);
      await client.query('commit');
    } finally {
      bar.end();
      await client.end();
    }
    result({ file, rows });
    return 0;
  },
};

export const restore: TerminalCommand = {
  usage: 'db restore FILE',
  help: `Fills an empty, migrated database of the same version from a backup: all of it or nothing.
Run "countersign verify" afterwards. The role needs the right to set session_replication_role (a superuser has it).`,
  async run(args) {
    const { positionals } = read(args, {}, { min: 1 });
    const client = await connected();
    const bar = progress();
    let rows = 0;
    try {
      await client.query('begin');
      const tables = await tablesOf(client);
      const identity = new Map(tables.map((table) => [table.name, table.identity]));
      const own = await migrationsOf(client);
      // The guards refuse whatever is no command; a restore is the one exception, and it starts from nothing.
      await client.query(`set local session_replication_role = replica`);
      await emptied(client, tables);
      let ended = false;
      let open = '';
      let page: string[] = [];
      let size = 0;
      const flush = async (): Promise<void> => {
        if (page.length === 0) return;
        await client.query(`insert into "${open}" ${identity.get(open) ? 'overriding system value ' : ''}select * from jsonb_populate_recordset(null::"${open}", $1::jsonb)`, [`[${page.join(',')}]`]);
        rows += page.length;
        page = [];
        size = 0;
        bar.show(`${rows.toLocaleString('en-US')} rows, ${open}`);
      };
      const input = createReadStream(String(positionals[0])).pipe(createGunzip());
      let first = true;
      for await (const line of createInterface({ input, crlfDelay: Infinity })) {
        if (first) {
          const head = JSON.parse(line) as { format?: string; migrations?: string[] };
          if (head.format !== FORMAT) throw new Error('This is no backup of Countersign.');
          if (JSON.stringify(head.migrations) !== JSON.stringify(own)) throw new Error('The backup is of another version. Restore it with the version that made it, then migrate.');
          first = false;
        } else if (line.startsWith('{')) {
          await flush();
          ended = (JSON.parse(line) as { end: number }).end === rows;
        } else {
          const tab = line.indexOf('\t');
          const table = JSON.parse(line.slice(0, tab)) as string;
          if (!identity.has(table)) throw new Error(`The backup has a table ${table} that this version does not know.`);
          if (table !== open) { await flush(); open = table; }
          page.push(line.slice(tab + 1));
          size += line.length;
          if (page.length >= PAGE || size >= MOST_TEXT) await flush();
        }
      }
      if (!ended) throw new Error('The backup is cut off. Nothing was restored.');
      for (const table of tables) {
        if (table.identity) await client.query(`select setval($1, coalesce((select max("${table.identity.column}") from "${table.name}"), 0) + 1, false)`, [table.identity.sequence]);
      }
      await client.query('commit');
    } catch (error) {
      await client.query('rollback').catch((lost: unknown) => { say(`and the connection was lost: ${String(lost)}`); });
      throw error;
    } finally {
      bar.end();
      await client.end();
    }
    result({ rows });
    return 0;
  },
};

/** A migrated database holds only what migrating puts there: the standard policy and its ledger lines. Anything more is somebody's work. */
async function emptied(client: pg.Client, tables: readonly Table[]): Promise<void> {
  for (const name of ['events', 'cases', 'staff', 'api_keys']) {
    const { rows } = await client.query(`select 1 from "${name}" limit 1`);
    if (rows.length > 0) throw new Error(`The database is not empty: there are ${name}. Restore into a new one.`);
  }
  for (const table of [...tables].reverse()) await client.query(`delete from "${table.name}"`);
}
