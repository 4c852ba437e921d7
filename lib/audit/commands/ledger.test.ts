import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import pg from 'pg';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { linesOf, openCase, policyFor, staffFor } from '../../../db/factories';
import { sandbox } from '../../../db/sandbox';
import { claimCase } from '../../cases/commands/claim-case';
import { writeNote } from '../../cases/commands/write-note';
import { dataFolder } from '../../kernel/env';
import { OPERATOR, WORKER, type Staff } from '../../staff/actor';
import { addWitness } from '../adapters/witness';
import { makeCheckpoint } from './make-checkpoint';
import { verifyLedger } from './verify-ledger';

const mine = sandbox();
let ada: Staff;
let client: pg.Client;

beforeAll(async () => {
  // The witness file of this ledger alone.
  process.env.COUNTERSIGN_DATA = mkdtempSync(join(tmpdir(), 'countersign-ledger-'));
  client = new pg.Client({ connectionString: mine.url });
  await client.connect();
  await policyFor();
  ada = await staffFor('moderator', { name: 'Ada' });
});
beforeEach(async () => {
  // Each test has a ledger of its own.
  await tamper('delete from ledger_entries; delete from ledger_chains; delete from ledger_checkpoints');
  rmSync(join(dataFolder(), 'checkpoints.ndjson'), { force: true });
});
afterAll(async () => {
  await client.end();
  rmSync(dataFolder(), { recursive: true });
});

/** What somebody with the database and no respect for it could do: past all guards. */
async function tamper(statements: string): Promise<void> {
  await client.query('set session_replication_role = replica');
  await client.query(statements);
  await client.query('set session_replication_role = origin');
}

/** A case with five lines in its chain. */
async function story(): Promise<string> {
  const { caseId } = await openCase();
  await claimCase(ada, { caseId });
  for (const body of ['one', 'two', 'three', 'four']) await writeNote(ada, { caseId, body });
  expect((await linesOf(caseId)).map((line) => line.says)).toEqual(['claimed the case for 20 minutes', ...Array.from({ length: 4 }, () => 'wrote a note')]);
  return caseId;
}

async function signed(): Promise<number> {
  const checkpoint = await makeCheckpoint(WORKER, {});
  if (!checkpoint.ok) throw new Error(checkpoint.words);
  addWitness(checkpoint.value);
  return checkpoint.value.number;
}

async function breaks(chain?: string): Promise<string[]> {
  const found = await verifyLedger(OPERATOR, chain === undefined ? {} : { chain });
  if (!found.ok) throw new Error(found.words);
  return found.value.breaks.map((one) => `${one.chain.startsWith('case:') ? 'case' : one.chain} ${one.seq} ${one.kind}`);
}

test('ledger.verify: a ledger that nobody touched is unbroken, and that it was verified is entered', async () => {
  await story();
  await signed();
  await story();
  expect(await verifyLedger(OPERATOR, {})).toMatchObject({ ok: true, value: { lines: 11, chains: 3, checkpoints: 1, witnesses: 1, breaks: [] } });
  expect((await linesOf('main')).at(-1)).toMatchObject({ command: 'ledger.verify', actor: 'terminal', says: 'verified the ledger: 11 lines, unbroken' });
});

test('ledger.verify: a moderator is refused, and the refusal is entered', async () => {
  expect(await verifyLedger(ada, {})).toMatchObject({ ok: false, code: 'not-allowed' });
  expect((await linesOf('main')).at(-1)).toMatchObject({ command: 'ledger.verify', refusal: 'not-allowed', actor: ada.id });
});

test.each([
  ['what was done', `says = 'wrote a nota'`], ['who did it', `actor = 'staff_ben'`], ['their name', `actor_name = 'Ben'`], ['when', `at = at + interval '1 millisecond'`], ['the changes', `changes = '[{"field":"x","was":null,"now":"y"}]'`],
  ['what it was about', `refs = '{}'`], ['that it was refused', `refusal = 'stale'`], ['the digest', `digest = repeat('0', 64)`], ['the link', `previous = repeat('0', 64)`],
])('ledger.verify: a changed line is found: %s', async (_, set) => {
  const caseId = await story();
  await tamper(`update ledger_entries set ${set} where chain = 'case:${caseId}' and seq = 3`);
  expect(await breaks()).toContain('case 3 changed');
  expect(await breaks(`case:${caseId}`)).toContain('case 3 changed');
  expect(await breaks('main')).toEqual([]);
});

test('ledger.verify: a deleted line is found', async () => {
  const caseId = await story();
  await tamper(`delete from ledger_entries where chain = 'case:${caseId}' and seq = 2`);
  expect(await breaks()).toEqual(['case 2 missing']);
  await tamper(`update ledger_entries set seq = seq - 1 where chain = 'case:${caseId}' and seq > 2; update ledger_chains set seq = seq - 1 where chain = 'case:${caseId}'`);
  expect(await breaks()).toEqual(expect.arrayContaining(['case 2 reordered', 'case 2 changed']));
});

test('ledger.verify: two lines that changed places are found', async () => {
  const caseId = await story();
  await tamper(`update ledger_entries set seq = -2 where chain = 'case:${caseId}' and seq = 2; update ledger_entries set seq = 2 where chain = 'case:${caseId}' and seq = 3; update ledger_entries set seq = 3 where chain = 'case:${caseId}' and seq = -2`);
  expect(await breaks()).toEqual(expect.arrayContaining(['case 2 reordered', 'case 2 changed', 'case 3 reordered', 'case 3 changed']));
});

test('ledger.verify: a tail cut off is found against the recorded head, against checkpoints, and against the witness when those are gone too', async () => {
  const caseId = await story();
  const cut = `delete from ledger_entries where chain = 'case:${caseId}' and seq > 3`;
  const three = (await client.query<{ digest: string }>(`select digest from ledger_entries where chain = 'case:${caseId}' and seq = 3`)).rows[0]?.digest;
  await signed();
  await tamper(cut);
  expect(await breaks()).toEqual(['case 5 cut']);
  // Whoever also sets the head back is seen by the signed checkpoint ...
  await tamper(`update ledger_chains set seq = 3, digest = '${three}', signed_seq = 3 where chain = 'case:${caseId}'`);
  expect(await breaks()).toEqual(['case 5 cut']);
  // ... and whoever deletes that, by the copy of its digest outside the database.
  await tamper('delete from ledger_checkpoints');
  expect(await breaks()).toEqual(['checkpoints 1 cut']);
});

test('ledger.verify: a chain that is gone from end to end is found', async () => {
  const caseId = await story();
  await signed();
  await tamper(`delete from ledger_entries where chain = 'case:${caseId}'; delete from ledger_chains where chain = 'case:${caseId}'`);
  expect(await breaks()).toEqual(['case 5 cut']);
});

test('ledger.verify: a tail that was cut and written anew, digests and all, is found against the checkpoint', async () => {
  const caseId = await story();
  await signed();
  const three = (await client.query<{ digest: string }>(`select digest from ledger_entries where chain = 'case:${caseId}' and seq = 3`)).rows[0]?.digest;
  await tamper(`delete from ledger_entries where chain = 'case:${caseId}' and seq > 3; update ledger_chains set seq = 3, digest = '${three}', signed_seq = 3 where chain = 'case:${caseId}'`);
  await writeNote(ada, { caseId, body: 'another four' });
  await writeNote(ada, { caseId, body: 'another five' });
  expect(await breaks()).toEqual(['case 5 cut']);
});

test('ledger.verify: a forged checkpoint, and one that is missing in the middle, are found', async () => {
  for (let number = 1; number <= 3; number += 1) { await story(); expect(await signed()).toBe(number); }
  expect(await breaks()).toEqual([]);
  await tamper(`update ledger_checkpoints set heads = '[]' where number = 2`);
  expect(await breaks()).toEqual(['checkpoints 2 changed']);
  await tamper('delete from ledger_checkpoints where number = 2');
  expect(await breaks()).toEqual(['checkpoints 2 missing', 'checkpoints 2 cut']);
});

test('ledger.checkpoint: signs what moved since the last one, enters itself, and has nothing to sign when nothing moved', async () => {
  await story();
  expect(await signed()).toBe(1);
  expect((await linesOf('main')).at(-1)).toMatchObject({ command: 'ledger.checkpoint', actor: 'worker', says: 'signed checkpoint 1 over one chain', refs: { checkpoint: '1' } });
  // The line of the first checkpoint is covered by the second.
  expect(await signed()).toBe(2);
  const { rows } = await client.query<{ heads: { chain: string; seq: number }[] }>('select heads from ledger_checkpoints order by number');
  expect(rows.map((row) => row.heads.length)).toEqual([1, 1]);
  expect(rows[1]?.heads[0]).toMatchObject({ chain: 'main', seq: 1 });
});

test('ledger.checkpoint: an empty ledger has nothing to sign, and stays empty', async () => {
  expect(await makeCheckpoint(OPERATOR, {})).toMatchObject({ ok: false, code: 'nothing-left' });
  expect(await linesOf('main')).toEqual([]);
});

test('lines that twenty people write at one moment form one unbroken chain', async () => {
  const { caseId } = await openCase();
  await Promise.all(Array.from({ length: 20 }, (_, index) => writeNote(ada, { caseId, body: `note ${index}` })));
  expect(await linesOf(caseId)).toHaveLength(20);
  expect(await breaks()).toEqual([]);
});

test('a checkpoint signs at most five thousand heads, and the next one signs the rest', async () => {
  await tamper(`insert into ledger_chains (chain, seq, digest, signed_seq) select 'case:' || lpad(n::text, 5, '0'), 1, 'x', 0 from generate_series(1, 5001) n`);
  await signed();
  await signed();
  const { rows } = await client.query<{ heads: number }>('select jsonb_array_length(heads) as heads from ledger_checkpoints order by number');
  // The second also covers the line that the first entered.
  expect(rows).toEqual([{ heads: 5_000 }, { heads: 2 }]);
  expect((await client.query('select 1 from ledger_chains where signed_seq < seq')).rowCount).toBe(1);
});
