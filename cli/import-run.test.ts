import { setTimeout } from 'node:timers/promises';
import { eq, sql } from 'drizzle-orm';
import { expect, test } from 'vitest';
import { reading } from '@/db/client';
import { arrange, eventsOf, freshAccount } from '@/db/factories';
import { sandbox } from '@/db/sandbox';
import { events, imports } from '@/db/schema';
import { startImport } from '@/lib/intake/commands/start-import';
import { FORMATS } from '@/lib/intake/formats';
import { dayOf } from '@/lib/kernel/instant';
import { OPERATOR } from '@/lib/staff/actor';
import { runSource } from './import-run';

sandbox();

/** A file of one account's events in order of time, an import of it begun, and the days that it has. */
async function begun() {
  const account = freshAccount();
  const rows = eventsOf(account).sort((a, b) => (String(a.at) < String(b.at) ? -1 : 1));
  const text = rows.map((row) => JSON.stringify(row)).join('\n');
  const format = FORMATS.find((one) => one.name === 'contract')!;
  const start = async () => {
    const started = await startImport(OPERATOR, { fileName: `${account}.ndjson`, fileDigest: Buffer.from(account.padEnd(32)).toString('hex').slice(0, 64), format: format.name, totalBytes: text.length });
    if (!started.ok) throw new Error(started.words);
    return started.value;
  };
  const bytes = Buffer.from(text);
  const source = { head: bytes, from: async function* (byte: number) { yield bytes.subarray(byte); } };
  return { account, rows, start, job: { ...await start(), source, format, actor: OPERATOR, everyDays: 1 }, days: [...new Set(rows.map((row) => dayOf(Date.parse(String(row.at)))))] };
}

const keptOf = async (account: string): Promise<number[]> => (await reading().select({ at: events.at }).from(events).where(eq(events.account, account)).orderBy(events.at)).map((row) => dayOf(row.at));
const rowOf = async (id: string) => (await reading().select().from(imports).where(eq(imports.id, id)))[0]!;

/** Comes to its end once some transaction has written events and stays open. */
async function eventsWaiting(): Promise<void> {
  for (;;) {
    const { rows: [found] } = await reading().execute<{ n: number }>(sql`
      select count(*)::int as n from pg_stat_activity where datname = current_database() and state = 'idle in transaction' and query like '%insert into events%'`);
    if (found!.n > 0) return;
    await setTimeout(5);
  }
}

test('while a day is assessed the next is written already, and nobody sees it before that has come to its end', async () => {
  const { account, rows, job, days } = await begun();
  const assessed: number[] = [];
  const outcome = await runSource({
    ...job,
    async onPeriod(upTo) {
      await eventsWaiting();
      assessed.push(dayOf(upTo));
      expect(new Set(await keptOf(account))).toEqual(new Set(days.slice(0, assessed.length)));
    },
  });
  expect(outcome).toMatchObject({ ok: true, totals: { lines: rows.length, accepted: rows.length } });
  expect(assessed).toEqual(days.slice(0, -1));
  expect(await keptOf(account)).toHaveLength(rows.length);
});

test('where an assessment fails the day after it is not kept, and the import goes on from there, with the day that was not assessed first', async () => {
  const { account, rows, start, job, days } = await begun();
  const failing = runSource({
    ...job,
    async onPeriod(upTo) {
      await eventsWaiting();
      if (dayOf(upTo) === days[1]) throw new Error('the power went');
    },
  });
  await expect(failing).rejects.toThrow('the power went');
  expect(new Set(await keptOf(account))).toEqual(new Set(days.slice(0, 2)));
  expect((await rowOf(job.id)).status).toBe('running');
  const { afterLine, atByte, latestAt } = await start();
  expect(afterLine).toBe((await keptOf(account)).length);
  const assessed: number[] = [];
  expect(await runSource({ ...job, afterLine, atByte, latestAt, onPeriod: async (upTo) => { assessed.push(dayOf(upTo)); } })).toMatchObject({ ok: true });
  expect(assessed).toEqual(days.slice(1, -1));
  expect(await keptOf(account)).toHaveLength(rows.length);
});

test('where the import was ended meanwhile the assessment under way is waited for all the same', async () => {
  const { rows, job, days } = await begun();
  // The file stops before its third day until the import is ended, so that no slice holds its row by then.
  const twoDays = rows.filter((row) => dayOf(Date.parse(String(row.at))) < days[2]!).map((row) => `${JSON.stringify(row)}\n`).join('');
  let end = () => {};
  const ended = new Promise<void>((done) => { end = done; });
  const bytes = job.source.head;
  let assessed = false;
  const outcome = await runSource({
    ...job,
    source: { head: bytes, from: async function* () { yield bytes.subarray(0, Buffer.byteLength(twoDays)); await ended; yield bytes.subarray(Buffer.byteLength(twoDays)); } },
    async onPeriod() {
      await arrange((tx) => tx.update(imports).set({ status: 'failed' }).where(eq(imports.id, job.id)));
      end();
      await setTimeout(300);
      assessed = true;
    },
  });
  expect(outcome).toMatchObject({ ok: false, code: 'move-closed' });
  expect(assessed).toBe(true);
});
