import { sql } from 'drizzle-orm';
import pg from 'pg';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { reading, writing } from './client';
import { openCase, policyFor } from './factories';
import { sandbox } from './sandbox';

const mine = sandbox();
let client: pg.Client;

/** What is kept for good: nobody changes or removes a row, whatever they say about themselves. */
const KEPT = [
  'ledger_entries', 'ledger_checkpoints', 'batches', 'event_keys', 'events', 'session_facts', 'refused_lines', 'rarity_tables', 'assessments', 'notes', 'touches', 'exhibit_sets', 'decisions',
  'countersignatures', 'confirmations', 'liftings', 'orders', 'notices', 'delivery_tries', 'holder_pages', 'answers', 'enclosures', 'enclosure_contents', 'policies', 'staff_identities', 'report_cards', 'waves', 'wave_readings', 'queue_settings',
] as const;

/** What touches a person or says who may do what: only a command writes it, and says who and what. */
const COMMANDED = [
  'events', 'assessments', 'cases', 'notes', 'inbox_lines', 'inbox_reads', 'touches', 'exhibit_sets', 'decisions', 'countersignatures', 'confirmations', 'liftings', 'orders', 'notices', 'deliveries', 'webhooks', 'holder_pages', 'answers', 'enclosures', 'enclosure_contents', 'appeals', 'staff',
  'staff_identities', 'staff_settings', 'api_keys', 'policies', 'policy_drafts', 'backtests', 'report_cards', 'network_lists', 'platform_pages', 'queue_views', 'queue_layouts', 'queue_settings', 'ledger_entries', 'ledger_checkpoints', 'trays', 'waves', 'wave_readings',
] as const;
const CHANGING = ['cases', 'inbox_lines', 'inbox_reads', 'queue_views', 'queue_layouts', 'deliveries', 'webhooks', 'appeals', 'staff', 'staff_settings', 'api_keys', 'policy_drafts', 'backtests', 'network_lists', 'platform_pages'] as const;

/** A column of those that keep no version. */
const UNVERSIONED: Readonly<Record<string, string>> = { network_lists: 'name', queue_layouts: 'staff', inbox_lines: 'kind', inbox_reads: 'line' };

/** Values that a CHECK asks for. */
const ASKED: Record<string, Record<string, string>> = {
  batches: { source: 'http' }, cases: { status: 'waiting', band: 'act' }, deliveries: { status: 'waiting', channel: 'mail' }, appeals: { status: 'waiting', filed_via: 'page' }, enclosures: { answer: 'x' }, staff: { role: 'admin' },
  inbox_lines: { kind: 'mention' },
  staff_settings: { theme: 'system', density: 'dense', motion: 'system', tour_state: 'new' },
  policy_drafts: { status: 'draft' }, backtests: { status: 'waiting', phase: 'accounts' },
};
const VALUES: Record<string, string> = { text: 'x', jsonb: '{}', 'timestamp with time zone': '2026-01-01T00:00:00Z', ARRAY: '{}', boolean: 'true' };

/** An insert of one row with something in every column that must hold something, and in those that a CHECK asks for. */
async function insertInto(table: string): Promise<string> {
  const { rows } = await client.query<{ name: string; type: string }>(`select column_name as name, data_type as type from information_schema.columns
    where table_schema = 'public' and table_name = $1 and is_nullable = 'NO' and is_identity = 'NO' order by ordinal_position`, [table]);
  const row = { ...Object.fromEntries(rows.map(({ name, type }) => [name, VALUES[type] ?? '1'])), ...ASKED[table] };
  return `insert into ${table} (${Object.keys(row).map((name) => `"${name}"`).join(', ')}) values (${Object.values(row).map((value) => `'${value}'`).join(', ')})`;
}

const says = (command: string) => `select set_config('countersign.command', '${command}', false), set_config('countersign.actor', '${command === '' ? '' : 'somebody'}', false)`;

/** Runs as nobody in particular, or under a command; whatever happens is undone. */
async function attempt(statement: string, command = ''): Promise<string> {
  await client.query('begin');
  try {
    await client.query(says(command));
    const { rowCount } = await client.query(statement);
    return `kept ${rowCount}`;
  } catch (error) {
    return (error as Error).message;
  } finally {
    await client.query('rollback');
    await client.query(says(''));
  }
}

beforeAll(async () => {
  client = new pg.Client({ connectionString: mine.url });
  await client.connect();
  // One row in every table, put there past all guards and references.
  await client.query('set session_replication_role = replica');
  for (const table of new Set([...KEPT, ...COMMANDED])) await client.query(await insertInto(table));
  await client.query(`insert into ledger_chains (chain, seq, digest, signed_seq) values ('x', 5, 'five', 3)`);
  await client.query(`update events set ip = '192.0.2.10'`);
  await client.query('set session_replication_role = origin');
});
afterAll(async () => { await client.end(); });

describe.each(KEPT)('%s', (table) => {
  test('is never changed, removed or emptied, not even by a command', async () => {
    const { rows: [column] } = await client.query<{ name: string }>(`select column_name as name from information_schema.columns where table_schema = 'public' and table_name = $1 order by ordinal_position limit 1`, [table]);
    for (const command of ['', 'case.claim']) {
      expect(await attempt(`update ${table} set "${column?.name}" = "${column?.name}"`, command)).toContain(`UPDATE on ${table} is refused`);
      expect(await attempt(`delete from ${table}`, command)).toContain(`DELETE on ${table} is refused`);
      expect(await attempt(`truncate ${table} cascade`, command)).toMatch(/TRUNCATE on \w+ is refused: this table is append-only/);
    }
  });
});

describe.each(COMMANDED)('%s', (table) => {
  test('takes rows from commands alone', async () => {
    const insert = (await insertInto(table)).replaceAll(`'x'`, `'y'`).replaceAll(`'1'`, `'2'`);
    expect(await attempt(insert)).toBe(`INSERT on ${table} is refused: changes are made by commands, which say who and what`);
    // With a command the guard stands aside; a reference to a row that is not there may still stop it.
    expect(await attempt(insert, 'case.claim')).not.toContain('changes are made by commands');
  });
});

describe.each(CHANGING)('%s', (table) => {
  test('changes by a command, and by nothing else', async () => {
    const key = UNVERSIONED[table] ?? 'version';
    const update = `update ${table} set ${key} = ${key}`;
    expect(await attempt(update)).toContain(`UPDATE on ${table} is refused: changes are made by commands`);
    expect(await attempt(`delete from ${table}`)).toContain(`DELETE on ${table} is refused: changes are made by commands`);
    expect(await attempt(update, 'case.claim')).toBe('kept 1');
    expect(await attempt(`truncate ${table} cascade`, 'case.claim')).toMatch(/TRUNCATE on \w+ is refused/);
  });
});

test.each(['cases', 'appeals', 'deliveries', 'staff', 'api_keys', 'policy_drafts', 'backtests'])('no command removes a row of %s', async (table) => {
  expect(await attempt(`delete from ${table}`, 'case.claim')).toBe(`DELETE on ${table} is refused: what was once entered here stays`);
});

test('a command without an actor is no command', async () => {
  await client.query('begin');
  await client.query(`select set_config('countersign.command', 'case.claim', true), set_config('countersign.actor', '', true)`);
  await expect(client.query('update cases set version = version + 1')).rejects.toThrow('UPDATE on cases is refused');
  await client.query('rollback');
});

test('what one transaction says of itself is forgotten at its end', async () => {
  await policyFor();
  const { caseId } = await openCase();
  await expect(writing().execute(sql`update cases set version = 9 where id = ${caseId}`)).rejects.toMatchObject({ cause: { message: expect.stringContaining('changes are made by commands') } });
});

test('the head of a chain only moves forward', async () => {
  const head = (set: string) => attempt(`update ledger_chains set ${set} where chain = 'x'`, 'case.claim');
  expect(await head(`seq = 6, digest = 'six'`)).toBe('kept 1');
  expect(await head('signed_seq = 5')).toBe('kept 1');
  for (const back of [`seq = 4`, `digest = 'other'`, 'signed_seq = 2', 'signed_seq = 6', `chain = 'y'`]) expect(await head(back), back).toContain('a chain only moves forward');
  expect(await attempt(`delete from ledger_chains`, 'case.claim')).toContain('a chain only moves forward');
  expect(await attempt('truncate ledger_chains', 'case.claim')).toContain('append-only');
});

test('an event changes in one way: its address is blanked by the command for it', async () => {
  expect(await attempt('update events set ip = null', 'addresses.blank')).toBe('kept 1');
  expect(await attempt('update events set ip = null')).toContain('UPDATE on events is refused');
  expect(await attempt('update events set ip = null', 'case.claim')).toContain('only addresses past their retention are blanked');
  expect(await attempt(`update events set ip = '192.0.2.99'`, 'addresses.blank')).toContain('UPDATE on events is refused');
  expect(await attempt(`update events set ip = null, data = '{"a":1}'`, 'addresses.blank')).toContain('UPDATE on events is refused');
});

test('an account has at most one open case', async () => {
  const { account } = await openCase();
  await expect(openCase({ account })).rejects.toMatchObject({ cause: { constraint: 'cases_one_open' } });
});

test('what only reads cannot write', async () => {
  await expect(reading().execute(sql`delete from work`)).rejects.toMatchObject({ cause: { message: 'cannot execute DELETE in a read-only transaction' } });
  await expect(reading().execute(sql`insert into stale_accounts values ('acc', now())`)).rejects.toMatchObject({ cause: { code: '25006' } });
  await expect(reading().execute(sql`select nextval('work_id_seq')`)).rejects.toMatchObject({ cause: { code: '25006' } });
});

test('the bytes of an enclosed file go by retention alone, and are never exchanged', async () => {
  expect(await attempt('delete from enclosure_contents', 'enclosures.remove')).toBe('kept 1');
  expect(await attempt(`update enclosure_contents set sealed = 'y'`, 'enclosures.remove')).toContain('UPDATE on enclosure_contents is refused');
  expect(await attempt('delete from enclosures', 'enclosures.remove')).toContain('DELETE on enclosures is refused');
});
